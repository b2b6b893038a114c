using System.Security.Cryptography;
using System.Text;
using Ledger.Domain.Facts;
using Ledger.Host.Import.Sheets;

namespace Ledger.Host.Import.Profiles;

/// <summary>Makes facts of the rows of one table as a profile says.</summary>
/// <remarks>
/// A row is put into the columns of flat facts and read as such a row is: by the same rules and sentences. All of its facts are
/// read, or none is taken. Nothing here opens a file.
/// </remarks>
internal sealed class RowMapping
{
    private const int ShortestSecret = 5;

    /// <summary>Words by which sheets head their rows of totals.</summary>
    private static readonly HashSet<string> Totals = new(
        ["total", "totals", "grand total", "sub total", "subtotal", "sub-total", "sum", "jumlah", "jumlah besar", "total general", "suma", "summe", "gesamt", "المجموع", "الإجمالي", "الاجمالي", "รวม", "รวมทั้งสิ้น", "tổng", "tổng cộng", "कुल", "जम्मा", "মোট"],
        StringComparer.OrdinalIgnoreCase);

    private readonly ImportProfile _profile;
    private readonly WorkerNaming _naming;
    private readonly TableColumns _columns;
    private readonly DayReading _days;
    private readonly ConditionReading _passOver;
    private readonly IReadOnlyList<FactMapping> _facts;
    private readonly HashSet<UInt128> _ids = [];

    public RowMapping(ImportProfile profile, WorkerNaming naming, TableColumns columns)
    {
        (_profile, _naming, _columns) = (profile, naming, columns);
        var numbers = new NumberReading(profile.Numbers, profile.Digits);
        _days = new DayReading(profile.Dates, profile.Calendar, profile.Digits);
        _passOver = new ConditionReading(profile.PassOver, columns, numbers);
        _facts = [.. profile.Facts.Select(template => new FactMapping(profile, template, columns, new CellReading(numbers, _days), new ConditionReading(template.When, columns, numbers)))];
    }

    /// <summary>Reads a row.</summary>
    public RowReading Read(SheetRow row)
    {
        if (row.IsNoRecord || _passOver.AnyHolds(row))
        {
            return RowReading.PassedOver.Only;
        }

        return row.Objection is not null ? RowReading.Refused.Of(Refusal.WholeLine, row.Objection) : Unreadable(row) ?? Surplus(row) ?? TotalsOf(row) ?? Facts(row);
    }

    private RowReading.Unreadable? Unreadable(SheetRow row)
    {
        if (row.Merged is not null)
        {
            return new(null, $"the cells {row.Merged} are merged over data, so that it cannot be told which of them the value is of: unmerge them and fill each in");
        }

        return _columns.Used.Cast<int?>().FirstOrDefault(column => TableColumns.CellOf(row, column!.Value).Kind == CellKind.Unreckoned) is { } unreckoned
            ? new(unreckoned, "a formula without a stored value: open the file in a spreadsheet program, let it reckon, and save it")
            : null;
    }

    /// <summary>A value under no header says something that nobody named.</summary>
    private RowReading.Refused? Surplus(SheetRow row)
    {
        for (var column = 0; column < row.Cells.Count; column++)
        {
            if (!row.Cells[column].IsEmpty && (column >= _columns.Headers.Count || _columns.Headers[column].Length == 0))
            {
                return RowReading.Refused.Of(Refusal.WholeLine, $"column {SheetRow.ColumnName(column)} holds {row.Cells[column].Quoted} and has no header: give it one, or empty the cell");
            }
        }

        return null;
    }

    /// <summary>Whether a cell heads a row of totals.</summary>
    public static bool IsTotal(SheetCell cell) => cell.Kind == CellKind.Text && Totals.Contains(cell.Text.Trim().TrimEnd(':').TrimEnd());

    private static RowReading.Refused? TotalsOf(SheetRow row) =>
        row.Cells.FirstOrDefault(IsTotal) is { Text.Length: > 0 } total
            ? RowReading.Refused.Of(Refusal.WholeLine, $"it looks like a row of totals ({total.Quoted}): say in the profile's 'passOver' how to tell such rows")
            : null;

