using Ledger.Domain.Wages;

namespace Ledger.Domain.Debt;

/// <summary>How long a worker's debt takes to clear at the pace of the last pay rounds.</summary>
/// <param name="debt">The position.</param>
/// <param name="rounds">The pay rounds.</param>
/// <param name="trailing">Over how many rounds the pace is averaged.</param>
public sealed class DebtPace(DebtPosition debt, IReadOnlyList<PayRound> rounds, int trailing)
{
    /// <summary>Looks from one round; how long it takes is reckoned when it is asked for.</summary>
    /// <param name="index">The round.</param>
    /// <param name="side">The side.</param>
    /// <returns>Null where a rate is missing, or where there is no pace yet: one round only, in which nothing was paid.</returns>
    public PaceLook? At(int index, Side side)
    {
        List<PacedDebt> debts = [];
        var (paid, stated, owes) = (0m, false, false);
        var earliest = Math.Max(0, index - trailing + 1);
        var (first, last) = (rounds[earliest], rounds[index]);
        var months = Amounts.Months.Between(first.After, last.On);
        foreach (var loan in debt.Loans)
        {
            // Both what is owed and what is paid are brought into one currency at one rate, so no rate of exchange changes the time it takes.
            if (debt.In(loan, 1m, last.On) is not { } unit)
            {
                return null;
            }

            var course = loan.CourseOn(side);
            if (course.IsAtRest(first.After, last.On))
            {
                continue;
            }

            var ofLoan = course.EndsOf(rounds);
            ref readonly var then = ref ofLoan.Before(earliest);
            ref readonly var now = ref ofLoan.After(index);
            var monthly = (now.Credited - now.Forgiven - then.Credited + then.Forgiven) / months;
            if (monthly == 0 && now.Outstanding > 0 && NotYetDue(loan, side, last) is { } instalment)
            {
                (monthly, stated) = (instalment, true);
            }

            paid += monthly * unit;
            debts.Add(new PacedDebt(now.Times(unit), course.RateOn(last.On), course.OrderOn(last.On), monthly * unit));
            owes |= debts[^1].Owed > 0;
        }

        return paid == 0 && index == 0 && owes ? null : new PaceLook(last.On, paid, debts, stated);
    }

    /// <summary>The first instalment, while the stated schedule has none due yet: then nothing paid is as agreed.</summary>
    private static decimal? NotYetDue(Loan loan, Side side, PayRound round) =>
        loan.ScheduleOn(side) is { Instalments: [var first, ..] } && first.DueOn > round.On ? first.Amount : null;
}

/// <summary>How long it takes, as seen on one pay day.</summary>
/// <param name="On">The day.</param>
/// <param name="Monthly">What was paid a month, in the currency of the position.</param>
/// <param name="Debts">The loans with their pace, in that currency.</param>
/// <param name="IsStated">Whether, for want of any payment due, the stated instalment stands in for the pace of a loan.</param>
public sealed record PaceLook(NodaTime.LocalDate On, decimal Monthly, IReadOnlyList<PacedDebt> Debts, bool IsStated)
{
    private (decimal? Months, bool IsKnown) _takes;

    /// <summary>Whether anything is owed.</summary>
    public bool Owes => Debts.Any(debt => debt.Owed > 0);

    /// <summary>Months from that day; null where no length of time clears it.</summary>
    public decimal? MonthsToClear => (_takes = _takes.IsKnown ? _takes : (Projection.MonthsToClear(Debts), true)).Months;

    /// <summary>Whether it takes longer than so many months; where the number is not known, whether no length of time clears it.</summary>
    public bool Outlasts(decimal? months) => months is { } some ? Projection.Outlasts(Debts, some) : Owes && MonthsToClear is null;

    /// <summary>The day on which it is cleared at this pace; null where none is, or where it lies beyond the calendar of the ledger.</summary>
    public NodaTime.LocalDate? FreeOn => MonthsToClear is { } months
        ? On.PlusMonths((int)months).PlusDays((int)Math.Ceiling((months - Math.Truncate(months)) * Amounts.Months.DaysPerMonth))
        : null;

    /// <summary>The months on both ends, fewer and more; an end at which no length of time clears the debt is null.</summary>
    public static (decimal? Documented, decimal? Claimed) Ends(PaceLook documented, PaceLook claimed) => (documented.MonthsToClear, claimed.MonthsToClear) switch
    {
        ({ } one, { } other) => (Math.Min(one, other), Math.Max(one, other)),
        (var one, var other) => (one ?? other, null),
    };
}
