using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Ledger.Host.Import.Profiles;

/// <summary>Says what the columns of a payroll, fee sheet, bank statement or wage-protection file are, and which facts a row becomes.</summary>
[Description("What the columns of a file are, and which facts a row becomes.")]
internal sealed record ImportProfile
{
    [JsonPropertyName("$schema"), Description("For editors; not read.")]
    public string? Schema { get; init; }

    [Description("Which files it is for: sheets (CSV, .xlsx), bank statements (camt.053) or wage-protection files (SIF).")]
    public required FileSort Reads { get; init; }

    [Description("The sheets of a workbook to read, or \"*\" for all; may be left out where there is one.")]
    public IReadOnlyList<string>? Sheets { get; init; }

    [Description("What parts the cells of a CSV; a comma where left out.")]
    public Separator Separator { get; init; }

    [Description("How the bytes of a text file are read where it bears no byte order mark; utf-8 where left out.")]
    public TextEncodingName Encoding { get; init; }

    [Description("How numbers are written in text cells; a point and nothing else where left out.")]
    public NumberFormat Numbers { get; init; } = new();

    [Description("How days are written in text cells, such as dd/MM/yyyy (NodaTime's patterns, English names of months). yyyy-MM-dd always reads.")]
    public IReadOnlyList<string> Dates { get; init; } = [];

    [Description("Which years days count; buddhist takes 543 off.")]
    public YearCount Calendar { get; init; }

    [Description("The script of digits that numbers and days may be written in beside 0 to 9.")]
    public DigitScript Digits { get; init; }

    [Description("Rows that hold no record, such as totals: a row for which one of these holds is passed over and counted.")]
    public IReadOnlyList<RowCondition> PassOver { get; init; } = [];

    [Description("Columns that are there and are not to be read, such as names. A column that the profile does not name refuses the file.")]
    public IReadOnlyList<string> Ignored { get; init; } = [];

    [Description("How the worker of a row is told; the first way that leads to one is taken. Left out, no fact names a worker.")]
    public IReadOnlyList<WorkerSource> Workers { get; init; } = [];

    [Description("How the id of each fact is made, so that the same row always has the same.")]
    public required IdSource Id { get; init; }

    [Description("Fields that every fact has, by their path on the wire such as evidence.grade.")]
    public IReadOnlyDictionary<string, FieldSource> Every { get; init; } = new Dictionary<string, FieldSource>();

    [Description("The facts that a row becomes. May be left out for wage-protection files: each record is then a wage paid by bank.")]
    public IReadOnlyList<FactTemplate> Facts { get; init; } = [];

    [Description("What becomes of a row of which no fact is made: refuse, or pass-over. Bank statements are passed over where left out, all else is refused.")]
    public Unmatched? OtherRows { get; init; }
}

/// <summary>The sorts of files that profiles are for.</summary>
internal enum FileSort
{
    Sheet,
    BankStatement,
    WageProtection,
}

/// <summary>What parts the cells of a row.</summary>
internal enum Separator
{
    Comma,
    Semicolon,
    Tab,
    Pipe,
}

/// <summary>How bytes are characters.</summary>
internal enum TextEncodingName
{
    [JsonStringEnumMemberName("utf-8")]
    Utf8,
    [JsonStringEnumMemberName("windows-1252")]
    Windows1252,
}

/// <summary>How numbers are written.</summary>
[Description("How numbers are written in text cells.")]
internal sealed record NumberFormat
{
    [Description("The decimal mark: one character.")]
    public string Decimal { get; init; } = ".";

    [Description("What parts groups of digits (1,234,567 or 12,34,567): one character; a space stands for any kind of space.")]
    public string? Grouping { get; init; }

    [Description("Texts that may stand before or after a number and say nothing that the profile does not, such as RM or AED.")]
    public IReadOnlyList<string> Marks { get; init; } = [];

    [Description("To round reckoned amounts; left out, an amount with more decimals than its currency has is refused.")]
    public Rounding? Rounding { get; init; }
}

/// <summary>How numbers are rounded.</summary>
/// <param name="To">How many decimals stay, 0 to 4.</param>
/// <param name="Halves">Where an exact half goes.</param>
[Description("How numbers are rounded.")]
internal sealed record Rounding([property: Description("How many decimals stay, 0 to 4.")] int To, [property: Description("Where an exact half goes.")] Halves Halves);

