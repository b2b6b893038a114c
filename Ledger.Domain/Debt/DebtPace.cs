using Ledger.Domain.Wages;

namespace Ledger.Domain.Debt;

/// <summary>How long a worker's debt takes to clear at the pace of the last pay rounds.</summary>
/// <param name="debt">The position.</param>
/// <param name="rounds">The pay rounds.</param>
/// <param name="trailing">Over how many rounds the pace is averaged.</param>
public sealed class DebtPace(DebtPosition debt, IReadOnlyList<PayRound> rounds, int trailing)
{
    /// <summary>Looks from one round; what is paid and how long it takes is reckoned when it is asked for.</summary>
    /// <param name="index">The round.</param>
    /// <param name="side">The side.</param>
    /// <returns>Null where a rate is missing, or where there is no pace yet: one round only, in which nothing was paid.</returns>
    public PaceLook? At(int index, Side side)
    {
        foreach (var loan in debt.Loans)
        {
            if (UnitOf(loan, rounds[index]) is null)
            {
                return null;
            }
        }

        var look = new PaceLook(rounds[index].On, () => Debts(index, side));
        return index == 0 && look.Monthly == 0 && look.Owes ? null : look;
    }

    /// <summary>The loans of which anything is owed or moved over the trailing rounds, each with what was paid on it a month.</summary>
    private List<PacedDebt> Debts(int index, Side side)
    {
        List<PacedDebt> debts = [];
        var earliest = Math.Max(0, index - trailing + 1);
        var (first, last) = (rounds[earliest], rounds[index]);
        var months = Amounts.Months.Between(first.After, last.On);
        foreach (var loan in debt.Loans)
        {
            var course = loan.CourseOn(side);
            if (course.IsAtRest(first.After, last.On) || UnitOf(loan, last) is not { } unit)
            {
                continue;
            }

            var ends = course.EndsOf(rounds);
            ref readonly var then = ref ends.Before(earliest);
            ref readonly var now = ref ends.After(index);
            var monthly = (now.Credited - now.Forgiven - then.Credited + then.Forgiven) / months;
            var stated = monthly == 0 && now.Outstanding > 0 ? NotYetDue(loan, side, last) : null;
            debts.Add(new PacedDebt(now.Times(unit), course.RateOn(last.On), course.OrderOn(last.On), (stated ?? monthly) * unit) { IsStated = stated is not null });
        }

        return debts;
    }

    /// <summary>One unit of a loan in the currency of the position: what is owed and what is paid are brought into it at one rate, so that no rate of exchange changes the time it takes.</summary>
    private decimal? UnitOf(Loan loan, PayRound round) => debt.In(loan, 1m, round.On);

    /// <summary>The first instalment, while the stated schedule has none due yet: then nothing paid is as agreed.</summary>
    private static decimal? NotYetDue(Loan loan, Side side, PayRound round) =>
        loan.ScheduleOn(side) is { Instalments: [var first, ..] } && first.DueOn > round.On ? first.Amount : null;
}

/// <summary>How long it takes, as seen on one pay day.</summary>
public sealed class PaceLook
{
    private readonly Func<IReadOnlyList<PacedDebt>> _reckon;
    private IReadOnlyList<PacedDebt>? _debts;
    private (decimal? Months, bool IsKnown) _takes;

    internal PaceLook(NodaTime.LocalDate on, Func<IReadOnlyList<PacedDebt>> debts) => (On, _reckon) = (on, debts);

    /// <summary>The day.</summary>
    public NodaTime.LocalDate On { get; }

    /// <summary>The loans with their pace, in the currency of the position.</summary>
    public IReadOnlyList<PacedDebt> Debts => _debts ??= _reckon();

    /// <summary>What was paid a month, in the currency of the position.</summary>
    public decimal Monthly => Debts.Sum(debt => debt.Monthly);

    /// <summary>Whether, for want of any payment due, the stated instalment stands in for the pace of a loan.</summary>
    public bool IsStated => Debts.Any(debt => debt.IsStated);

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
