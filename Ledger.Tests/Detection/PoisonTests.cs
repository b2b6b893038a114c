using System.Net;
using Ledger.Host.CommandLine;
using Ledger.Tests.CommandLine;
using Ledger.Tests.Database;
using Ledger.Tests.Serve;
using Xunit;

namespace Ledger.Tests.Detection;

/// <summary>What becomes of a stored event that cannot be read: the detector stops there, says so, and nothing is skipped or lost.</summary>
public sealed class PoisonTests(LedgerServer server)
{
    private const string Third = "stream_id = 'worker/w-1' and version = 3";

    public static TheoryData<string, string> Poisons => new()
    {
        { "data = jsonb_set(data, '{from}', '\"2023-02-30\"')", "(contract-recorded.v1) cannot be read: A day is written as yyyy-MM-dd" },
        { "data = data - 'monthlyWage'", "(contract-recorded.v1) cannot be read: " },
        { "type = 'no-such-type.v1', mt_dotnet_type = 'No.Such.Type'", "(no-such-type.v1) cannot be read: this build of the ledger knows no such type" },
    };

    [Theory, MemberData(nameof(Poisons))]
    public async Task An_event_that_cannot_be_read_stops_the_detector_by_name(string poison, string said)
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.RecordAsync([.. Tell.Rates(), .. Tell.Story("w-1"), .. Tell.Story("w-2")]);
        await Sql.ChangeAsync(ledger.Database, $"update ledger.mt_events set {poison} where {Third}");
        await Rebuilding.ForgetAsync(ledger.Database);
        var sequence = await Sql.ScalarAsync<long>(ledger.Database, $"select seq_id from ledger.mt_events where {Third}");

        foreach (var call in new[] { new[] { "flags" }, ["verify"], ["verify", "--json"] })
        {
            var answer = await ledger.CallAsync(call);
            Assert.Equal(Exit.Difference, answer.Exit);
            Assert.Contains($"event {sequence} {said}", answer.Errors, StringComparison.Ordinal);
            Assert.Contains("Nothing was skipped", answer.Errors, StringComparison.Ordinal);
            Assert.Empty(answer.Output);
        }

        var replay = await ledger.CallAsync("replay", "w-1");
        Assert.Equal(Exit.Difference, replay.Exit);
        Assert.Contains("cannot be read", replay.Errors, StringComparison.Ordinal);
        await ledger.SucceedAsync("replay", "w-2");
        Assert.Equal(0, await Sql.ScalarAsync<long>(ledger.Database, "select count(*) from ledger.worker_standing"));
    }

    [Fact]
    public async Task A_host_says_so_goes_on_recording_and_judges_on_once_the_event_is_mended()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.RecordAsync([.. Tell.Rates(), .. Tell.Story("w-1")]);
        var whole = await Rebuilding.StoredAsync(ledger.Database);
        await Sql.ChangeAsync(ledger.Database, $"update ledger.mt_events set data = jsonb_set(data, '{{from}}', '\"2023-02-30\"') where {Third}");
        await Rebuilding.ForgetAsync(ledger.Database);

        // Workers and what they share are recorded side by side, so the number of an event is not known beforehand.
        var sequence = await Sql.ScalarAsync<long>(ledger.Database, $"select seq_id from ledger.mt_events where {Third}");
        await using var host = await ServingLedger.StartAsync(ledger.Database);
        await Wait.UntilAsync(async () => (await host.GetAsync("/health/ready")).Status == HttpStatusCode.ServiceUnavailable, "the host is not ready");
        var health = (await host.GetAsync("/health/ready")).Json.GetProperty("checks").GetProperty("detector");
        Assert.Contains($"event {sequence} (contract-recorded.v1) cannot be read: A day is written as yyyy-MM-dd", health.GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, health.GetProperty("data").GetProperty("judged").GetInt64());
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync("/health/live")).Status);
        Assert.Contains("the detector stopped", (await host.GetAsync("/terms")).Body, StringComparison.Ordinal);

        // Facts of the same worker and of another are still recorded, and a command says what is wrong while the host runs.
        Assert.Equal(HttpStatusCode.OK, (await host.PostAsync("/facts", Tell.Repayment("w-1", "loan", "2023-05-31", "500.00"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await host.PostAsync("/facts", Tell.Worker("w-2"))).Status);
        var flags = await ledger.CallAsync("flags");
        Assert.Equal(Exit.Difference, flags.Exit);
        Assert.Contains($"event {sequence} (contract-recorded.v1) cannot be read", flags.Errors, StringComparison.Ordinal);

        await Sql.ChangeAsync(ledger.Database, $"update ledger.mt_events set data = jsonb_set(data, '{{from}}', '\"2023-02-01\"') where {Third}");
        await ledger.SucceedAsync("verify");
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync("/health/ready")).Status);
        Assert.DoesNotContain("the detector stopped", (await host.GetAsync("/terms")).Body, StringComparison.Ordinal);
        Assert.NotEqual(whole, await Rebuilding.StoredAsync(ledger.Database));
    }
}
