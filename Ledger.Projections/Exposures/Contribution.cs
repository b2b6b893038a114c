using Ledger.Domain.Amounts;
using Ledger.Domain.Indicators;
using Ledger.Domain.Record;

namespace Ledger.Projections.Exposures;

/// <summary>What one worker adds to the exposure of one recruiter, employer or corridor, or of all workers together.</summary>
/// <param name="To">Whose exposure, such as recruiter/r-01 or corridor/NP-QA.</param>
/// <param name="Facts">The facts of the worker's stream.</param>
/// <param name="Placements">The worker's placements there.</param>
/// <param name="FeesBorne">Fees borne for them, by currency.</param>
/// <param name="Present">Present findings on them, by indicator.</param>
/// <param name="Red">Red findings on them, by indicator.</param>
public sealed record Contribution(
    string To,
    int Facts,
    int Placements,
    SortedDictionary<string, Reading> FeesBorne,
    SortedDictionary<string, int> Present,
    SortedDictionary<string, int> Red)
{
    /// <summary>What a worker adds, in order of <see cref="To"/>.</summary>
    /// <param name="history">The worker's record.</param>
    /// <param name="facts">How many facts it holds, those that mend others among them.</param>
    /// <param name="findings">The findings.</param>
    public static IReadOnlyList<Contribution> Of(WorkerHistory history, int facts, IReadOnlyList<Finding> findings)
    {
        var present = findings.Where(finding => finding.IsPresent).ToList();
        return
        [
            Of(Exposure.OfAll, facts, history.Placements.Count, present),
            .. history.Placements
                .SelectMany(placement => Exposed(history, placement).Select(to => (To: to, Placement: placement.Id)))
                .GroupBy(exposed => exposed.To, exposed => exposed.Placement, StringComparer.Ordinal)
                .Select(exposed => Of(exposed.Key, facts, exposed.Count(), [.. present.Where(finding => exposed.Contains(finding.ShownWith(history)?.Id))]))
                .OrderBy(contribution => contribution.To, StringComparer.Ordinal),
        ];
    }

    private static Contribution Of(string to, int facts, int placements, IReadOnlyList<Finding> present) => new(
        to,
        facts,
        placements,
        Sums(present.Where(finding => finding.Indicator == WorkerPaidFee.Code).Select(finding => finding.Measures["workerPaid"])),
        Counts(present),
        Counts(present.Where(finding => finding.Severity == Severity.Red)));

    private static IEnumerable<string> Exposed(WorkerHistory history, PlacementRecord placement)
    {
        if (placement.Started is { } started)
        {
            yield return Exposure.OfRecruiter(started.Recruiter);
            yield return Exposure.OfEmployer(started.Employer);
        }

        if (history.CorridorOf(placement) is { } corridor)
        {
            yield return Exposure.OfCorridor(corridor);
        }
    }

    private static SortedDictionary<string, int> Counts(IEnumerable<Finding> findings) =>
        new(findings.GroupBy(finding => finding.Indicator, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count()), StringComparer.Ordinal);

    private static SortedDictionary<string, Reading> Sums(IEnumerable<Measure> measures) =>
        new(measures.GroupBy(measure => measure.Currency!, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Aggregate(Reading.Zero, (sum, measure) => sum + new Reading(measure.Documented!.Value, measure.Claimed!.Value))), StringComparer.Ordinal);
}
