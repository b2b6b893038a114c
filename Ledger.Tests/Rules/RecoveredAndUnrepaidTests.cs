using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Domain.Rules;
using Ledger.Tests.Samples;
using Ledger.Tests.Stories;
using NodaTime;
using Xunit;

namespace Ledger.Tests.Rules;

/// <summary>Fees that are taken back from wages, and fees that nobody pays back.</summary>
public sealed class RecoveredAndUnrepaidTests
{
    [Fact]
    public void Five_months_of_wages_that_went_to_the_agency_are_a_recovered_fee()
    {
        var finding = OfCase("id-hk-2010", FeeRecoveredFromWages.Code);
        Assert.Equal((Verdict.Present, Severity.Red), (finding.Verdict, finding.Severity));
        Assert.Equal(17_900m, finding.Measures["counted"].Claimed);
        Assert.Equal(new LocalDate(2010, 2, 28), finding.Since);
    }

    [Fact]
    public void Cuts_of_an_employer_who_collects_are_doubtful_under_the_rules_on_cuts()
    {
        var finding = OfCase("bd-sg-2022", FeeRecoveredFromWages.Code);
        Assert.Equal((Verdict.Present, 1_200m), (finding.Verdict, finding.Measures["counted"].Claimed));
        Assert.Contains(finding.Rules, rule => rule is { Rule: "SG-EFMA", Says: RuleSays.Doubtful });
        Assert.Contains(finding.Rules, rule => rule is { Rule: "STD-ILO-C95-9", Says: RuleSays.Doubtful });
    }

    [Theory]
    [InlineData(DeductionReason.Other, 400, true)]
    [InlineData(DeductionReason.Savings, 400, true)]
    [InlineData(DeductionReason.Other, 413, false)]
    [InlineData(DeductionReason.Lodging, 400, false)]
    [InlineData(DeductionReason.Tax, 400, false)]
    public void Equal_round_cuts_over_the_first_periods_are_a_recovery_under_any_name(DeductionReason reason, decimal amount, bool isPresent)
    {
        var tale = Months(new Tale("BD", "SG"), 1, 6, (tale, from, to) => tale.Wage(from, to, 1_000, 1_000 - amount, "SGD").Cut(from, to, amount, "SGD", reason));
        Assert.Equal(isPresent ? Verdict.Present : Verdict.Absent, tale.Finding(FeeRecoveredFromWages.Code).Verdict);
    }

    [Fact]
    public void A_round_gap_in_gross_pay_that_nothing_explains_is_a_cut()
    {
        var tale = Months(new Tale("BD", "SG"), 1, 3, (tale, from, to) => tale.Wage(from, to, 1_000, 600, "SGD"));
        var finding = Months(tale, 4, 12, (more, from, to) => more.Wage(from, to, 1_000, 1_000, "SGD")).Finding(FeeRecoveredFromWages.Code);
        Assert.Equal((Verdict.Present, Severity.Amber, 1_200m), (finding.Verdict, finding.Severity, finding.Measures["counted"].Claimed));
        var late = Months(Months(new Tale("BD", "SG"), 1, 6, (more, from, to) => more.Wage(from, to, 1_000, 1_000, "SGD")), 7, 10, (more, from, to) => more.Wage(from, to, 1_000, 600, "SGD"));
        Assert.Equal(Verdict.Absent, late.Finding(FeeRecoveredFromWages.Code).Verdict);
    }

    [Fact]
    public void Cuts_for_a_loan_of_the_collector_or_paid_to_the_agency_are_a_recovery()
    {
        Tale Of(string? payee, string? loan) => new Tale("BD", "SG").Fee("2020-01-01", 777, "SGD", form: FeeForm.Loan, loan: "fee-loan")
            .Wage("2020-02-01", "2020-02-29", 1_000, 923, "SGD").Cut("2020-02-01", "2020-02-29", 77, "SGD", DeductionReason.Insurance, payee, loan);
        Assert.Equal(Verdict.Present, Of(null, "fee-loan").Finding(FeeRecoveredFromWages.Code).Verdict);
        Assert.Equal(Verdict.Present, Of("agency", null).Finding(FeeRecoveredFromWages.Code).Verdict);
        Assert.Equal(Verdict.Absent, Of("insurer", null).Finding(FeeRecoveredFromWages.Code).Verdict);
    }

    [Fact]
    public void Without_any_pay_on_record_nothing_is_said() =>
        Assert.Equal(Verdict.Insufficient, new Tale("BD", "SG").Fee("2020-01-01", 1, "SGD").Finding(FeeRecoveredFromWages.Code).Verdict);

    [Fact]
    public void A_contradicted_cut_is_no_pay_on_record()
    {
        var contradicted = Say.Cut(100m, "2017-04", DeductionReason.FeeRecovery).Graded(Grade.X);
        Assert.Equal(Verdict.Insufficient, Story.Of(Say.Registered(), Say.Started("2017-03-10"), contradicted).Finding(FeeRecoveredFromWages.Code).Verdict);
    }

    [Fact]
    public void A_fee_is_unrepaid_from_the_ninety_first_day_on()
    {
        var tale = new Tale("NP", "QA", start: "2020-01-01").Fee("2020-01-01", 100, "NPR");
        tale.AsOf = new(2020, 3, 31);
        var before = tale.Finding(FeeUnrepaid.Code);
        Assert.Equal((Verdict.Absent, new LocalDate(2020, 3, 31)), (before.Verdict, before.HoldsUntil));
        tale.AsOf = new(2020, 4, 1);
        var after = tale.Finding(FeeUnrepaid.Code);
        Assert.Equal((Verdict.Present, Severity.Red, new LocalDate(2020, 4, 1), (LocalDate?)null), (after.Verdict, after.Severity, after.Since, after.HoldsUntil));
        Assert.Equal((100m, 0m, 100m), (after.Measures["claimed"].Claimed, after.Measures["paid"].Claimed, after.Measures["residual"].Claimed));
    }

