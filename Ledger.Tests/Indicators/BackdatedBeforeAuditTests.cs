using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Tests.Stories;
using Xunit;

namespace Ledger.Tests.Indicators;

/// <summary>record.backdated-before-audit: the past is entered in bulk once an audit is announced.</summary>
public class BackdatedBeforeAuditTests
{
    private static readonly string[] Months = ["2019-01", "2019-02", "2019-03", "2019-04", "2019-05"];

    [Fact]
    public void Five_late_wages_entered_between_announcement_and_audit_are_present()
    {
        var finding = Judge("2019-07-10", [Say.AuditAnnounced("2019-07-01"), Say.Audited("2019-07-20")]);
        Assert.Equal((Verdict.Present, Severity.Amber, Strength.Documented), (finding.Verdict, finding.Severity, finding.Strength));
        Assert.Equal((5m, "facts"), (finding.Measures["lateFacts"].Value, finding.Measures["lateFacts"].Unit));
        Assert.Equal(Say.Day("2019-07-10"), finding.Since);
        Assert.Contains("announced-employer-1-2019-07-01", finding.Because);
        Assert.Contains("before it took place on 2019-07-20", finding.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2019-06-30", false)]
    [InlineData("2019-07-01", true)]
    [InlineData("2019-07-20", true)]
    [InlineData("2019-07-21", false)]
    public void Only_what_is_entered_from_the_announcement_to_the_audit_counts(string entered, bool counts) =>
        Assert.Equal(counts, Judge(entered, [Say.AuditAnnounced("2019-07-01"), Say.Audited("2019-07-20")]).IsPresent);

    [Theory]
    [InlineData("2019-06-30", false)]
    [InlineData("2019-07-01", true)]
    public void Late_is_more_than_30_days_after_the_day_it_happened(string entered, bool counts)
    {
        // The fifth wage is of 31 May: 30 days before 30 June.
        Assert.Equal(counts, Judge(entered, [Say.AuditAnnounced("2019-06-15")]).IsPresent);
    }

    [Fact]
    public void Four_in_a_day_are_no_bulk_and_twenty_are_red()
    {
        Assert.Equal(Verdict.Absent, Judge("2019-07-10", [Say.AuditAnnounced("2019-07-01")], [.. Wages().Skip(1)]).Verdict);
        var twenty = Enumerable.Range(0, 20).Select(number => Say.Wage(100m + number, "2018-12").SaidBy(Speaker.Employer));
        Assert.Equal(Severity.Red, Judge("2019-07-10", [Say.AuditAnnounced("2019-07-01")], [.. twenty]).Severity);
    }

    [Fact]
    public void A_complaint_that_the_employer_passes_on_is_never_one_of_them()
    {
        Fact[] told = [.. Wages().Skip(1), Say.Complained("2019-01-10").SaidBy(Speaker.Employer)];
        Assert.False(Tale([Say.AuditAnnounced("2019-07-01")], told).Recorded("2019-07-10", fact => fact is WagePaid or ComplaintFiled).Finding(BackdatedBeforeAudit.Code).IsPresent);
    }

    [Fact]
    public void Five_over_two_days_or_of_two_parties_are_no_bulk()
    {
        var story = Tale([Say.AuditAnnounced("2019-07-01")], Wages()).Recorded("2019-07-10", IsWage);
        Assert.False(story.Recorded("2019-07-11", fact => fact is WagePaid { Period.From.Month: 5 }).Finding(BackdatedBeforeAudit.Code).IsPresent);
        Assert.False(Judge("2019-07-10", [Say.AuditAnnounced("2019-07-01")], [.. Wages().Take(4), Say.Wage(1m, "2019-05").SaidBy(Speaker.Recruiter)]).IsPresent);
    }

    [Fact]
    public void What_the_worker_or_a_stranger_enters_late_does_not_count_and_a_linked_party_does()
    {
        var announced = Say.AuditAnnounced("2019-07-01");
        Assert.False(Judge("2019-07-10", [announced], [.. Months.Select(month => Say.Wage(1m, month))]).IsPresent);
        var others = Months.Select(month => Say.Wage(1m, month).SaidBy(Speaker.Lender)).ToArray<Fact>();
        Assert.False(Judge("2019-07-10", [announced], others).IsPresent);
        Assert.True(Judge("2019-07-10", [announced, Say.Linked(Say.Employer, Say.Lender, "2018-01-01")], others).IsPresent);
    }

    [Fact]
    public void An_audit_of_another_id_of_the_site_is_its_audit_and_one_of_another_site_is_not()
    {
        Assert.False(Judge("2019-07-10", [Say.AuditAnnounced("2019-07-01", "employer-2")]).IsPresent);
        Assert.True(Judge("2019-07-10", [Say.AuditAnnounced("2019-07-01", "employer-2"), Say.Linked("employer-2", Say.Employer, "2018-01-01", LinkKind.SameAs)]).IsPresent);
    }

    [Fact]
    public void An_audit_of_which_the_site_is_not_told_the_day_prompts_nobody() =>
        Assert.Equal(Verdict.Absent, Judge("2019-07-10", [Say.AuditAnnounced("2019-07-01", announced: false), Say.Audited("2019-07-20", announced: false)]).Verdict);

    [Fact]
    public void An_announced_audit_of_which_nobody_tells_the_announcement_leaves_it_open()
    {
        var finding = Judge("2019-07-10", [Say.Audited("2019-07-20")]);
        Assert.Equal(Verdict.Insufficient, finding.Verdict);
        Assert.Contains("2019-07-20 was announced", finding.Missing[0], StringComparison.Ordinal);
        Assert.Equal(Verdict.Absent, Judge("2019-07-21", [Say.Audited("2019-07-20")]).Verdict);
    }

    [Fact]
    public void It_holds_until_the_next_audit_that_is_known() =>
        Assert.Equal(Say.Day("2024-06-30"), Judge("2019-07-10", [Say.AuditAnnounced("2019-07-01"), Say.Audited("2024-07-01")]).HoldsUntil);

    private static Fact[] Wages() => [.. Months.Select(month => Say.Wage(1_000m, month).SaidBy(Speaker.Employer))];

    private static bool IsWage(Fact fact) => fact is WagePaid;

    private static Story Tale(Fact[] oversight, Fact[] facts) => Story.Of([Say.Registered(), Say.Started("2018-12-01"), .. facts, .. oversight]);

    private static Finding Judge(string entered, Fact[] oversight, Fact[]? facts = null) => Tale(oversight, facts ?? Wages()).Recorded(entered, IsWage).Finding(BackdatedBeforeAudit.Code);
}
