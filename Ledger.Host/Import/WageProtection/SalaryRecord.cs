using System.Globalization;
using Ledger.Host.CommandLine;
using Ledger.Host.Import.Profiles;
using Ledger.Host.Import.Sheets;
using NodaTime.Text;

namespace Ledger.Host.Import.WageProtection;

/// <summary>Reads salary information files (SIF) of the wage-protection system of the United Arab Emirates.</summary>
/// <remarks>
/// Comma-separated records without a header: one EDR for each employee, and one SCR at the end with their count and total, which
/// are checked. An EVP, by which banks are told what variable pay is made of, adds nothing and is passed over.
/// </remarks>
internal static class SalaryRecord
{
    private const int Fields = 10;
    private const int LeastFieldsOfControl = 9;
    private const int EmployeeDigits = 14;

    private static readonly LocalDatePattern[] Days = [LocalDatePattern.Iso, LocalDatePattern.CreateWithInvariantCulture("yyyyMMdd")];

    /// <summary>The columns of an EDR in their order, then those that the SCR has for all.</summary>
    public static IReadOnlyList<KnownColumn> Columns { get; } =
    [
        new("employee", ColumnUse.WorkersOnly), new("agent"), new("account", ColumnUse.WorkersOnly), new("from"), new("to"), new("days"), new("fixed"), new("variable"), new("leaveDays"),
        new("employer"), new("bank"), new("createdOn"), new("salaryMonth"), new("currency"), new("reference"),
    ];

    /// <summary>What a record becomes where the profile does not say: a wage paid by bank on the day the file was made.</summary>
    public static FactTemplate Wage { get; } = new()
    {
        Name = "wage",
        Fact = "wage-paid",
        Fields = new Dictionary<string, FieldSource>
        {
            ["effectiveOn"] = new() { Column = "createdOn" },
            ["period.from"] = new() { Column = "from" },
            ["period.to"] = new() { Column = "to" },
            ["gross.amount"] = new() { Sum = ["fixed", "variable"] },
            ["gross.currency"] = new() { Column = "currency" },
            ["net.amount"] = new() { Sum = ["fixed", "variable"] },
            ["net.currency"] = new() { Column = "currency" },
            ["method"] = new() { Value = "bank" },
        },
    };

    /// <summary>Reads the records; the file is read to its trailer first.</summary>
    /// <exception cref="BadUsageException">A record is of another form, or the trailer's count or total differs from the records.</exception>
    public static IEnumerable<SheetRow> Rows(string name, Func<Stream> open, TextEncodingName encoding)
    {
        var control = Control(name, Records(name, open, encoding));
        IReadOnlyList<SheetCell> ofAll = [new(control[1]), new(control[2]), Day(control[3]), new(control[5]), new(control[8]), new(control.Count > LeastFieldsOfControl ? control[9] : "")];
        return Records(name, open, encoding).Where(record => record.Fields[0] != "SCR").Select(record => RowOf(record.Line, record.Fields, ofAll));
    }

    private static SheetRow RowOf(long line, IReadOnlyList<string> fields, IReadOnlyList<SheetCell> ofAll)
    {
        if (fields[0] != "EDR")
        {
            return new SheetRow(line, []) { IsNoRecord = true };
        }

        var employee = fields[1].PadLeft(EmployeeDigits, '0');
        IReadOnlyList<SheetCell> own =
        [
            new(employee), new(fields[2]), new(fields[3]), Day(fields[4]), Day(fields[5]), new(fields[6], CellKind.Number), new(fields[7], CellKind.Number), new(fields[8], CellKind.Number), new(fields[9], CellKind.Number),
        ];
        return new SheetRow(line, [.. own, .. ofAll]) { Secrets = [employee, fields[1], fields[3]], Kept = "EDR" };
    }

    private static IReadOnlyList<string> Control(string name, IEnumerable<(long Line, IReadOnlyList<string> Fields)> records)
    {
        var (count, total) = (0L, 0m);
        IReadOnlyList<string>? control = null;
        foreach (var (line, fields) in records)
        {
            if (control is not null)
            {
                throw new BadUsageException($"'{name}' cannot be read: line {line} comes after the SCR, which ends the file. Have it exported anew.");
            }

            if (fields[0] == "EDR")
            {
                count++;
                total += Amount(name, line, fields[7]) + Amount(name, line, fields[8]);
            }

            control = fields[0] == "SCR" ? fields : null;
        }

        if (control is null)
        {
            throw new BadUsageException($"'{name}' has no SCR at its end, by which its count and total are checked: it is cut short. Have it exported anew.");
        }

        var differs = control[6].TrimStart('0') != count.ToString(CultureInfo.InvariantCulture).TrimStart('0') ? $"its SCR counts {control[6]} records and {count} are there"
            : !decimal.TryParse(control[7], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var told) || told != total ? $"its SCR totals {control[7]} and the records come to {NumberReading.Plain(total)}"
            : null;
        return differs is null ? control : throw new BadUsageException($"'{name}' is refused: {differs}. A record was taken out, added or changed: have it exported anew.");
    }

    private static IEnumerable<(long Line, IReadOnlyList<string> Fields)> Records(string name, Func<Stream> open, TextEncodingName encoding)
    {
        foreach (var row in TextTable.Rows(name, open, Separator.Comma, encoding).Where(row => !row.IsEmpty))
        {
            IReadOnlyList<string> fields = [.. row.Cells.Select(cell => cell.Text.Trim())];
            var isRight = fields[0] switch { "EDR" => fields.Count == Fields, "SCR" => fields.Count is LeastFieldsOfControl or Fields, "EVP" => true, _ => false };
            if (!isRight)
            {
                throw new BadUsageException($"'{name}' cannot be read: line {row.Number} is no EDR of {Fields} fields, SCR of {LeastFieldsOfControl} or {Fields}, or EVP. Have it exported anew.");
            }

            yield return (row.Number, fields);
        }
    }

    private static decimal Amount(string name, long line, string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount) && amount < 1_000_000_000_000m
            ? amount
            : throw new BadUsageException($"'{name}' cannot be read: line {line} has an income that is no plain number such as 2345.87. Have it exported anew.");

    private static SheetCell Day(string text) =>
        Days.Select(pattern => pattern.Parse(text)).FirstOrDefault(parsed => parsed.Success) is { } day ? new(DayReading.Iso(day.Value), CellKind.Date) : new(text, text.Length == 0 ? CellKind.Text : CellKind.Error);
}