/// <summary>Where an exact half goes.</summary>
internal enum Halves
{
    ToEven,
    AwayFromZero,
}

/// <summary>Which years are counted.</summary>
internal enum YearCount
{
    Gregorian,
    Buddhist,
}

/// <summary>Something that holds for a row or does not.</summary>
[Description("Something that holds for a row or does not; give one of has, is, matches.")]
internal sealed record RowCondition
{
    [Description("The column, by its header.")]
    public required string Column { get; init; }

    [Description("text: the cell is not empty; amount: it holds a number other than zero.")]
    public CellHolds? Has { get; init; }

    [Description("The cell is one of these, capital letters counted as small ones.")]
    public IReadOnlyList<string>? Is { get; init; }

    [Description("A regular expression is found in the cell, capital letters counted as small ones.")]
    public string? Matches { get; init; }
}

/// <summary>What a cell holds.</summary>
internal enum CellHolds
{
    Text,
    Amount,
}

/// <summary>A way from a row to its worker.</summary>
[Description("A way from a row to its worker: the cell as it stands, or its pseudonym by a key, or what a mapping file has for it.")]
internal sealed record WorkerSource
{
    [Description("The column, by its header.")]
    public required string Column { get; init; }

    [Description("A regular expression whose group 'value' is the worker's part of the cell.")]
    public string? Match { get; init; }

    [Description("Put in front of the id.")]
    public string Prefix { get; init; } = "";

    [Description("A file of at least 16 bytes, kept secret: the id is the start of HMAC-SHA-256 of the cell under it, so that the number itself enters no fact.")]
    public string? KeyFile { get; init; }

    [Description("A CSV with the columns number and worker, or sha256 and worker: the SHA-256 (with keyFile the HMAC) of the number in capital letters without spaces.")]
    public string? Mapping { get; init; }
}

/// <summary>How ids are made.</summary>
[Description("The id is prefix/name of the fact/values of the columns.")]
internal sealed record IdSource
{
    [Description("What sets these ids apart from those of other files, such as gulf-build/payroll.")]
    public required string Prefix { get; init; }

    [Description("Columns that together tell rows apart and never change for the same row. The worker's column stands for her id, a day for its day.")]
    public IReadOnlyList<string> Columns { get; init; } = [];
}

/// <summary>A fact that a row becomes.</summary>
[Description("A fact that a row becomes, where all of when hold.")]
internal sealed record FactTemplate
{
    [Description("A short name, in the id of each fact.")]
    public required string Name { get; init; }

    [Description("The type, such as wage-paid.")]
    public required string Fact { get; init; }

    [Description("What must hold for the row; left out, every row becomes this fact.")]
    public IReadOnlyList<RowCondition> When { get; init; } = [];

    [Description("The fields, by their path on the wire such as period.from.")]
    public required IReadOnlyDictionary<string, FieldSource> Fields { get; init; }
}

/// <summary>Where a field's value comes from.</summary>
[Description("Where a field's value comes from; give one of column, value, worker, sum.")]
internal sealed record FieldSource
{
    [Description("The column, by its header. An empty cell is an absent field.")]
    public string? Column { get; init; }

    [Description("The same for every row, as it stands on the wire.")]
    public string? Value { get; init; }

    [Description("The row's worker.")]
    public bool Worker { get; init; }

    [Description("The sum of these columns; an empty cell adds nothing, and all of them empty are an absent field.")]
    public IReadOnlyList<string>? Sum { get; init; }

    [Description("A regular expression whose group 'value' is taken of the cell; where it is not found the field is absent.")]
    public string? Match { get; init; }

    [Description("What the cell's words are on the wire, capital letters counted as small ones; another word is refused.")]
    public IReadOnlyDictionary<string, string>? Words { get; init; }

    [Description("A number is multiplied by this: 1000 for a column in thousands, 0.01 for hundredths, -1 where deductions are written as negative.")]
    public string? Times { get; init; }

    [Description("Which day of the cell's day is meant.")]
    public DayTaken Take { get; init; }

    [Description("What an empty cell stands for, as it stands on the wire.")]
    public string? Default { get; init; }
}

/// <summary>Which day is meant by a day.</summary>
internal enum DayTaken
{
    Day,
    MonthStart,
    MonthEnd,
    PreviousMonthStart,
    PreviousMonthEnd,
}

/// <summary>What becomes of a row that is no fact.</summary>
internal enum Unmatched
{
    Refuse,
    PassOver,
}
