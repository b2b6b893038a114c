using FsCheck.Xunit;
using Ledger.Domain.Debt;
using Ledger.Domain.Facts;
using Ledger.Domain.Rates;
using Ledger.Tests.Stories;
using NodaTime;
using Xunit;

namespace Ledger.Tests.Oracles;

/// <summary>What is owed on a loan, against a clerk who counts every day and against the formulas of the textbooks.</summary>
public class LoanBalanceTests
{
    [Property(Arbitrary = [typeof(AnyStory)], MaxTest = 60)]
    public void A_balance_is_what_a_day_by_day_reckoning_gives(Story story)
    {
        var history = story.History();
        var standing = NaiveMending.Standing(story.Record, Story.End, Story.Now);
        foreach (var loan in Loan.ForRecruitment(history, new Conversion(story.ExchangeRates)))
        {
            foreach (var side in Enum.GetValues<Side>())
            {
                var flows = new NaiveFlows(standing, loan.Id, side, loan.TermsOn(side), fact => Moneys.Of(fact)!.Value.Amount);
                foreach (var day in DaysToLookAt(loan))
                {
                    AssertSame(NaiveLoan.At(flows, day), LoanBalance.At(loan, day, side), $"{loan.Id} {side} {day}");
                }
            }
        }
    }

    [Theory]
    [InlineData("0.6", "105000", "5250")]
    [InlineData("0.1", "105000", "875")]
    [InlineData("0.48", "1600", "64.00")]
    public void A_month_of_a_published_loan_costs_what_was_published(string rate, string principal, string monthly)
    {
        var loan = Only(Story.Of(Say.Registered(), Say.Lent(D(principal), "2019-01-10", Say.Simple(D(rate)))));
        Assert.Equal(D(monthly), LoanBalance.At(loan, Say.Day("2019-02-10"), Side.Claimed).Accrued);
        Assert.Equal(D(monthly) * 12m, LoanBalance.At(loan, Say.Day("2020-01-10"), Side.Claimed).Accrued);
    }

    [Property(MaxTest = 200)]
    public void Simple_interest_is_principal_times_rate_times_time(int days, uint units, byte percent)
    {
        var (first, day) = (Say.Day("2018-05-31"), Say.Day("2018-05-31").PlusDays(Math.Abs(days % 2_000)));
        var (principal, rate) = ((units % 1_000_000) + 1m, percent % 101 / 100m);
        var loan = Only(Story.Of(Say.Registered(), Say.Lent(principal, "2018-05-31", Say.Simple(rate))));
        AssertClose(principal * rate * NaiveLoan.Days(first, day) / 360m, LoanBalance.At(loan, day, Side.Claimed).Accrued, "P r t");
    }

    [Property(MaxTest = 200)]
    public void Compound_interest_at_its_anniversaries_is_the_power_of_one_and_the_rate(byte periods, uint units, byte percent)
    {
        var (count, principal, rate) = (periods % 40, (units % 1_000_000) + 1m, percent % 21 / 100m);
        var loan = Only(Story.Of(Say.Registered(), Say.Lent(principal, "2018-01-15", Say.Compound(rate, RatePeriod.Month))));
        var expected = Enumerable.Range(0, count).Aggregate(principal, (owed, _) => owed * (1m + rate));
        AssertClose(expected, LoanBalance.At(loan, Say.Day("2018-01-15").PlusMonths(count), Side.Claimed).Outstanding, "P(1+r)^n");
    }

    [Fact]
    public void A_payment_before_the_loan_was_paid_out_does_not_move_the_days_of_compounding()
    {
        var lent = Say.Lent(9_000m, "2018-05-24", Say.Compound(0.02m, RatePeriod.Month));
        var loan = Only(Story.Of(Say.Registered(), Say.Repaid(0.01m, "2017-03-17"), lent));
        Assert.Equal(8_999.99m * 1.02m * 1.02m, LoanBalance.At(loan, Say.Day("2018-07-24"), Side.Claimed).Outstanding);
    }

    [Fact]
    public void Where_the_payout_itself_is_not_documented_its_day_still_sets_the_days_of_compounding()
    {
        var told = Story.Of(
            Say.Registered(), Say.Lent(100m, "2018-05-02", Say.Compound(0.24m)).SaidBy(Speaker.Lender),
            Say.Charged(100m, "2018-06-25", LoanChargeKind.Interest).Graded(Grade.C));
        var paid = told.With(Say.Repaid(1m, "2017-01-10").Named("paid"));
        var day = Say.Day("2023-04-15");
        Assert.True(LoanBalance.At(Only(paid), day, Side.Documented).Outstanding < LoanBalance.At(Only(told), day, Side.Documented).Outstanding);
    }

    [Fact]
    public void What_was_paid_too_much_meets_a_charge_before_the_principal_and_hides_no_interest_from_compounding()
    {
        var loan = Only(Story.Of(
            Say.Registered(),
            Say.Repaid(100m, "2018-01-01"),
            Say.Charged(300m, "2018-02-01"),
            Say.Lent(500m, "2018-02-01", Say.Compound(0.2m, RatePeriod.Month))));
        // Charges 200, principal 500: a month later 100 of interest joins the principal, and the next month bears 120.
        Assert.Equal(200m + (500m * 1.2m * 1.2m), LoanBalance.At(loan, Say.Day("2018-04-01"), Side.Claimed).Outstanding);
    }

    [Fact]
    public void A_contradicted_repayment_does_not_swallow_the_deduction_it_would_have_answered()
    {
        var loan = Only(Story.Of(
            Say.Registered(),
            Say.Lent(1_000m, "2017-01-01"),
            Say.Cut(100m, "2017-04", DeductionReason.Loan, loan: "l1"),
            Say.Repaid(100m, "2017-05-06").Graded(Grade.X) with { Via = RepaymentRoute.Deduction }));
        Assert.Equal(900m, LoanBalance.At(loan, Say.Day("2017-06-01"), Side.Claimed).Outstanding);
    }

    private static IEnumerable<LocalDate> DaysToLookAt(Loan loan) =>
        loan.Facts.SelectMany(fact => new[] { fact.EffectiveOn.PlusDays(-1), fact.EffectiveOn, fact.EffectiveOn.PlusDays(37) })
            .Append(loan.Facts.Max(fact => fact.EffectiveOn).PlusMonths(13)).Distinct();

    private static Loan Only(Story story) => Assert.Single(Loan.ForRecruitment(story.History(), new Conversion(ExchangeRates.None)));

    private static void AssertSame(NaiveLoan expected, LoanBalance actual, string where)
    {
        AssertClose(expected.Disbursed, actual.Disbursed, where + " disbursed");
        AssertClose(expected.Charged, actual.Charged, where + " charged");
        AssertClose(expected.Credited, actual.Credited, where + " credited");
        AssertClose(expected.Accrued, actual.Accrued, where + " accrued");
        AssertClose(expected.Outstanding, actual.Outstanding, where + " outstanding");
        AssertClose(expected.Overpaid, actual.Overpaid, where + " overpaid");
    }

    private static void AssertClose(decimal expected, decimal actual, string where) =>
        Assert.True(Math.Abs(expected - actual) <= 1e-12m * Math.Max(1m, Math.Abs(expected)), $"{where}: {expected} expected, {actual} found");

    private static decimal D(string number) => decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
}
