namespace Ledger.Host.Import.Sheets;

/// <summary>What a cell holds.</summary>
internal enum CellKind
{
    /// <summary>Text as it stands; every cell of a CSV.</summary>
    Text,
    /// <summary>A number as a spreadsheet stores it.</summary>
    Number,
    /// <summary>A day, written yyyy-MM-dd.</summary>
    Date,
    /// <summary>true or false.</summary>
    Flag,
    /// <summary>An error such as #REF!, or a day that the calendar does not have.</summary>
    Error,
    /// <summary>A formula whose value was never stored.</summary>
    Unreckoned,
}

/// <summary>A cell.</summary>
/// <param name="Text">What it says; empty where it says nothing.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Formula">Where it lies, such as G12, when a formula reckoned it.</param>
internal readonly record struct SheetCell(string Text, CellKind Kind = CellKind.Text, string? Formula = null)
{
    private const int LongestQuote = 40;

    public static SheetCell Empty { get; } = new("");

    public bool IsEmpty => Kind != CellKind.Unreckoned && string.IsNullOrWhiteSpace(Text);

    /// <summary>What it says, shortened and without control characters.</summary>
    public string Quoted => $"'{string.Concat(Text.Take(LongestQuote).Select(letter => char.IsControl(letter) ? '?' : letter))}{(Text.Length > LongestQuote ? "…" : "")}'";
}

/// <summary>A row of a table.</summary>
/// <param name="Number">Its number as the sheet shows it; in a text file its line.</param>
/// <param name="Cells">Its cells from the first column on.</param>
internal sealed record SheetRow(long Number, IReadOnlyList<SheetCell> Cells)
{
    /// <summary>The region of merged cells that it lies in; null where it lies in none.</summary>
    public string? Merged { get; init; }

    /// <summary>What must stay out of facts whatever the profile says, such as account numbers.</summary>
    public IReadOnlyList<string> Secrets { get; init; } = [];

    /// <summary>Whether it is there for something else, such as a payment that is still pending.</summary>
    public bool IsNoRecord { get; init; }

    /// <summary>Why the row cannot be read at all; null where it can.</summary>
    public string? Objection { get; init; }

    /// <summary>What is kept of it where it is rejected; null for its cells.</summary>
    public string? Kept { get; init; }

    public bool IsEmpty => Cells.All(cell => cell.IsEmpty);

    /// <summary>The letters of a column: A, B, … Z, AA.</summary>
    public static string ColumnName(int index) => index < 26 ? $"{(char)('A' + index)}" : ColumnName((index / 26) - 1) + (char)('A' + (index % 26));
}
