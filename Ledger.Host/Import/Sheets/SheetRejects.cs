using System.Globalization;
using System.Text;
using Ledger.Domain.Facts;
using Ledger.Host.Import.Profiles;

namespace Ledger.Host.Import.Sheets;

/// <summary>Rejected rows of a sheet as CSV in the profile's own format, so that they can be mended there and imported with the same profile.</summary>
/// <remarks>A row stands there once, however many of its facts were rejected. The mark at its start lets spreadsheet programs read it as UTF-8.</remarks>
internal sealed class SheetRejects(string path, MappedFile sheet, ImportProfile profile) : RejectsFile(path + Ending)
{
    public const string Ending = ".rejects.csv";

    private readonly HashSet<long> _rows = [];

    /// <summary>A row as CSV, without its line end.</summary>
    public static string Row(SheetRow row, int columns, ImportProfile profile) =>
        Joined(Enumerable.Range(0, Math.Max(columns, row.Cells.Count)).Select(column => column < row.Cells.Count ? Said(row.Cells[column], profile) : ""), profile);

    protected override byte[] Head() => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Joined(sheet.Headers.Concat(RejectColumns.All), profile) + "\r\n")];

    protected override async Task WriteAsync(Stream to, string file, FactLine line, Refusal refusal, CancellationToken cancellation)
    {
        if (_rows.Add(line.Number))
        {
            var why = Joined([line.Number.ToString(CultureInfo.InvariantCulture), refusal.Field, refusal.Message], profile);
            await to.WriteAsync((byte[])[.. line.Bytes, .. Encoding.UTF8.GetBytes($"{TextTable.Mark(profile.Separator)}{why}\r\n")], cancellation);
        }
    }

    /// <summary>A stored number is written as the profile reads numbers of text.</summary>
    private static string Said(SheetCell cell, ImportProfile profile) =>
        cell.Kind == CellKind.Number ? cell.Text.Replace(".", profile.Numbers.Decimal, StringComparison.Ordinal) : cell.Text;

    private static string Joined(IEnumerable<string> cells, ImportProfile profile) =>
        string.Join(TextTable.Mark(profile.Separator), cells.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
}
