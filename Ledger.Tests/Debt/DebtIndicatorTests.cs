using FsCheck.Xunit;
using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Tests.Stories;
using Xunit;

namespace Ledger.Tests.Debt;

/// <summary>The debt indicators on small worlds made for each of their words.</summary>
public sealed class DebtIndicatorTests
{
    private static readonly Fact[] World = [Say.Registered(), Say.Started("2019-01-01"), Say.Arrived("2019-01-31")];

    [Fact]
    public void A_period_in_which_interest_exceeds_what_was_credited_is_amber_and_three_in_a_row_are_red()
    {
        Fact[] loan = [Say.Lent(10_000m, "2019-01-31", Say.Simple(0.36m)), Say.Repaid(100m, "2019-02-28"), Say.Repaid(100m, "2019-03-31"), Say.Repaid(100m, "2019-04-30")];
        AssertPresent(Severity.Amber, Find(DebtNegativeAmortisation.Code, [.. loan, Say.Wage(1_000m, "2019-02"), Say.Wage(1_000m, "2019-03")]));
        AssertPresent(Severity.Red, Find(DebtNegativeAmortisation.Code, [.. loan, .. Wages("2019-02", "2019-03", "2019-04")]));
    }

    [Fact]
    public void One_good_month_does_not_clear_negative_amortisation_and_two_do()
    {
        Fact[] facts = [Say.Lent(10_000m, "2019-01-31", Say.Simple(0.36m)), Say.Repaid(100m, "2019-02-28"), Say.Repaid(2_000m, "2019-03-31"), Say.Repaid(2_000m, "2019-04-30")];
        Assert.Equal(Verdict.Present, Find(DebtNegativeAmortisation.Code, [.. facts, .. Wages("2019-02", "2019-03")]).Verdict);
        Assert.Equal(Verdict.Absent, Find(DebtNegativeAmortisation.Code, [.. facts, .. Wages("2019-02", "2019-03", "2019-04")]).Verdict);
    }

    [Fact]
    public void Without_interest_terms_it_cannot_be_said_whether_the_debt_grew()
    {
        var finding = Find(DebtNegativeAmortisation.Code, [Say.Lent(10_000m, "2019-01-31"), Say.Repaid(100m, "2019-02-28"), .. Wages("2019-02", "2019-03")]);
        Assert.Equal(Verdict.Insufficient, finding.Verdict);
        Assert.Contains("l1", Assert.Single(finding.Missing), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100, null)]
    [InlineData(101, Severity.Amber)]
    [InlineData(500, Severity.Amber)]
    [InlineData(501, Severity.Red)]
    public void Repayments_due_above_a_tenth_of_the_wage_are_amber_and_above_half_red(int due, Severity? severity)
    {
        var loan = Say.Lent(due * 24, "2019-01-31", Say.Simple(0m)) with { Instalment = Money.Of(due, "NPR"), TermMonths = 24 };
        var finding = Find(DebtServiceRatio.Code, [loan, .. Wages("2019-02", "2019-03", "2019-04")]);
        Assert.Equal((severity is null ? Verdict.Absent : Verdict.Present, severity), (finding.Verdict, finding.Severity));
        AssertNear(due / 1_000m, finding.Measures["serviceRatio"].Claimed, 0.04m);
    }

    [Fact]
    public void What_is_cut_to_repay_does_not_shrink_the_wage_it_is_measured_against()
    {
        var finding = Find(DebtServiceRatio.Code,
        [
            Say.Lent(5_000m, "2019-01-31", Say.Simple(0m)), .. Wages("2019-02", "2019-03").Select(wage => wage with { Net = Money.Of(700m, "NPR") }),
            Say.Cut(300m, "2019-02", DeductionReason.Loan, loan: "l1"), Say.Cut(300m, "2019-03", DeductionReason.Loan, loan: "l1"),
        ]);
        AssertNear(0.3m, finding.Measures["serviceRatio"].Claimed, 0.02m);
    }

