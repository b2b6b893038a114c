using System.Text;
using Ledger.Host.CommandLine;
using Ledger.Host.Import.Profiles;
using Ledger.Host.Import.Sheets;
using Xunit;

namespace Ledger.Tests.Import.Sheets;

/// <summary>Text files of separated values as programs write them, in the encodings they write.</summary>
public sealed class TextTableTests
{
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>Files, and the encoding that the profile names: a byte order mark outdoes it.</summary>
    public static TheoryData<string, byte[]> Encodings => new()
    {
        { nameof(TextEncodingName.Utf8), Encoding.UTF8.GetBytes("Año;รหัส\n5;٣") },
        { nameof(TextEncodingName.Windows1252), [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes("Año;รหัส\n5;٣")] },
        { nameof(TextEncodingName.Windows1252), [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("Año;รหัส\r\n5;٣")] },
        { nameof(TextEncodingName.Utf8), [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes("Año;รหัส\n5;٣")] },
    };

    [Theory, MemberData(nameof(Encodings), DisableDiscoveryEnumeration = true)]
    public void A_text_reads_by_its_byte_order_mark(string encoding, byte[] content)
    {
        var rows = Rows(content, Enum.Parse<TextEncodingName>(encoding));
        Assert.Equal(["Año", "รหัส"], rows[0].Cells.Select(cell => cell.Text));
        Assert.Equal(["5", "٣"], rows[1].Cells.Select(cell => cell.Text));
    }

    [Fact]
    public void A_code_page_is_read_only_where_the_profile_names_it()
    {
        var content = Windows1252.GetBytes("Emp;Net\nw-1;5\nGrüße €;7\n");
        Assert.Equal("Grüße €", Rows(content, TextEncodingName.Windows1252)[2].Cells[0].Text);
        var refusal = Assert.Throws<BadUsageException>(() => Rows(content, TextEncodingName.Utf8)).Message;
        Assert.Contains("not UTF-8 in line 3", refusal, StringComparison.Ordinal);
        Assert.Contains("\"encoding\": \"windows-1252\"", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_in_two_encodings_are_refused_by_the_line_that_differs()
    {
        byte[] mixed = [.. Encoding.UTF8.GetBytes("Emp;Net\nGrüße;5\n"), .. Windows1252.GetBytes("Grüße;7\n")];
        Assert.Contains("line 3", Assert.Throws<BadUsageException>(() => Rows(mixed, TextEncodingName.Utf8)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_null_characters_is_no_text() =>
        Assert.Contains("UTF-16 without a byte order mark", Assert.Throws<BadUsageException>(() => Rows(Encoding.Unicode.GetBytes("Emp;Net\nw-1;5\n"), TextEncodingName.Utf8)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_row_keeps_the_line_it_begins_on()
    {
        var rows = Rows(Encoding.UTF8.GetBytes("a;b\r\n\"x\ny\";1\r\n;\r\nz;2"), TextEncodingName.Utf8);
        Assert.Equal([(1L, "a"), (2, "x\ny"), (4, ""), (5, "z")], rows.Select(row => (row.Number, row.Cells[0].Text)));
    }

    [Fact]
    public void An_endless_row_is_refused_in_bounded_memory()
    {
        using var endless = new EndlessStream();
        var refusal = Assert.Throws<BadUsageException>(() => TextTable.Rows("pay.csv", () => endless, Separator.Comma, TextEncodingName.Utf8).Count()).Message;
        Assert.Contains("from line 1 on", refusal, StringComparison.Ordinal);
        Assert.InRange(endless.Given, 1, 1 << 20);
    }

    private static List<SheetRow> Rows(byte[] content, TextEncodingName encoding) =>
        [.. TextTable.Rows("pay.csv", () => new MemoryStream(content), Separator.Semicolon, encoding)];

    /// <summary>Gives the letter a for ever.</summary>
    private sealed class EndlessStream : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Given; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)'a');
            Given += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
