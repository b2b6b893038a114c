using Ledger.Domain.Indicators;
using NodaTime;

namespace Ledger.Domain.Churn;

/// <summary>Days under observation, and those among them that come just after a fee was recovered or a refund window closed.</summary>
/// <remarks>
/// Every placement with a worker-borne fee is observed from its start until it ends, its term is over, or the record of its worker ends,
/// whichever comes first; also those whose fee never came to be recovered. To look only at placements that lasted until then would
/// leave out every end before it, and make any end after it look like many.
/// </remarks>
internal static class Observed
{
    /// <summary>The time at risk of a pair's placements.</summary>
    public static TimeAtRisk In(IEnumerable<PlacementOutcome> pair, Thresholds thresholds) => pair.Where(outcome => outcome.FeeBorne)
        .Aggregate(new TimeAtRisk(0, 0, 0, 0, 0), (sum, outcome) =>
        {
            var last = Last(outcome);
            return new TimeAtRisk(
                sum.Placements + 1,
                sum.Ends + (outcome.EndedEarly ? 1 : 0),
                sum.EndsAfter + (outcome.EndedEarly && IsJustAfter(outcome, last, thresholds.ExitDays) ? 1 : 0),
                sum.Days + Days(outcome.Start, last),
                sum.DaysAfter + DaysJustAfter(outcome, last, thresholds.ExitDays));
        });

    /// <summary>Whether a placement ended early in the days just after its fee was recovered or its refund window closed.</summary>
    public static bool EndedJustAfter(PlacementOutcome outcome, Thresholds thresholds) =>
        outcome is { FeeBorne: true, EndedEarly: true } && IsJustAfter(outcome, outcome.End!.Value, thresholds.ExitDays);

    private static LocalDate Last(PlacementOutcome outcome) => LocalDate.Min(outcome.ObservedUntil, outcome.Term);

    private static bool IsJustAfter(PlacementOutcome outcome, LocalDate day, int days) =>
        Anchors(outcome).Any(anchor => day > anchor && Period.DaysBetween(anchor, day) <= days);

    /// <summary>The days of both windows that fall into the time observed, those in both of them once.</summary>
    private static int DaysJustAfter(PlacementOutcome outcome, LocalDate last, int days)
    {
        var (sum, counted) = (0, outcome.Start.PlusDays(-1));
        foreach (var anchor in Anchors(outcome).Order())
        {
            var (from, to) = (LocalDate.Max(anchor, counted).PlusDays(1), LocalDate.Min(anchor.PlusDays(days), last));
            sum += Days(from, to);
            counted = LocalDate.Max(counted, to);
        }

        return sum;
    }

    private static IEnumerable<LocalDate> Anchors(PlacementOutcome outcome)
    {
        LocalDate?[] anchors = [outcome.RecoveredOn, outcome.RefundClosedOn];
        return anchors.OfType<LocalDate>();
    }

    private static int Days(LocalDate from, LocalDate to) => to < from ? 0 : Period.DaysBetween(from, to) + 1;
}
