using Ledger.Domain.Indicators;
using Ledger.Domain.Replay;

namespace Ledger.Host.Replay;

/// <summary>A finding as it stood at two positions; null where there was none.</summary>
internal sealed record FindingChange(string Indicator, string? Placement, Finding? Before, Finding? After);

/// <summary>What differs between two replays of one worker: nothing is reckoned, both are held against each other.</summary>
/// <param name="Came">The facts that only the second has.</param>
/// <param name="Gone">The facts that only the first has: not yet happened, not yet told, or withdrawn.</param>
/// <param name="Mended">The facts that both have and that read otherwise in the second.</param>
/// <param name="Findings">The findings whose verdict or severity is another.</param>
internal sealed record ReplayChanges(
    IReadOnlyList<TimelineFact> Came, IReadOnlyList<TimelineFact> Gone, IReadOnlyList<TimelineFact> Mended, IReadOnlyList<FindingChange> Findings)
{
    /// <summary>Whether facts and verdicts are the same.</summary>
    public bool IsNone => Came.Count + Gone.Count + Mended.Count + Findings.Count == 0;

    /// <summary>Holds two replays against each other; null stands for one of which nothing was known.</summary>
    public static ReplayChanges Between(WorkerReplay? before, WorkerReplay? after)
    {
        var (first, second) = (Facts(before), Facts(after));
        return new ReplayChanges(
            [.. second.Values.Where(told => !first.ContainsKey(told.Fact.Id))],
            [.. first.Values.Where(told => !second.ContainsKey(told.Fact.Id))],
            [.. second.Values.Where(told => first.TryGetValue(told.Fact.Id, out var was) && !was.CorrectedBy.SequenceEqual(told.CorrectedBy, StringComparer.Ordinal))],
            Changed(before, after));
    }

    private static Dictionary<string, TimelineFact> Facts(WorkerReplay? replay) =>
        (replay?.Timeline ?? []).SelectMany(day => day.Facts).ToDictionary(told => told.Fact.Id, StringComparer.Ordinal);

    private static List<FindingChange> Changed(WorkerReplay? before, WorkerReplay? after) =>
    [
        .. Of(before).Select(finding => finding.Indicator).Union(Of(after).Select(finding => finding.Indicator), StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .SelectMany(indicator => Pairs([.. Of(before).Where(finding => finding.Indicator == indicator)], [.. Of(after).Where(finding => finding.Indicator == indicator)]))
            .Where(change => (change.Before?.Verdict, change.Before?.Severity) != (change.After?.Verdict, change.After?.Severity)),
    ];

    /// <summary>One finding becomes the other where each replay has one: what could not be said names no placement yet. Several are paired by placement.</summary>
    private static IEnumerable<FindingChange> Pairs(List<Finding> before, List<Finding> after) => (before, after) switch
    {
        ([var was], [var now]) => [new FindingChange(now.Indicator, now.Placement ?? was.Placement, was, now)],
        _ => before.Select(finding => finding.Placement).Union(after.Select(finding => finding.Placement))
            .Select(placement => (Was: before.Find(finding => finding.Placement == placement), Now: after.Find(finding => finding.Placement == placement)))
            .Select(pair => new FindingChange((pair.Now ?? pair.Was)!.Indicator, (pair.Now ?? pair.Was)!.Placement, pair.Was, pair.Now)),
    };

    private static IReadOnlyList<Finding> Of(WorkerReplay? replay) => replay?.Findings ?? [];
}
