using Ledger.Projections.Standings;
using Ledger.Projections.Store;
using Marten;
using Npgsql;

namespace Ledger.Projections.Detector;

/// <summary>How far the detector has come.</summary>
/// <param name="Recorded">The sequence of the last event that was recorded.</param>
/// <param name="Judged">The sequence up to which events were judged.</param>
/// <param name="LastSign">When it last committed anything, in the middle of a page too; null before the first page.</param>
public sealed record DetectorProgress(long Recorded, long Judged, DateTime? LastSign)
{
    /// <summary>The name under which the store keeps the detector's place.</summary>
    internal const string Shard = $"{StandingProjection.Name}:All";

    /// <summary>Reads how far the detector has come: one round trip on two keys.</summary>
    public static async Task<DetectorProgress> ReadAsync(IDocumentStore store, CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        await using var command = new NpgsqlCommand(
            $"""
             select coalesce((select max(seq_id) from {LedgerStore.Schema}.mt_events), 0), coalesce(last_seq_id, 0), last_updated
             from (select 1) as always left join {LedgerStore.Schema}.mt_event_progression on name = @shard
             """);
        command.Parameters.AddWithValue("shard", Shard);
        await using var reader = await session.ExecuteReaderAsync(command, cancellation);
        await reader.ReadAsync(cancellation);
        return new DetectorProgress(reader.GetInt64(0), reader.GetInt64(1), await reader.IsDBNullAsync(2, cancellation) ? null : reader.GetDateTime(2));
    }

    /// <summary>Says in a transaction that the detector is at work on a page, and makes sure that nobody has gone beyond it: two would count twice.</summary>
    /// <exception cref="DetectorStoppedException">Another process is beyond that page.</exception>
    internal static async Task SignAsync(IDocumentSession session, long page, CancellationToken cancellation)
    {
        await session.BeginTransactionAsync(cancellation);
        await using var command = new NpgsqlCommand(
            $"""
             with signed as (update {LedgerStore.Schema}.mt_event_progression set last_updated = now() where name = @shard and last_seq_id < @page returning 1)
             select exists (select from signed) or not exists (select from {LedgerStore.Schema}.mt_event_progression where name = @shard)
             """,
            session.Connection);
        command.Parameters.AddWithValue("shard", Shard);
        command.Parameters.AddWithValue("page", page);
        if (await command.ExecuteScalarAsync(cancellation) is not true)
        {
            throw new DetectorStoppedException($"Another process has judged event {page} meanwhile.");
        }
    }
}
