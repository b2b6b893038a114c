using System.Globalization;
using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Fees;
using Ledger.Domain.Rates;
using Ledger.Domain.Rules;

namespace Ledger.Domain.Indicators;

/// <summary>
/// <c>fee.recovered-from-wages</c>: cuts from wages recover a fee, under any name; also equal round cuts over the first pay periods.
/// </summary>
public static class FeeRecoveredFromWages
{
    /// <summary>The code of the indicator.</summary>
    public const string Code = "fee.recovered-from-wages";

    /// <summary>Judges the pay of one placement.</summary>
    public static Finding Judge(Evaluation evaluation, PlacementFees fees)
    {
        var history = evaluation.History;
        var where = Words.Placement(fees.Placement);
        var cuts = evaluation.Recovered(fees);
        if (cuts.Count > 0 && cuts.Any(cut => cut.Sum.Claimed > 0))
        {
            return Present(evaluation, fees, cuts, where);
        }

        var pay = history.FactsOf(fees.Placement).Where(fact => fact is (WagePaid or DeductionTaken) and { Grade: not Grade.X }).ToList();
        if (pay.Count == 0)
        {
            var nothing = $"no wage and no cut from wages of {where}";
            return evaluation.Draft(Code, fees.Placement, Verdict.Insufficient, $"Nothing can be said: the record has {nothing}.", []) with { Missing = [nothing] };
        }

        return evaluation.Draft(Code, fees.Placement, Verdict.Absent, $"No cut from the wages of {where} is known to recover a fee.", pay);
    }

    private static Finding Present(Evaluation evaluation, PlacementFees fees, IReadOnlyList<RecoveredCut> cuts, string where)
    {
        var conversion = new Conversion(evaluation.Rates);
        var currency = cuts[0].Currency;
        var sum = cuts.Aggregate(Reading.Zero, (total, cut) => total + Converted(conversion, currency, cut));
        var law = evaluation.Law(fees).OnCuts(cuts.Select(cut => (cut.Facts[0], cut.Payee, cut.Sum, cut.Currency)));
        var share = GreatestShare(evaluation, fees.Placement, cuts);
        return evaluation.Draft(Code, fees.Placement, Verdict.Present, Explain(cuts, sum, currency, where, share), cuts.SelectMany(cut => cut.Facts), fees.Fees, conversion.Used) with
        {
            Severity = share >= evaluation.Thresholds.RecoveryRedShare || law.Any(count => count.Says == RuleSays.Breach) ? Severity.Red : Severity.Amber,
            Strength = sum.Documented > 0 ? Strength.Documented : Strength.Testified,
            Since = cuts.SelectMany(cut => cut.Facts).Min(fact => fact.EffectiveOn),
            Measures = new(StringComparer.Ordinal) { ["counted"] = Measure.Of(sum, currency) },
            Rules = [.. law.Select(count => count.Consulted)],
            Missing = [.. conversion.Missing],
        };
    }

    private static Reading Converted(Conversion conversion, Currency currency, RecoveredCut cut) =>
        conversion.To(currency, cut.Sum.Documented, cut.Currency, cut.Period.To) is { } documented && conversion.To(currency, cut.Sum.Claimed, cut.Currency, cut.Period.To) is { } claimed
            ? new Reading(documented, claimed)
            : Reading.Zero;

    /// <summary>The greatest share of a period's gross wage that was cut; null where no gross wage is recorded for any.</summary>
    private static decimal? GreatestShare(Evaluation evaluation, string? placement, IReadOnlyList<RecoveredCut> cuts)
    {
        var gross = evaluation.History.All<WagePaid>(placement).Where(wage => wage.Grade != Grade.X && wage.Gross.Amount > 0)
            .ToLookup(wage => (wage.Period, wage.Gross.Currency));
        return cuts.GroupBy(cut => (cut.Period, cut.Currency)).Where(period => gross[period.Key].Any())
            .Select(period => (decimal?)(period.Sum(cut => cut.Sum.Claimed) / gross[period.Key].Max(wage => wage.Gross.Amount)))
            .Max();
    }

    private static string Explain(IReadOnlyList<RecoveredCut> cuts, Reading sum, Currency currency, string where, decimal? share)
    {
        var signs = cuts.Select(cut => cut.Sign).Distinct().Order().Select(sign => sign switch
        {
            RecoverySign.Named => "called recovery of a fee",
            RecoverySign.LoanOfCollector => "for a loan that a fee became",
            RecoverySign.PaidToCollector => "paid to whoever collected a fee",
            _ => "equal and round over the first pay periods",
        });
        var periods = cuts.Select(cut => cut.Period).Distinct().Count();
        var most = share is { } part ? string.Create(CultureInfo.InvariantCulture, $" At most {part * 100:0.#} per cent of a period's gross wage was cut.") : "";
        return $"{Words.Of(sum, currency)} was cut from the wages of {where} over {periods.ToString(CultureInfo.InvariantCulture)} pay period{(periods == 1 ? "" : "s")}: {string.Join("; ", signs)}.{most}";
    }
}
