using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Tests.Stories;
using Xunit;

namespace Ledger.Tests.Indicators;

/// <summary>record.wage-mismatch: what was declared against what was received.</summary>
public class WageMismatchTests
{
    [Fact]
    public void A_declared_wage_that_the_worker_says_was_half_as_much_is_a_mismatch_with_both_words_side_by_side()
    {
        var finding = Judge(Say.Wage(1_800m, "2019-07").SaidBy(Speaker.Employer), Say.Wage(900m, "2019-07"));
        Assert.Equal((Verdict.Present, Severity.Red, Strength.Testified), (finding.Verdict, finding.Severity, finding.Strength));
        Assert.Equal((1_800m, 1_800m), Ends(finding, "declaredWage"));
        Assert.Equal((900m, 900m), Ends(finding, "receivedWage"));
        Assert.Equal((0m, 900m), Ends(finding, "wageShortfall"));
        Assert.Contains("1,800.00 NPR by employer-1", finding.Explanation, StringComparison.Ordinal);
        Assert.Contains("900.00 NPR by w-1", finding.Explanation, StringComparison.Ordinal);
        Assert.Equal(Say.Day("2019-07-31"), finding.Since);
    }

    [Fact]
    public void A_banks_record_documents_the_shortfall_and_what_the_worker_says_beyond_it_is_claimed()
    {
        var bank = Say.Wage(1_000m, "2019-07").SaidBy(Speaker.Bank).Graded(Grade.A);
        var finding = Judge(Say.Wage(1_800m, "2019-07").SaidBy(Speaker.Employer), bank, Say.Wage(900m, "2019-07"));
        Assert.Equal(((800m, 900m), Strength.Documented), (Ends(finding, "wageShortfall"), finding.Strength));
        Assert.Equal((1_000m, 900m), Ends(finding, "receivedWage"));
    }

    [Theory]
    [InlineData("1000.00", "990.00", null)]
    [InlineData("1000.00", "989.99", Severity.Amber)]
    [InlineData("1000.00", "750.01", Severity.Amber)]
    [InlineData("1000.00", "750.00", Severity.Red)]
    [InlineData("1000.00", "0.00", Severity.Red)]
    [InlineData("1000.00", "1200.00", null)]
    public void A_hundredth_is_rounding_and_a_quarter_is_red(string declared, string received, Severity? severity)
    {
        var finding = Judge(Say.Wage(Number(declared), "2019-07").SaidBy(Speaker.Employer), Say.Wage(Number(received), "2019-07"));
        Assert.Equal((severity is null ? Verdict.Absent : Verdict.Present, severity), (finding.Verdict, finding.Severity));
    }

