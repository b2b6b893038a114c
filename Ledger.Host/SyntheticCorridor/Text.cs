using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Ledger.Host.SyntheticCorridor;

/// <summary>Days and numbers as ids and messages write them, whatever the machine's language.</summary>
internal static class Text
{
    public static string Day(LocalDate day) => LocalDatePattern.Iso.Format(day);

    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static string Thousands(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
