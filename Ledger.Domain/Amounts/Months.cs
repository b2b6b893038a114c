using NodaTime;

namespace Ledger.Domain.Amounts;

/// <summary>Months between dates by the 30E/360 convention: every month has 30 days and every year 12 months.</summary>
/// <remarks>
/// The convention (ISDA 2006 section 4.16(g), "Eurobond basis") is the difference of one number per date. So spans add up
/// however they are cut, the same day of two months is always whole months apart, and interest stated a month or a year
/// comes out as the parties would reckon it: 60 per cent a year on 105,000 is 5,250 a month.
/// </remarks>
public static class Months
{
    /// <summary>The days of a month under the convention.</summary>
    public const int DaysPerMonth = 30;

    /// <summary>Days from one date to another under the convention, negative when <paramref name="to"/> comes first.</summary>
    public static int Days(LocalDate from, LocalDate to) => Number(to) - Number(from);

    /// <summary>Months from one date to another, in thirtieths.</summary>
    public static decimal Between(LocalDate from, LocalDate to) => Days(from, to) / (decimal)DaysPerMonth;

    /// <summary>The length in months of a period whose last day is included, at least one thirtieth.</summary>
    public static decimal In(LocalDate from, LocalDate to) => DaysIn(from, to) / (decimal)DaysPerMonth;

    /// <summary>The days of a period whose last day is included, at least one.</summary>
    public static int DaysIn(LocalDate from, LocalDate to) => Math.Max(1, Days(from, to.PlusDays(1)));

    /// <summary>What a sum that took some days comes to in a month: one division, so that 20 in 20 days is 30 a month to the last digit.</summary>
    public static decimal Monthly(decimal sum, int days) => sum * DaysPerMonth / days;

    private static int Number(LocalDate date) => (360 * date.Year) + (30 * date.Month) + Math.Min(date.Day, 30);
}
