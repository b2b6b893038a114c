using Ledger.Host.Import.Profiles;
using Ledger.Host.Import.Sheets;

namespace Ledger.Host.Import.Suggesting;

/// <summary>Drafts the profile of a payroll or fee sheet by its headers and cells.</summary>
internal sealed class SheetDraft
{
    private readonly SampledTable _table;
    private readonly ILookup<ColumnRole, int> _columns;
    private readonly HashSet<int> _used = [];
    private readonly List<string> _remarks = [];
    private readonly string? _currency;
    private readonly NumberReading _numbers;
    private readonly NumberFormat _format;
    private readonly DigitScript _script;

    private SheetDraft(SampledTable table)
    {
        _table = table;
        _columns = Enumerable.Range(0, table.Headers.Count).Where(column => table.Headers[column].Length > 0).ToLookup(column => HeaderWords.RoleOf(table.Headers[column]));
        var amounts = AmountColumns.SelectMany(table.CellsOf).ToList();
        _script = amounts.Concat(DayColumns.SelectMany(table.CellsOf)).Select(cell => DigitScripts.Of(cell.Text)).FirstOrDefault(script => script is not null) ?? DigitScript.Latin;
        (_format, var isUncertain, var isFound) = FormatGuess.OfNumbers(amounts, _script);
        _numbers = new NumberReading(_format, _script);
        if (isUncertain)
        {
            Remark(isFound ? "Uncertain" : "Missing", $"numbers, '{_format.Decimal}' is taken for the decimal mark{(_format.Grouping is null ? "" : $" and '{_format.Grouping}' for what parts groups")}; {(isFound ? "the cells could be read in another way" : "some cells read in no way that is known")}.");
        }

        if (amounts.Any(cell => _numbers.Read(cell).Number is { } number && decimal.Round(number, 2) != number))
        {
            _format = _format with { Rounding = new Rounding(2, Halves.ToEven) };
            Remark("Uncertain", "numbers.rounding, some amounts have more than two decimals, as reckoned ones have; they are rounded to two.");
        }

        _currency = table.Headers.Concat(_format.Marks).Concat(amounts.Take(1).Select(cell => cell.Text)).Select(HeaderWords.CurrencyOf).FirstOrDefault(code => code is not null);
    }

    private IEnumerable<int> AmountColumns =>
        new[] { ColumnRole.Gross, ColumnRole.Net, ColumnRole.Earning, ColumnRole.Deduction, ColumnRole.Amount, ColumnRole.ReceiptAmount, ColumnRole.Hours }.SelectMany(role => _columns[role]);

    private IEnumerable<int> DayColumns => new[] { ColumnRole.PayDay, ColumnRole.PeriodFrom, ColumnRole.PeriodTo, ColumnRole.Month }.SelectMany(role => _columns[role]);

    public static ProfileDraft Of(string path, SampledTable table)
    {
        var draft = new SheetDraft(table);
        return draft.Profile(path);
    }

    private ProfileDraft Profile(string path)
    {
        var days = FormatGuess.OfDays([.. DayColumns.Select(column => (IReadOnlyList<string>)[.. _table.CellsOf(column).Where(cell => cell.Kind == CellKind.Text).Select(cell => cell.Text)])], _script);
        if (days.IsUncertain || !days.IsFound)
        {
            Remark(days.IsFound ? "Uncertain" : "Missing", days.IsFound ? $"dates, {string.Join(" and ", days.Formats)} read all cells, but so does another order of day and month." : "dates, some days are written in no way that is known: say how.");
        }

        var isPayroll = _columns[ColumnRole.Net].Any() || _columns[ColumnRole.Gross].Any() || _columns[ColumnRole.Earning].Any();
        var worker = Column(ColumnRole.Worker);
        var facts = isPayroll ? PayrollDraft.Facts(this) : [FeeDraft.Fact(this)];
        Remark(worker is null ? "Fill in" : "Uncertain", worker is null
            ? "workers.column, the column that says which worker a row is of."
            : $"workers, column '{worker}' is taken for the worker's id as it stands; if it is a number of a person outside this ledger, give a keyFile or a mapping.");
        Remark("Fill in", "every.assertedBy.value, the id of who made the sheet.");
        Remark("Uncertain", $"every.assertedAs, whoever made it is taken for {(isPayroll ? "the employer" : "the recruiter")}.");
        return new ProfileDraft(
            new ImportProfile
            {
                Reads = FileSort.Sheet,
                Sheets = _table.Sheet is null ? null : [_table.Sheet],
                Separator = _table.Separator,
                Encoding = _table.Encoding,
                Numbers = _format,
                Dates = days.Formats,
                Calendar = days.Calendar,
                Digits = _script,
                PassOver = [.. _table.Totals.GroupBy(total => total.Column).Select(totals => new RowCondition { Column = Read(totals.Key), Is = [.. totals.Select(total => total.Text).Distinct()] })],
                Workers = [new WorkerSource { Column = worker ?? "" }],
                Id = new IdSource { Prefix = ProfileDraft.PrefixOf(path), Columns = IdColumns(isPayroll, worker) },
                Every = new Dictionary<string, FieldSource> { ["assertedBy"] = ProfileDraft.Value(""), ["assertedAs"] = ProfileDraft.Value(isPayroll ? "employer" : "recruiter"), ["evidence.grade"] = ProfileDraft.Value("C") },
                Facts = facts,
                Ignored = Ignored(),
            },
            _remarks);
    }

