using Ledger.Domain.Debt;
using Ledger.Domain.Facts;
using Ledger.Domain.Fees;
using Ledger.Domain.Indicators;
using Ledger.Domain.Rates;
using NodaTime;

namespace Ledger.Domain.Churn;

/// <summary>The day by which what a worker was charged had been recovered from her, as any credible account has it.</summary>
internal static class FeeRecovered
{
    /// <summary>The day on which cuts from wages came up to the charges, or on which the loans that paid them were cleared, whichever came first; null where neither did.</summary>
    public static LocalDate? On(Evaluation evaluation, PlacementFees fees)
    {
        if (fees.Fees.Count == 0 || fees.Charged.Claimed == 0)
        {
            return null;
        }

        try
        {
            LocalDate?[] days = [ByCuts(evaluation, fees), ByLoans(evaluation, fees)];
            return days.Min();
        }
        catch (OverflowException)
        {
            // Terms beyond what decimal holds are cleared by no payment that is on record.
            return null;
        }
    }

    private static LocalDate? ByCuts(Evaluation evaluation, PlacementFees fees)
    {
        var conversion = new Conversion(evaluation.Rates);
        // Cuts beyond what was named are charges themselves: they do not put off the day on which the named ones were met.
        var (sum, named) = (0m, fees.Parts.Where(part => part.Class is not null).Sum(part => part.Reading.Claimed));
        foreach (var cut in evaluation.Recovered(fees).OrderBy(cut => cut.Period.To))
        {
            sum += conversion.To(fees.Currency, cut.Sum.Claimed, cut.Currency, cut.Period.To) ?? 0;
            if (sum >= named)
            {
                return cut.Period.To;
            }
        }

        return null;
    }

    private static LocalDate? ByLoans(Evaluation evaluation, PlacementFees fees)
    {
        var named = fees.Fees.Select(fee => fee.Loan).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var loans = evaluation.Loans.All.Where(loan => named.Count > 0 ? named.Contains(loan.Id)
            : evaluation.History.PlacementOf(loan.Facts.OfType<LoanDisbursed>().First()) == fees.Placement).ToList();
        var cleared = loans.ConvertAll(Cleared);
        return cleared.Count == 0 || cleared.Contains(null) ? null : cleared.Max();
    }

    /// <summary>The first day after the last disbursement on which a payment leaves nothing owed; null where none does.</summary>
    private static LocalDate? Cleared(Loan loan)
    {
        var movements = loan.CourseOn(Side.Claimed).Movements;
        var lent = movements.Where(movement => movement.Kind == FlowKind.Disbursed).Select(movement => (LocalDate?)movement.On).Max();
        return movements.Where(movement => movement.Kind is FlowKind.Repaid or FlowKind.Forgiven && movement.On >= lent).Select(movement => movement.On).Distinct()
            .Where(on => LoanBalance.At(loan, on, Side.Claimed).Outstanding == 0).Select(on => (LocalDate?)on).FirstOrDefault();
    }
}
