using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Tests.Stories;
using Xunit;

namespace Ledger.Tests.Indicators;

/// <summary>record.certified-yet-charging: the recruiter was certified when the worker was charged.</summary>
public class CertifiedYetChargingTests
{
    private static readonly FeeCharged Fee = Say.Fee(5_000m, "2019-06-01");

    [Fact]
    public void A_certificate_on_the_day_of_a_fee_is_present_with_scheme_and_dates()
    {
        var finding = Judge(Fee, Say.Certified(Say.Recruiter, "2019-01-01", "2020-12-31"));
        Assert.Equal((Verdict.Present, Severity.Red, Strength.Testified), (finding.Verdict, finding.Severity, finding.Strength));
        Assert.Contains("recruiter-1 was certified by IRIS (from 2019-01-01 to 2020-12-31)", finding.Explanation, StringComparison.Ordinal);
        Assert.Equal((0m, 5_000m), (finding.Measures["workerPaid"].Documented, finding.Measures["workerPaid"].Claimed));
        Assert.Equal(Say.Day("2019-06-01"), finding.Since);
        Assert.Equal(Strength.Documented, Judge(Fee.Graded(Grade.C), Say.Certified(Say.Recruiter, "2019-01-01")).Strength);
    }

    [Theory]
    [InlineData("2019-06-01", "2019-06-01", true)]
    [InlineData("2019-06-02", null, false)]
    [InlineData("2019-01-01", "2019-05-31", false)]
    [InlineData("2019-01-01", null, true)]
    public void Only_a_certificate_that_holds_on_the_day_counts(string from, string? to, bool counts) =>
        Assert.Equal(counts, Judge(Fee, Say.Certified(Say.Recruiter, from, to)).IsPresent);

    [Theory]
    [InlineData("2019-06-01", false)]
    [InlineData("2019-06-02", true)]
    public void A_certificate_ends_the_day_before_it_is_withdrawn(string withdrawn, bool counts) =>
        Assert.Equal(counts, Judge(Fee, Say.Certified(Say.Recruiter, "2019-01-01"), Say.Uncertified(Say.Recruiter, withdrawn)).IsPresent);

    [Theory]
    [InlineData(LinkKind.SameAs, true)]
    [InlineData(LinkKind.Owns, true)]
    [InlineData(LinkKind.Refers, false)]
    public void The_certificate_of_an_owner_or_another_id_counts(LinkKind kind, bool counts)
    {
        var finding = Judge(Fee, Say.Certified("group-1", "2019-01-01"), Say.Linked("group-1", Say.Recruiter, "2018-01-01", kind));
        Assert.Equal(counts, finding.IsPresent);
        Assert.Equal(counts, finding.Because.Contains("link-group-1-recruiter-1"));
    }

    [Fact]
    public void A_sub_agents_charge_is_amber_and_the_sub_agents_own_certificate_says_nothing_of_the_recruiter()
    {
        var charged = Fee with { Collector = Say.Agent, CollectorRole = PartyRole.SubAgent };
        Assert.Equal(Severity.Amber, Judge(charged, Say.Certified(Say.Recruiter, "2019-01-01")).Severity);
        Assert.Equal(Verdict.Absent, Judge(charged, Say.Certified(Say.Agent, "2019-01-01")).Verdict);
    }

    [Fact]
    public void What_was_paid_back_is_not_borne_and_what_nobody_tells_leaves_it_open()
    {
        var certified = Say.Certified(Say.Recruiter, "2019-01-01");
        Assert.Equal(Verdict.Absent, Judge(Fee, certified, Say.PaidBack(5_000m, "2019-09-01")).Verdict);
        Assert.Equal(Verdict.Absent, Judge(Fee, certified.Graded(Grade.X)).Verdict);
        Assert.Contains("no account of who paid for placement p1", Judge(certified).Missing);
        var noStart = Story.Of([Say.Registered(), Say.Arrived("2019-05-01"), Fee with { Collector = Say.Agent, CollectorRole = PartyRole.SubAgent }, certified]);
        Assert.Contains("no account of who recruited the worker for placement p1", noStart.Finding(CertifiedYetCharging.Code).Missing);
    }

    [Fact]
    public void A_certificate_granted_later_for_an_earlier_time_is_not_known_before() =>
        Assert.Equal(Say.Day("2024-06-30"), Judge(Fee, Say.Certified(Say.Recruiter, "2019-01-01") with { EffectiveOn = Say.Day("2024-07-01") }).HoldsUntil);

    private static Finding Judge(params Fact[] facts) => Story.Of([Say.Registered(), Say.Started("2019-05-01"), .. facts]).Finding(CertifiedYetCharging.Code);
}