    /// <summary>Columns that tell all rows of the sample apart: those that say the most first, no more than it takes, and none that is empty anywhere.</summary>
    private IReadOnlyList<string> IdColumns(bool isPayroll, string? worker)
    {
        ColumnRole[] roles = isPayroll ? [ColumnRole.PeriodFrom, ColumnRole.Month, ColumnRole.PayDay] : [ColumnRole.PayDay, ColumnRole.FeeClass, ColumnRole.ReceiptNumber, ColumnRole.Collector];
        List<string> told = [worker ?? ""];
        foreach (var column in roles.Where(role => _columns[role].Any()).Select(role => _columns[role].First()).Where(column => _table.CellsOf(column).Count == _table.Rows.Count))
        {
            if (told.Count > 1 && AreApart(told))
            {
                break;
            }

            told.Add(Read(column));
        }

        if (!AreApart(told))
        {
            Remark("Fill in", $"id.columns, {string.Join(", ", told)} do not tell all rows apart: name a column more.");
        }

        return told;
    }

    private bool AreApart(IReadOnlyList<string> headers)
    {
        List<int> columns = [.. headers.Select(header => _table.Headers.ToList().IndexOf(header)).Where(column => column >= 0)];
        return _table.Rows.Select(row => string.Join('\u001F', columns.Select(column => TableColumns.CellOf(row, column).Text))).Distinct(StringComparer.Ordinal).Count() == _table.Rows.Count;
    }

    private IReadOnlyList<string> Ignored()
    {
        List<int> left = [.. Enumerable.Range(0, _table.Headers.Count).Where(column => _table.Headers[column].Length > 0 && !_used.Contains(column))];
        foreach (var column in left.Where(column => HeaderWords.RoleOf(_table.Headers[column]) is not (ColumnRole.Personal or ColumnRole.RowNumber or ColumnRole.TotalDeductions or ColumnRole.Earning)))
        {
            Remark("Uncertain", $"ignored, nothing is made of column '{_table.Headers[column]}'; read it in a fact if it holds money.");
        }

        return [.. left.Select(column => _table.Headers[column])];
    }

    /// <summary>The columns of a role, all of which are thereby read.</summary>
    public IReadOnlyList<string> Columns(ColumnRole role) => [.. _columns[role].Select(Read)];

    /// <summary>The first column of a role, which is thereby read.</summary>
    public string? Column(ColumnRole role) => _columns[role].Any() ? Read(_columns[role].First()) : null;

    /// <summary>The currency: by its column, or what headers and cells name.</summary>
    /// <param name="what">What it is of, for the remark that it is missing; null where that was said.</param>
    public FieldSource Currency(string? what)
    {
        if (Column(ColumnRole.Currency) is { } column)
        {
            return new FieldSource { Column = column };
        }

        if (_currency is null && what is not null)
        {
            Remark("Fill in", $"the currency of {what}, such as AED, wherever it is empty: neither a header nor a cell names it.");
        }

        return ProfileDraft.Value(_currency ?? "");
    }

    /// <summary>An amount; where a column is written below zero throughout, turned round.</summary>
    public FieldSource Amount(string header)
    {
        var numbers = header.Length == 0 ? [] : CellsOf(header).Select(cell => _numbers.Read(cell).Number).ToList();
        return new FieldSource { Column = header, Times = numbers.Exists(number => number < 0) && numbers.TrueForAll(number => number <= 0) ? "-1" : null };
    }

    /// <summary>A column whose words are to be words of the wire.</summary>
    public FieldSource Words(string field, string column, Func<string, string?> guess)
    {
        var words = CellsOf(column).Select(cell => TableColumns.Said(cell.Text)).Distinct(StringComparer.OrdinalIgnoreCase).ToDictionary(word => word, word => guess(word) ?? "", StringComparer.OrdinalIgnoreCase);
        foreach (var (word, meaning) in words)
        {
            Remark(meaning.Length == 0 ? "Fill in" : "Uncertain", meaning.Length == 0 ? $"{field} words '{word}', which of the wire's words it is." : $"{field}, '{word}' is taken for {meaning}.");
        }

        return new FieldSource { Column = column, Words = words };
    }

    public void Remark(string kind, string sentence) => _remarks.Add($"{kind}: {sentence}");

    private IReadOnlyList<SheetCell> CellsOf(string header) => _table.CellsOf(_table.Headers.ToList().IndexOf(header));

    private string Read(int column)
    {
        _used.Add(column);
        return _table.Headers[column];
    }
}
