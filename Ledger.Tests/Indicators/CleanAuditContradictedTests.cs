using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Tests.Stories;
using Xunit;

namespace Ledger.Tests.Indicators;

/// <summary>record.clean-audit-contradicted: what an audit did not find.</summary>
public class CleanAuditContradictedTests
{
    private static readonly FeeCharged Fee = Say.Fee(5_000m, "2019-06-01").Named("fee");

    [Fact]
    public void A_fee_known_only_afterwards_contradicts_a_clean_audit_and_says_so()
    {
        var finding = Judge(Fee, Say.Audited("2020-01-15") with { SubcontractedTo = "checkers-ltd" });
        Assert.Equal((Verdict.Present, Severity.Amber, Strength.Testified), (finding.Verdict, finding.Severity, finding.Strength));
        Assert.Contains("(announced, passed on to checkers-ltd)", finding.Explanation, StringComparison.Ordinal);
        Assert.Contains("from 2019-01-15 on (12 months before it, as no earlier audit is known)", finding.Explanation, StringComparison.Ordinal);
        Assert.Contains("none of these facts had been recorded by then; 1 fact became known after (fee)", finding.Explanation, StringComparison.Ordinal);
        Assert.Equal(5_000m, finding.Measures["workerPaid"].Claimed);
        Assert.Equal(["audit-employer-1-2020-01-15", "fee"], finding.Because);
        Assert.Contains("unannounced", Judge(Fee, Say.Audited("2020-01-15", announced: false)).Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2020-01-15", Severity.Red)]
    [InlineData("2020-01-16", Severity.Amber)]
    public void What_had_been_recorded_by_the_end_of_its_day_was_knowable(string recorded, Severity severity)
    {
        var finding = Tale(Fee, Say.Audited("2020-01-15")).Recorded(recorded, fact => fact is FeeCharged).Finding(CleanAuditContradicted.Code);
        Assert.Equal(severity, finding.Severity);
        Assert.Equal(severity == Severity.Red, finding.Explanation.Contains("1 fact had been recorded by then (fee)", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2019-05-31", false)]
    [InlineData("2019-06-01", true)]
    [InlineData("2020-06-01", true)]
    [InlineData("2020-06-02", false)]
    public void An_audit_looks_back_a_year(string audited, bool counts) => Assert.Equal(counts, Judge(Fee, Say.Audited(audited)).IsPresent);

    [Fact]
    public void Or_to_the_audit_before_it()
    {
        var later = Say.Audited("2019-12-01");
        Assert.False(Judge(Fee, Say.Audited("2019-06-01", AuditOutcome.Findings), later).IsPresent);
        var finding = Judge(Fee, Say.Audited("2019-05-31", AuditOutcome.Findings), later);
        Assert.Contains("from 2019-06-01 on (the day after the audit before it)", finding.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Cuts_that_recover_a_fee_contradict_it_and_wages_below_the_declared_ones_are_another_matter()
    {
        var cut = Judge(Say.Wage(1_000m, "2019-07"), Say.Cut(300m, "2019-07").SaidBy(Speaker.Employer), Say.Audited("2020-01-15"));
        Assert.Equal((300m, Strength.Documented), (cut.Measures["counted"].Claimed, cut.Strength));
        Assert.Equal(Verdict.Absent, Judge(Say.Wage(1_000m, "2019-07").SaidBy(Speaker.Employer), Say.Wage(600m, "2019-07"), Say.Audited("2020-01-15")).Verdict);
    }

    [Fact]
    public void An_audit_with_findings_contradicts_nothing_and_one_without_outcome_leaves_it_open()
    {
        Assert.Equal(Verdict.Absent, Judge(Fee, Say.Audited("2020-01-15", AuditOutcome.Findings)).Verdict);
        Assert.Contains("the outcome of the audit of employer-1 on 2020-01-15 is not recorded", Judge(Fee, Say.Audited("2020-01-15", null)).Missing);
        Assert.Equal(Verdict.Absent, Judge(Say.Audited("2020-01-15", null)).Verdict);
    }

    [Fact]
    public void Nothing_known_no_audit_or_an_audit_elsewhere_is_absent_and_no_employer_leaves_it_open()
    {
        Assert.Contains("Nothing is known", Judge(Say.Audited("2020-01-15")).Explanation, StringComparison.Ordinal);
        Assert.Contains("No clean audit", Judge(Fee).Explanation, StringComparison.Ordinal);
        Assert.Equal(Verdict.Absent, Judge(Fee, Say.Audited("2020-01-15", site: "employer-2")).Verdict);
        Assert.True(Judge(Fee, Say.Audited("2020-01-15", site: "employer-2"), Say.Linked("employer-2", Say.Employer, "2018-01-01", LinkKind.SameAs)).IsPresent);
        Assert.Equal(Verdict.Absent, Judge(Fee, Say.PaidBack(5_000m, "2019-08-01"), Say.Audited("2020-01-15")).Verdict);
        Assert.Equal(Verdict.Insufficient, Story.Of([Say.Registered(), Fee, Say.Audited("2020-01-15")]).Finding(CleanAuditContradicted.Code).Verdict);
    }

    [Fact]
    public void It_holds_until_the_next_audit_that_is_known()
    {
        var finding = Tale(Fee, Say.Audited("2020-01-15")).Findings(Say.Day("2019-12-31")).Single(finding => finding.Indicator == CleanAuditContradicted.Code);
        Assert.Equal((Verdict.Absent, Say.Day("2020-01-14")), (finding.Verdict, finding.HoldsUntil));
    }

    private static Story Tale(params Fact[] facts) => Story.Of([Say.Registered(), Say.Started("2019-05-01"), .. facts]);

    private static Finding Judge(params Fact[] facts) => Tale(facts).Finding(CleanAuditContradicted.Code);
}
