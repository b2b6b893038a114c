using FsCheck.Xunit;
using Ledger.Domain.Amounts;
using Ledger.Domain.Debt;
using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Domain.Rates;
using Ledger.Tests.Stories;
using NodaTime;
using Xunit;

namespace Ledger.Tests.Invariants;

/// <summary>What is reckoned once and read by many says the same to each of them, in whatever order they ask.</summary>
[Properties(Arbitrary = [typeof(AnyStory)])]
public class ReckonedOnceTests
{
    [Property]
    public void An_indicator_judged_alone_says_what_it_says_among_all_others(Story story)
    {
        var all = story.Findings().ToLookup(finding => finding.Indicator);
        foreach (var (code, judge) in Alone)
        {
            Assert.Equal(Written.Findings(all[code]), Written.Findings(judge(story.Evaluation())));
        }
    }

    [Property]
    public void A_replay_says_the_same_before_and_after_its_findings(Story story)
    {
        var evaluation = story.Evaluation();
        var before = Written.Replay(evaluation);
        Assert.Equal(before, Written.Replay(evaluation));
        var findingsFirst = story.Evaluation();
        _ = findingsFirst.Findings();
        Assert.Equal(before, Written.Replay(findingsFirst));
    }

    [Property]
    public void What_a_finding_rests_on_is_each_fact_and_each_of_its_corrections_once_in_order(Story story, int seed)
    {
        var history = story.History();
        Fact[] strangers = [.. story.Rates, .. story.Links];
        var some = new Random(seed).GetItems<Fact>([.. history.Facts, .. strangers], history.Facts.Count);
        var expected = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var fact in some)
        {
            expected.Add(fact.Id);
            expected.UnionWith(history.Standing.Where(standing => standing.Fact.Id == fact.Id).SelectMany(standing => standing.CorrectedBy));
        }

        Assert.Equal(expected, history.Because(some));
    }

    [Property]
    public void A_fact_belongs_where_it_says_or_to_the_placement_begun_last(Story story)
    {
        var history = story.History();
        foreach (var fact in history.Facts)
        {
            var begun = history.Placements.Where(placement => placement.Start <= fact.EffectiveOn).Select(placement => placement.Id).LastOrDefault();
            Assert.Equal(fact.Placement ?? begun ?? history.Placements.Select(placement => placement.Id).FirstOrDefault(), history.PlacementOf(fact));
        }
    }

    [Property]
    public void What_is_owed_to_all_creditors_together_is_what_is_owed(Story story)
    {
        var debt = new DebtPosition(story.History(), story.ExchangeRates);
        foreach (var day in story.Facts.Select(fact => fact.EffectiveOn).Append(Story.End))
        {
            Assert.Equal(debt.OwedOn(day), debt.OwedToEach(day)?.Aggregate(Reading.Zero, (sum, owed) => sum + owed));
        }
    }

    [Property]
    public void What_is_owed_on_a_day_does_not_depend_on_the_days_asked_about_before(Story story, int seed)
    {
        var debt = new DebtPosition(story.History(), story.ExchangeRates);
        LocalDate[] days = [.. story.Facts.Select(fact => fact.EffectiveOn).Append(Story.End)];
        foreach (var day in days.Order().Concat(new Random(seed).GetItems(days, days.Length)))
        {
            Assert.Equal(new DebtPosition(story.History(), story.ExchangeRates).OwedOn(day), debt.OwedOn(day));
        }
    }

    [Fact]
    public void A_repayment_told_of_before_the_loan_hides_nothing_of_it()
    {
        var debt = new DebtPosition(Story.Of(Say.Registered(), Say.Repaid(10m, "2020-01-01").SaidBy(Speaker.Employer), Say.Lent(100m, "2020-02-01")).History(), ExchangeRates.None);
        Assert.Equal(Reading.Zero, debt.OwedOn(Say.Day("2020-01-05")));
        Assert.Equal(new Reading(0, 100m), debt.OwedOn(Say.Day("2020-02-05")));
    }

    /// <summary>The indicators on fees and debt, each judged by itself.</summary>
    private static (string Code, Func<Evaluation, IEnumerable<Finding>> Judge)[] Alone { get; } =
    [
        (RepeatFee.Code, evaluation => [RepeatFee.Judge(evaluation)]),
        (DebtBeyondContract.Code, evaluation => [DebtBeyondContract.Judge(evaluation)]),
        (DebtNegativeAmortisation.Code, evaluation => [DebtNegativeAmortisation.Judge(evaluation)]),
        (DebtOutgrowsWages.Code, evaluation => [DebtOutgrowsWages.Judge(evaluation)]),
        (DebtRateOverLaw.Code, evaluation => [DebtRateOverLaw.Judge(evaluation)]),
        (DebtServiceRatio.Code, evaluation => [DebtServiceRatio.Judge(evaluation)]),
        (DebtUndefinedTerms.Code, evaluation => [DebtUndefinedTerms.Judge(evaluation)]),
        (DebtValueNotApplied.Code, evaluation => [DebtValueNotApplied.Judge(evaluation)]),
        (FeeOverLegalCap.Code, evaluation => evaluation.Fees.Select(fees => FeeOverLegalCap.Judge(evaluation, fees))),
        (FeeRecoveredFromWages.Code, evaluation => evaluation.Fees.Select(fees => FeeRecoveredFromWages.Judge(evaluation, fees))),
        (FeeUnrepaid.Code, evaluation => evaluation.Fees.Select(fees => FeeUnrepaid.Judge(evaluation, fees))),
        (WorkerPaidFee.Code, evaluation => evaluation.Fees.Select(fees => WorkerPaidFee.Judge(evaluation, fees))),
    ];
}
