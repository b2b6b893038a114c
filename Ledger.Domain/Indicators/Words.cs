using System.Globalization;
using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using NodaTime;
using NodaTime.Text;

namespace Ledger.Domain.Indicators;

/// <summary>How figures read inside an explanation.</summary>
internal static class Words
{
    /// <summary>How numbers are written, by how many decimals they have.</summary>
    private static readonly string[] Formats = ["N0", "N1", "N2", "N3", "N4"];

    /// <summary>105,000.00 NPR, or 10,000.00 to 105,000.00 NPR.</summary>
    public static string Of(Reading reading, Currency currency) =>
        reading.Documented == reading.Claimed ? $"{Number(reading.Claimed, currency.Decimals)} {currency}"
        : $"{Number(reading.Documented, currency.Decimals)} (documented) to {Number(reading.Claimed, currency.Decimals)} (claimed) {currency}";

    /// <summary>3.76 months.</summary>
    public static string Months(decimal months) => $"{Number(months, 2)} months";

    /// <summary>18.8 per cent.</summary>
    public static string Percent(decimal part) => $"{Number(part * 100, 1)} per cent";

    /// <summary>0.0312, or below 0.0001.</summary>
    public static string Probability(decimal probability) => probability < 0.0001m ? "below 0.0001" : Number(probability, 4);

    /// <summary>105,000.00 NPR.</summary>
    public static string Of(decimal amount, Currency currency) => $"{Number(amount, currency.Decimals)} {currency}";

    /// <summary>3.94 times.</summary>
    public static string Times(decimal multiple) => $"{Number(multiple, 2)} times";

    /// <summary>2019-07-06.</summary>
    public static string Of(LocalDate date) => LocalDatePattern.Iso.Format(date);

    /// <summary>A placement by id, or the worker's fees without one.</summary>
    public static string Placement(string? placement) => placement is null ? "no named placement" : $"placement {placement}";

    /// <summary>The ids of facts, first ones named.</summary>
    public static string Count(IReadOnlyCollection<Fact> facts) => facts.Count == 1 ? "1 fact" : string.Create(CultureInfo.InvariantCulture, $"{facts.Count} facts");

    private static string Number(decimal value, int decimals) => decimal.Round(value, decimals).ToString(Formats[decimals], CultureInfo.InvariantCulture);
}
