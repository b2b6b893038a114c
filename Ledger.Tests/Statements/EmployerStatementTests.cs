using FsCheck.Xunit;
using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Scorecards;
using Ledger.Domain.Statements;
using Ledger.Tests.Stories;
using Xunit;

namespace Ledger.Tests.Statements;

/// <summary>What a statement says of an employer: never more than the records bear.</summary>
public sealed class EmployerStatementTests
{
    private static readonly StatementPeriod Year = new(Say.Day("2017-01-01"), Say.Day("2017-12-31"));
    private static readonly HashSet<string> Employers = [Say.Employer];

    [Fact]
    public void Fee_free_is_said_where_every_record_is_complete_and_tells_of_no_charge()
    {
        var statement = Drawn(Complete());
        Assert.Equal(StatementSays.FeeFree, statement.Says);
        Assert.Equal((1, 1, 1, 0), (statement.Workers, statement.Placements, statement.Complete, statement.Charged));
        Assert.Empty(statement.Gaps);
    }

    [Fact]
    public void One_incomplete_record_among_complete_ones_keeps_it_from_being_said()
    {
        var statement = Drawn(Complete(), Complete(), Story.Of(Say.Registered(), Say.Started("2017-03-10")));
        Assert.Equal(StatementSays.NotEstablished, statement.Says);
        Assert.Equal((3, 2), (statement.Workers, statement.Complete));
        Assert.Equal([StatementGap.WhoPaid, StatementGap.Contract, StatementGap.Wages], statement.Gaps.Keys);
    }

    [Theory]
    [InlineData(Speaker.Worker, true)]
    [InlineData(Speaker.Authority, true)]
    [InlineData(Speaker.Auditor, true)]
    [InlineData(Speaker.CivilSociety, true)]
    [InlineData(Speaker.Employer, false)]
    [InlineData(Speaker.Recruiter, false)]
    [InlineData(Speaker.SubAgent, false)]
    [InlineData(Speaker.Lender, false)]
    [InlineData(Speaker.Brand, false)]
    [InlineData(Speaker.Bank, false)]
    public void Nobody_of_the_chain_clears_himself(Speaker speaker, bool isComplete)
    {
        var statement = Drawn(Complete(BorneByEmployer() with { AssertedAs = speaker, AssertedBy = "somebody" }));
        Assert.Equal(isComplete ? StatementSays.FeeFree : StatementSays.NotEstablished, statement.Says);
        Assert.Equal(isComplete ? [] : [StatementGap.IndependentWord], statement.Gaps.Keys);
    }

    [Fact]
    public void A_receipt_beside_testimony_of_more_is_one_sum_from_documented_to_claimed()
    {
        var statement = Drawn(Story.Of(
            Say.Registered(), Say.Started("2017-03-10"), Say.Fee(105_000m, "2017-03-11"), Say.Fee(10_000m, "2017-03-11").SaidBy(Speaker.Recruiter).Graded(Grade.B),
            Say.PaidBack(4_000m, "2017-09-01").SaidBy(Speaker.Employer).Graded(Grade.A)));
        Assert.Equal(StatementSays.ChargesFound, statement.Says);
        Assert.Equal(new FeeSums(new Reading(10_000m, 105_000m), new Reading(4_000m, 4_000m), new Reading(6_000m, 101_000m)), statement.Fees["NPR"]);
        Assert.Equal([new ChargedClass("NPR", FeeClass.Service, new Reading(10_000m, 105_000m), 1)], statement.Classes);
        Assert.Equal((1, 0), (statement.Charged, statement.PaidBackInFull));
    }

    [Fact]
    public void Charges_that_were_paid_back_in_full_were_charged_all_the_same()
    {
        var statement = Drawn(Complete(Say.Fee(500m, "2017-03-11"), Say.PaidBack(500m, "2017-09-01").Graded(Grade.A)));
        Assert.Equal(StatementSays.ChargesFound, statement.Says);
        Assert.Equal((1, 1), (statement.Charged, statement.PaidBackInFull));
    }

    [Fact]
    public void What_is_paid_back_without_having_been_charged_by_anyones_word_leaves_a_charge_untold()
    {
        var statement = Drawn(Complete(BorneByEmployer(), Say.PaidBack(500m, "2017-09-01")));
        Assert.Equal(StatementSays.NotEstablished, statement.Says);
        Assert.Equal([StatementGap.Charge], statement.Gaps.Keys);
    }

    [Fact]
    public void A_month_without_a_wage_might_hide_a_cut_and_a_wage_of_zero_does_not()
    {
        var told = Complete();
        var silent = told.Without(told.Facts.OfType<WagePaid>().Where(wage => wage.Period.From.Month == 7).Select(wage => wage.Id));
        Assert.Equal([StatementGap.Wages], Drawn(silent).Gaps.Keys);
        Assert.Empty(Drawn(silent.With(Say.Wage(0m, "2017-07").Named("nothing-paid"))).Gaps);
    }

