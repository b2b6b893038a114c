using System.Text;
using Ledger.Host.CommandLine;
using Ledger.Host.Import.BankStatements;
using Ledger.Host.Import.Profiles;
using Ledger.Host.Import.Sheets;
using Ledger.Host.Import.WageProtection;

namespace Ledger.Host.Import;

/// <summary>A file whose rows become facts by a profile.</summary>
internal sealed class MappedFile(PackedFile.Member member, LoadedProfile profile)
{
    /// <summary>The headers of a sheet, once it was read.</summary>
    public IReadOnlyList<string> Headers { get; private set; } = [];

    /// <summary>How many rows the last reading passed over, because the profile says that they hold no record.</summary>
    public long PassedOver { get; private set; }

    /// <summary>Reads the facts: several lines of one number where a row becomes several, one refused line where it becomes none.</summary>
    /// <exception cref="BadUsageException">The file as a whole is not to be trusted; so it is read once before anything of it is recorded.</exception>
    public IEnumerable<ReadLine> Read()
    {
        PassedOver = 0;
        using var workbook = member.Kind == FileKind.Workbook ? Workbook.Open(member.Name[..^(member.Sheet!.Length + 1)], member.Open()) : null;
        var (columns, rows) = Table(workbook);
        Headers = columns.Headers;
        var mapping = new RowMapping(profile.Profile, profile.Naming, columns);
        foreach (var row in rows)
        {
            switch (mapping.Read(row))
            {
                case RowReading.Facts facts:
                    var line = LineOf(row);
                    foreach (var (fact, formulas) in facts.Members)
                    {
                        yield return new ReadLine(line with { Formulas = formulas }, fact, []);
                    }

                    break;
                case RowReading.Refused refused:
                    yield return new ReadLine(LineOf(row), null, refused.Refusals);
                    break;
                case RowReading.Unreadable unreadable:
                    var cell = unreadable.Column is { } column ? $", cell {SheetRow.ColumnName(column)}{row.Number} '{columns.Headers[column]}'" : $", row {row.Number}";
                    throw new BadUsageException($"'{member.Name}' cannot be read{cell}: {unreadable.Message}.");
                default:
                    PassedOver++;
                    break;
            }
        }
    }

    private (TableColumns, IEnumerable<SheetRow>) Table(Workbook? workbook)
    {
        var (name, settings) = (member.Name, profile.Profile);
        return member.Kind switch
        {
            FileKind.Workbook => SheetTable.Of(name, settings, workbook!.Rows(member.Sheet!)),
            FileKind.TextSheet => SheetTable.Of(name, settings, TextTable.Rows(name, member.Open, settings.Separator, settings.Encoding)),
            FileKind.BankStatement => (Known(StatementEntry.Columns), StatementFile.Rows(name, member.Open, settings.Encoding)),
            _ => (Known(SalaryRecord.Columns), SalaryRecord.Rows(name, member.Open, settings.Encoding)),
        };
    }

    private TableColumns Known(IReadOnlyList<KnownColumn> columns) => TableColumns.Of(profile.Profile, [.. columns.Select(column => column.Name)]).Columns!;

    private FactLine LineOf(SheetRow row) =>
        new(row.Number, Encoding.UTF8.GetBytes(row.Kept ?? SheetRejects.Row(row, Headers.Count, profile.Profile)));
}
