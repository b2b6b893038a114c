using Npgsql;
using Xunit;

namespace Ledger.Tests.Database;

/// <summary>SQL past the ledger: to look at what is stored, and to tamper with it.</summary>
internal static class Sql
{
    public static async Task<T> ScalarAsync<T>(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(Unpooled(database));
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    /// <summary>Runs statements and gives the rows they touched, one at least: tampering that touches nothing would prove nothing.</summary>
    public static async Task<int> ChangeAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(Unpooled(database));
        await using var command = source.CreateCommand(sql);
        var touched = await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        Assert.True(touched > 0, $"Nothing was touched by: {sql}");
        return touched;
    }

    /// <summary>The first column of every row.</summary>
    public static async Task<IReadOnlyList<string>> ColumnAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(Unpooled(database));
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        List<string> rows = [];
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }

    // Each look has a connection of its own, given back at once: the server's hundred are shared by every test at work.
    private static string Unpooled(string database) => new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ConnectionString;
}
