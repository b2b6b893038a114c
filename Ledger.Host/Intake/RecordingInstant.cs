using System.Security.Cryptography;
using System.Text;
using Ledger.Projections.Store;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Ledger.Host.Intake;

/// <summary>The instants of the ledger's own clock, which is the database's: of recording, and up to which all recordings are complete.</summary>
/// <remarks>
/// Between taking its instant and committing, a writer shares a lock. Whoever asks what was known now waits for that lock alone, so
/// every recording with an earlier instant is committed, and every later one gets a later instant. What was known at an instant
/// therefore never changes afterwards.
/// </remarks>
public static class RecordingInstant
{
    private const long Gate = 0x6C65_6467_6572_0002;

    private const string Last = $"(select timestamp from {LedgerStore.Schema}.mt_events order by seq_id desc limit 1)";

    /// <summary>Takes locks on streams and the instant of recording, inside a transaction: one round trip.</summary>
    /// <param name="connection">The connection of the transaction.</param>
    /// <param name="streams">The streams' names; they are locked in one order, so that two writers never wait for each other.</param>
    /// <param name="cancellation">Ends the wait.</param>
    internal static async Task<Instant> TakeAsync(NpgsqlConnection connection, IEnumerable<string> streams, CancellationToken cancellation)
    {
        await using var batch = new NpgsqlBatch(connection);
        AddTo(batch, streams, takesLocks: true);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        return await ReadAsync(reader, takesLocks: true, cancellation);
    }

    /// <summary>Adds to a batch what <see cref="TakeAsync"/> does, so that what is read under the locks comes in the same round trip.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="streams">The streams' names.</param>
    /// <param name="takesLocks">Whether anything is to be recorded; a trial gets an instant and keeps nobody waiting.</param>
    internal static void AddTo(NpgsqlBatch batch, IEnumerable<string> streams, bool takesLocks)
    {
        if (takesLocks)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("select pg_advisory_xact_lock(key) from (select unnest($1) as key order by 1) as ordered")
            {
                Parameters = { new NpgsqlParameter { Value = Keys(streams), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint } },
            });
            batch.BatchCommands.Add(new NpgsqlBatchCommand("select pg_advisory_xact_lock_shared($1)") { Parameters = { new NpgsqlParameter { Value = Gate } } });
        }

        // Later than the last recording, even where the clock was set back: what was known at that instant stays as it was.
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"select greatest(clock_timestamp(), {Last} + interval '1 microsecond')"));
    }

    /// <summary>Reads the instant from the results of <see cref="AddTo"/>.</summary>
    internal static async Task<Instant> ReadAsync(NpgsqlDataReader reader, bool takesLocks, CancellationToken cancellation)
    {
        for (var result = 0; takesLocks && result < 2; result++)
        {
            await reader.NextResultAsync(cancellation);
        }

        return await ReadAsync(reader, cancellation);
    }

    /// <summary>The instant that a question is about, once every recording up to it is committed.</summary>
    /// <param name="connectionString">Where the database is.</param>
    /// <param name="wanted">
    /// The instant asked for; the present one where none is, or where it is still to come: nobody knows what will be told by then, and
    /// the answer says as known when it is.
    /// </param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<Instant> CompleteAsync(string connectionString, Instant? wanted, CancellationToken cancellation)
    {
        var now = await CompleteNowAsync(connectionString, cancellation);
        return wanted is { } past && past < now ? past : now;
    }

    /// <summary>The present instant, once every recording before it is committed.</summary>
    public static async Task<Instant> CompleteNowAsync(string connectionString, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("select pg_advisory_xact_lock($1)") { Parameters = { new NpgsqlParameter { Value = Gate } } });
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"select greatest(clock_timestamp(), {Last})"));
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        await reader.NextResultAsync(cancellation);
        return await ReadAsync(reader, cancellation);
    }

    private static long[] Keys(IEnumerable<string> streams) =>
        [.. streams.Distinct(StringComparer.Ordinal).Select(name => BitConverter.ToInt64(SHA256.HashData(Encoding.UTF8.GetBytes(name)))).Order()];

    private static async Task<Instant> ReadAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        await reader.ReadAsync(cancellation);
        return Instant.FromDateTimeUtc(reader.GetDateTime(0));
    }
}
