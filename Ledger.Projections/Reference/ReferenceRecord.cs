using System.Text;
using JasperFx.Events;
using Ledger.Domain.Facts;
using Ledger.Domain.Parties;
using Ledger.Domain.Rates;
using Ledger.Domain.Record;
using Ledger.Domain.Rules;
using Ledger.Domain.Workers;
using Ledger.Projections.RulePacks;
using Ledger.Projections.Store;
using Marten;
using NodaTime;

namespace Ledger.Projections.Reference;

/// <summary>Everything that workers share: exchange rates, parties, links between them and adopted rule packs, with the instants they were told at.</summary>
public sealed class ReferenceRecord
{
    /// <summary>The pack read last: pages of events and questions mostly ask for the same one.</summary>
    private static RulePack? lastRead;

    private readonly ILookup<string, RecordedFact> _facts;
    private readonly IReadOnlyList<(RulePackAdopted Adopted, Instant At)> _packs;

    private ReferenceRecord(IReadOnlyList<IEvent> events)
    {
        _facts = events.Where(stored => stored.Data is Fact).ToLookup(stored => stored.StreamKey!, stored => RecordedEvents.Of(stored)!, StringComparer.Ordinal);
        _packs = [.. events.Where(stored => stored.Data is RulePackAdopted).Select(stored => ((RulePackAdopted)stored.Data, Instant.FromDateTimeOffset(stored.Timestamp)))];
        Now = At(Instant.MaxValue);
    }

    /// <summary>By all that is recorded.</summary>
    public ReferenceAt Now { get; }

    /// <summary>The links by all that is recorded.</summary>
    public PartyLinks Links => Now.Links;

    /// <summary>Reads the reference streams: one round trip.</summary>
    public static async Task<ReferenceRecord> LoadAsync(IQuerySession session, CancellationToken cancellation)
    {
        string[] names = [StreamName.ExchangeRates, StreamName.PartyLinks, StreamName.Parties, StreamName.RulePacks];
        return new ReferenceRecord(await session.Events.QueryAllRawEvents().Where(stored => stored.StreamKey!.IsOneOf(names))
            .OrderBy(stored => stored.Sequence).ToListAsync(cancellation));
    }

    /// <summary>Everything as it was known at an instant.</summary>
    public ReferenceAt At(Instant knownAt) => new(
        new ExchangeRates(Standing<ExchangeRateRecorded>(StreamName.ExchangeRates, knownAt)),
        new PartyLinks(Standing<PartiesLinked>(StreamName.PartyLinks, knownAt)),
        new PartyRegister(Standing<PartyRegistered>(StreamName.Parties, knownAt)),
        PackAt(knownAt));

    /// <summary>The rule pack that was adopted last by an instant; the one that comes with the ledger where none was.</summary>
    public RulePack PackAt(Instant knownAt) => _packs.LastOrDefault(pack => pack.At <= knownAt) is { Adopted: { } adopted } ? Read(adopted) : RulePack.Current;

    /// <summary>An adopted pack by its version, or the last adopted under a label; null where none was.</summary>
    public RulePack? Adopted(string version) =>
        _packs.LastOrDefault(pack => pack.Adopted.Version == version || pack.Adopted.Label == version) is { Adopted: { } adopted } ? Read(adopted) : null;

    /// <summary>The packs that were adopted, in order, with the instants.</summary>
    public IReadOnlyList<(string Version, Instant At)> Adoptions => [.. _packs.Select(pack => (pack.Adopted.Version, pack.At))];

    private static RulePack Read(RulePackAdopted adopted)
    {
        var pack = Volatile.Read(ref lastRead);
        if (pack?.Version != adopted.Version)
        {
            pack = RulePack.Read(adopted.Label, Encoding.UTF8.GetBytes(adopted.Rows));
            Volatile.Write(ref lastRead, pack);
        }

        return pack;
    }

    private IEnumerable<T> Standing<T>(string stream, Instant knownAt)
        where T : Fact => StandingRecord.Of(_facts[stream].Where(recorded => recorded.RecordedAt <= knownAt)).Select(standing => standing.Fact).OfType<T>();
}