    [Fact]
    public void Only_those_are_covered_who_were_placed_there_on_a_day_of_the_period()
    {
        var ended = Complete().With(Say.Ended("2018-02-01").Named("end"));
        Assert.Equal(1, Covered(ended, "2018-02-01", "2018-12-31"));
        Assert.Equal(0, Covered(ended, "2018-02-02", "2018-12-31"));
        Assert.Equal(1, Covered(ended, "2016-01-01", "2017-03-10"));
        Assert.Equal(0, Covered(ended, "2016-01-01", "2017-03-09"));
        Assert.Equal(StatementSays.NobodyCovered, EmployerStatement.Of([]).Says);
        Assert.Null(CoveredWorker.Of(ended.History(), ended.ExchangeRates, new HashSet<string> { "another" }, Year));

        static int Covered(Story story, string from, string to) =>
            CoveredWorker.Of(story.History(), story.ExchangeRates, Employers, new StatementPeriod(Say.Day(from), Say.Day(to))) is null ? 0 : 1;
    }

    [Fact]
    public void Fewer_than_five_workers_are_not_shown_to_whoever_might_find_out_who_they_are()
    {
        Assert.Equal(new EmployerStatement { Says = StatementSays.Withheld }.Says, Drawn(Complete()).WithSmallGroupWithheld().Says);
        Assert.Null(Drawn(Complete()).WithSmallGroupWithheld().Workers);
        Assert.Equal(5, Drawn([.. Enumerable.Repeat(Complete(), 5)]).WithSmallGroupWithheld().Workers);
        Assert.Equal(StatementSays.NobodyCovered, EmployerStatement.Of([]).WithSmallGroupWithheld().Says);
    }

    [Fact]
    public void Whole_months_are_those_that_lie_between_two_days_up_to_the_last_there_is()
    {
        Assert.Equal(["2020-02-01"], Months("2020-01-02", "2020-03-30"));
        Assert.Equal(["2020-01-01", "2020-02-01", "2020-03-01"], Months("2020-01-01", "2020-03-31"));
        Assert.Empty(Months("2020-01-02", "2020-02-28"));
        Assert.Equal(["9999-12-01"], Months("9999-11-02", "9999-12-31"));

        static IEnumerable<string> Months(string first, string last) => StatementPeriod.WholeMonths(Say.Day(first), Say.Day(last)).Select(month => $"{month:uuuu-MM-dd}");
    }

    [Property(Arbitrary = [typeof(AnyStory)])]
    public void More_missing_records_never_make_it_say_more(Story story, int seed)
    {
        var random = new Random(seed);
        var kinds = new[] { typeof(ContractRecorded), typeof(Arrived), typeof(PlacementEnded) }.Where(_ => random.Next(2) == 0).ToHashSet();
        var linked = story.Facts.Select(fact => fact.SameAs).ToHashSet();
        var fewer = story.Without(story.Facts.Where(fact => kinds.Contains(fact.GetType()) || IsDropped(fact)).Select(fact => fact.Id).ToList()) with
        {
            Rates = [.. story.Rates.Where(_ => random.Next(5) > 0)],
        };
        var (before, after) = (Drawn(story), Drawn(fewer));
        Assert.True(after.Says != StatementSays.FeeFree || before.Says == StatementSays.FeeFree);
        Assert.True(after.Complete <= before.Complete || after.Workers > before.Workers);
        Assert.True(after.Charged <= before.Charged || after.Workers > before.Workers);

        bool IsDropped(Fact fact) => random.Next(3) == 0
            && (fact is WagePaid || (fact is FeeCharged { BorneBy: not Payer.Worker, SameAs: null } && !linked.Contains(fact.Id)));
    }

    [Property(Arbitrary = [typeof(AnyStory)])]
    public void Without_a_word_on_who_paid_it_is_never_fee_free(Story story) =>
        Assert.NotEqual(StatementSays.FeeFree, Drawn(story.Without(story.Facts.Where(fact => fact is FeeCharged or DeductionTaken).Select(fact => fact.Id).ToList())).Says);

    private static EmployerStatement Drawn(params Story[] workers) =>
        EmployerStatement.Of([.. workers.Select(story => CoveredWorker.Of(story.History(), story.ExchangeRates, Employers, Year)).OfType<CoveredWorker>()]);

    private static FeeCharged BorneByEmployer() => Say.Fee(20_000m, "2017-03-11") with { BorneBy = Payer.Employer };

    /// <summary>A placement from 10 March to the end of the year with its contract and all its wages; by default the worker says that the employer paid.</summary>
    private static Story Complete(params Fact[] who) => Story.Of(
    [
        Say.Registered(), Say.Started("2017-03-10"), Say.Promised(1_000m, "2017-03-10"), .. who.Length == 0 ? [BorneByEmployer()] : who,
        .. Enumerable.Range(4, 9).Select(month => Say.Wage(1_000m, $"2017-{month:00}")),
    ]);
}
