using NodaTime;

namespace Ledger.Domain.Statements;

/// <summary>The days that a statement is about, the first and the last included.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day; never before the first.</param>
public readonly record struct StatementPeriod(LocalDate From, LocalDate To)
{
    /// <summary>The first days of the calendar months that lie wholly between two days, both included; in order.</summary>
    public static IEnumerable<LocalDate> WholeMonths(LocalDate first, LocalDate last)
    {
        // Counted from the year 0, so that no month lies beyond the last one there is.
        var from = Number(first) + (first.Day == 1 ? 0 : 1);
        var to = Number(last) - (last == last.With(DateAdjusters.EndOfMonth) ? 0 : 1);
        for (var month = from; month <= to; month++)
        {
            yield return new LocalDate(month / 12, (month % 12) + 1, 1);
        }

        static int Number(LocalDate day) => (day.Year * 12) + day.Month - 1;
    }
}
