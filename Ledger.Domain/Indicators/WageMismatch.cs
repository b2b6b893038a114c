using System.Globalization;
using Ledger.Domain.Amounts;
using Ledger.Domain.Rates;
using Ledger.Domain.Wages;

namespace Ledger.Domain.Indicators;

/// <summary>
/// <c>record.wage-mismatch</c>: in a pay period more than a hundredth of the wage that the employer or recruiter declares, or else of the
/// contract's, did not reach the worker by her account or a bank's. Red where a quarter or more of what was declared for such periods did
/// not, or where nothing came of a declared wage.
/// </summary>
/// <remarks>
/// Net wages are compared, each party's sum for the same period of the same placement. Deductions that both sides tell, singly or by gross and net, explain a gap; one
/// that only the paying side tells of is a part of it. What the worker says she handed back after payment did not reach her. A shortfall
/// is documented as far as a graded account of a receiver, such as a bank's, says so. The levels are the ledger's own: no instrument sets one.
/// </remarks>
public static class WageMismatch
{
    /// <summary>The code of the indicator.</summary>
    public const string Code = "record.wage-mismatch";

    /// <summary>Judges the wages of one placement.</summary>
    public static Finding Judge(Evaluation evaluation, string placement)
    {
        var wages = DeclaredWage.In(evaluation.History, evaluation.Rates, placement);
        var where = Words.Placement(placement);
        var mismatched = wages.Short(evaluation.Thresholds.WageShortAbove);
        if (mismatched.Count > 0)
        {
            return Present(evaluation, placement, wages, mismatched);
        }

        List<string> missing = [.. wages.Conversion.Missing];
        if (wages.Compared.Count > 0 && missing.Count == 0)
        {
            return evaluation.Draft(Code, placement, Verdict.Absent, $"{Periods(wages.Compared.Count)} of {where} {(wages.Compared.Count == 1 ? "is" : "are")} told by both sides, and the wages agree.",
                wages.Compared.SelectMany(wage => wage.Facts)) with { Missing = Gaps(wages, where) };
        }

        missing.AddRange(wages.Compared.Count > 0 ? [] : wages is { OnlyDeclared: 0, OnlyReceived: 0 } ? [$"no wage of {where}"] : Gaps(wages, where));
        return evaluation.Draft(Code, placement, Verdict.Insufficient, $"Wages cannot be compared: {string.Join("; ", missing)}.", wages.Compared.SelectMany(wage => wage.Facts)) with { Missing = missing };
    }

    private static Finding Present(Evaluation evaluation, string placement, DeclaredWages wages, IReadOnlyList<DeclaredWage> mismatched)
    {
        var currency = mismatched[0].Currency;
        var conversion = new Conversion(evaluation.Rates);
        var (declared, gap) = (Sum(conversion, currency, mismatched, wage => wage.Declared), Sum(conversion, currency, mismatched, wage => wage.Short));
        var received = Sum(conversion, currency, mismatched, wage => new Reading(wage.Received.Greatest, wage.Received.Workers));
        var unpaid = mismatched.Count(wage => wage.IsUnpaid);
        return evaluation.Draft(Code, placement, Verdict.Present, Explain(mismatched, Words.Of(gap, currency), unpaid, placement), mismatched.SelectMany(wage => wage.Facts), wages.Conversion.Used, conversion.Used) with
        {
            Severity = unpaid > 0 || gap.Claimed >= evaluation.Thresholds.WageShortRed * declared.Claimed ? Severity.Red : Severity.Amber,
            Strength = gap.Documented > 0 ? Strength.Documented : Strength.Testified,
            Since = mismatched.Min(wage => wage.On),
            Measures = new(StringComparer.Ordinal)
            {
                ["declaredWage"] = Measure.Of(declared, currency),
                ["receivedWage"] = Measure.Of(received, currency),
                ["wageShortfall"] = Measure.Of(gap, currency),
            },
            Missing = [.. wages.Conversion.Missing.Concat(conversion.Missing).Distinct(StringComparer.Ordinal), .. Gaps(wages, Words.Placement(placement))],
        };
    }

    private static Reading Sum(Conversion conversion, Currency currency, IEnumerable<DeclaredWage> wages, Func<DeclaredWage, Reading> part) =>
        wages.Aggregate(Reading.Zero, (sum, wage) =>
            conversion.To(currency, part(wage).Documented, wage.Currency, wage.On) is { } documented && conversion.To(currency, part(wage).Claimed, wage.Currency, wage.On) is { } claimed
                ? sum + new Reading(documented, claimed)
                : sum);

    private static string Explain(IReadOnlyList<DeclaredWage> mismatched, string gap, int unpaid, string placement)
    {
        var worst = mismatched.MaxBy(wage => wage.Short.Claimed)!;
        var none = unpaid == 0 ? "" : $" Of {Periods(unpaid)} the worker's side tells that nothing was paid.";
        return $"Over {Periods(mismatched.Count)} of placement {placement} {gap} of the declared wages did not reach the worker. For {Words.Of(worst.Period.From)} to {Words.Of(worst.Period.To)} "
            + $"{Side(worst.DeclaredBy, worst.Currency)} was declared, and {Side(worst.ReceivedBy, worst.Currency)} was received.{none}";
    }

    /// <summary>Each party's word side by side: 1,800.00 QAR by employer-1.</summary>
    private static string Side(IReadOnlyList<ToldWage> told, Currency currency) =>
        string.Join(" and ", told.Select(wage => $"{Words.Of(wage.Amount, currency)} by {wage.Party}"));

    private static string[] Gaps(DeclaredWages wages, string where) =>
    [
        .. wages.OnlyDeclared == 0 ? Array.Empty<string>() : [$"nobody tells what was received for {Periods(wages.OnlyDeclared)} of {where}"],
        .. wages.OnlyReceived == 0 ? Array.Empty<string>() : [$"no wage is declared for {Periods(wages.OnlyReceived)} of {where}"],
    ];

    private static string Periods(int count) => count == 1 ? "1 pay period" : string.Create(CultureInfo.InvariantCulture, $"{count} pay periods");
}
