using Ledger.Tests.CommandLine;
using Npgsql;
using Xunit;

namespace Ledger.Tests.Database;

/// <summary>Keeps everyone else from writing to a table, so that a test can end them right in the middle of a transaction.</summary>
internal sealed class TableLock : IAsyncDisposable
{
    private const string Waiting = "select exists (select from pg_locks where not granted and database = (select oid from pg_database where datname = current_database()))";

    private readonly string _database;
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;

    private TableLock(string database, NpgsqlConnection connection, NpgsqlTransaction transaction) => (_database, _connection, _transaction) = (database, connection, transaction);

    /// <summary>Waits for the writer at work, then keeps out the next.</summary>
    public static async Task<TableLock> TakeAsync(string database, string table)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand($"lock table ledger.{table} in share mode", connection, transaction);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return new TableLock(database, connection, transaction);
    }

    /// <summary>Waits until somebody is stopped by it.</summary>
    public Task StopsSomebodyAsync() => Wait.UntilAsync(() => Sql.ScalarAsync<bool>(_database, Waiting), "somebody waits for the lock");

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
