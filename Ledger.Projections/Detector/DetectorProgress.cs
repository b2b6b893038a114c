using Ledger.Projections.Standings;
using Ledger.Projections.Store;
using Marten;
using Npgsql;

namespace Ledger.Projections.Detector;

/// <summary>How far the detector has come.</summary>
/// <param name="Recorded">The sequence of the last event that was recorded.</param>
/// <param name="Judged">The sequence up to which events were judged.</param>
public sealed record DetectorProgress(long Recorded, long Judged)
{
    /// <summary>The name under which the store keeps the detector's place.</summary>
    internal const string Shard = $"{StandingProjection.Name}:All";

    /// <summary>Reads how far the detector has come: one round trip on two keys.</summary>
    public static async Task<DetectorProgress> ReadAsync(IDocumentStore store, CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        await using var command = new NpgsqlCommand(
            $"""
             select coalesce((select max(seq_id) from {LedgerStore.Schema}.mt_events), 0),
                    coalesce((select last_seq_id from {LedgerStore.Schema}.mt_event_progression where name = @shard), 0)
             """);
        command.Parameters.AddWithValue("shard", Shard);
        await using var reader = await session.ExecuteReaderAsync(command, cancellation);
        await reader.ReadAsync(cancellation);
        return new DetectorProgress(reader.GetInt64(0), reader.GetInt64(1));
    }
}
