using System.Collections.Concurrent;
using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Domain.Record;

/// <summary>One worker's record as of a date, as known at an instant: what every indicator reads.</summary>
public sealed class WorkerHistory
{
    private readonly PlacementRecord[] _begun;
    private readonly Dictionary<string, PlacementRecord> _placements;
    private readonly Lazy<ILookup<string?, StandingFact>> _byPlacement;
    private readonly ILookup<Type, Fact> _byType;
    private readonly string? _origin;
    private readonly ConcurrentDictionary<Type, object> _reckoned = [];

    private WorkerHistory(string worker, LocalDate asOf, Instant knownAt, IReadOnlyList<StandingFact> standing)
    {
        (Worker, AsOf, KnownAt, Standing) = (worker, asOf, knownAt, standing);
        Facts = standing.Select(entry => entry.Fact).ToArray();
        _byType = Facts.ToLookup(fact => fact.GetType());
        _begun = PlacementRecord.In(Facts);
        _origin = All<WorkerRegistered>() is [var first, ..] ? first.Origin : null;
        _placements = Placements.ToDictionary(placement => placement.Id, StringComparer.Ordinal);
        _byPlacement = new(() => Standing.ToLookup(entry => PlacementOf(entry.Fact), StringComparer.Ordinal), LazyThreadSafetyMode.PublicationOnly);
    }

    /// <summary>The worker.</summary>
    public string Worker { get; }

    /// <summary>The last day whose facts count.</summary>
    public LocalDate AsOf { get; }

    /// <summary>The last instant whose recordings count.</summary>
    public Instant KnownAt { get; }

    /// <summary>The facts that stand, in order of date and id.</summary>
    public IReadOnlyList<StandingFact> Standing { get; }

    /// <summary>The facts of <see cref="Standing"/>.</summary>
    public IReadOnlyList<Fact> Facts { get; }

    /// <summary>The worker's placements in order of their start.</summary>
    public IReadOnlyList<PlacementRecord> Placements => _begun;

    /// <summary>Reads a worker's record.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="record">Every fact of the worker's stream, in any order.</param>
    /// <param name="asOf">Facts effective after this day are left out.</param>
    /// <param name="knownAt">Facts recorded after this instant are left out, before anything is mended.</param>
    public static WorkerHistory Of(string worker, IEnumerable<RecordedFact> record, LocalDate asOf, Instant knownAt) =>
        new(worker, asOf, knownAt, StandingRecord.Of(record.Where(recorded => recorded.RecordedAt <= knownAt)).Where(entry => entry.Fact.EffectiveOn <= asOf).ToArray());

    /// <summary>A placement by its id; null where the worker has none of that id.</summary>
    public PlacementRecord? Find(string? placement) => placement is null ? null : _placements.GetValueOrDefault(placement);

    /// <summary>The country the worker left and the country of the job, such as NP-QA; null where either was not recorded.</summary>
    public string? CorridorOf(PlacementRecord placement) => placement.Started is { } started && _origin is not null ? $"{_origin}-{started.Destination}" : null;

    /// <summary>The facts of one type, in order of date and id.</summary>
    internal IReadOnlyList<T> All<T>()
        where T : Fact =>
        Once(static history => history._byType[typeof(T)].Cast<T>().ToArray());

    /// <summary>The facts that belong to a placement as <see cref="PlacementOf"/> says, in order of date and id; those of no placement for null.</summary>
    internal IEnumerable<Fact> FactsOf(string? placement) => StandingOf(placement).Select(entry => entry.Fact);

    /// <summary>The same, each with when it was recorded.</summary>
    internal IEnumerable<StandingFact> StandingOf(string? placement) => _byPlacement.Value[placement];

    /// <summary>The facts of one type that belong to a placement, in order of date and id.</summary>
    internal IEnumerable<T> All<T>(string? placement)
        where T : Fact =>
        Once(static history => history.All<T>().ToLookup(history.PlacementOf, StringComparer.Ordinal))[placement];

    /// <summary>The placement a fact belongs to: the one it names, else the latest begun by its date, else the first; null when there is none.</summary>
    public string? PlacementOf(Fact fact) => fact.Placement
        ?? (_begun.Length > 0 ? _begun[Math.Max(0, Dated.UpTo<PlacementRecord>(_begun, fact.EffectiveOn, placement => placement.Start) - 1)].Id : null);

    /// <summary>What follows from the record alone, reckoned when it is first asked for; one of each type.</summary>
    /// <param name="reckon">Reckons it; pure, so that reckoning it twice at once does no harm.</param>
    internal T Once<T>(Func<WorkerHistory, T> reckon)
        where T : class =>
        (T)_reckoned.GetOrAdd(typeof(T), static (_, ask) => ask.reckon(ask.history), (reckon, history: this));

    /// <summary>The ids a finding rests on: the facts and the corrections they carry, in alphabetical order, each once.</summary>
    public IReadOnlyList<string> Because(params ReadOnlySpan<IEnumerable<Fact>> facts) => Once(RestsOn.Of).Ids(facts);
}
