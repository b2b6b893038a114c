using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Host.SyntheticCorridor;

/// <summary>What a worker truly owes on a loan by its stated terms, counted day by day: the balance by which a story stops repaying is rounder.</summary>
internal static class TrueDebt
{
    private const int DaysPerYear = 365;

    /// <summary>What is owed at the end of a day, in the loan's currency.</summary>
    /// <param name="loan">The loan.</param>
    /// <param name="steps">What happened to it so far, in order of days.</param>
    /// <param name="day">The day.</param>
    public static decimal Owed(OpenLoan loan, IReadOnlyList<DebtStep> steps, LocalDate day)
    {
        var (principal, interest, charges) = (0m, 0m, 0m);
        var next = 0;
        for (var date = steps.Count > 0 ? steps[0].On : day.PlusDays(1); date <= day; date = date.PlusDays(1))
        {
            var rate = loan.RateOn(date);
            interest += principal * (rate?.Value ?? 0) / DaysPerYear;
            if (rate?.Method == InterestMethod.Compound && date.Day == steps[0].On.Day)
            {
                (principal, interest) = (principal + interest, 0);
            }

            for (; next < steps.Count && steps[next].On == date; next++)
            {
                var sum = steps[next].Amount.Amount;
                switch (steps[next].Kind)
                {
                    case DebtStepKind.Disbursed:
                        principal += sum;
                        break;
                    case DebtStepKind.Charged:
                        charges += sum;
                        break;
                    default:
                        sum -= Meet(ref charges, sum);
                        sum -= Meet(ref interest, sum);
                        Meet(ref principal, sum);
                        break;
                }
            }
        }

        return principal + interest + charges;
    }

    private static decimal Meet(ref decimal owed, decimal sum)
    {
        var met = Math.Min(owed, sum);
        owed -= met;
        return met;
    }
}
