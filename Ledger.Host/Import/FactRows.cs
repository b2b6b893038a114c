using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using Ledger.Domain.Facts;
using Ledger.Host.CommandLine;
using Sylvan.Data.Csv;

namespace Ledger.Host.Import;

/// <summary>A line or row of a file, and what it reads as.</summary>
/// <param name="Line">The line; of a row of a table its bytes as they came.</param>
/// <param name="Fact">The fact; null where it is none.</param>
/// <param name="Refusals">Why it is none.</param>
internal sealed record ReadLine(FactLine Line, Fact? Fact, IReadOnlyList<Refusal> Refusals)
{
    /// <summary>What a reading came to.</summary>
    public static ReadLine Of(FactLine line, FactReading reading) => new(line, reading.Fact, reading.Refusals);

    /// <summary>A line that says nothing as a whole.</summary>
    public static ReadLine Refused(FactLine line, string message) => new(line, null, [new Refusal(Refusal.WholeLine, message)]);
}

/// <summary>Reads facts from a table of comma-separated values (RFC 4180) whose first row names the columns.</summary>
/// <remarks>
/// The table is cut into cells byte by byte, each byte taken for a character: UTF-8 never uses the byte of a comma, quote or line
/// end for anything else. So a row that is not UTF-8 is refused alone, and every rejected row is kept exactly as it came.
/// </remarks>
internal static class FactRows
{
    /// <summary>The most characters of a row, as of any line.</summary>
    private const int LongestRow = FactWire.LongestLine;

    /// <summary>The most columns that a first row may name: there are not so many paths.</summary>
    private const int MostColumns = 512;

    public static async IAsyncEnumerable<ReadLine> ReadAsync(string name, Stream stream, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var text = new StreamReader(stream, Encoding.Latin1, detectEncodingFromByteOrderMarks: false);
        await using var table = await CsvDataReader.CreateAsync(text, new CsvDataReaderOptions
        {
            Delimiter = ',',
            HasHeaders = false,
            CsvStyle = CsvStyle.Standard,
            BufferSize = LongestRow,
            MaxBufferSize = 2 * LongestRow,
        }, cancellation);
        var rows = new Rows(table);
        FlatFact? facts = null;
        while (await rows.NextAsync(cancellation) is { } row)
        {
            if (row.Objection is not null)
            {
                yield return ReadLine.Refused(row.Line, row.Objection);
            }
            else if (facts is null)
            {
                facts = HeadOf(name, row);
            }
            else
            {
                yield return Read(facts, row);
            }
        }
    }

    /// <summary>Reads no more than the first row, and refuses a table that cannot be read before any of it is recorded.</summary>
    /// <exception cref="BadUsageException">A column is unknown, or there twice, or none is named 'fact'.</exception>
    public static async Task CheckHeadAsync(string name, Stream stream, CancellationToken cancellation)
    {
        await using var first = ReadAsync(name, stream, cancellation).GetAsyncEnumerator(cancellation);
        await first.MoveNextAsync();
    }

    private static FlatFact HeadOf(string name, Row row)
    {
        if (row.Cells.Count > MostColumns || row.Cells.Any(cell => cell is null))
        {
            throw new BadUsageException($"'{name}' cannot be read: its first row is not UTF-8, or names more than {MostColumns} columns. Save it as CSV in UTF-8.");
        }

        var (facts, objection) = FlatFact.Of(row.Cells!);
        return facts ?? throw new BadUsageException($"'{name}' cannot be read: {objection}.");
    }

    private static ReadLine Read(FlatFact facts, Row row)
    {
        if (row.Cells.Any(cell => cell is null))
        {
            return ReadLine.Refused(row.Line, "the row is not UTF-8: save the file in that encoding");
        }

        if (row.Cells.Count != row.Columns)
        {
            return ReadLine.Refused(row.Line, $"the row has {row.Cells.Count} cells and the first row {row.Columns}: put a value with a comma in quotes, and leave no cell out");
        }

        return row.Line.Bytes.Length > LongestRow
            ? ReadLine.Refused(row.Line, $"the row has {row.Line.Bytes.Length} bytes: {LongestRow} are the most, so split the fact")
            : ReadLine.Of(row.Line, facts.Read(row.Cells!));
    }

    /// <summary>A row: its cells, null where one is not UTF-8, or why nothing can be read from here on.</summary>
    private sealed record Row(FactLine Line, IReadOnlyList<string?> Cells, int Columns, string? Objection = null);

    /// <summary>The rows of a table one after the other, each with the line it begins on; empty ones are passed over.</summary>
    private sealed class Rows(CsvDataReader table)
    {
        private long _line = 1;
        private int _columns = -1;
        private bool _ended;

        public async Task<Row?> NextAsync(CancellationToken cancellation)
        {
            try
            {
                while (!_ended && await table.ReadAsync(cancellation))
                {
                    var start = _line;
                    var raw = table.GetRawRecordSpan();
                    _line += LinesIn(raw);
                    var kept = raw.TrimEnd("\r\n");
                    if (!kept.Trim(" \t").IsEmpty)
                    {
                        return RowOf(new FactLine(start, Encoding.Latin1.GetBytes(kept.ToArray())));
                    }
                }

                return null;
            }
            catch (Exception exception) when (exception is CsvInvalidCharacterException or CsvRecordTooLargeException or CsvFormatException)
            {
                _ended = true;
                return new Row(new FactLine(_line, []), [], _columns,
                    $"no row can be made out from here on: a quote is not closed or doubled, or the row has more than {LongestRow} bytes. Mend it and import the file again");
            }
        }

        private Row RowOf(FactLine line)
        {
            var cells = new string?[table.RowFieldCount];
            for (var column = 0; column < cells.Length; column++)
            {
                cells[column] = TextOf(table.GetFieldSpan(column), isFirst: line.Number == 1 && column == 0);
            }

            _columns = _columns < 0 ? cells.Length : _columns;
            return new Row(line, cells, _columns);
        }

        private static string? TextOf(ReadOnlySpan<char> cell, bool isFirst)
        {
            if (Ascii.IsValid(cell))
            {
                return cell.ToString();
            }

            var bytes = Encoding.Latin1.GetBytes(cell.ToArray());
            var text = isFirst && bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes.AsSpan(Encoding.UTF8.Preamble.Length) : bytes;
            return Utf8.IsValid(text) ? Encoding.UTF8.GetString(text) : null;
        }

        /// <summary>Line ends of any kind: a carriage return and a line feed together are one.</summary>
        private static int LinesIn(ReadOnlySpan<char> raw) => raw.Count('\n') + raw.Count('\r') - raw.Count("\r\n");
    }
}
