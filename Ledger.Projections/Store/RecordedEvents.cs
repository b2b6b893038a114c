using JasperFx.Events;
using Ledger.Domain.Facts;
using Ledger.Domain.Record;
using Ledger.Projections.Recording;
using Marten;
using NodaTime;
using Npgsql;

namespace Ledger.Projections.Store;

/// <summary>Reads facts back out of stored events.</summary>
public static class RecordedEvents
{
    /// <summary>The fact of an event; null for the ledger's own events, such as a finished import.</summary>
    public static RecordedFact? Of(IEvent stored) =>
        stored.Data is Fact fact ? new RecordedFact(fact, Instant.FromDateTimeOffset(stored.Timestamp)) { Origin = EventOrigin.Read(stored.CausationId) } : null;

    /// <summary>The facts of one stream, in the order they were recorded.</summary>
    public static async Task<IReadOnlyList<RecordedFact>> OfStreamAsync(IQuerySession session, string stream, CancellationToken cancellation) =>
        [.. (await session.Events.FetchStreamAsync(stream, token: cancellation)).Select(Of).OfType<RecordedFact>()];

    /// <summary>The facts of several streams in one round trip, by stream; a stream without facts is absent.</summary>
    /// <exception cref="UnreadableEventException">One of them holds no fact that this build can read.</exception>
    public static async Task<ILookup<string, RecordedFact>> OfStreamsAsync(IQuerySession session, IReadOnlyCollection<string> streams, CancellationToken cancellation) =>
        (await ReadAsync(session, streams, cancellation)).ToLookup(row => row.Stream, row => row.Recorded, StringComparer.Ordinal);

    /// <summary>The same, where some events are at hand: a stream that lies among them whole is not read again.</summary>
    /// <param name="session">Where to read.</param>
    /// <param name="streams">The streams' names.</param>
    /// <param name="atHand">Events by stream, in the order they were recorded; each as often as it is recorded.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="UnreadableEventException">One of them holds no fact that this build can read.</exception>
    public static async Task<ILookup<string, RecordedFact>> OfStreamsAsync(
        IQuerySession session, IReadOnlyCollection<string> streams, ILookup<string, IEvent> atHand, CancellationToken cancellation)
    {
        // Versions of a stream have no gaps, so that as many events as its version says are all there are.
        var whole = await session.AdvancedSql.QueryAsync<string>(
            $"select id from {LedgerStore.Schema}.mt_streams where (id, version) in (select * from unnest(?, ?))",
            cancellation, [streams.ToArray(), streams.Select(stream => atHand[stream].LongCount()).ToArray()]);
        var rest = streams.Except(whole, StringComparer.Ordinal).ToArray();
        var read = rest.Length == 0 ? [] : await ReadAsync(session, rest, cancellation);
        return whole.SelectMany(stream => atHand[stream].Select(Of).OfType<RecordedFact>().Select(recorded => new RecordedRow(stream, recorded)))
            .Concat(read).ToLookup(row => row.Stream, row => row.Recorded, StringComparer.Ordinal);
    }

    /// <summary>
    /// Reads rows as they are: the store's own queries do more for each event than a judgement needs. Like them it passes over what is
    /// archived: the ledger archives nothing, so that whatever is was changed past it, and <c>verify</c> finds the difference.
    /// </summary>
    private static async Task<List<RecordedRow>> ReadAsync(IQuerySession session, IReadOnlyCollection<string> streams, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"select {RecordedRow.Columns} from {LedgerStore.Schema}.mt_events where stream_id = any(@streams) and not is_archived order by seq_id");
        command.Parameters.AddWithValue("streams", streams.ToArray());
        await using var reader = await session.ExecuteReaderAsync(command, cancellation);
        return await RecordedRow.ReadAllAsync(reader, cancellation);
    }
}
