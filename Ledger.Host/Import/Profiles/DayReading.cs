using System.Globalization;
using Ledger.Host.Import.Sheets;
using NodaTime;
using NodaTime.Text;

namespace Ledger.Host.Import.Profiles;

/// <summary>Reads days as a profile says they are written.</summary>
internal sealed class DayReading
{
    private const int BuddhistOffset = 543;

    /// <summary>A year from here on is not one of the common era: facts end long before.</summary>
    private const int FirstBuddhistYear = 2400;

    private readonly IReadOnlyList<string> _formats;
    private readonly IReadOnlyList<LocalDatePattern> _patterns;
    private readonly YearCount _calendar;
    private readonly DigitScript _script;

    /// <summary>Makes a reader.</summary>
    /// <exception cref="InvalidPatternException">A format is none.</exception>
    public DayReading(IReadOnlyList<string> formats, YearCount calendar, DigitScript script)
    {
        (_formats, _calendar, _script) = (formats, calendar, script);
        _patterns = [.. formats.Select(LocalDatePattern.CreateWithInvariantCulture)];
    }

    /// <summary>Reads a cell.</summary>
    /// <returns>The day, or else why it is none and how to mend it.</returns>
    public (LocalDate? Day, string? Objection) Read(SheetCell cell) => cell.Kind switch
    {
        CellKind.Date => LocalDatePattern.Iso.Parse(cell.Text) is { Success: true } day ? (day.Value, null) : (null, $"{cell.Quoted} is no day of the calendar"),
        CellKind.Text => OfText(cell.Text),
        CellKind.Number => (null, $"{cell.Quoted} is a number: format the column as a date"),
        _ => (null, $"{cell.Quoted} is no day"),
    };

    /// <summary>The day that is meant by a day.</summary>
    public static LocalDate Taken(LocalDate day, DayTaken taken) => taken switch
    {
        DayTaken.MonthStart => day.With(DateAdjusters.StartOfMonth),
        DayTaken.MonthEnd => day.With(DateAdjusters.EndOfMonth),
        DayTaken.PreviousMonthStart => day.With(DateAdjusters.StartOfMonth).PlusMonths(-1),
        DayTaken.PreviousMonthEnd => day.With(DateAdjusters.StartOfMonth).PlusDays(-1),
        _ => day,
    };

    /// <summary>Writes a day as facts do, which always reads.</summary>
    public static string Iso(LocalDate day) => LocalDatePattern.Iso.Format(day);

    private (LocalDate?, string?) OfText(string text)
    {
        if (DigitScripts.InLatin(text.Trim(), _script) is not { } latin)
        {
            return (null, $"'{text}' has digits of another script, or of two: say in the profile's 'digits' which");
        }

        var common = _calendar == YearCount.Buddhist ? InCommonEra(latin) : latin;
        var days = _patterns.Append(LocalDatePattern.Iso).Select(pattern => pattern.Parse(common ?? latin)).Where(parsed => parsed.Success).Select(parsed => parsed.Value).Distinct().ToList();
        return days switch
        {
            [var day] when common is not null || LocalDatePattern.Iso.Parse(latin).Success => (day, null),
            [] or [_] => (null, $"'{text}' is no day of the calendar{Written()}: mend it, or the profile's 'dates'"),
            _ => (null, $"'{text}' may be {Iso(days[0])} or {Iso(days[1])}: leave one of the profile's 'dates' only"),
        };
    }

    private string Written() => _formats.Count == 0 ? " written as yyyy-MM-dd" : $" written as {string.Join(" or ", _formats)}{(_calendar == YearCount.Buddhist ? " with a Buddhist year" : "")}";

    /// <summary>Puts the year of the common era for a Buddhist one; it must be done before reading, as leap years differ. Null where there is none.</summary>
    private static string? InCommonEra(string text)
    {
        for (var start = 0; start + 4 <= text.Length; start++)
        {
            var isGroup = text.AsSpan(start, 4).ContainsAnyExceptInRange('0', '9') is false
                && (start == 0 || !char.IsAsciiDigit(text[start - 1])) && (start + 4 == text.Length || !char.IsAsciiDigit(text[start + 4]));
            if (isGroup && int.Parse(text.AsSpan(start, 4), CultureInfo.InvariantCulture) is >= FirstBuddhistYear and var year)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{text[..start]}{year - BuddhistOffset}{text[(start + 4)..]}");
            }
        }

        return null;
    }
}
