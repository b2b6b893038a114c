using System.Runtime.CompilerServices;
using System.Text;
using JasperFx.Events;
using Ledger.Domain.Facts;
using Ledger.Domain.Oversight;
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

/// <summary>Everything that workers share: exchange rates, parties, links between them, audits, certificates and adopted rule packs, with the instants they were told at.</summary>
public sealed class ReferenceRecord
{
    /// <summary>The streams it is read from.</summary>
    public static IReadOnlyList<string> Streams { get; } =
        [StreamName.ExchangeRates, StreamName.PartyLinks, StreamName.Parties, StreamName.Oversight, StreamName.RulePacks];

    /// <summary>What each store read last: these streams only ever grow, so the next reading goes on from there.</summary>
    private static readonly ConditionalWeakTable<IDocumentStore, ReferenceRecord> LastOf = [];

    /// <summary>The pack read last: pages of events and questions mostly ask for the same one.</summary>
    private static RulePack? lastRead;

    private readonly IReadOnlyDictionary<string, long> _versions;
    private readonly ILookup<string, RecordedFact> _facts;
    private readonly IReadOnlyList<(RulePackAdopted Adopted, Instant At)> _packs;

    /// <summary>What was known before, and the events that came after it, each stream in its order.</summary>
    private ReferenceRecord(ReferenceRecord? before, IReadOnlyList<IEvent> after)
    {
        _versions = Streams.ToDictionary(stream => stream, stream => after.LastOrDefault(stored => stored.StreamKey == stream)?.Version ?? before?._versions[stream] ?? 0, StringComparer.Ordinal);
        _facts = Streams.SelectMany(stream => (before?._facts[stream] ?? []).Select(recorded => (Stream: stream, Recorded: recorded)))
            .Concat(after.Where(stored => stored.Data is Fact).Select(stored => (Stream: stored.StreamKey!, Recorded: RecordedEvents.Of(stored)!)))
            .ToLookup(fact => fact.Stream, fact => fact.Recorded, StringComparer.Ordinal);
        _packs =
        [
            .. before?._packs ?? [],
            .. after.Where(stored => stored.Data is RulePackAdopted).Select(stored => ((RulePackAdopted)stored.Data, Instant.FromDateTimeOffset(stored.Timestamp))),
        ];
        Now = At(Instant.MaxValue);
    }

    /// <summary>How many events the reference streams hold.</summary>
    public long Length => _versions.Values.Sum();

    /// <summary>By all that is recorded.</summary>
    public ReferenceAt Now { get; }

    /// <summary>The links by all that is recorded.</summary>
    public PartyLinks Links => Now.Links;

    /// <summary>The fact that a mending fact mends in the end, withdrawals being followed to it, and every correction of that fact.</summary>
    public (Fact Mended, IEnumerable<FactCorrected> Corrections) Mended(MendingFact mending)
    {
        var known = _facts.SelectMany(stream => stream).Select(recorded => recorded.Fact).ToList();
        Fact mended = mending;
        while (mended is MendingFact further)
        {
            mended = known.First(fact => fact.Id == further.Mends);
        }

        return (mended, known.OfType<FactCorrected>().Where(correction => correction.Corrects == mended.Id));
    }

    /// <summary>Reads the reference streams: one round trip, and one for each stream where they grew since this store read them last.</summary>
    public static async Task<ReferenceRecord> LoadAsync(IQuerySession session, CancellationToken cancellation)
    {
        LastOf.TryGetValue(session.DocumentStore, out var last);
        var length = (await session.AdvancedSql.QueryAsync<long>($"select coalesce(sum(version), 0)::bigint from {LedgerStore.Schema}.mt_streams where id = any(?)", cancellation, [Streams.ToArray()]))[0];
        if (last is not null && last.Length == length)
        {
            return last;
        }

        var read = await ReadAsync(session, last, cancellation);
        LastOf.AddOrUpdate(session.DocumentStore, read);
        return read;
    }

    /// <summary>Reads the reference streams from their beginnings, whatever was read before.</summary>
    public static Task<ReferenceRecord> LoadAnewAsync(IQuerySession session, CancellationToken cancellation) => ReadAsync(session, null, cancellation);

    private static async Task<ReferenceRecord> ReadAsync(IQuerySession session, ReferenceRecord? before, CancellationToken cancellation)
    {
        // A stream's versions have no gaps, while numbers of events may be committed out of turn: so each stream is read from its own version on.
        List<IEvent> events = [];
        foreach (var stream in Streams)
        {
            var version = before?._versions[stream] ?? 0;
            events.AddRange(await session.Events.QueryAllRawEvents().Where(stored => stored.StreamKey == stream && stored.Version > version).OrderBy(stored => stored.Version).ToListAsync(cancellation));
        }

        return new ReferenceRecord(before, events);
    }

    /// <summary>Everything as it was known at an instant.</summary>
    public ReferenceAt At(Instant knownAt) => new(
        new ExchangeRates(Standing<ExchangeRateRecorded>(StreamName.ExchangeRates, knownAt)),
        new PartyLinks(Standing<PartiesLinked>(StreamName.PartyLinks, knownAt)),
        new PartyRegister(Standing<PartyRegistered>(StreamName.Parties, knownAt)),
        new OversightRecord(Standing<PartyFact>(StreamName.Oversight, knownAt)),
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
