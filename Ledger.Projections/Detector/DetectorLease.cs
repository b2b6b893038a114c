using Npgsql;

namespace Ledger.Projections.Detector;

/// <summary>The right to run the detector on a database: held by one process at a time, given back when its connection ends.</summary>
/// <remarks>A session lock of PostgreSQL: a process that is killed holds nothing afterwards.</remarks>
public sealed class DetectorLease : IAsyncDisposable
{
    /// <summary>The key of the lock: "ledger" and a number of its own.</summary>
    private const long Key = 0x6C65_6467_6572_0001;

    private readonly NpgsqlConnection _connection;

    private DetectorLease(NpgsqlConnection connection) => _connection = connection;

    /// <summary>Takes the lease; null while another process holds it.</summary>
    public static async Task<DetectorLease?> TryTakeAsync(string connectionString, CancellationToken cancellation)
    {
        // A pooled connection would keep the lock after it is closed.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, KeepAlive = 10 }.ConnectionString);
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand("select pg_try_advisory_lock(@key)", connection);
        command.Parameters.AddWithValue("key", Key);
        if (await command.ExecuteScalarAsync(cancellation) is true)
        {
            return new DetectorLease(connection);
        }

        await connection.DisposeAsync();
        return null;
    }

    /// <summary>Whether the lease is still held: false once the connection is broken.</summary>
    public async Task<bool> IsHeldAsync(CancellationToken cancellation)
    {
        try
        {
            await using var command = new NpgsqlCommand("select 1", _connection);
            await command.ExecuteScalarAsync(cancellation);
            return true;
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