    [Fact]
    public void A_debt_that_the_pace_clears_within_the_contract_is_absent_and_one_beyond_it_present()
    {
        Fact[] Facts(string end, decimal paid) =>
        [
            Say.Promised(1_000m, "2019-01-01") with { To = Say.Day(end) }, Say.Lent(1_200m, "2019-01-31", Say.Simple(0m)),
            Say.Repaid(paid, "2019-02-15"), Say.Repaid(paid, "2019-03-15"), .. Wages("2019-02", "2019-03"),
        ];
        Assert.Equal(Verdict.Absent, Find(DebtBeyondContract.Code, Facts("2020-12-31", 100m)).Verdict);
        var present = Find(DebtBeyondContract.Code, Facts("2019-09-30", 100m));
        AssertPresent(Severity.Amber, present);
        AssertNear(6m, present.Measures["contractMonthsLeft"].Value, 0.05m);
        AssertNear(10m, present.Measures["monthsToClear"].Claimed, 0.5m);
    }

    [Fact]
    public void A_debt_whose_interest_takes_all_that_is_paid_is_never_cleared()
    {
        var finding = Find(DebtBeyondContract.Code,
            [Say.Lent(10_000m, "2019-01-31", Say.Simple(0.36m)), Say.Repaid(250m, "2019-02-28"), Say.Repaid(250m, "2019-03-31"), .. Wages("2019-02", "2019-03")]);
        AssertPresent(Severity.Red, finding);
        Assert.DoesNotContain("monthsToClear", finding.Measures.Keys);
    }

    [Fact]
    public void Value_that_reached_neither_her_nor_her_debt_is_present_and_a_late_wage_clears_it()
    {
        Fact[] facts = [Say.Promised(1_000m, "2019-01-01"), Say.Lent(5_000m, "2019-01-31", Say.Simple(0.1m)), Say.Wage(1_000m, "2019-02"), Say.Wage(0m, "2019-03")];
        var finding = Find(DebtValueNotApplied.Code, facts);
        AssertPresent(Severity.Amber, finding);
        Assert.Equal(1_000m, finding.Measures["withheldValue"].Claimed);
        var late = Say.Wage(1_000m, "2019-03") with { EffectiveOn = Say.Day("2019-06-30") };
        Assert.Equal(Verdict.Absent, Find(DebtValueNotApplied.Code, [.. facts, late]).Verdict);
    }

    [Fact]
    public void What_is_cut_and_credited_to_the_debt_is_applied_and_what_the_lender_credits_less_is_not()
    {
        Fact[] facts =
        [
            Say.Promised(1_000m, "2019-01-01"), Say.Lent(5_000m, "2019-01-31", Say.Simple(0.1m)), Say.Wage(600m, "2019-02"),
            Say.Cut(400m, "2019-02", DeductionReason.Loan, loan: "l1").SaidBy(Speaker.Employer),
        ];
        var told = Say.Repaid(400m, "2019-02-28") with { Via = RepaymentRoute.Deduction };
        Assert.Equal(Verdict.Absent, Find(DebtValueNotApplied.Code, [.. facts, told.SaidBy(Speaker.Lender)]).Verdict);
        var less = told with { Amount = Money.Of(100m, "NPR") };
        Assert.Equal(300m, Find(DebtValueNotApplied.Code, [.. facts, less.SaidBy(Speaker.Lender)]).Measures["withheldValue"].Claimed);
    }

    [Fact]
    public void A_part_of_a_month_is_worth_its_part_and_tax_is_no_value_withheld()
    {
        var wage = Say.Wage(450m, "2019-02") with { Period = new PayPeriod(Say.Day("2019-02-01"), Say.Day("2019-02-14")), EffectiveOn = Say.Day("2019-02-14") };
        var tax = Say.Cut(50m, "2019-02", DeductionReason.Tax) with { Period = wage.Period, EffectiveOn = wage.EffectiveOn };
        Fact[] facts = [Say.Promised(1_000m, "2019-01-01"), Say.Lent(5_000m, "2019-01-31", Say.Simple(0.1m)), wage, tax];
        Assert.Equal(Verdict.Absent, Find(DebtValueNotApplied.Code, facts).Verdict);
    }

