using Ledger.Domain.Indicators;
using NodaTime;

namespace Ledger.Domain.Churn;

/// <summary>Days just after a fee was recovered or a refund window closed, and the days beside them that they are compared with.</summary>
/// <remarks>
/// <para>
/// Placements end more often in their first months than later, and a refund window closes in the first months of all: against all
/// other days, any end there would look like many. So days just after are compared with as many days beside them: those that follow,
/// and for a refund window, whose day is fixed beforehand, those just before it as well.
/// </para>
/// <para>
/// The days before a recovery are left out. A fee is recovered only from a worker who is still there: nobody can have left in the days
/// before, and they would make the days after look worse than they are.
/// </para>
/// </remarks>
internal static class Observed
{
    /// <summary>The days compared of a pair's placements with a worker-borne fee, and the early ends that fell into them.</summary>
    public static TimeAtRisk In(IEnumerable<PlacementOutcome> pair, Thresholds thresholds)
    {
        var (placements, ends, endsAfter, days, daysAfter) = (0, 0, 0, 0L, 0L);
        foreach (var outcome in pair.Where(outcome => outcome.FeeBorne))
        {
            var (after, all) = Days(outcome, thresholds.ExitDays);
            var ended = outcome is { EndedEarly: true, End: { } end } ? KindOf(outcome, end, thresholds.ExitDays) : Kind.Neither;
            placements++;
            days += all;
            daysAfter += after;
            endsAfter += ended == Kind.After ? 1 : 0;
            ends += ended != Kind.Neither ? 1 : 0;
        }

        return new TimeAtRisk(placements, ends, endsAfter, days, daysAfter);
    }

    /// <summary>Whether a placement ended early in the days just after its fee was recovered or its refund window closed.</summary>
    public static bool EndedJustAfter(PlacementOutcome outcome, Thresholds thresholds) =>
        outcome is { FeeBorne: true, EndedEarly: true, End: { } end } && KindOf(outcome, end, thresholds.ExitDays) == Kind.After;

    /// <summary>The days just after, and all days compared, while the placement is observed.</summary>
    private static (int After, int All) Days(PlacementOutcome outcome, int days)
    {
        // Between two neighbouring edges of the windows every day is of one kind.
        var (first, beyond) = (outcome.Start, LocalDate.Min(outcome.ObservedUntil, outcome.Term).PlusDays(1));
        LocalDate[] edges = [.. Edges(outcome.RecoveredOn, 1, days + 1, (2 * days) + 1), .. Edges(outcome.RefundClosedOn, 1 - days, 1, days + 1, (2 * days) + 1)];
        Array.Sort(edges);
        var (after, all) = (0, 0);
        for (var index = 1; index < edges.Length; index++)
        {
            var (from, to) = (LocalDate.Max(edges[index - 1], first), LocalDate.Min(edges[index], beyond));
            var kind = from < to ? KindOf(outcome, from, days) : Kind.Neither;
            var length = kind == Kind.Neither ? 0 : Period.DaysBetween(from, to);
            (after, all) = (after + (kind == Kind.After ? length : 0), all + length);
        }

        return (after, all);
    }

    private static IEnumerable<LocalDate> Edges(LocalDate? anchor, params int[] days) => anchor is { } on ? days.Select(on.PlusDays) : [];

    private static Kind KindOf(PlacementOutcome outcome, LocalDate day, int days)
    {
        int? recovery = outcome.RecoveredOn is { } recovered ? Period.DaysBetween(recovered, day) : null;
        int? refund = outcome.RefundClosedOn is { } closed ? Period.DaysBetween(closed, day) : null;
        return (recovery > 0 && recovery <= days) || (refund > 0 && refund <= days) ? Kind.After
            : (recovery > days && recovery <= 2 * days) || (refund > -days && refund <= 2 * days) ? Kind.Beside
            : Kind.Neither;
    }

    /// <summary>What a day is to a placement's fee.</summary>
    private enum Kind
    {
        Neither,
        Beside,
        After,
    }
}