    [Fact]
    public void A_declared_month_of_which_the_worker_tells_zero_is_red_however_small_beside_the_others()
    {
        string[] months = ["2019-01", "2019-02", "2019-03", "2019-04", "2019-05", "2019-06", "2019-07"];
        var agreed = months.SelectMany(month => new Fact[] { Say.Wage(1_000m, month).SaidBy(Speaker.Employer), Say.Wage(980m, month) });
        var finding = Judge([.. agreed, Say.Wage(1m, "2019-08").SaidBy(Speaker.Employer), Say.Wage(0m, "2019-08")]);
        Assert.Equal(Severity.Red, finding.Severity);
        Assert.Contains("Of 1 pay period the worker's side tells that nothing was paid", finding.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_declaration_the_contract_declares_the_wage_of_the_time_worked()
    {
        var finding = Judge(Say.Promised(1_800m, "2019-05-20").Graded(Grade.B), Say.Wage(900m, "2019-07"));
        Assert.Equal(((0m, 900m), (1_800m, 1_800m)), (Ends(finding, "wageShortfall"), Ends(finding, "declaredWage")));
        Assert.Contains("by the contract", finding.Explanation, StringComparison.Ordinal);
        var half = Say.Wage(900m, "2019-06") with { Period = new(Say.Day("2019-06-16"), Say.Day("2019-06-30")) };
        Assert.Equal(Verdict.Absent, Judge(Say.Promised(1_800m, "2019-05-20"), half).Verdict);
        Assert.Equal(Verdict.Absent, Judge(Say.Promised(1_800m, "2019-05-20"), Say.Wage(900m, "2019-07").SaidBy(Speaker.Employer), Say.Wage(900m, "2019-07")).Verdict);
    }

    [Fact]
    public void A_deduction_explains_a_gap_only_as_far_as_both_sides_tell_it()
    {
        var paid = new Fact[] { Say.Promised(1_800m, "2019-05-20"), Say.Wage(1_500m, "2019-07") };
        var own = Say.Cut(300m, "2019-07", DeductionReason.Lodging);
        var theirs = Say.Cut(200m, "2019-07", DeductionReason.Lodging).SaidBy(Speaker.Employer);
        Assert.Equal((0m, 300m), Ends(Judge([.. paid, own]), "wageShortfall"));
        Assert.Equal((0m, 300m), Ends(Judge([.. paid, theirs]), "wageShortfall"));
        Assert.Equal((0m, 100m), Ends(Judge([.. paid, own, theirs]), "wageShortfall"));
        Assert.Equal((0m, 100m), Ends(Judge(paid[0], Say.Wage(1_500m, "2019-07") with { Gross = Money.Of(1_800m, "NPR") }, theirs), "wageShortfall"));
        Assert.Equal(Verdict.Absent, Judge([.. paid, own, theirs with { Amount = Money.Of(300m, "NPR") }]).Verdict);
    }

    [Fact]
    public void A_deduction_that_the_declared_difference_holds_already_explains_nothing_twice()
    {
        var declared = Say.Wage(1_500m, "2019-07").SaidBy(Speaker.Employer) with { Gross = Money.Of(1_800m, "NPR") };
        var cut = Say.Cut(300m, "2019-07", DeductionReason.Lodging);
        Assert.Equal((0m, 300m), Ends(Judge(declared, Say.Wage(1_200m, "2019-07"), cut, cut.SaidBy(Speaker.Employer)), "wageShortfall"));
        Assert.Equal(Verdict.Absent, Judge(declared, Say.Wage(1_500m, "2019-07"), cut.SaidBy(Speaker.Employer)).Verdict);
    }

    [Fact]
    public void What_she_handed_back_after_payment_did_not_reach_her()
    {
        var bank = Say.Wage(1_800m, "2019-07").SaidBy(Speaker.Bank).Graded(Grade.A);
        var finding = Judge(Say.Wage(1_800m, "2019-07").SaidBy(Speaker.Employer), bank, Say.Wage(1_800m, "2019-07"), Say.Cut(500m, "2019-07", DeductionReason.HandedBack));
        Assert.Equal(((0m, 500m), Strength.Testified), (Ends(finding, "wageShortfall"), finding.Strength));
    }

    [Fact]
    public void Wages_in_two_currencies_are_compared_at_the_recorded_rate_or_not_at_all()
    {
        var told = new Fact[] { Say.Wage(1_800m, "2019-07", currency: "QAR").SaidBy(Speaker.Employer), Say.Wage(32_400m, "2019-07") };
        Assert.Equal((0m, 900m), Ends(Judge([.. told, Say.Rate("QAR", "NPR", 36m, "2019-07-30")]), "wageShortfall"));
        var without = Judge(told);
        Assert.Equal(Verdict.Insufficient, without.Verdict);
        Assert.Contains(without.Missing, missing => missing.Contains("NPR", StringComparison.Ordinal));
    }

    [Fact]
    public void One_side_alone_is_no_comparison_and_a_contradicted_account_is_no_side()
    {
        Assert.Contains("no wage is declared for 1 pay period of placement p1", Judge(Say.Wage(900m, "2019-07")).Missing);
        Assert.Contains("nobody tells what was received for 1 pay period of placement p1", Judge(Say.Wage(900m, "2019-07").SaidBy(Speaker.Employer)).Missing);
        Assert.Contains("no wage of placement p1", Judge().Missing);
        Assert.Equal(Verdict.Insufficient, Judge(Say.Wage(1_800m, "2019-07").SaidBy(Speaker.Employer).Graded(Grade.X), Say.Wage(900m, "2019-07")).Verdict);
    }

    private static (decimal?, decimal?) Ends(Finding finding, string measure) => (finding.Measures[measure].Documented, finding.Measures[measure].Claimed);

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static Finding Judge(params Fact[] facts) => Story.Of([Say.Registered(), Say.Started("2018-12-01"), .. facts]).Finding(WageMismatch.Code);
}