    private RowReading Facts(SheetRow row)
    {
        var due = _facts.Where(fact => fact.When.AllHold(row)).ToList();
        if (due.Count == 0)
        {
            return (_profile.OtherRows ?? (_profile.Reads == FileSort.BankStatement ? Unmatched.PassOver : Unmatched.Refuse)) == Unmatched.PassOver
                ? RowReading.PassedOver.Only
                : RowReading.Refused.Of(Refusal.WholeLine, "the row becomes no fact of the profile: mend it, or say in 'passOver' or 'otherRows' that such rows hold none");
        }

        var (worker, told, isTold) = _naming.Of(name => _columns.CellOf(row, name));
        if (worker is null && _naming.Ways.Count > 0)
        {
            var columns = string.Join(" or ", _naming.Ways.Select(way => $"'{way.Column}'").Distinct());
            return RowReading.Refused.Of("worker", isTold
                ? $"what stands in column {columns} leads to no worker: add it to the mapping, or mend the cell"
                : $"column {columns} does not say which worker: fill it in");
        }

        IReadOnlyList<string> secrets = [.. row.Secrets.Concat(told).Select(WorkerNaming.Normal).Where(secret => secret.Length >= ShortestSecret)];
        var (key, emptyColumn) = KeyOf(row, worker, secrets);
        return key is null
            ? RowReading.Refused.Of("id", $"column '{emptyColumn}' is empty, and the id is made of it: fill it in")
            : Facts(row, due, worker, key, secrets);
    }

    private RowReading Facts(SheetRow row, List<FactMapping> due, string? worker, IReadOnlyList<string> key, IReadOnlyList<string> secrets)
    {
        if (!_ids.Add(Digest(key)))
        {
            return RowReading.Refused.Of("id", "an earlier row of this file makes the same id: take one out, or name a column more in the profile's 'id' that tells them apart");
        }

        var readings = due.Select(fact => fact.Read(row, worker, IdOf(fact.Name, key), secrets)).ToList();
        var refusals = readings.SelectMany(reading => reading.Refusals).ToList();
        return refusals.Count > 0
            ? new RowReading.Refused(refusals)
            : new RowReading.Facts([.. readings.Select(reading => (reading.Fact!, reading.Formulas))]);
    }

    /// <summary>What tells the row from others: of the worker's column her id, of a day the day, else the text; where that holds a secret, its fingerprint.</summary>
    private (IReadOnlyList<string>? Key, string? EmptyColumn) KeyOf(SheetRow row, string? worker, IReadOnlyList<string> secrets)
    {
        List<string> key = [];
        foreach (var column in _profile.Id.Columns)
        {
            var cell = _columns.CellOf(row, column);
            if (cell.IsEmpty)
            {
                return (null, column);
            }

            var isWorker = worker is not null && _naming.Ways.Any(way => way.Column == column);
            var text = isWorker ? worker! : _days.Read(cell).Day is { } day ? DayReading.Iso(day) : string.Join(' ', cell.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            key.Add(HoldsSecret(text, secrets) ? WorkerNaming.Fingerprint(text, null) : text);
        }

        return (key, null);
    }

    private string IdOf(string name, IReadOnlyList<string> key)
    {
        var id = $"{_profile.Id.Prefix}/{name}/{string.Join('/', key)}";
        return id.Length <= Fact.LongestId && !id.Any(char.IsControl) ? id : $"{_profile.Id.Prefix}/{name}/{Digest(key):x32}";
    }

    private static UInt128 Digest(IReadOnlyList<string> key) =>
        System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001F', key))));

    /// <summary>Whether a text that would enter a fact holds what may not.</summary>
    public static bool HoldsSecret(string text, IReadOnlyList<string> secrets) =>
        secrets.Count > 0 && WorkerNaming.Normal(text) is var normal && secrets.Any(secret => normal.Contains(secret, StringComparison.Ordinal));
}
