using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Tests.Stories;
using Xunit;

namespace Ledger.Tests.Indicators;

/// <summary>record.contract-substitution: a later contract that is worse than the first.</summary>
public class ContractSubstitutionTests
{
    [Theory]
    [InlineData(ContractKind.Signed, 1)]
    [InlineData(ContractKind.Substituted, 2)]
    public void A_later_contract_with_a_lower_wage_is_substitution(ContractKind kind, int version)
    {
        var finding = Judge(Promised(), Later(1_400m, kind, version));
        Assert.Equal((Verdict.Present, Severity.Amber, Strength.Testified), (finding.Verdict, finding.Severity, finding.Strength));
        Assert.Equal((0m, 400m), (finding.Measures["wageShortfall"].Documented, finding.Measures["wageShortfall"].Claimed));
        Assert.Contains("400.00 (claimed) QAR a month", finding.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1_351, Severity.Amber)]
    [InlineData(1_350, Severity.Red)]
    [InlineData(900, Severity.Red)]
    public void A_wage_lower_by_a_quarter_is_red(int wage, Severity severity) => Assert.Equal(severity, Judge(Promised(), Later(wage)).Severity);

    [Fact]
    public void Documents_of_both_contracts_document_the_cut()
    {
        var finding = Judge(Promised().Graded(Grade.B), Later(1_400m).Graded(Grade.C));
        Assert.Equal((Strength.Documented, 400m), (finding.Strength, finding.Measures["wageShortfall"].Documented));
        Assert.Equal(Strength.Testified, Judge(Promised().Graded(Grade.B), Later(1_400m)).Strength);
        Assert.Equal(Strength.Documented, Judge(Promised().SaidBy(Speaker.Recruiter), Later(1_400m).SaidBy(Speaker.Employer)).Strength);
    }

    [Fact]
    public void Longer_hours_for_the_same_wage_are_substitution_and_equal_ones_are_not()
    {
        var finding = Judge(Promised() with { HoursPerWeek = 48m }, Later(1_800m) with { HoursPerWeek = 60m });
        Assert.Equal((Verdict.Present, Severity.Amber), (finding.Verdict, finding.Severity));
        Assert.Contains("12 more hours a week", finding.Explanation, StringComparison.Ordinal);
        Assert.Equal(Verdict.Absent, Judge(Promised() with { HoursPerWeek = 48m }, Later(1_800m) with { HoursPerWeek = 48m }).Verdict);
        Assert.Equal(Verdict.Absent, Judge(Promised(), Later(1_800m) with { HoursPerWeek = 60m }).Verdict);
    }

    [Fact]
    public void A_contract_signed_after_arrival_is_substitution_and_with_a_lower_wage_red()
    {
        var arrived = Say.Arrived("2019-06-30");
        var after = Later(1_800m) with { SignedOn = Say.Day("2019-07-01") };
        Assert.Equal((Verdict.Present, Severity.Amber), (Judge(Promised(), after, arrived).Verdict, Judge(Promised(), after, arrived).Severity));
        Assert.Equal(Severity.Red, Judge(Promised(), Later(1_790m) with { SignedOn = Say.Day("2019-07-01") }, arrived).Severity);
        Assert.Equal(Verdict.Absent, Judge(Promised(), Later(1_800m) with { SignedOn = Say.Day("2019-06-30") }, arrived).Verdict);
        Assert.Equal(Verdict.Absent, Judge(Promised(), after).Verdict);
    }

    [Fact]
    public void The_same_or_a_better_contract_and_a_contradicted_one_are_none()
    {
        Assert.Equal(Verdict.Absent, Judge(Promised(), Later(1_800m)).Verdict);
        Assert.Equal(Verdict.Absent, Judge(Promised(), Later(2_000m)).Verdict);
        Assert.Equal(Verdict.Absent, Judge(Promised(), Later(900m).Graded(Grade.X)).Verdict);
        Assert.Contains("One contract", Judge(Promised()).Explanation, StringComparison.Ordinal);
        Assert.Contains("no contract of placement p1", Judge().Missing);
    }

    [Fact]
    public void Wages_in_two_currencies_are_compared_at_the_recorded_rate_or_not_at_all()
    {
        var later = Later(1m) with { MonthlyWage = Money.Of(50_400m, "NPR") };
        Assert.Equal(400m, Judge(Promised(), later, Say.Rate("QAR", "NPR", 36m, "2019-06-15")).Measures["wageShortfall"].Claimed);
        Assert.Equal(Verdict.Insufficient, Judge(Promised(), later).Verdict);
    }

    private static ContractRecorded Promised() => Say.Promised(1_800m, "2019-05-20", currency: "QAR");

    private static ContractRecorded Later(decimal wage, ContractKind kind = ContractKind.Signed, int version = 2) =>
        Say.Promised(wage, "2019-06-15", currency: "QAR") with { Kind = kind, Version = version };

    private static Finding Judge(params Fact[] facts) => Story.Of([Say.Registered(), Say.Started("2019-05-01"), .. facts]).Finding(ContractSubstitution.Code);
}
