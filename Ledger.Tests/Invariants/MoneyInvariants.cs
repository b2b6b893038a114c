using FsCheck.Xunit;
using Ledger.Domain.Amounts;
using Ledger.Domain.Debt;
using Ledger.Domain.Facts;
using Ledger.Domain.Fees;
using Ledger.Domain.Indicators;
using Ledger.Domain.Rates;
using Ledger.Tests.Stories;
using NodaTime;
using Xunit;

namespace Ledger.Tests.Invariants;

/// <summary>What holds of every sum: it moves the right way, adds up, keeps its ends in order and counts one money once.</summary>
[Properties(Arbitrary = [typeof(AnyStory)])]
public class MoneyInvariants
{
    [Property]
    public void More_reimbursement_never_raises_what_was_borne_nor_owed(Story story, ushort units, byte grade, byte speaker)
    {
        var back = Told(Say.PaidBack(units, "2019-01-01"), grade, speaker);
        AssertNoHigher(story.With(back), story);
    }

    [Property]
    public void More_fee_never_lowers_what_was_borne(Story story, byte which, ushort units)
    {
        // Where parties disagree if one sum was to be cut from wages, it stays open which cuts pay it: here a collector has one way.
        var agreed = story with
        {
            Record =
            [
                .. story.Record.Select(told => told.Fact is FeeCharged fee
                    ? told with { Fact = fee with { Form = fee.Collector == Say.Agent ? FeeForm.Deduction : FeeForm.Cash } }
                    : told),
            ],
        };
        AssertNoHigher(agreed, Raised<FeeCharged>(agreed, which, units), debtToo: false);
    }

    [Property]
    public void One_more_fee_never_lowers_what_was_borne(Story story, ushort units, byte grade, byte speaker, byte day)
    {
        var fee = Told(Say.Fee(units, "2017-03-01"), grade, speaker) with { EffectiveOn = Say.Day("2017-03-10").PlusDays(day), Collector = "somebody-new" };
        AssertNoHigher(story, story.With(fee), debtToo: false);
    }

    [Property]
    public void More_repayment_never_raises_a_debt(Story story, ushort units, byte grade, byte speaker, ushort day, bool second)
    {
        var repaid = Told(Say.Repaid(units, "2017-01-10", second ? "l2" : "l1"), grade, speaker);
        AssertNoHigher(story.With(repaid with { EffectiveOn = Say.Day("2017-01-10").PlusDays(day % 1_500) }), story);
    }

    [Property]
    public void More_principal_never_lowers_a_debt(Story story, byte which, ushort units)
    {
        // Where parties disagree on what was lent, more in one account can tell the same sum earlier, and then it can bear less interest:
        // what was paid ahead meets it rather than a later charge. Here one party tells of all that was lent.
        var agreed = story with
        {
            Record = [.. story.Record.Select(told => told.Fact is LoanDisbursed lent ? told with { Fact = lent with { AssertedBy = Say.Worker, AssertedAs = Speaker.Worker } } : told)],
        };
        AssertNoHigher(agreed, Raised<LoanDisbursed>(agreed, which, units));
    }

