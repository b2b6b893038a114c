using System.Globalization;
using Npgsql;

namespace Ledger.Benchmarks.ImportSpeed;

/// <summary>A database of one measurement's own beside the ledger's, dropped when it ends: nothing that is recorded is touched.</summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    private static int _made;

    private readonly string _server;
    private readonly string _name = string.Create(CultureInfo.InvariantCulture, $"ledger_bench_{Environment.ProcessId}_{Interlocked.Increment(ref _made)}");

    private BenchDatabase(string server) =>
        (_server, ConnectionString) = (server, new NpgsqlConnectionStringBuilder(server) { Database = _name }.ConnectionString);

    /// <summary>How to reach it.</summary>
    public string ConnectionString { get; }

    /// <summary>Makes it, empty, on the server that a connection string names.</summary>
    public static async Task<BenchDatabase> MakeAsync(string server, CancellationToken cancellation)
    {
        var database = new BenchDatabase(server);
        await database.OnServerAsync($"create database {database._name}", cancellation);
        return database;
    }

    /// <summary>Runs statements on it.</summary>
    public async Task RunAsync(string sql, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await OnServerAsync($"drop database if exists {_name} with (force)", CancellationToken.None);
    }

    private async Task OnServerAsync(string sql, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(_server);
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
