using NodaTime;

namespace Ledger.Domain.Churn;

/// <summary>Which early ends of a recruiter's placements with an employer were followed by a replacement.</summary>
/// <remarks>
/// A replacement is another placement of the same recruiter with the same employer that begins on the day of the early end or within so
/// many days after it. Each answers one early end: in order of their days, every end takes the first beginning that is left. A
/// placement that ended on the day it began cannot replace itself, so of the beginnings of one day it is taken first, and of several such the
/// one whose end comes last. As the windows are all of one length, no other way of pairing finds more.
/// </remarks>
internal static class Replacements
{
    /// <summary>The placements that ended early and were replaced, each with the placement that replaced it, in order of the ends.</summary>
    /// <param name="pair">All placements of one recruiter with one employer.</param>
    /// <param name="days">The days within which a replacement begins.</param>
    public static IReadOnlyList<(PlacementOutcome Ended, PlacementOutcome By)> In(IReadOnlyList<PlacementOutcome> pair, int days)
    {
        var ends = pair.Where(outcome => outcome is { EndedEarly: true, End: not null }).OrderBy(outcome => outcome.End)
            .ThenBy(outcome => outcome.Worker, StringComparer.Ordinal).ThenBy(outcome => outcome.Placement, StringComparer.Ordinal).ToList();
        var begun = new LinkedList<PlacementOutcome>(pair.OrderBy(outcome => outcome.Start).ThenBy(outcome => outcome.EndedEarly && outcome.End == outcome.Start ? 0 : 1)
            .ThenByDescending(outcome => outcome.Worker, StringComparer.Ordinal).ThenByDescending(outcome => outcome.Placement, StringComparer.Ordinal));
        List<(PlacementOutcome, PlacementOutcome)> replaced = [];
        foreach (var ended in ends)
        {
            // Later ends come later still: what began before this one answers none of them.
            while (begun.First is { } first && first.Value.Start < ended.End)
            {
                begun.RemoveFirst();
            }

            var next = begun.First;
            if (ReferenceEquals(next?.Value, ended))
            {
                next = next.Next;
            }

            if (next is not null && Period.DaysBetween(ended.End!.Value, next.Value.Start) <= days)
            {
                replaced.Add((ended, next.Value));
                begun.Remove(next);
            }
        }

        return replaced;
    }
}
