using Ledger.Host.CommandLine;
using Ledger.Host.Import.Profiles;
using Ledger.Host.Import.Sheets;

namespace Ledger.Host.Import.Suggesting;

/// <summary>The beginning of a sheet, by which a profile is drafted.</summary>
/// <param name="Sheet">The sheet, where the file is a workbook of several.</param>
/// <param name="Separator">What parts the cells of a text.</param>
/// <param name="Encoding">How its bytes are characters.</param>
/// <param name="Headers">The headers; empty where a column has none.</param>
/// <param name="Rows">The rows after them, totals left out.</param>
/// <param name="Totals">A row of totals, by its column and what it says there.</param>
internal sealed record SampledTable(string? Sheet, Separator Separator, TextEncodingName Encoding, IReadOnlyList<string> Headers, IReadOnlyList<SheetRow> Rows, IReadOnlyList<(int Column, string Text)> Totals)
{
    private const int MostRows = 1_000;
    private const int MostRowsAbove = 50;

    /// <summary>Takes the sample of a workbook: of its sheet whose headers say the most.</summary>
    public static SampledTable OfWorkbook(string path)
    {
        using var workbook = Workbook.Open(path, File.OpenRead(path));
        var best = workbook.Sheets.Select(sheet => Of(workbook.Rows(sheet.Name), workbook.Sheets.Count > 1 ? sheet.Name : null, Separator.Comma, TextEncodingName.Utf8)).OfType<SampledTable>().MaxBy(table => Known(table.Headers));
        return best ?? throw Empty(path);
    }

    /// <summary>Takes the sample of a text file: by the separator that makes the most of its headers.</summary>
    public static SampledTable OfText(string path)
    {
        try
        {
            return OfText(path, TextEncodingName.Utf8);
        }
        catch (BadUsageException exception) when (exception.Message.Contains("windows-1252", StringComparison.Ordinal))
        {
            return OfText(path, TextEncodingName.Windows1252);
        }
    }

    /// <summary>The cells of a column that say something.</summary>
    public IReadOnlyList<SheetCell> CellsOf(int column) => [.. Rows.Where(row => column < row.Cells.Count && !row.Cells[column].IsEmpty).Select(row => row.Cells[column])];

    private static SampledTable OfText(string path, TextEncodingName encoding) =>
        Enum.GetValues<Separator>().Select(separator => Parted(path, separator, encoding)).OfType<SampledTable>().MaxBy(table => (Known(table.Headers), table.Headers.Count)) ?? throw Empty(path);

    /// <summary>The sample by one separator; null where quotes show that it is another.</summary>
    private static SampledTable? Parted(string path, Separator separator, TextEncodingName encoding)
    {
        try
        {
            return Of(TextTable.Rows(path, () => File.OpenRead(path), separator, encoding), null, separator, encoding);
        }
        catch (BadUsageException exception) when (!exception.Message.Contains("UTF-8", StringComparison.Ordinal))
        {
            return null;
        }
    }

    private static SampledTable? Of(IEnumerable<SheetRow> all, string? sheet, Separator separator, TextEncodingName encoding)
    {
        var rows = all.Where(row => !row.IsEmpty).Take(MostRows).ToList();
        if (rows.Count == 0)
        {
            return null;
        }

        var head = rows.Take(MostRowsAbove).MaxBy(row => (Known(row.Cells.Select(cell => cell.Text)), row.Cells.Count(cell => !cell.IsEmpty)))!;
        var headers = head.Cells.Select(cell => TableColumns.Said(cell.Text)).ToList();
        var after = rows.Where(row => row.Number > head.Number).ToList();
        var totals = after.Select(row => (Row: row, Column: row.Cells.ToList().FindIndex(RowMapping.IsTotal))).Where(total => total.Column >= 0).ToList();
        return new SampledTable(sheet, separator, encoding, headers, [.. after.Except(totals.Select(total => total.Row))], [.. totals.Select(total => (total.Column, TableColumns.Said(total.Row.Cells[total.Column].Text))).Distinct()]);
    }

    private static int Known(IEnumerable<string> headers) => headers.Count(header => header.Length is > 0 and < 60 && HeaderWords.RoleOf(TableColumns.Said(header)) != ColumnRole.Unknown);

    private static BadUsageException Empty(string path) => new($"'{path}' has no rows to draft a profile of.");
}
