using Ledger.Projections.Store;
using Ledger.Tests.CommandLine;
using Ledger.Tests.Database;
using Npgsql;
using Xunit;

namespace Ledger.Tests.Store;

/// <summary>Making the tables: several programs may start at once on a database that has none.</summary>
public sealed class PreparationTests(LedgerServer server)
{
    private const int Programs = 6;

    [Fact]
    public async Task Several_programs_can_make_the_tables_at_once()
    {
        var database = await server.CreateDatabaseAsync(TestContext.Current.CancellationToken);
        await Task.WhenAll(Enumerable.Range(0, Programs).Select(_ => Task.Run(() => LedgerStore.PrepareAsync(database, TestContext.Current.CancellationToken))));
        var ledger = new LedgerCalls(database);
        await ledger.RecordAsync(Tell.Story("w-1"));
        await ledger.SucceedAsync("verify");
    }

    /// <summary>A server has a hundred connections for everyone: a host that took them all at once would be refused the rest.</summary>
    [Fact]
    public async Task A_store_holds_no_more_connections_than_its_share_however_many_ask_at_once()
    {
        const int Asking = 200;
        var database = new NpgsqlConnectionStringBuilder(await server.CreateLedgerAsync(TestContext.Current.CancellationToken)) { MaxPoolSize = 2 * LedgerStore.MostConnections };
        await using var store = await LedgerStore.OpenAsync(database.ConnectionString, TestContext.Current.CancellationToken);
        var connections = await Task.WhenAll(Enumerable.Range(0, Asking).Select(_ => Task.Run(async () =>
        {
            await using var session = store.QuerySession();
            return (await session.AdvancedSql.QueryAsync<int>("select pg_backend_pid()", TestContext.Current.CancellationToken)).Single();
        })));
        Assert.InRange(connections.Distinct().Count(), 1, LedgerStore.MostConnections);
    }
}
