using System.Globalization;
using Ledger.Host.CommandLine;
using Ledger.Host.Import.Profiles;
using NodaTime;

namespace Ledger.Host.Import.Sheets;

/// <summary>Says what the stored value of a cell is: a text, a number, or by its style a day.</summary>
/// <param name="sheet">What messages call the sheet.</param>
/// <param name="styles">Which styles show days.</param>
/// <param name="texts">The texts that cells share.</param>
/// <param name="from1904">Whether days are counted from 1904-01-01, as workbooks of old Macintosh programs do.</param>
internal sealed class CellValues(string sheet, CellStyles styles, SharedTexts texts, bool from1904)
{
    /// <summary>The day that spreadsheets count and the calendar does not have, 1900-02-29.</summary>
    private const int NoSuchDay = 60;

    private const int LastSerial = 2_958_465;

    public SheetCell Of(string? type, string? style, string value, string reference) => type switch
    {
        "s" => new SheetCell(texts.At(value) ?? throw new BadUsageException($"'{sheet}' cannot be read, cell {reference}: its text is not in the workbook. Open it in a spreadsheet program and save it anew.")),
        "str" or "inlineStr" => new SheetCell(value),
        "b" => new SheetCell(value == "1" ? "true" : "false", CellKind.Flag),
        "e" => new SheetCell(value, CellKind.Error),
        "d" => new SheetCell(value.Split('T')[0], CellKind.Date),
        _ => value.Length == 0 ? SheetCell.Empty : styles.IsDay(style) ? DayOf(value) : new SheetCell(NumberReading.OfStored(value) is { } number ? NumberReading.Plain(number) : value, CellKind.Number),
    };

    /// <summary>The day of a serial number; the time of day, behind the point, is left out.</summary>
    private SheetCell DayOf(string value)
    {
        if (!decimal.TryParse(value, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var serial) || serial is < 0 or > LastSerial)
        {
            return new SheetCell(value, CellKind.Error);
        }

        var days = (int)decimal.Truncate(serial);
        return from1904 ? Day(new LocalDate(1904, 1, 1).PlusDays(days))
            : days == NoSuchDay ? new SheetCell("1900-02-29", CellKind.Error)
            : days == 0 ? new SheetCell(value, CellKind.Error)
            : Day(new LocalDate(1899, 12, days < NoSuchDay ? 31 : 30).PlusDays(days));
    }

    private static SheetCell Day(LocalDate day) => new(DayReading.Iso(day), CellKind.Date);
}
