using Ledger.Domain.Debt;
using NodaTime;

namespace Ledger.Domain.Indicators;

/// <summary>The course of months owed on one side of the record, judged window by window.</summary>
/// <param name="Now">Months owed in the last window.</param>
/// <param name="Before">Months owed two windows ago; with fewer windows, the baseline, else the first window.</param>
/// <param name="BeforeIs">What <paramref name="Before"/> is, for people.</param>
/// <param name="Since">The window in which the indicator became present and has stayed so; null while it is absent.</param>
/// <param name="IsRed">Whether the last window is red.</param>
internal sealed record Trajectory(MonthsOwed Now, MonthsOwed Before, string BeforeIs, LocalDate? Since, bool IsRed)
{
    /// <summary>Judges windows in order of date.</summary>
    /// <param name="windows">At least one window.</param>
    /// <param name="side">Which end of each reading is read.</param>
    /// <param name="thresholds">The thresholds.</param>
    public static Trajectory Judge(IReadOnlyList<DebtWindow> windows, Side side, Thresholds thresholds)
    {
        var points = windows.Select(window => Point.Of(window, side)).ToList();
        LocalDate? since = null;
        for (var k = 0; k < points.Count; k++)
        {
            if (Rises(points, k) || Exceeds(points[k], thresholds) || points[k].Owed.IsUnbounded)
            {
                since ??= windows[k].On;
            }
            else if (Clears(points, k, thresholds))
            {
                since = null;
            }
        }

        var last = points.Count - 1;
        var (before, beforeIs) = last >= 2 ? (points[last - 2].Owed, "two pay periods before")
            : points[last].Baseline is { } baseline ? (baseline, "on arrival, against the promised wage,")
            : (points[0].Owed, "in the first pay period");
        return new Trajectory(points[last].Owed, before, beforeIs, since, IsRedAt(points, last, thresholds));
    }

    private static bool Rises(List<Point> points, int k) =>
        k >= 2 && points[k].Owed > points[k - 1].Owed && points[k - 1].Owed > points[k - 2].Owed;

    private static bool Exceeds(Point point, Thresholds thresholds) => point.Baseline is { } baseline && point.Owed.Exceeds(baseline, 1 + thresholds.DebtRise);

    private static bool Clears(List<Point> points, int k, Thresholds thresholds) =>
        k >= 2 && points[k].Owed < points[k - 2].Owed && !points[k].Owed.Exceeds(points[k].Baseline ?? points[0].Owed, 1 + thresholds.DebtClears);

    private static bool IsRedAt(List<Point> points, int k, Thresholds thresholds)
    {
        var point = points[k];
        var debtBefore = k > 0 ? points[k - 1].Debt : point.DebtOnArrival;
        return point.Owed.IsUnbounded
            || (point.Baseline is { } baseline && point.Owed.Reaches(baseline, 1 + thresholds.DebtRise))
            || (k >= 2 && point.Owed.Reaches(points[k - 2].Owed, 1 + thresholds.DebtRise))
            || (point.Wage > 0 && point.Debt > debtBefore);
    }

    private sealed record Point(MonthsOwed Owed, decimal Debt, decimal Wage, MonthsOwed? Baseline, decimal? DebtOnArrival)
    {
        public static Point Of(DebtWindow window, Side side) => side == Side.Documented
            ? new Point(
                MonthsOwed.Of(window.OwedInWages.Documented, window.Monthly.Greatest), window.Owed.Documented, window.Monthly.Greatest,
                window.Baseline is { } documented ? MonthsOwed.Of(documented.OwedInWages.Documented, documented.Promised.Monthly.Greatest) : null,
                window.Baseline?.Owed.Documented)
            : new Point(
                MonthsOwed.Of(window.OwedInWages.Claimed, window.Monthly.Workers), window.Owed.Claimed, window.Monthly.Workers,
                window.Baseline is { } claimed ? MonthsOwed.Of(claimed.OwedInWages.Claimed, claimed.Promised.Monthly.Workers) : null,
                window.Baseline?.Owed.Claimed);
    }
}
