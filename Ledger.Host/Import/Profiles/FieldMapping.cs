using System.Globalization;
using System.Text.RegularExpressions;
using Ledger.Domain.Facts;
using Ledger.Host.Import.Sheets;

namespace Ledger.Host.Import.Profiles;

/// <summary>Reads numbers and days of cells as a profile says they are written.</summary>
internal sealed record CellReading(NumberReading Numbers, DayReading Days);

/// <summary>Makes one field's text, as a table of facts has it, of a row's cells.</summary>
internal sealed class FieldMapping(string path, FieldSource source)
{
    private readonly FlatForm _form = FlatFact.FormOf(path) ?? FlatForm.Text;
    private readonly Regex? _match = source.Match is null ? null : ProfileCheck.Pattern(source.Match);
    private readonly decimal _times = source.Times is null ? 1 : decimal.Parse(source.Times, CultureInfo.InvariantCulture);
    private readonly Dictionary<string, string>? _words =
        source.Words is null ? null : new(source.Words.Select(word => KeyValuePair.Create(TableColumns.Said(word.Key), word.Value)).DistinctBy(word => word.Key, StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);

    /// <summary>The columns it is read of.</summary>
    public IEnumerable<string> Columns => source.Sum ?? (source.Column is null ? [] : [source.Column]);

    /// <summary>Reads a row.</summary>
    /// <returns>The text, null where the field is absent; or else what is wrong and how to mend it.</returns>
    public (string? Text, string? Objection) Read(CellReading reading, Func<string, SheetCell> cellOf, string? worker)
    {
        if (source.Worker || source.Value is not null)
        {
            return source.Worker ? (worker, worker is null ? "it is to be the worker, and the row tells of none" : null) : (source.Value, null);
        }

        if (source.Sum is not null)
        {
            return Sum(reading.Numbers, [.. source.Sum.Select(cellOf).Where(cell => !cell.IsEmpty)]);
        }

        var cell = Matched(cellOf(source.Column!));
        return cell.IsEmpty ? (source.Default, null)
            : cell.Kind is CellKind.Error ? (null, $"the cell holds {cell.Quoted}: mend it")
            : _words is not null ? _words.TryGetValue(TableColumns.Said(cell.Text), out var word) ? (word, null) : (null, $"{cell.Quoted} is none of the profile's words: add it to 'words', or mend the cell")
            : _form switch
            {
                FlatForm.Day => Day(reading.Days, cell),
                FlatForm.Number => Sum(reading.Numbers, [cell]),
                _ => (cell.Kind == CellKind.Number && NumberReading.OfStored(cell.Text) is { } number ? NumberReading.Plain(number) : cell.Text.Trim(), null),
            };
    }

    private SheetCell Matched(SheetCell cell) =>
        _match is null ? cell : _match.Match(cell.Text) is { Success: true } match ? new SheetCell(match.Groups["value"].Value, CellKind.Text, cell.Formula) : SheetCell.Empty;

    private (string?, string?) Day(DayReading days, SheetCell cell) =>
        days.Read(cell) is { Day: { } day } ? (DayReading.Iso(DayReading.Taken(day, source.Take)), null) : (null, days.Read(cell).Objection);

    private (string?, string?) Sum(NumberReading numbers, IReadOnlyList<SheetCell> cells)
    {
        if (cells.Count == 0)
        {
            return (source.Default, null);
        }

        try
        {
            var sum = 0m;
            foreach (var cell in cells)
            {
                var (number, objection) = numbers.Read(cell);
                if (number is null)
                {
                    return (null, objection);
                }

                sum += number.Value * _times;
            }

            sum = numbers.Rounded(sum);
            return sum < 0 ? (null, $"{NumberReading.Plain(sum)} is below zero: no fact holds such a number; where a column is written so, say \"times\": \"-1\"") : (NumberReading.Plain(sum), null);
        }
        catch (OverflowException)
        {
            return (null, "the number is too large: check the digits and 'times'");
        }
    }
}
