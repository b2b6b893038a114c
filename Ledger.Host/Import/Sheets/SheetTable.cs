using Ledger.Host.CommandLine;
using Ledger.Host.Import.Profiles;

namespace Ledger.Host.Import.Sheets;

/// <summary>A table with its headers found: the first row that has the most of the columns that the profile reads.</summary>
internal static class SheetTable
{
    /// <summary>So many rows are looked through for the headers: titles and addresses stand above them.</summary>
    private const int MostRowsAbove = 50;

    public const int MostColumns = 512;

    /// <summary>As many as a spreadsheet may have.</summary>
    public const int MostRows = 1_048_576;

    /// <summary>Finds the headers and gives the rows after them; empty rows are passed over.</summary>
    /// <exception cref="BadUsageException">There are none that the profile can read, or there are too many rows or columns.</exception>
    public static (TableColumns Columns, IEnumerable<SheetRow> Rows) Of(string name, ImportProfile profile, IEnumerable<SheetRow> rows)
    {
        var read = TableColumns.Read(profile).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var bounded = Bounded(name, rows);
        var above = bounded.Take(MostRowsAbove).ToList();
        if (above.Count == 0)
        {
            throw new BadUsageException($"'{name}' cannot be read: it has no rows. Name the sheet that holds the records.");
        }

        var head = above.MaxBy(row => row.Cells.Select(cell => TableColumns.Said(cell.Text)).Distinct(StringComparer.OrdinalIgnoreCase).Count(read.Contains))!;
        var headers = head.Cells.Select(cell => cell.Text).Reverse().SkipWhile(string.IsNullOrWhiteSpace).Reverse().ToList();
        var (columns, objection) = TableColumns.Of(profile, headers);
        if (objection is not null || head.Merged is not null)
        {
            throw new BadUsageException($"'{name}' cannot be read, row {head.Number}: {objection ?? $"the cells {head.Merged} are merged over the headers: unmerge them"}.");
        }

        return (columns!, bounded.SkipWhile(row => row.Number <= head.Number));
    }

    private static IEnumerable<SheetRow> Bounded(string name, IEnumerable<SheetRow> rows)
    {
        var count = 0;
        foreach (var row in rows)
        {
            if (row.Cells.Count > MostColumns || ++count > MostRows)
            {
                throw new BadUsageException($"'{name}' cannot be read, row {row.Number}: a sheet may have {MostColumns} columns and {MostRows} rows. Split it.");
            }

            if (!row.IsEmpty)
            {
                yield return row;
            }
        }
    }
}
