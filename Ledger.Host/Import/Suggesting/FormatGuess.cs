using System.Globalization;
using Ledger.Host.Import.Profiles;
using Ledger.Host.Import.Sheets;
using NodaTime;

namespace Ledger.Host.Import.Suggesting;

/// <summary>Finds out how numbers and days are written, by what reads all of them.</summary>
internal static class FormatGuess
{
    private static readonly (string Decimal, string? Grouping)[] Numbers =
        [(".", null), (",", null), (".", ","), (",", "."), (",", " "), (".", " "), (".", "'"), (",", "'"), ("٫", null), ("٫", "٬")];

    private static readonly string[] Days =
    [
        "d/M/yyyy", "M/d/yyyy", "yyyy/M/d", "d-M-yyyy", "M-d-yyyy", "d.M.yyyy", "d MMM yyyy", "d-MMM-yyyy", "d MMMM yyyy", "MMM d, yyyy", "MMM yyyy", "MMM-yyyy", "MMMM yyyy", "M/yyyy", "M-yyyy", "yyyy-M", "yyyyMMdd", "d/M/yy", "M/d/yy", "d-MMM-yy", "MMM-yy",
    ];

    /// <summary>The format that reads all cells of numbers, and whether another one reads them as other numbers.</summary>
    public static (NumberFormat Format, bool IsUncertain, bool IsFound) OfNumbers(IReadOnlyList<SheetCell> cells, DigitScript script)
    {
        List<string> marks = [.. cells.Where(cell => cell.Kind == CellKind.Text).Select(cell => MarkOf(cell.Text)).Where(mark => mark.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
        var readings = Numbers.Select(each => new NumberFormat { Decimal = each.Decimal, Grouping = each.Grouping, Marks = marks })
            .Select(format => (Format: format, Read: cells.Select(cell => new NumberReading(format, script).Read(cell).Number).ToList()))
            .Where(reading => reading.Read.TrueForAll(number => number is not null)).ToList();
        return readings.Count == 0
            ? (new NumberFormat { Marks = marks }, true, false)
            : (readings[0].Format, readings.Exists(other => !other.Read.SequenceEqual(readings[0].Read)), true);
    }

    /// <summary>The formats that read all cells of each column of days, and whether another one reads some as other days.</summary>
    public static (IReadOnlyList<string> Formats, YearCount Calendar, bool IsUncertain, bool IsFound) OfDays(IReadOnlyList<IReadOnlyList<string>> columns, DigitScript script)
    {
        var calendar = columns.SelectMany(column => column).Any(HasBuddhistYear) ? YearCount.Buddhist : YearCount.Gregorian;
        List<string> formats = [];
        var (isUncertain, isFound) = (false, true);
        foreach (var column in columns.Where(column => column.Count > 0))
        {
            var readings = Days.Prepend("uuuu-MM-dd").Select(format => (Format: format, Read: column.Select(text => Read(format, text)).ToList())).Where(reading => reading.Read.TrueForAll(day => day is not null)).ToList();
            isFound &= readings.Count > 0;
            isUncertain |= readings.Exists(other => !other.Read.SequenceEqual(readings[0].Read));
            formats.AddRange(readings.Take(1).Select(reading => reading.Format).Where(format => format != "uuuu-MM-dd" && !formats.Contains(format)));
        }

        return (formats, calendar, isUncertain, isFound);

        LocalDate? Read(string format, string text) => new DayReading([format], calendar, script).Read(new SheetCell(text)).Day;
    }

    /// <summary>Letters and signs before or after the digits, such as RM.</summary>
    private static string MarkOf(string text)
    {
        var bare = text.Trim().Trim('(', ')', '-', '\u2212');
        var start = string.Concat(bare.TakeWhile(letter => !char.IsDigit(letter))).Trim();
        var end = string.Concat(bare.Reverse().TakeWhile(letter => !char.IsDigit(letter)).Reverse()).Trim();
        return start.Length > 0 ? start : end;
    }

    private static bool HasBuddhistYear(string text) =>
        text.Split(['/', '-', '.', ' ']).Any(part => part.Length == 4 && part.All(char.IsDigit) && int.Parse(string.Concat(part.Select(digit => (int)char.GetNumericValue(digit))), CultureInfo.InvariantCulture) is >= 2400 and <= 2700);
}
