using Ledger.Domain.Record;
using NodaTime;

namespace Ledger.Domain.Wages;

/// <summary>All wages that reached a worker in one calendar month, whoever paid them: one look at debt against work.</summary>
/// <param name="After">Money that moved after this day belongs to the round: the last pay day of the round before; for the first, the day before its work began.</param>
/// <param name="On">The last pay day of the round; the round is judged on it and on no later day.</param>
/// <param name="Wages">The pay periods that were paid, of one or several employers.</param>
/// <remarks>
/// Wages by the week, or of two employers at once, so make one round a month and not several small ones in which a monthly repayment
/// would fall into one and be missing from the others. Rounds follow without gap or overlap: a gap without wages belongs to the next.
/// </remarks>
public sealed record PayRound(LocalDate After, LocalDate On, IReadOnlyList<WagePeriod> Wages)
{
    /// <summary>The months of work that were paid: days that two employers paid for count once.</summary>
    public decimal MonthsWorked { get; } = WorkedIn(Wages);

    /// <summary>The months from <see cref="After"/> to <see cref="On"/>.</summary>
    public decimal MonthsSpanned { get; } = Amounts.Months.Between(After, On);

    /// <summary>Whether the round spans most of a month; the last one may have only begun, with the month's repayment still to come.</summary>
    public bool IsWhole => MonthsSpanned >= MostOfAMonth;

    private const decimal MostOfAMonth = 0.75m;

    /// <summary>The rounds of a worker's pay periods in order of date.</summary>
    /// <param name="wages">The pay periods in order of their last day.</param>
    public static IReadOnlyList<PayRound> Of(IReadOnlyList<WagePeriod> wages)
    {
        List<PayRound> rounds = [];
        var inOrder = Dated.InOrder(wages, wage => wage.PaidOn);
        for (var (first, next) = (0, 0); first < inOrder.Length; first = next)
        {
            var began = inOrder[first].Period.From;
            for (; next < inOrder.Length && IsOneMonth(inOrder[first].PaidOn, inOrder[next].PaidOn); next++)
            {
                began = LocalDate.Min(began, inOrder[next].Period.From);
            }

            var (on, before) = (inOrder[next - 1].PaidOn, began.PlusDays(-1));
            var after = rounds.Count > 0 ? rounds[^1].On : before < on ? before : on.PlusMonths(-1);
            rounds.Add(new PayRound(after, on, inOrder[first..next]));
        }

        return rounds;
    }

    private static bool IsOneMonth(LocalDate one, LocalDate other) => one.Month == other.Month && one.Year == other.Year;

    private static decimal WorkedIn(IReadOnlyList<WagePeriod> wages)
    {
        var months = 0m;
        LocalDate? until = null;
        foreach (var wage in Dated.InOrder(wages, wage => wage.Period.From))
        {
            var period = wage.Period;
            var from = until is { } last && period.From <= last ? last.PlusDays(1) : period.From;
            if (from <= period.To)
            {
                months += Amounts.Months.In(from, period.To);
                until = period.To;
            }
        }

        return months;
    }
}
