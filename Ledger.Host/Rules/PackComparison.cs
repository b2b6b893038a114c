using System.Text.Json;
using Ledger.Domain.Indicators;
using Ledger.Domain.Record;
using Ledger.Domain.Rules;
using Ledger.Domain.Workers;
using Ledger.Projections.Reference;
using Ledger.Projections.Store;
using Marten;
using NodaTime;

namespace Ledger.Host.Rules;

/// <summary>A finding that differs between two rule packs.</summary>
/// <param name="Worker">The worker.</param>
/// <param name="Placement">The placement, where the indicator judges each.</param>
/// <param name="Indicator">The indicator.</param>
/// <param name="KnownAt">The first instant of recording from which it differs in this way.</param>
/// <param name="AsOf">The day of that instant.</param>
/// <param name="IsVerdict">Whether verdict or severity differ; else only figures or grounds do.</param>
/// <param name="A">The finding under the first pack; null where it has none.</param>
/// <param name="B">The finding under the second pack; null where it has none.</param>
public sealed record FindingDifference(string Worker, string? Placement, string Indicator, Instant KnownAt, LocalDate AsOf, bool IsVerdict, Finding? A, Finding? B);

/// <summary>What re-judging the record under two packs came to.</summary>
public sealed record PackComparisonResult
{
    /// <summary>The first pack's version.</summary>
    public required string A { get; init; }

    /// <summary>The second pack's version.</summary>
    public required string B { get; init; }

    /// <summary>Workers that were judged.</summary>
    public int Workers { get; init; }

    /// <summary>How often a worker was judged: at each instant of recording, and now.</summary>
    public long Judgements { get; init; }

    /// <summary>Findings that differ.</summary>
    public long Differing { get; init; }

    /// <summary>Those of them whose verdict or severity differs.</summary>
    public long DifferingVerdicts { get; init; }

    /// <summary>The differences, the first <see cref="PackComparison.MostNamed"/> of them, by worker, indicator, placement and instant.</summary>
    public IReadOnlyList<FindingDifference> Differences { get; init; } = [];
}

/// <summary>Judges the recorded history under two rule packs, each time by what was known then, and changes nothing.</summary>
internal sealed class PackComparison(IQuerySession session, ReferenceRecord reference, RulePack a, RulePack b)
{
    /// <summary>The most differences that are named.</summary>
    public const int MostNamed = 10_000;

    /// <summary>The most instants of recording at which one worker is judged: the last of them.</summary>
    public const int MostInstants = 64;

    private const int WorkersPerReading = 200;
    private const int MostReferencesKept = 256;

    private readonly List<FindingDifference> _named = [];
    private readonly Dictionary<Instant, ReferenceAt> _references = [];
    private int _workers;
    private long _judgements;
    private long _differing;
    private long _verdicts;

    /// <summary>Compares.</summary>
    /// <param name="now">The instant of the question.</param>
    /// <param name="done">Told how many workers are judged.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<PackComparisonResult> RunAsync(Instant now, IProgress<long> done, CancellationToken cancellation)
    {
        var streams = (await session.Query<WorkerAccount>().Select(account => account.Id).ToListAsync(cancellation)).Order(StringComparer.Ordinal);
        foreach (var some in streams.Chunk(WorkersPerReading))
        {
            var records = await RecordedEvents.OfStreamsAsync(session, some, cancellation);
            foreach (var stream in some)
            {
                Compare(StreamName.WorkerOf(stream)!, [.. records[stream].Where(recorded => recorded.RecordedAt <= now)], now);
            }

            done.Report(_workers);
        }

        return new PackComparisonResult
        {
            A = a.Version,
            B = b.Version,
            Workers = _workers,
            Judgements = _judgements,
            Differing = _differing,
            DifferingVerdicts = _verdicts,
            Differences = _named,
        };
    }

    private void Compare(string worker, IReadOnlyList<RecordedFact> record, Instant now)
    {
        _workers++;
        var differences = new List<(FindingDifference Difference, string Text)>();
        var last = new Dictionary<(string, string?), string>();
        foreach (var knownAt in record.Select(recorded => recorded.RecordedAt).Distinct().Order().TakeLast(MostInstants).Append(now).Distinct())
        {
            _judgements++;
            foreach (var (difference, text) in At(worker, record, knownAt))
            {
                var key = (difference.Indicator, difference.Placement);
                if (text.Length > 0 && last.GetValueOrDefault(key) != text)
                {
                    differences.Add((difference, text));
                }

                last[key] = text;
            }
        }

        _differing += differences.Count;
        _verdicts += differences.Count(one => one.Difference.IsVerdict);
        _named.AddRange(differences.Select(one => one.Difference)
            .OrderBy(one => one.Indicator, StringComparer.Ordinal).ThenBy(one => one.Placement, StringComparer.Ordinal).ThenBy(one => one.KnownAt)
            .Take(MostNamed - _named.Count));
    }

    /// <summary>Every finding at an instant, with what differs as text; empty where nothing does.</summary>
    private IEnumerable<(FindingDifference Difference, string Text)> At(string worker, IReadOnlyList<RecordedFact> record, Instant knownAt)
    {
        var asOf = knownAt.InUtc().Date;
        var history = WorkerHistory.Of(worker, record, asOf, knownAt);
        if (history.Facts.Count == 0)
        {
            return [];
        }

        var known = ReferenceAt(knownAt);
        var (one, other) = (Keyed(known.Of(history, a).Findings()), Keyed(known.Of(history, b).Findings()));
        return
        [
            .. one.Keys.Union(other.Keys).Select(key =>
            {
                var (left, right) = (one.GetValueOrDefault(key), other.GetValueOrDefault(key));
                var (before, after) = (Text(left), Text(right));
                var isVerdict = (left?.Verdict, left?.Severity) != (right?.Verdict, right?.Severity);
                return (new FindingDifference(worker, key.Placement, key.Indicator, knownAt, asOf, isVerdict, left, right), before == after ? "" : before + "\n" + after);
            }),
        ];
    }

    private ReferenceAt ReferenceAt(Instant knownAt)
    {
        if (!_references.TryGetValue(knownAt, out var known))
        {
            if (_references.Count >= MostReferencesKept)
            {
                _references.Clear();
            }

            _references[knownAt] = known = reference.At(knownAt);
        }

        return known;
    }

    /// <summary>Findings by indicator and by placement, where the indicator judges each.</summary>
    private static Dictionary<(string Indicator, string? Placement), Finding> Keyed(IEnumerable<Finding> findings) =>
        findings.GroupBy(finding => (finding.Indicator, finding.Placement)).ToDictionary(group => group.Key, group => group.First());

    /// <summary>A finding's text without what differs by itself: the pack's version, and the day on which it is asked.</summary>
    private static string Text(Finding? finding) => finding is null ? "" : JsonSerializer.Serialize(finding with { RulePack = "", AsOf = default }, LedgerJson.Options);
}
