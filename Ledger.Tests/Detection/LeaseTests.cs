using System.Globalization;
using System.Net;
using System.Net.NetworkInformation;
using Ledger.Host.SyntheticCorridor;
using Ledger.Tests.CommandLine;
using Ledger.Tests.Database;
using Ledger.Tests.Serve;
using Xunit;

namespace Ledger.Tests.Detection;

/// <summary>Hosts that are killed, and hosts that share a database: one judges at a time, and the next goes on where it stopped.</summary>
public sealed class LeaseTests(LedgerServer server)
{
    private const string Holders = "select count(*) from pg_locks where locktype = 'advisory' and granted and classid = 1818584167 and objid = 1701969921 "
        + "and database = (select oid from pg_database where datname = current_database())";

    [Fact]
    public async Task A_host_killed_while_it_judges_leaves_nothing_half_done()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.RecordAsync([.. Lines()]);
        var whole = await Rebuilding.StoredAsync(ledger.Database);
        await Rebuilding.ForgetAsync(ledger.Database);

        // It is killed in the middle of a page that it judges.
        await using (var host = ChildLedger.Start(ledger.Database, "serve", "--port", FreePort()))
        {
            await using var held = await TableLock.TakeAsync(ledger.Database, "worker_standing");
            await held.StopsSomebodyAsync();
            await host.KillAsync();
        }

        await using var next = ChildLedger.Start(ledger.Database, "serve", "--port", FreePort());
        await Wait.UntilAsync(() => IsJudgedAsync(ledger), "the next host has judged everything");
        await ledger.SucceedAsync("verify");
        Assert.Equal(whole, await Rebuilding.StoredAsync(ledger.Database));
    }

    [Fact]
    public async Task Of_two_hosts_one_judges_and_the_other_takes_over()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await using var first = ChildLedger.Start(ledger.Database, "serve", "--port", FreePort());
        await Wait.UntilAsync(() => HoldsAsync(ledger), "the first host judges");

        // The second host is ready, but it is not the one that judges.
        await using var second = await ServingLedger.StartAsync(ledger.Database);
        await Wait.UntilAsync(async () => (await HealthAsync(second)).StartsWith("Another process runs the detector", StringComparison.Ordinal), "the second host waits");
        Assert.Equal(HttpStatusCode.OK, (await second.PostAsync("/facts", Tell.Worker("w-1"))).Status);
        await Wait.UntilAsync(() => IsJudgedAsync(ledger), "the first host has judged what the second recorded");
        Assert.StartsWith("Another process", await HealthAsync(second), StringComparison.Ordinal);
        Assert.Equal(1, await Sql.ScalarAsync<long>(ledger.Database, Holders));

        await first.KillAsync();
        await Wait.UntilAsync(async () => (await HealthAsync(second)).StartsWith("Projected up to", StringComparison.Ordinal), "the second host takes over");
        Assert.Equal(HttpStatusCode.OK, (await second.PostAsync("/facts", Tell.Worker("w-2"))).Status);
        await Wait.UntilAsync(() => IsJudgedAsync(ledger), "the second host judges");
        await ledger.SucceedAsync("verify");
    }

    private static IEnumerable<string> Lines() => Corridor.Generate(new CorridorSettings(Workers: 60, Recruiters: 5, Employers: 4, Seed: 11))
        .Select(fact => System.Text.Encoding.UTF8.GetString(Domain.Facts.FactWire.Write(fact)));

    private static async Task<string> HealthAsync(ServingLedger host) =>
        (await host.GetAsync("/health/ready")).Json.GetProperty("checks").GetProperty("detector").GetProperty("description").GetString()!;

    private static async Task<bool> HoldsAsync(LedgerCalls ledger) => await Sql.ScalarAsync<long>(ledger.Database, Holders) == 1;

    private static async Task<bool> IsJudgedAsync(LedgerCalls ledger) => await Sql.ScalarAsync<bool>(ledger.Database,
        "select exists (select from ledger.mt_event_progression where name = 'standing:All' and last_seq_id >= (select max(seq_id) from ledger.mt_events))");

    /// <summary>A port that nobody else is given meanwhile: the system hands out those above, from 32768 on, to all who ask for any.</summary>
    private static string FreePort()
    {
        var inUse = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Select(taken => taken.Port).ToHashSet();
        return Enumerable.Range(20_000, 10_000).OrderBy(_ => Random.Shared.Next()).First(port => !inUse.Contains(port)).ToString(CultureInfo.InvariantCulture);
    }
}
