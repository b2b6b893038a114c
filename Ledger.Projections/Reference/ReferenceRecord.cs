using Ledger.Domain.Facts;
using Ledger.Domain.Parties;
using Ledger.Domain.Rates;
using Ledger.Domain.Record;
using Ledger.Domain.Workers;
using Ledger.Projections.Store;
using Marten;
using NodaTime;

namespace Ledger.Projections.Reference;

/// <summary>Exchange rates and links between parties, with the instants they were told at.</summary>
public sealed class ReferenceRecord
{
    private readonly IReadOnlyList<RecordedFact> _rates;
    private readonly IReadOnlyList<RecordedFact> _links;

    private ReferenceRecord(IReadOnlyList<RecordedFact> rates, IReadOnlyList<RecordedFact> links)
    {
        (_rates, _links) = (rates, links);
        (Rates, Links) = Read(rates, links);
    }

    /// <summary>The rates by all that is recorded.</summary>
    public ExchangeRates Rates { get; }

    /// <summary>The links by all that is recorded.</summary>
    public PartyLinks Links { get; }

    /// <summary>Reads the two reference streams: one round trip.</summary>
    public static async Task<ReferenceRecord> LoadAsync(IQuerySession session, CancellationToken cancellation)
    {
        var streams = await RecordedEvents.OfStreamsAsync(session, [StreamName.ExchangeRates, StreamName.PartyLinks], cancellation);
        return new ReferenceRecord([.. streams[StreamName.ExchangeRates]], [.. streams[StreamName.PartyLinks]]);
    }

    /// <summary>The rates and links as they were known at an instant.</summary>
    public (ExchangeRates Rates, PartyLinks Links) KnownAt(Instant knownAt) =>
        Read(_rates.Where(recorded => recorded.RecordedAt <= knownAt), _links.Where(recorded => recorded.RecordedAt <= knownAt));

    private static (ExchangeRates Rates, PartyLinks Links) Read(IEnumerable<RecordedFact> rates, IEnumerable<RecordedFact> links) => (
        new ExchangeRates(StandingRecord.Of(rates).Select(standing => standing.Fact).OfType<ExchangeRateRecorded>()),
        new PartyLinks(StandingRecord.Of(links).Select(standing => standing.Fact).OfType<PartiesLinked>()));
}
