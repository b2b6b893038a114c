using System.Text.Json;
using Ledger.Host.CommandLine;
using Ledger.Tests.CommandLine;
using Ledger.Tests.Database;
using Ledger.Tests.Serve;
using Xunit;

namespace Ledger.Tests.Disclosure;

/// <summary>Through command line and HTTP: a complaint changes nothing that an employer, a recruiter or a brand can read.</summary>
public sealed class AudienceTests(LedgerServer server)
{
    private const string Day = "2024-12-31";
    private static readonly string[] Audiences = ["employer", "recruiter", "brand"];

    [Fact]
    public async Task A_complaint_changes_no_byte_of_what_others_read_and_nothing_of_their_exposure()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.RecordAsync([.. Tell.Rates(), .. Tell.Story("w-1"), Tell.Ended("w-1", "p1", "2023-05-10"), .. Tell.Story("w-2")]);
        await using var host = await ServingLedger.StartAsync(ledger.Database);
        var before = await ReadAsync(ledger, host);
        var investigated = await FlagsAsync(ledger, "investigator");

        // The complaint takes effect and is recorded after all else, and is corrected and taken back; its placement is told of nowhere else.
        await ledger.RecordAsync(Tell.Complaint("w-1", "p1", "2023-05-01"), Tell.Complaint("w-2", "p9", "2024-01-01"));
        await AssertReprisalAsync(ledger, "present");
        Assert.Equal(before, await ReadAsync(ledger, host));
        await ledger.RecordAsync(Tell.Correction("c-1", "w-1/complaint", "w-1", """{"about":"the dormitory"}"""));
        await ledger.RecordAsync(Tell.Withdrawal("x-1", "w-2/complaint", "w-2"));
        Assert.Equal(before, await ReadAsync(ledger, host));
        Assert.NotEqual(investigated, await FlagsAsync(ledger, "investigator"));
        await ledger.SucceedAsync("verify");
    }

    [Fact]
    public async Task What_is_never_judged_for_them_cannot_be_asked_for()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.RecordAsync([.. Tell.Story("w-1")]);
        foreach (var audience in Audiences)
        {
            var answer = await ledger.CallAsync("flags", "--indicator", "worker.reprisal-after-complaint", "--for", audience);
            Assert.Equal(Exit.BadUsage, answer.Exit);
            Assert.Contains("never judged", answer.Errors, StringComparison.Ordinal);
        }

        await ledger.SucceedAsync("flags", "--indicator", "worker.reprisal-after-complaint", "--for", "worker");
    }

    [Fact]
    public async Task Their_flags_are_those_of_an_investigator_save_for_reprisal()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.RecordAsync([.. Tell.Rates(), .. Tell.Story("w-1"), Tell.Complaint("w-1", "p1", "2023-05-01"), Tell.Ended("w-1", "p1", "2023-05-10")]);
        var all = await FindingsAsync(ledger, "investigator");
        Assert.Equal(all.Where(finding => !finding.Contains("reprisal", StringComparison.Ordinal)), await FindingsAsync(ledger, "employer"));
        Assert.Equal(all, await FindingsAsync(ledger, "worker"));
    }

    private static async Task AssertReprisalAsync(LedgerCalls ledger, string verdict)
    {
        var flags = await ledger.SucceedAsync("flags", "--worker", "w-1", "--indicator", "worker.reprisal-after-complaint", "--json");
        Assert.Equal(verdict, Assert.Single(flags.Json.GetProperty("findings").EnumerateArray()).GetProperty("verdict").GetString());
    }

    /// <summary>All that others can read: flags and replay by both ways, as of now and of a day, and exposures.</summary>
    private static async Task<IReadOnlyList<string>> ReadAsync(LedgerCalls ledger, ServingLedger host)
    {
        List<string> read = [];
        foreach (var audience in Audiences)
        {
            read.Add(await FlagsAsync(ledger, audience));
            read.Add(Timeless((await ledger.SucceedAsync("flags", "--for", audience, "--json")).Output));
            foreach (var worker in new[] { "w-1", "w-2" })
            {
                read.Add(Timeless((await ledger.SucceedAsync("replay", worker, "--as-of", Day, "--for", audience, "--json")).Output));
                read.Add(Timeless((await host.GetAsync($"/replay?worker={worker}&audience={audience}")).Body));
            }

            read.Add(Timeless((await host.GetAsync($"/flags?audience={audience}")).Body));
        }

        read.Add((await host.GetAsync("/exposures?kind=employer")).Body);
        read.Add((await host.GetAsync("/exposures?kind=recruiter")).Body);
        return read;
    }

    private static async Task<string> FlagsAsync(LedgerCalls ledger, string audience) => Timeless((await ledger.SucceedAsync("flags", "--as-of", Day, "--for", audience, "--json")).Output);

    private static async Task<IEnumerable<string>> FindingsAsync(LedgerCalls ledger, string audience)
    {
        using var flags = JsonDocument.Parse((await ledger.SucceedAsync("flags", "--as-of", Day, "--for", audience, "--json")).Output);
        return [.. flags.RootElement.GetProperty("findings").EnumerateArray().Select(finding => finding.GetRawText())];
    }

    /// <summary>The answer without the instant at which it was asked.</summary>
    private static string Timeless(string json)
    {
        using var answer = JsonDocument.Parse(json);
        return json.Replace(answer.RootElement.GetProperty("knownAt").GetString()!, "", StringComparison.Ordinal);
    }
}
