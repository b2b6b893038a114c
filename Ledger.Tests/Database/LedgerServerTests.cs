using Npgsql;
using Xunit;

namespace Ledger.Tests.Database;

public sealed class LedgerServerTests(LedgerServer server)
{
    [Fact]
    public async Task Each_database_is_new_and_empty()
    {
        var cancel = TestContext.Current.CancellationToken;
        var names = await Task.WhenAll(server.CreateDatabaseAsync(cancel), server.CreateDatabaseAsync(cancel));

        Assert.NotEqual(names[0], names[1]);
        await using var connection = new NpgsqlConnection(names[0]);
        await connection.OpenAsync(cancel);
        await using var command = new NpgsqlCommand("select count(*) from pg_class where relnamespace = 'public'::regnamespace", connection);
        Assert.Equal(0L, await command.ExecuteScalarAsync(cancel));
    }
}