    [Fact]
    public void What_is_repaid_in_full_is_not_and_what_is_repaid_in_part_is_amber()
    {
        var part = new Tale("NP", "QA").Fee("2020-01-01", 100, "NPR").Repaid("2020-02-01", 60, "NPR");
        var finding = part.Finding(FeeUnrepaid.Code);
        Assert.Equal((Verdict.Present, Severity.Amber, 40m), (finding.Verdict, finding.Severity, finding.Measures["residual"].Claimed));
        Assert.Equal(Verdict.Absent, part.Repaid("2020-03-01", 40, "NPR").Finding(FeeUnrepaid.Code).Verdict);
    }

    [Fact]
    public void A_later_charge_has_its_own_days()
    {
        var tale = new Tale("NP", "QA").Fee("2020-01-01", 100, "NPR").Repaid("2020-02-01", 100, "NPR").Fee("2020-06-01", 50, "NPR");
        tale.AsOf = new(2020, 8, 30);
        Assert.Equal((Verdict.Absent, new LocalDate(2020, 8, 30)), (tale.Finding(FeeUnrepaid.Code).Verdict, tale.Finding(FeeUnrepaid.Code).HoldsUntil));
        tale.AsOf = new(2020, 8, 31);
        Assert.Equal(Verdict.Present, tale.Finding(FeeUnrepaid.Code).Verdict);
    }

    [Fact]
    public void A_cut_beyond_every_fee_told_has_its_own_days_as_well()
    {
        var tale = new Tale("NP", "QA").Fee("2020-01-01", 100, "NPR").Cut("2020-06-01", "2020-06-30", 50, "NPR", DeductionReason.FeeRecovery);
        tale.AsOf = new(2020, 9, 28);
        var before = tale.Finding(FeeUnrepaid.Code);
        Assert.Equal(new LocalDate(2020, 9, 28), before.HoldsUntil);
        Assert.Contains("0.00 (documented) to 100.00 (claimed) NPR was charged more than 90 days ago", before.Explanation, StringComparison.Ordinal);
        tale.AsOf = new(2020, 9, 29);
        var after = tale.Finding(FeeUnrepaid.Code);
        Assert.Null(after.HoldsUntil);
        Assert.Contains("0.00 (documented) to 150.00 (claimed) NPR was charged more than 90 days ago", after.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void What_an_outsider_found_is_assessed()
    {
        var finding = new Tale("NP", "QA").Fee("2020-01-01", 100, "NPR").Fee("2020-01-01", 80, "NPR", by: "auditor", grade: Grade.C).Finding(FeeUnrepaid.Code);
        Assert.Equal((80m, 100m, 80m), (finding.Measures["claimed"].Documented, finding.Measures["claimed"].Claimed, finding.Measures["assessed"].Claimed));
    }

    [Fact]
    public void Vietnam_has_the_unserved_part_repaid_at_an_early_end_without_the_workers_fault()
    {
        Tale Of(EndInitiator initiator) => new Tale("VN", "JP").Contract("2023-01-01", "2024-12-31", 150_000, "JPY").Fee("2022-12-01", 24_000, "VND").Ended("2023-06-30", initiator);
        var duty = Of(EndInitiator.Employer).Law().Refunds().Single(one => one.Rule.Id == "VN-A23-REFUND");
        Assert.Equal((18_000m, new LocalDate(2023, 6, 30)), (duty.Due.Claimed, duty.From));
        Assert.Contains(Of(EndInitiator.Employer).Finding(FeeUnrepaid.Code).Rules, rule => rule is { Rule: "VN-A23-REFUND", Says: RuleSays.Breach });
        Assert.Contains(Of(EndInitiator.Worker).Finding(FeeUnrepaid.Code).Rules, rule => rule is { Rule: "VN-A23-REFUND", Says: RuleSays.NotApplicable });
        var repaid = Of(EndInitiator.Employer).Repaid("2023-08-01", 18_000, "VND").Finding(FeeUnrepaid.Code);
        Assert.Contains(repaid.Rules, rule => rule is { Rule: "VN-A23-REFUND", Says: RuleSays.Within });
    }

    [Fact]
    public void Singapore_has_half_repaid_where_the_employer_ends_within_six_months()
    {
        Tale Of(string end) => new Tale("ET", "SG").Arrived("2020-01-01").Fee("2020-01-05", 1_000, "SGD", "foreign-agency").Ended(end, EndInitiator.Employer);
        Assert.Equal(500m, Of("2020-07-01").Law().Refunds().Single(one => one.Rule.Id == "SG-EA-REFUND").Due.Claimed);
        Assert.Equal(RuleSays.NotApplicable, Of("2020-07-02").Law().Refunds().Single(one => one.Rule.Id == "SG-EA-REFUND").Reach);
        Assert.Contains(Of("2020-07-01").Finding(FeeUnrepaid.Code).Rules, rule => rule is { Rule: "SG-EA-REFUND", Says: RuleSays.Doubtful });
    }

    private static Tale Months(Tale tale, int first, int last, Action<Tale, string, string> tell)
    {
        for (var month = first; month <= last; month++)
        {
            var from = new LocalDate(2020, month, 1);
            tell(tale, from.ToString("uuuu-MM-dd", null), from.PlusMonths(1).PlusDays(-1).ToString("uuuu-MM-dd", null));
        }

        return tale;
    }

    private static Finding OfCase(string id, string indicator) =>
        Tale.Evaluate(SampleFiles.Facts(id), new(2030, 1, 1), RulePack.Current).Findings().Single(finding => finding.Indicator == indicator);
}
