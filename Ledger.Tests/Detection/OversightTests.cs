using Ledger.Tests.CommandLine;
using Ledger.Tests.Database;
using Xunit;

namespace Ledger.Tests.Detection;

/// <summary>An audit, a certificate or a link that is told late judges anew the workers it bears upon, and verifying finds no difference.</summary>
public sealed class OversightTests(LedgerServer server)
{
    [Fact]
    public async Task A_late_audit_is_held_against_what_was_known()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.RecordAsync(Tell.Story("w-1"));
        Assert.Equal("absent", await VerdictAsync(ledger, "record.clean-audit-contradicted"));
        await ledger.RecordAsync(Tell.Audit("e-2", "2023-06-01"));
        Assert.Equal("absent", await VerdictAsync(ledger, "record.clean-audit-contradicted"));
        await ledger.RecordAsync(Tell.Audit("e-1", "2023-06-01"));
        Assert.Equal("present", await VerdictAsync(ledger, "record.clean-audit-contradicted"));
        await ledger.SucceedAsync("verify");

        await ledger.RecordAsync(Tell.Withdrawal("x-1", "audit/e-1/2023-06-01", "a-1"));
        Assert.Equal("absent", await VerdictAsync(ledger, "record.clean-audit-contradicted"));

        // The audit of an owner's site is none of this one's until both ids are one party's.
        await ledger.RecordAsync(Tell.Link("e-2", "e-1", "2022-01-01").Replace("owns", "same-as", StringComparison.Ordinal));
        Assert.Equal("present", await VerdictAsync(ledger, "record.clean-audit-contradicted"));
        await ledger.SucceedAsync("verify");
    }

    [Fact]
    public async Task A_late_certificate_is_held_against_the_charges_of_its_time()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.RecordAsync(Tell.Story("w-1"));
        Assert.Equal("absent", await VerdictAsync(ledger, "record.certified-yet-charging"));
        await ledger.RecordAsync(Tell.Certificate("r-owner", "2022-01-01"));
        Assert.Equal("absent", await VerdictAsync(ledger, "record.certified-yet-charging"));
        await ledger.RecordAsync(Tell.Link("r-owner", "r-1", "2022-01-01"));
        Assert.Equal("present", await VerdictAsync(ledger, "record.certified-yet-charging"));
        await ledger.SucceedAsync("verify");
    }

    [Fact]
    public async Task A_late_announcement_and_a_late_link_bring_out_what_was_entered_before_the_audit()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        string[] months = ["2023-02", "2023-03", "2023-04", "2023-05", "2023-06"];
        await ledger.RecordAsync([Tell.Worker("w-1"), Tell.Placement("w-1", "p1", "2023-01-05"), .. months.Select(month => PayrollFirm(Tell.Wage("w-1", "p1", $"{month}-01", $"{month}-28", "900.00", "QAR")))]);
        await Sql.ChangeAsync(ledger.Database, "update ledger.mt_events set timestamp = '2023-09-10T09:00:00Z'");
        await ledger.RecordAsync(Tell.AuditAnnounced("e-1", "2023-09-01"), Tell.Audit("e-1", "2023-09-20"));
        Assert.Equal("absent", await VerdictAsync(ledger, "record.backdated-before-audit"));
        await ledger.RecordAsync(Tell.Link("e-1", "payroll-1", "2022-01-01"));
        Assert.Equal("present", await VerdictAsync(ledger, "record.backdated-before-audit"));
    }

    [Fact]
    public async Task A_late_link_makes_one_party_of_an_agent_that_was_left_out()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        var own = Tell.Placement("w-1", "p1", "2023-01-05").Replace("\"chain\":[]", "\"chain\":[\"agent-9\"]", StringComparison.Ordinal);
        var filed = Tell.Placement("w-1", "p1", "2023-01-05").Replace("\"assertedBy\":\"w-1\",\"assertedAs\":\"worker\"", "\"assertedBy\":\"r-1\",\"assertedAs\":\"recruiter\"", StringComparison.Ordinal)
            .Replace("\"id\":\"w-1/p1\"", "\"id\":\"w-1/p1/filed\"", StringComparison.Ordinal);
        await ledger.RecordAsync(Tell.Worker("w-1"), own, filed);
        Assert.Equal("present", await VerdictAsync(ledger, "record.undeclared-agent"));
        await ledger.RecordAsync(Tell.Link("agent-9", "r-1", "2022-01-01"));
        Assert.Equal("absent", await VerdictAsync(ledger, "record.undeclared-agent"));
        await ledger.SucceedAsync("verify");
    }

    private static string PayrollFirm(string wage) => wage.Replace("\"assertedBy\":\"w-1\",\"assertedAs\":\"worker\"", "\"assertedBy\":\"payroll-1\",\"assertedAs\":\"employer\"", StringComparison.Ordinal);

    private static async Task<string> VerdictAsync(LedgerCalls ledger, string indicator) =>
        (await ledger.SucceedAsync("flags", "--worker", "w-1", "--indicator", indicator, "--json")).Json.GetProperty("findings")[0].GetProperty("verdict").GetString()!;
}
