using Ledger.Domain.Debt;
using Ledger.Domain.Indicators;
using NodaTime;

namespace Ledger.Tests.Oracles;

/// <summary>What debt.outgrows-wages says of a course of windows, by a direct reading of its definition.</summary>
internal static class NaiveTrajectory
{
    /// <summary>A look at debt against wages: what is owed, the wage a month, and the same on arrival where it is known.</summary>
    public sealed record Look(LocalDate On, decimal OwedInWages, decimal Owed, decimal Wage, decimal? BaselineMonths, decimal? OwedOnArrival)
    {
        /// <summary>Months of wages owed; a debt against no wage is more than any number.</summary>
        public decimal Months => OwedInWages == 0m ? 0m : Wage == 0m ? decimal.MaxValue : OwedInWages / Wage;
    }

    /// <summary>The windows of a worker on one side.</summary>
    public static List<Look> Looks(DebtWindows looked, Side side) =>
    [
        .. looked.Windows.Select(window => side == Side.Claimed
            ? new Look(window.On, window.OwedInWages.Claimed, window.Owed.Claimed, window.Monthly.Workers,
                window.Baseline is { } b ? b.OwedInWages.Claimed / b.Promised.Monthly.Workers : null, window.Baseline?.Owed.Claimed)
            : new Look(window.On, window.OwedInWages.Documented, window.Owed.Documented, window.Monthly.Greatest,
                window.Baseline is { } c ? c.OwedInWages.Documented / c.Promised.Monthly.Greatest : null, window.Baseline?.Owed.Documented)),
    ];

    /// <summary>Present since when, and how grave; null while absent.</summary>
    public static (LocalDate Since, Severity Severity)? Judge(List<Look> looks)
    {
        LocalDate? since = null;
        for (var now = 0; now < looks.Count; now++)
        {
            var r = looks[now].Months;
            var rises = now >= 2 && Above(r, 1m, looks[now - 1].Months) && Above(looks[now - 1].Months, 1m, looks[now - 2].Months);
            var tooFar = looks[now].BaselineMonths is { } baseline && Above(r, 1.25m, baseline);
            if (rises || tooFar || r == decimal.MaxValue)
            {
                since ??= looks[now].On;
            }
            else if (now >= 2 && Above(looks[now - 2].Months, 1m, r) && !Above(r, 1.1m, looks[now].BaselineMonths ?? looks[0].Months))
            {
                since = null;
            }
        }

        return since is { } day ? (day, IsRed(looks) ? Severity.Red : Severity.Amber) : null;
    }

    private static bool IsRed(List<Look> looks)
    {
        var last = looks[^1];
        var before = looks.Count > 1 ? looks[^2].Owed : last.OwedOnArrival;
        return last.Months == decimal.MaxValue
            || (last.BaselineMonths is { } baseline && AtLeast(last.Months, baseline))
            || (looks.Count > 2 && AtLeast(last.Months, looks[^3].Months))
            || (last.Wage > 0m && last.Owed > before);
    }

    // Eighteen decimals are more than any month has; the last digits of a division are nobody's debt.
    private static bool Above(decimal months, decimal times, decimal other) => other != decimal.MaxValue && Math.Round(months, 18) > Math.Round(times * other, 18);

    // A debt that was cleared and is none again stands at every multiple of nothing: that is no rise.
    private static bool AtLeast(decimal months, decimal other) => other != decimal.MaxValue && months > 0m && Math.Round(months, 18) >= Math.Round(1.25m * other, 18);
}
