using Ledger.Host.Import.Sheets;

namespace Ledger.Host.Import.Profiles;

/// <summary>The columns of a table, found by what their headers say.</summary>
/// <remarks>Headers are compared with line breaks and runs of spaces as one space, and capital letters as small ones.</remarks>
internal sealed class TableColumns
{
    private readonly Dictionary<string, int> _index;

    private TableColumns(IReadOnlyList<string> headers, Dictionary<string, int> index, IReadOnlyList<int> used) =>
        (Headers, _index, Used) = (headers, index, used);

    /// <summary>What the headers say; empty where one says nothing.</summary>
    public IReadOnlyList<string> Headers { get; }

    /// <summary>The columns that the profile reads.</summary>
    public IReadOnlyList<int> Used { get; }

    /// <summary>Finds the columns that a profile reads.</summary>
    /// <returns>The columns, or else what is wrong with the headers and how to mend it.</returns>
    public static (TableColumns? Columns, string? Objection) Of(ImportProfile profile, IReadOnlyList<string> headers)
    {
        var names = headers.Select(Said).ToList();
        var index = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var column = 0; column < names.Count; column++)
        {
            if (names[column].Length > 0 && !index.TryAdd(names[column], column))
            {
                return (null, $"the header '{names[column]}' is there twice, in columns {SheetRow.ColumnName(index[names[column]])} and {SheetRow.ColumnName(column)}: rename one");
            }
        }

        var read = Read(profile).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (read.Concat(profile.Ignored.Select(Said)).FirstOrDefault(name => !index.ContainsKey(name)) is { } missing)
        {
            return (null, $"there is no column '{missing}', which the profile names: mend the header or the profile; the headers are {string.Join(", ", names.Where(name => name.Length > 0))}");
        }

        var known = read.Concat(profile.Ignored.Select(Said)).Concat(RejectColumns.All).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return profile.Reads == FileSort.Sheet && names.FirstOrDefault(name => name.Length > 0 && !known.Contains(name)) is { } other
            ? (null, $"the profile says nothing of the column '{other}': read it in a fact, or name it in 'ignored'")
            : (new TableColumns(names, index, [.. read.Select(name => index[name])]), null);
    }

    /// <summary>The columns that a profile reads, by what their headers say.</summary>
    public static IEnumerable<string> Read(ImportProfile profile) =>
        profile.Workers.Select(way => way.Column)
            .Concat(profile.Id.Columns)
            .Concat(profile.PassOver.Concat(profile.Facts.SelectMany(fact => fact.When)).Select(condition => condition.Column))
            .Concat(profile.Every.Values.Concat(profile.Facts.SelectMany(fact => fact.Fields.Values)).SelectMany(source => (source.Sum ?? []).Append(source.Column).OfType<string>()))
            .Select(Said);

    /// <summary>What a header says, on one line.</summary>
    public static string Said(string header) => string.Join(' ', header.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public SheetCell CellOf(SheetRow row, string column) => CellOf(row, _index[Said(column)]);

    public static SheetCell CellOf(SheetRow row, int column) => column < row.Cells.Count ? row.Cells[column] : SheetCell.Empty;

    /// <summary>A column as messages name it.</summary>
    public string Named(string column) => $"column {SheetRow.ColumnName(_index[Said(column)])} '{Said(column)}'";
}

/// <summary>The columns that a file of rejected rows has after those of its sheet.</summary>
internal static class RejectColumns
{
    public static IReadOnlyList<string> All { get; } = ["rejected line", "rejected field", "how to mend it"];
}
