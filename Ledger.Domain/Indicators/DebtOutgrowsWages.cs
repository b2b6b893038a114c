using Ledger.Domain.Debt;

namespace Ledger.Domain.Indicators;

/// <summary>
/// <c>debt.outgrows-wages</c>: the months of wages owed, r(t) = D(t) / W(t), rise over two consecutive windows while the worker
/// works, or exceed their baseline on arrival by more than a quarter. Debt grows faster than wages exactly when r rises.
/// </summary>
/// <remarks>
/// A window is the day a pay period was paid. Once present it stays so until r is below its level of two windows ago and within
/// a tenth of the baseline, so that one odd month neither raises nor clears it. Where no baseline is recorded, the first window
/// stands in for it in clearing only.
/// </remarks>
public static class DebtOutgrowsWages
{
    /// <summary>The code of the indicator.</summary>
    public const string Code = "debt.outgrows-wages";

    /// <summary>Judges a worker's debt against her wages.</summary>
    public static Finding Judge(Evaluation evaluation)
    {
        var looked = evaluation.Windows;
        if (looked.Debt.Loans.Count == 0)
        {
            return evaluation.Draft(Code, null, Verdict.Absent, "No recruitment loan of the worker is recorded.", []);
        }

        var loans = looked.Debt.Facts;
        if (looked.Windows.Count == 0)
        {
            var missing = looked.HasWages ? looked.Missing : [.. looked.Missing, "no wage of the worker"];
            return evaluation.Draft(Code, null, Verdict.Insufficient, $"Debt cannot be set against wages: {string.Join("; ", missing)}.", loans) with { Missing = missing };
        }

        var claimed = Trajectory.Judge(looked.Windows, Side.Claimed, evaluation.Thresholds);
        var documented = Trajectory.Judge(looked.Windows, Side.Documented, evaluation.Thresholds);
        var last = looked.Windows[^1];
        return evaluation.Draft(Code, last.Wage.Placement, claimed.Since is null ? Verdict.Absent : Verdict.Present, Explain(looked, claimed),
            loans, looked.Windows.SelectMany(window => window.Wage.Facts), last.Baseline?.Promised.Facts ?? [], looked.RatesUsed) with
        {
            Severity = claimed.Since is null ? null : claimed.IsRed ? Severity.Red : Severity.Amber,
            Strength = claimed.Since is null ? null : documented.Since is null ? Strength.Testified : Strength.Documented,
            Since = claimed.Since,
            Measures = Measures(looked, claimed, documented),
            Missing = [.. looked.Missing, .. last.Baseline is null ? [$"no promised wage, or no rate for it, of {Words.Placement(last.Wage.Placement)}: no baseline"] : Array.Empty<string>()],
        };
    }

    private static SortedDictionary<string, Measure> Measures(DebtWindows looked, Trajectory claimed, Trajectory documented)
    {
        var last = looked.Windows[^1];
        var measures = new SortedDictionary<string, Measure>(StringComparer.Ordinal)
        {
            ["debt"] = Measure.Of(last.Owed, looked.Debt.Currency),
            ["netWageMonthly"] = new Measure
            {
                Documented = Measure.Of(new(last.Monthly.Greatest, last.Monthly.Workers), last.Wage.Currency).Documented,
                Claimed = Measure.Of(new(last.Monthly.Greatest, last.Monthly.Workers), last.Wage.Currency).Claimed,
                Currency = last.Wage.Currency.Code,
            },
            ["monthsOwed"] = Measure.Of(documented.Now.Months, claimed.Now.Months, "months"),
            ["monthsOwedBefore"] = Measure.Of(documented.Before.Months, claimed.Before.Months, "months"),
        };
        if (looked.Debt.AccruedBy(last.On) is { } accrued)
        {
            measures["interestAccrued"] = Measure.Of(accrued, looked.Debt.Currency);
        }

        if (looked.Debt.CreditedBy(last.On) is { } credited)
        {
            measures["credited"] = Measure.Of(credited, looked.Debt.Currency);
        }

        return measures;
    }

    private static string Explain(DebtWindows looked, Trajectory claimed)
    {
        var last = looked.Windows[^1];
        var owed = $"On {Words.Of(last.On)} the worker owed {Words.Of(last.Owed, looked.Debt.Currency)}";
        var now = claimed.Now.IsUnbounded
            ? "against pay periods on record that brought no wage, so no number of months would clear it"
            : $"which is {Words.Months(claimed.Now.Value)} of the net wage";
        var before = claimed.Before.IsUnbounded ? "there was no bound either" : $"it was {Words.Months(claimed.Before.Value)}";
        return $"{owed}, {now}; {claimed.BeforeIs} {before}.";
    }
}
