using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Domain.Debt;

/// <summary>Interest on a principal over days, by the count of days that the terms name.</summary>
public static class Interest
{
    private const int MonthsPerYear = 12;

    /// <summary>The interest between two days, unrounded, in the currency of the principal.</summary>
    /// <param name="principal">What bears interest.</param>
    /// <param name="rate">The rate; a month's rate counted in days of the calendar is a twelfth of a year's.</param>
    /// <param name="from">The first day, whose end it runs from.</param>
    /// <param name="to">The last day.</param>
    /// <exception cref="OverflowException">The result is beyond what a decimal can hold.</exception>
    public static decimal Of(decimal principal, InterestRate rate, LocalDate from, LocalDate to) => rate.DayCount switch
    {
        DayCount.Actual365 => OfCalendarDays(principal, rate, from, to, 365),
        DayCount.Actual360 => OfCalendarDays(principal, rate, from, to, 360),
        _ => principal * rate.Value * Months.Days(from, to) / (Months.DaysPerMonth * (rate.Per == RatePeriod.Year ? MonthsPerYear : 1)),
    };

    /// <summary>The rate of one month, a fraction: a year's rate over twelve.</summary>
    public static decimal Monthly(InterestRate rate) => rate.Per == RatePeriod.Year ? rate.Value / MonthsPerYear : rate.Value;

    /// <summary>
    /// The rate of one year as stated, a fraction: twelve months of simple interest, or what the stated compounding makes of it in
    /// a year, (1 + r/m)^m - 1.
    /// </summary>
    public static decimal Yearly(InterestRate rate)
    {
        if (rate.Method == InterestMethod.Simple)
        {
            return Monthly(rate) * MonthsPerYear;
        }

        var months = Compounding.Months(rate);
        var growth = 1m;
        for (var period = 0; period < MonthsPerYear / months; period++)
        {
            growth *= 1 + (Monthly(rate) * months);
        }

        return growth - 1;
    }

    private static decimal OfCalendarDays(decimal principal, InterestRate rate, LocalDate from, LocalDate to, int daysPerYear) =>
        principal * rate.Value * (rate.Per == RatePeriod.Year ? 1 : MonthsPerYear) * Period.DaysBetween(from, to) / daysPerYear;
}
