using Ledger.Projections.Store;
using Ledger.Tests.CommandLine;
using Ledger.Tests.Database;
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
}
