using System.Text;
using Ledger.Host.CommandLine;
using Ledger.Host.Import.Profiles;
using Sylvan.Data.Csv;

namespace Ledger.Host.Import.Sheets;

/// <summary>Reads the rows of a text file of separated values.</summary>
internal sealed class TextTable : IDisposable
{
    private const int LongestRow = 64 * 1024;

    private readonly string _name;
    private readonly Func<Stream> _open;
    private readonly StreamReader _text;
    private readonly CsvDataReader _table;
    private long _line = 1;

    private TextTable(string name, Func<Stream> open, Separator separator, TextEncodingName encoding)
    {
        (_name, _open) = (name, open);
        _text = TextEncoding.Open(open(), encoding);
        _table = Guarded(() => CsvDataReader.Create(_text, new CsvDataReaderOptions
        {
            Delimiter = Mark(separator),
            HasHeaders = false,
            CsvStyle = CsvStyle.Standard,
            BufferSize = LongestRow,
            MaxBufferSize = 2 * LongestRow,
        }));
    }

    /// <summary>The character that parts cells.</summary>
    public static char Mark(Separator separator) => separator switch
    {
        Separator.Semicolon => ';',
        Separator.Tab => '\t',
        Separator.Pipe => '|',
        _ => ',',
    };

    /// <summary>Reads the rows, each with the line it begins on.</summary>
    /// <exception cref="BadUsageException">It is not in its encoding, or a row cannot be made out.</exception>
    public static IEnumerable<SheetRow> Rows(string name, Func<Stream> open, Separator separator, TextEncodingName encoding)
    {
        using var table = new TextTable(name, open, separator, encoding);
        while (table.Next() is { } row)
        {
            yield return row;
        }
    }

    public void Dispose()
    {
        _table.Dispose();
        _text.Dispose();
    }

    private SheetRow? Next() => Guarded(() =>
    {
        if (!_table.Read())
        {
            return null;
        }

        var start = _line;
        var raw = _table.GetRawRecordSpan();
        _line += raw.Count('\n') + raw.Count('\r') - raw.Count("\r\n");
        if (raw.Contains('\0'))
        {
            throw new BadUsageException($"'{_name}' has null characters in line {start}: it is UTF-16 without a byte order mark, or no text. Save it as CSV in UTF-8.");
        }

        if (raw.Length > LongestRow)
        {
            throw Unclear(start);
        }

        var cells = new SheetCell[_table.RowFieldCount];
        for (var column = 0; column < cells.Length; column++)
        {
            cells[column] = new SheetCell(_table.GetFieldSpan(column).ToString());
        }

        return new SheetRow(start, cells);
    });

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (DecoderFallbackException)
        {
            throw TextEncoding.Misread(_name, _open);
        }
        catch (Exception exception) when (exception is CsvInvalidCharacterException or CsvRecordTooLargeException or CsvFormatException)
        {
            throw Unclear(_line);
        }
    }

    private BadUsageException Unclear(long line) =>
        new($"'{_name}' cannot be read from line {line} on: a quote is not closed or doubled, or the row has more than {LongestRow} characters. Mend it and import the file again.");
}