    [Property]
    public void Another_party_telling_the_same_or_less_never_raises_what_is_claimed(Story story, byte whose, byte divisor)
    {
        // A union retells all that one party told of fees, cuts and payments back: its sums are no greater than those it repeats.
        var told = story.History().Facts.Where(fact => fact is FeeCharged or DeductionTaken { Loan: null } && fact.Grade != Grade.X).ToList();
        var parties = told.Select(fact => fact.AssertedBy).Distinct().ToList();
        var retold = told.Where(fact => parties.IndexOf(fact.AssertedBy) == whose % parties.Count)
            .Select(fact => Moneys.Changed(fact, amount => Math.Round(amount / (1 + (divisor % 3)), 2, MidpointRounding.ToZero)) with
            {
                Id = "retold-" + fact.Id, AssertedBy = "union-1", AssertedAs = Speaker.CivilSociety, Evidence = null, SameAs = fact.Id,
            });
        var more = retold.Aggregate(story, (all, fact) => all.With(fact));
        Assert.Equal(
            PlacementFees.In(story.History(), story.ExchangeRates).Select(fees => fees.Charged.Claimed),
            PlacementFees.In(more.History(), more.ExchangeRates).Select(fees => fees.Charged.Claimed));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("p2")]
    public void An_account_of_the_same_money_that_another_party_puts_elsewhere_is_not_counted_there_again(string? placement)
    {
        // The recruiter dates the fee of the first placement into the second, and says whose account it answers.
        var retold = Say.Fee(100m, "2018-06-01", placement).SaidBy(Speaker.Recruiter) with { SameAs = "told" };
        var back = Say.PaidBack(40m, "2018-07-01", placement) with { SameAs = "told-back" };
        var story = Story.Of(
            Say.Registered(), Say.Started("2017-03-10"), Say.Started("2018-05-01", "p2"), Say.Fee(100m, "2017-03-10").Named("told"), retold,
            Say.PaidBack(40m, "2017-09-01").Named("told-back"), back.SaidBy(Speaker.Employer).Graded(Grade.B));
        var borne = PlacementFees.In(story.History(), story.ExchangeRates).Select(fees => (fees.Placement, fees.Borne));
        Assert.Equal([("p1", new Reading(60m, 60m)), ("p2", Reading.Zero)], borne);
    }

    [Property]
    public void What_went_in_is_what_came_out_and_what_is_left(Story story, ushort day)
    {
        var on = Say.Day("2016-12-01").PlusDays(day % 3_000);
        foreach (var loan in Loan.ForRecruitment(story.History(), new Conversion(story.ExchangeRates)))
        {
            foreach (var side in Enum.GetValues<Side>())
            {
                var balance = LoanBalance.At(loan, on, side);
                Assert.Equal(balance.Disbursed + balance.Accrued + balance.Charged, balance.Credited + balance.Outstanding - balance.Overpaid);
                Assert.True(balance.Principal >= 0 && balance.Principal <= balance.Outstanding);
                Assert.True(balance.Outstanding == 0 || balance.Overpaid == 0);
            }
        }
    }

    [Property]
    public void Documented_is_never_more_than_claimed(Story story)
    {
        foreach (var finding in story.Findings())
        {
            foreach (var (name, measure) in finding.Measures)
            {
                Assert.True(measure.Documented is not { } documented || measure.Claimed is not { } claimed || documented <= claimed || IsTurned(name),
                    $"{finding.Indicator} {name}: {measure.Documented} documented, {measure.Claimed} claimed");
            }
        }
    }

    [Property]
    public void Ten_times_the_money_is_ten_times_the_sums_and_the_same_verdicts(Story story)
    {
        var tenfold = story with
        {
            Record = [.. story.Record.Where(recorded => recorded.Fact is not FactCorrected).Select(recorded => recorded with { Fact = Moneys.Changed(recorded.Fact, amount => amount * 10m) })],
        };
        var plain = story with { Record = [.. story.Record.Where(recorded => recorded.Fact is not FactCorrected)] };
        Assert.Equal(plain.Findings().Select(ButForFixedSums), tenfold.Findings().Select(ButForFixedSums));
        foreach (var (before, after) in plain.Findings().Zip(tenfold.Findings()))
        {
            foreach (var (name, measure) in before.Measures)
            {
                AssertScaled(measure.Currency is null ? 1m : 10m, measure, after.Measures[name]);
            }
        }
    }

    [Fact]
    public void A_deed_at_a_higher_rate_than_the_worker_tells_is_claimed_as_well()
    {
        var deed = Say.Lent(1_000m, "2018-01-01", Say.Simple(0.6m)).SaidBy(Speaker.Lender).Graded(Grade.C);
        var story = Story.Of(Say.Registered(), Say.Lent(1_000m, "2018-01-01", Say.Simple(0.1m)), deed);
        var debt = new DebtPosition(story.History(), story.ExchangeRates);
        Assert.Equal(new Reading(1_600m, 1_600m), debt.OwedOn(Say.Day("2019-01-01")));
        Assert.Equal(new Reading(600m, 600m), debt.AccruedBy(Say.Day("2019-01-01")));
    }