    [Fact]
    public void Every_way_in_which_terms_are_undefined_is_said_and_two_are_red()
    {
        var lent = Say.Lent(5_000m, "2019-01-10", Say.Simple(0.1m));
        Assert.Equal(Verdict.Absent, Find(DebtUndefinedTerms.Code, lent with { TermMonths = 12 }).Verdict);
        AssertPresent(Severity.Amber, Find(DebtUndefinedTerms.Code, lent));
        AssertPresent(Severity.Amber, Find(DebtUndefinedTerms.Code, lent with { TermMonths = 12 }, Say.Charged(10m, "2019-05-01")));
        AssertPresent(Severity.Amber, Find(DebtUndefinedTerms.Code, lent with { TermMonths = 12, Lender = Say.Employer }));
        AssertPresent(Severity.Red, Find(DebtUndefinedTerms.Code, lent, Say.Charged(10m, "2019-05-01")));
        var exit = Find(DebtUndefinedTerms.Code, lent with { TermMonths = 12 }, Say.Charged(3_000m, "2019-08-02"), Say.Ended("2019-08-01"));
        Assert.Contains("end of placement p1", exit.Explanation, StringComparison.Ordinal);
        Assert.Equal(Verdict.Absent, Find(DebtUndefinedTerms.Code, lent with { TermMonths = 12 }, Say.Charged(10m, "2019-01-20", LoanChargeKind.Fee)).Verdict);
    }

    [Fact]
    public void Wages_of_two_employers_in_one_month_are_one_round()
    {
        Fact[] second = [Say.Started("2019-02-01", "p2"), .. new[] { "2019-02", "2019-03", "2019-04" }.Select(month => Say.Wage(1_000m, month, "p2"))];
        var loan = Say.Lent(12_000m, "2019-01-31", Say.Simple(0m)) with { Instalment = Money.Of(300m, "NPR") };
        var finding = Find(DebtServiceRatio.Code, [loan, .. Wages("2019-02", "2019-03", "2019-04"), .. second]);
        AssertNear(0.15m, finding.Measures["serviceRatio"].Claimed, 0.01m);
    }

    [Property(Arbitrary = [typeof(AnyStory)], MaxTest = 60)]
    public void Ten_times_the_money_in_another_currency_changes_no_verdict_on_the_debt(Story story)
    {
        var plain = story with { Record = [.. story.Record.Where(recorded => recorded.Fact is not FactCorrected)] };
        var renamed = plain with
        {
            Record = [.. plain.Record.Select(recorded => recorded with { Fact = Redenominated(recorded.Fact) })],
            Rates = [.. plain.Rates.Select(rate => rate with { Quote = Renamed(rate.Quote), Rate = rate.Rate * 10m })],
        };
        Assert.Equal(Debts(plain), Debts(renamed));

        static Fact Redenominated(Fact fact) => Moneys.Of(fact) is { Currency.Code: "NPR" } ? Moneys.Renamed(Moneys.Changed(fact, amount => amount * 10m), "BDT") : fact;
        static Currency Renamed(Currency currency) => currency.Code == "NPR" ? Currency.Of("BDT") : currency;
        static List<(string, Verdict, Severity?)> Debts(Story told) =>
            [.. told.Findings().Where(finding => finding.Indicator.StartsWith("debt.", StringComparison.Ordinal)).Select(finding => (finding.Indicator, finding.Verdict, finding.Severity))];
    }

    private static IEnumerable<WagePaid> Wages(params string[] months) => months.Select(month => Say.Wage(1_000m, month));

    private static Finding Find(string indicator, params Fact[] facts) => Story.Of([.. World, .. facts]).Finding(indicator);

    private static void AssertNear(decimal expected, decimal? actual, decimal within) =>
        Assert.True(actual is { } number && Math.Abs(expected - number) <= within, $"expected {expected}, was {actual}");

    private static void AssertPresent(Severity severity, Finding finding) => Assert.True((finding.Verdict, finding.Severity) == (Verdict.Present, severity), $"{finding.Verdict} {finding.Severity}: {finding.Explanation}");
}
