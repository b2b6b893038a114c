using Ledger.Projections.Detector;
using Ledger.Projections.Store;
using Ledger.Tests.CommandLine;
using Ledger.Tests.Database;
using Xunit;

namespace Ledger.Tests.Detection;

/// <summary>A detector that ended holds no connection: a host may start one again and again for as long as it runs.</summary>
public sealed class ConnectionTests(LedgerServer server)
{
    private const int Rounds = 6;

    [Fact]
    public async Task A_detector_that_ended_listens_no_longer()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await using var store = await LedgerStore.OpenAsync(ledger.Database, TestContext.Current.CancellationToken);
        for (var round = 0; round < Rounds; round++)
        {
            await using (await RunningDetector.StartAsync(store))
            {
                await Wait.UntilAsync(async () => await ListeningAsync(ledger.Database) > 0, "the detector listens");
            }
        }

        // A connection that is given back keeps the name of its last statement until it is used again, so one or two may still bear it.
        Assert.InRange(await ListeningAsync(ledger.Database), 0, 2);
    }

    private static Task<long> ListeningAsync(string database) =>
        Sql.ScalarAsync<long>(database, "select count(*) from pg_stat_activity where datname = current_database() and query like 'LISTEN%'");
}
