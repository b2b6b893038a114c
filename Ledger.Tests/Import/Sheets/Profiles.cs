using System.Text;
using System.Text.Json;
using Ledger.Host.Import.Profiles;
using Ledger.Host.Import.Sheets;

namespace Ledger.Tests.Import.Sheets;

/// <summary>Profiles and rows for tests of what rows come to.</summary>
internal static class Profiles
{
    /// <summary>A profile of a payroll with the columns Emp ID, Paid on, Net and Lodging; more fields are put in front.</summary>
    public static string Payroll(string more = "") => "{" + more + """
        "reads": "sheet",
        "dates": ["dd/MM/yyyy"],
        "workers": [{ "column": "Emp ID" }],
        "id": { "prefix": "e-1/pay", "columns": ["Emp ID", "Paid on"] },
        "every": {
          "assertedBy": { "value": "e-1" },
          "assertedAs": { "value": "employer" },
          "effectiveOn": { "column": "Paid on" },
          "period.from": { "column": "Paid on", "take": "month-start" },
          "period.to": { "column": "Paid on", "take": "month-end" }
        },
        "facts": [
          { "name": "wage", "fact": "wage-paid", "fields": {
            "gross.amount": { "sum": ["Net", "Lodging"] }, "gross.currency": { "value": "QAR" },
            "net.amount": { "column": "Net" }, "net.currency": { "value": "QAR" }, "method": { "value": "cash" } } },
          { "name": "lodging", "fact": "deduction-taken", "when": [{ "column": "Lodging", "has": "amount" }], "fields": {
            "amount.amount": { "column": "Lodging" }, "amount.currency": { "value": "QAR" }, "reason": { "value": "lodging" } } }
        ]
        }
        """;

    public static IReadOnlyList<string> Headers { get; } = ["Emp ID", "Paid on", "Net", "Lodging"];

    public static ImportProfile Read(string json) => JsonSerializer.Deserialize<ImportProfile>(json, LoadedProfile.Json)!;

    /// <summary>What a profile makes of rows.</summary>
    public static RowMapping Mapping(string json, IReadOnlyList<string>? headers = null, WorkerNaming? naming = null)
    {
        var profile = Read(json);
        var objection = ProfileCheck.Objection(profile);
        Xunit.Assert.True(objection is null, objection);
        var (columns, wrong) = TableColumns.Of(profile, headers ?? Headers);
        Xunit.Assert.True(columns is not null, wrong);
        return new RowMapping(profile, naming ?? new WorkerNaming([.. profile.Workers.Select(way => new WorkerWay(way.Column, null, way.Prefix, null, null, false))]), columns);
    }

    public static SheetRow Row(params string[] cells) => new(2, [.. cells.Select(cell => new SheetCell(cell))]);

    public static byte[] Utf8(params string[] lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));
}
