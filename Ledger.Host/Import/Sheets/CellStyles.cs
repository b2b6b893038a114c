using System.Globalization;
using System.Text.RegularExpressions;

namespace Ledger.Host.Import.Sheets;

/// <summary>Which styles of a workbook show a number as a day.</summary>
internal sealed partial class CellStyles
{
    private const int MostStyles = 100_000;

    private readonly HashSet<string> _days;

    private CellStyles(HashSet<string> days) => _days = days;

    public bool IsDay(string? style) => _days.Contains(style ?? "0");

    /// <summary>Reads the part of styles; without one no number is a day.</summary>
    public static CellStyles Read(BoundedXml? part)
    {
        using var xml = part;
        var custom = new HashSet<string>(StringComparer.Ordinal);
        var days = new HashSet<string>(StringComparer.Ordinal);
        var (count, isInCells) = (0, false);
        while (xml is not null && xml.ReadToStart() && count < MostStyles)
        {
            if (xml.Element == "numFmt" && xml.Attribute("numFmtId") is { } id && ShowsDay(xml.Attribute("formatCode") ?? ""))
            {
                custom.Add(id);
            }

            // Formats of cells are told in cellXfs; the like-named ones before it are of named styles.
            isInCells = xml.Element switch { "cellXfs" => true, "cellStyles" or "cellStyleXfs" or "dxfs" => false, _ => isInCells };
            if (isInCells && xml.Element == "xf")
            {
                var format = xml.Attribute("numFmtId") ?? "0";
                if (custom.Contains(format) || IsBuiltIn(format))
                {
                    days.Add(count.ToString(CultureInfo.InvariantCulture));
                }

                count++;
            }
        }

        return new CellStyles(days);
    }

    /// <summary>Whether a format's code shows a day: outside of quotes and brackets it has a day or a year, or a month without hours.</summary>
    public static bool ShowsDay(string code)
    {
        var bare = Quoted().Replace(code.Split(';')[0], "").ToUpperInvariant();
        return bare.Contains('D', StringComparison.Ordinal) || bare.Contains('Y', StringComparison.Ordinal)
            || (bare.Contains('M', StringComparison.Ordinal) && !bare.Contains('H', StringComparison.Ordinal) && !bare.Contains('S', StringComparison.Ordinal));
    }

    /// <summary>The formats of days that every workbook has without telling them (ECMA-376, 18.8.30).</summary>
    private static bool IsBuiltIn(string format) => int.TryParse(format, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id is (>= 14 and <= 17) or 22 or (>= 27 and <= 31) or 36 or (>= 50 and <= 58);

    [GeneratedRegex("""("[^"]*"|\[[^\]]*\]|\\.|_.|\*.)""")]
    private static partial Regex Quoted();
}