    [Fact]
    public void An_amount_that_no_rate_can_bring_in_is_named_and_not_added()
    {
        var finding = Story.Of(Say.Registered(), Say.Started("2019-01-01"), Say.Fee(100m, "2019-01-02"), Say.Fee(100m, "2019-01-03", currency: "INR"))
            .Finding(WorkerPaidFee.Code);
        Assert.Equal(100m, finding.Measures["workerPaid"].Claimed);
        Assert.Contains(finding.Missing, missing => missing.Contains("INR", StringComparison.Ordinal) && missing.Contains("NPR", StringComparison.Ordinal));
    }

    /// <summary>The one measure that divides: its documented end is the greatest wage anybody asserts, its claimed end the worker's.</summary>
    private static bool IsTurned(string name) => name is "netWageMonthly";

    private static (string, string?, Verdict, Severity?, Strength?, LocalDate?) Verdict(Finding finding) =>
        (finding.Indicator, finding.Placement, finding.Verdict, finding.Severity, finding.Strength, finding.Since);

    /// <summary>A law's cap does not grow with the money: a receipt that stands exactly at it is graver for that, and any other is not.</summary>
    private static (string, string?, Verdict, Severity?, Strength?, LocalDate?) ButForFixedSums(Finding finding) =>
        Verdict(finding.Indicator == ReceiptMismatch.Code ? finding with { Severity = null } : finding);

    private static void AssertScaled(decimal by, Measure before, Measure after)
    {
        // A hundredth of rounding before is a tenth of a unit after.
        static bool Close(decimal? one, decimal? other, decimal by) => (one, other) is (null, null) || Math.Abs((one!.Value * by) - other!.Value) <= 0.1m;
        Assert.True(Close(before.Documented, after.Documented, by) && Close(before.Claimed, after.Claimed, by) && Close(before.Value, after.Value, by), $"{before} {after}");
    }

    /// <summary>The story with the sum of one fact of a kind raised; a sum of nothing stays, for it began nothing that could be moved.</summary>
    private static Story Raised<T>(Story story, byte which, ushort units)
        where T : Fact
    {
        var indexes = Enumerable.Range(0, story.Record.Length).Where(index => story.Record[index].Fact is T fact && Moneys.Of(fact) is { Amount: > 0 }).ToList();
        if (indexes.Count == 0)
        {
            return story;
        }

        var index = indexes[which % indexes.Count];
        return story with { Record = story.Record.SetItem(index, story.Record[index] with { Fact = Moneys.Changed(story.Record[index].Fact, amount => amount + units) }) };
    }

    private static T Told<T>(T fact, byte grade, byte speaker)
        where T : Fact => fact.SaidBy((Speaker)(speaker % 5)).Graded((Grade)(grade % 6)).Named("one-more");

    /// <summary>No placement's fees, and on no day the debt, is higher in the one story than in the other.</summary>
    private static void AssertNoHigher(Story lower, Story higher, bool debtToo = true)
    {
        var below = PlacementFees.In(lower.History(), lower.ExchangeRates).ToDictionary(fees => fees.Placement ?? "none");
        foreach (var above in PlacementFees.In(higher.History(), higher.ExchangeRates).Where(fees => below.ContainsKey(fees.Placement ?? "none")))
        {
            // One more fee can be the first, whose currency the sums are in: sums of two currencies have no order.
            if (below[above.Placement ?? "none"].Currency != above.Currency)
            {
                continue;
            }

            AssertOrdered(below[above.Placement ?? "none"].Borne, above.Borne, above.Placement ?? "none");
        }

        if (debtToo)
        {
            var (less, more) = (new DebtPosition(lower.History(), lower.ExchangeRates), new DebtPosition(higher.History(), higher.ExchangeRates));
            foreach (var month in Enumerable.Range(0, 16))
            {
                var day = Say.Day("2017-01-15").PlusMonths(month * 5);
                AssertOrdered(less.OwedOn(day) ?? Reading.Zero, more.OwedOn(day) ?? Reading.Zero, $"debt on {day}");
            }
        }
    }

    private static void AssertOrdered(Reading lower, Reading higher, string what) =>
        Assert.True(lower.Documented <= higher.Documented + 1e-9m && lower.Claimed <= higher.Claimed + 1e-9m, $"{what}: {lower} above {higher}");
}
