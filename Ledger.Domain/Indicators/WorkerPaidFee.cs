using Ledger.Domain.Amounts;
using Ledger.Domain.Fees;
using Ledger.Domain.Rates;
using Ledger.Domain.Wages;

namespace Ledger.Domain.Indicators;

/// <summary>
/// <c>fee.worker-paid</c>: the worker bore fees or related costs of recruitment, in any form, by any collector, less verified
/// reimbursements, above zero (ILO definition 2019; Employer Pays Principle). With the recruitment cost in months of wages, the
/// measure of SDG 10.7.1, against the promised and the actual first wage.
/// </summary>
public static class WorkerPaidFee
{
    /// <summary>The code of the indicator.</summary>
    public const string Code = "fee.worker-paid";

    /// <summary>Judges the fees of one placement.</summary>
    public static Finding Judge(Evaluation evaluation, PlacementFees fees)
    {
        var where = Words.Placement(fees.Placement);
        if (fees.Told.Count == 0)
        {
            return evaluation.Untold(Code, fees.Placement, $"no account of who paid for {where}");
        }

        if (fees.Borne.Claimed == 0)
        {
            return fees.Conversion.Missing.Count > 0
                ? Unconverted(evaluation, fees)
                : evaluation.Draft(Code, fees.Placement, Verdict.Absent, Cleared(fees, where), fees.Told) with { Measures = Sums(fees) };
        }

        return Present(evaluation, fees, where);
    }

    private static Finding Present(Evaluation evaluation, PlacementFees fees, string where)
    {
        var promised = PromisedWage.Of(evaluation.History, fees.Placement);
        var first = evaluation.Wages.FirstOrDefault(wage => wage.Placement == fees.Placement);
        var inMonths = new Conversion(evaluation.Rates);
        var rciPromised = promised is null ? null : Rci.Of(fees, promised.Currency, promised.Monthly, inMonths);
        var rciActual = first is null ? null : Rci.Of(fees, first.Currency, first.EarnedMonthly, inMonths);
        var measures = Sums(fees);
        AddTo(measures, "rciPromised", rciPromised);
        AddTo(measures, "rciActual", rciActual);
        return evaluation.Draft(Code, fees.Placement, Verdict.Present, Explain(fees, where, rciPromised, rciActual),
            fees.Facts, promised?.Facts ?? [], first?.Facts ?? [], inMonths.Used) with
        {
            Severity = IsRed(rciActual ?? rciPromised, evaluation.Thresholds) ? Severity.Red : Severity.Amber,
            Strength = fees.Borne.Documented > 0 ? Strength.Documented : Strength.Testified,
            Since = fees.First,
            Measures = measures,
            Shares = Shares(fees),
            Rules = [.. evaluation.Law(fees).Standards().Select(count => count.Consulted)],
            Missing =
            [
                .. fees.Conversion.Missing.Concat(inMonths.Missing).Distinct(StringComparer.Ordinal),
                .. promised is null ? [$"no promised or signed contract of {where}"] : Array.Empty<string>(),
                .. first is null ? [$"no wage of {where}"] : Array.Empty<string>(),
            ],
        };
    }

    private static bool IsRed(Rci? months, Thresholds thresholds) =>
        months is { IsUnbounded: true } || (months?.Claimed is { } claimed && Ratio.Settled(claimed) > thresholds.FeeRedAboveMonths);

    private static Finding Unconverted(Evaluation evaluation, PlacementFees fees) =>
        evaluation.Draft(Code, fees.Placement, Verdict.Insufficient, $"The sum cannot be said: {string.Join("; ", fees.Conversion.Missing)}.", fees.Told) with
        {
            Missing = [.. fees.Conversion.Missing],
        };

    private static SortedDictionary<string, Measure> Sums(PlacementFees fees) => new(StringComparer.Ordinal)
    {
        ["workerPaid"] = Measure.Of(fees.Borne, fees.Currency),
        ["reimbursed"] = Measure.Of(fees.Reimbursed, fees.Currency),
    };

    private static IReadOnlyList<Share> Shares(PlacementFees fees) =>
    [
        .. fees.Parts.Select(part => new Share(part.Collector, Measure.Of(part.Reading, fees.Currency), part.Class))
            .OrderBy(share => share.Class).ThenBy(share => share.Collector, StringComparer.Ordinal),
    ];

    private static void AddTo(SortedDictionary<string, Measure> measures, string name, Rci? rci)
    {
        if (rci is not null && (rci.Documented is not null || rci.Claimed is not null))
        {
            measures[name] = Measure.Of(rci.Documented, rci.Claimed, "months");
        }
    }

    private static string Cleared(PlacementFees fees, string where) =>
        fees.Charged.Claimed == 0
            ? $"Every account says that the worker bore nothing for {where}."
            : $"The worker bore {Words.Of(fees.Charged, fees.Currency)} for {where}, and verified reimbursements cover it.";

    private static string Explain(PlacementFees fees, string where, Rci? promised, Rci? actual)
    {
        var paidBack = fees.Reimbursed.Documented > 0 ? $", after verified reimbursements of {Words.Of(new Reading(fees.Reimbursed.Documented, fees.Reimbursed.Documented), fees.Currency)}" : "";
        var inMonths = (promised?.Claimed, actual?.Claimed) switch
        {
            ({ } p, { } a) => $" That is {Words.Months(p)} of the promised and {Words.Months(a)} of the actual first wage.",
            ({ } p, null) => $" That is {Words.Months(p)} of the promised wage.",
            (null, { } a) => $" That is {Words.Months(a)} of the actual first wage.",
            _ => "",
        };
        var unbounded = actual is { IsUnbounded: true } ? " The first recorded pay period brought no wage at all." : "";
        return $"The worker bore {Words.Of(fees.Borne, fees.Currency)} for {where}{paidBack}.{inMonths}{unbounded}";
    }
}
