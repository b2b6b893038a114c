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
    public decimal MonthsSpanned => Amounts.Months.Between(After, On);

    /// <summary>Whether the round spans most of a month; the last one may have only begun, with the month's repayment still to come.</summary>
    public bool IsWhole => MonthsSpanned >= MostOfAMonth;

    private const decimal MostOfAMonth = 0.75m;

    /// <summary>The rounds of a worker's pay periods in order of date.</summary>
    public static IReadOnlyList<PayRound> Of(IReadOnlyList<WagePeriod> wages)
    {
        List<PayRound> rounds = [];
        foreach (var month in wages.GroupBy(wage => wage.PaidOn.ToYearMonth()).OrderBy(month => month.Key))
        {
            var on = month.Max(wage => wage.PaidOn);
            var before = month.Min(wage => wage.Period.From).PlusDays(-1);
            var after = rounds.Count > 0 ? rounds[^1].On : before < on ? before : on.PlusMonths(-1);
            rounds.Add(new PayRound(after, on, [.. month.OrderBy(wage => wage.PaidOn).ThenBy(wage => wage.Period.To)]));
        }

        return rounds;
    }

    private static decimal WorkedIn(IReadOnlyList<WagePeriod> wages)
    {
        var months = 0m;
        LocalDate? until = null;
        foreach (var period in wages.Select(wage => wage.Period).OrderBy(period => period.From))
        {
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
