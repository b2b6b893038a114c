using Ledger.Domain.Debt;

namespace Ledger.Domain.Indicators;

/// <summary>
/// <c>debt.value-not-applied</c>: the contract wage of the time worked, minus wages received, minus credit to the debt, exceeds zero: the
/// value of the worker's services is not applied towards the liquidation of her debt (1956 Supplementary Convention, article 1(a), first
/// limb). It says what the record shows; a status in law is a court's to find.
/// </summary>
/// <remarks>
/// The sum runs over all pay periods in which something was owed, so that a late wage fills the gap it left and nothing flaps;
/// <see cref="ValueOfWork"/> says what counts. No instrument sets a severity: red above a month of the contract wage is the ledger's own.
/// </remarks>
public static class DebtValueNotApplied
{
    /// <summary>The code of the indicator.</summary>
    public const string Code = "debt.value-not-applied";

    /// <summary>Judges what became of the value of the worker's services while she was in debt.</summary>
    public static Finding Judge(Evaluation evaluation)
    {
        var debt = evaluation.Position();
        if (debt.Loans.Count == 0)
        {
            return evaluation.Draft(Code, null, Verdict.Absent, "No recruitment loan of the worker is recorded.", []);
        }

        var loans = debt.Facts;
        if (evaluation.Wages.Count == 0)
        {
            return evaluation.Insufficient(Code, "What became of the value of the work cannot be said", ["no wage of the worker"], loans);
        }

        var value = new ValueOfWork(evaluation.History, evaluation.Rates, evaluation.Wages, debt);
        if (value.Periods.Count == 0)
        {
            return evaluation.Draft(Code, null, Verdict.Absent, "Nothing was owed in any recorded pay period.", loans);
        }

        // With a rate or a contract missing a part of the sum is missing too, and a part of it can be either way.
        if (value.Missing.Count > 0)
        {
            return evaluation.Insufficient(Code, "What became of the value of the work cannot be said", value.Missing, [.. loans, .. value.Facts]);
        }

        var withheld = value.Withheld;
        var isPresent = withheld.Claimed > 0;
        return evaluation.Draft(Code, value.Periods[^1].Placement, isPresent ? Verdict.Present : Verdict.Absent, Explain(value), value.Facts, debt.RatesUsed) with
        {
            Severity = !isPresent ? null : withheld.Claimed > value.MonthlyWage * evaluation.Thresholds.WithheldRedAboveMonths ? Severity.Red : Severity.Amber,
            Strength = !isPresent ? null : withheld.Documented > 0 ? Strength.Documented : Strength.Testified,
            Since = isPresent ? value.Periods[0].PaidOn : null,
            Measures = new(StringComparer.Ordinal)
            {
                ["withheldValue"] = Measure.Of(withheld, value.Currency),
                ["credited"] = Measure.Of(value.Credited, value.Currency),
            },
        };
    }

    private static string Explain(ValueOfWork value)
    {
        var (last, currency) = (value.Periods[^1], value.Currency);
        return $"Up to {Words.Of(last.PaidOn)} the work done in debt was worth {Words.Of(value.Worth, currency)} by contract; by her account she received "
            + $"{Words.Of(value.Received.Workers, currency)} and {Words.Of(value.Credited, currency)} was credited to the debt out of it, which leaves {Words.Of(value.Withheld, currency)}.";
    }
}
