using System.Globalization;
using Ledger.Host.CommandLine;

namespace Ledger.Host.Import.Sheets;

/// <summary>Reads the cells of one sheet, forward and one row at a time.</summary>
internal static class SheetPart
{
    private const int MostMerged = 100_000;

    /// <summary>Reads the rows; the part is read twice, because merged regions are told after the cells.</summary>
    public static IEnumerable<SheetRow> Rows(string name, Func<BoundedXml> open, CellValues values)
    {
        var merged = new MergedRows(Merged(name, open));
        using var xml = open();
        var number = 0L;
        while (xml.ReadToStart())
        {
            if (xml.Element != "row")
            {
                continue;
            }

            var told = xml.Attribute("r");
            number = told is null ? number + 1 : long.TryParse(told, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at > number ? at : throw Misplaced(name, $"row '{told}'");
            yield return new SheetRow(number, Cells(name, xml, values)) { Merged = merged.Over(number) };
        }
    }

    private static SheetCell[] Cells(string name, BoundedXml xml, CellValues values)
    {
        List<SheetCell> cells = [];
        var depth = xml.Depth;
        if (xml.IsEnd)
        {
            return [];
        }

        var next = 0;
        while (xml.Read() && xml.Depth > depth)
        {
            if (!xml.IsStart || xml.Element != "c")
            {
                continue;
            }

            var reference = xml.Attribute("r");
            var column = reference is null ? next : ColumnOf(reference);
            if (column < next)
            {
                throw Misplaced(name, $"cell '{reference}'");
            }

            next = column + 1;
            var cell = Cell(xml, values, reference ?? SheetRow.ColumnName(column));
            if (cell.IsEmpty)
            {
                continue;
            }

            if (column >= SheetTable.MostColumns)
            {
                throw new BadUsageException($"'{name}' cannot be read, cell {reference}: a sheet may have {SheetTable.MostColumns} columns. Split it.");
            }

            cells.AddRange(Enumerable.Repeat(SheetCell.Empty, column - cells.Count));
            cells.Add(cell);
        }

        return [.. cells];
    }

    private static SheetCell Cell(BoundedXml xml, CellValues values, string reference)
    {
        var (type, style, depth) = (xml.Attribute("t"), xml.Attribute("s"), xml.Depth);
        if (xml.IsEnd)
        {
            return SheetCell.Empty;
        }

        string? value = null;
        var isFormula = false;
        while (xml.Read() && xml.Depth > depth)
        {
            // Reading an element as a whole leaves the reader at the one behind it.
            while (xml.IsStart && xml.Depth == depth + 1)
            {
                var element = xml.Whole();
                isFormula |= element.Name.LocalName == "f";
                value = element.Name.LocalName switch { "v" => element.Value, "is" => SharedTexts.TextOf(element), _ => value };
            }

            if (xml.Depth == depth)
            {
                break;
            }
        }

        // A formula may come to an empty text, which is stored as one; anything else that is empty was never reckoned.
        return value is null || (isFormula && value.Length == 0 && type != "str")
            ? isFormula ? new SheetCell("", CellKind.Unreckoned, reference) : SheetCell.Empty
            : values.Of(type, style, value, reference) with { Formula = isFormula ? reference : null };
    }

    private static List<(long Top, long Bottom, string Name)> Merged(string name, Func<BoundedXml> open)
    {
        List<(long, long, string)> merged = [];
        using var xml = open();
        while (xml.ReadToStart())
        {
            if (xml.Element == "mergeCell" && xml.Attribute("ref") is { } region)
            {
                var corners = region.Split(':');
                merged.Add((RowOf(corners[0]), RowOf(corners[^1]), region));
                if (merged.Count > MostMerged)
                {
                    throw new BadUsageException($"'{name}' cannot be read: it has more than {MostMerged} merged regions. Unmerge them.");
                }
            }
        }

        return merged;
    }

    private static int ColumnOf(string reference)
    {
        var column = 0;
        foreach (var letter in reference.TakeWhile(char.IsAsciiLetterUpper).Take(3))
        {
            column = (column * 26) + (letter - 'A' + 1);
        }

        return column - 1;
    }

    private static long RowOf(string reference) =>
        long.TryParse(reference.AsSpan().TrimStart("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), NumberStyles.None, CultureInfo.InvariantCulture, out var row) ? row : 0;

    private static BadUsageException Misplaced(string name, string what) =>
        new($"'{name}' cannot be read: {what} is not after the one before it. Open the file in a spreadsheet program and save it anew.");

    /// <summary>Tells of rows, asked for one after the other, which merged region lies over each.</summary>
    private sealed class MergedRows(List<(long Top, long Bottom, string Name)> regions)
    {
        private readonly Queue<(long Top, long Bottom, string Name)> _ahead = new(regions.OrderBy(region => region.Top));
        private (long Bottom, string Name) _lowest = (0, "");

        public string? Over(long row)
        {
            while (_ahead.TryPeek(out var region) && region.Top <= row)
            {
                _ahead.Dequeue();
                _lowest = region.Bottom > _lowest.Bottom ? (region.Bottom, region.Name) : _lowest;
            }

            return row <= _lowest.Bottom ? _lowest.Name : null;
        }
    }
}
