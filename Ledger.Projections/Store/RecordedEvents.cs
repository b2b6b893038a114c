using JasperFx.Events;
using Ledger.Domain.Facts;
using Ledger.Domain.Record;
using Marten;
using NodaTime;

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
    public static async Task<ILookup<string, RecordedFact>> OfStreamsAsync(IQuerySession session, IReadOnlyCollection<string> streams, CancellationToken cancellation)
    {
        var names = streams.ToArray();
        var events = await session.Events.QueryAllRawEvents().Where(stored => stored.StreamKey!.IsOneOf(names))
            .OrderBy(stored => stored.Sequence).ToListAsync(cancellation);
        return events.Where(stored => stored.Data is Fact).ToLookup(stored => stored.StreamKey!, stored => Of(stored)!, StringComparer.Ordinal);
    }
}
