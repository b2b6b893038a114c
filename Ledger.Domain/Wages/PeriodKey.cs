using System.Globalization;
using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Domain.Wages;

/// <summary>What accounts of one pay period have in common, as a name to sort by.</summary>
internal static class PeriodKey
{
    /// <summary>The days of the period.</summary>
    public static string Of(PayPeriod period) => string.Create(CultureInfo.InvariantCulture, $"{Number(period.From)} {Number(period.To)}");

    /// <summary>The days of the period, the currency it was paid in, and the placement.</summary>
    public static string Of(PayPeriod period, Currency currency, string? placement) =>
        string.Create(CultureInfo.InvariantCulture, $"{Number(period.From)} {Number(period.To)} {currency.Code} {placement}");

    private static int Number(LocalDate date) => (date.Year * 10_000) + (date.Month * 100) + date.Day;
}
