using Ledger.Host.CommandLine;
using Ledger.Host.Import.Sheets;
using MiniExcelLibs;
using Xunit;
using static Ledger.Tests.Import.Sheets.WorkbookParts;

namespace Ledger.Tests.Import.Sheets;

/// <summary>Cells as workbooks store them, and workbooks that are not what they should be.</summary>
public sealed class WorkbookTests
{
    [Fact]
    public void Cells_read_as_what_the_sheet_shows()
    {
        var row = Assert.Single(Rows(Of(Row(1, " t=\"s\"><v>1</v>", Text("in &lt;line&gt;"), Number("1499.9999999999998"), Day("45351"), Day("45351.75", 2), " s=\"3\"><v>45351</v>", " t=\"b\"><v>1</v>", " t=\"e\"><v>#REF!</v>", " t=\"d\"><v>2024-02-29T00:00:00</v>", Formula("12.5"), " t=\"str\"><f>A1</f><v/>", Formula(null)), texts: ["zero", "one"])));
        Assert.Equal(
            [("one", CellKind.Text, null), ("in <line>", CellKind.Text, null), ("1500", CellKind.Number, null), ("2024-02-29", CellKind.Date, null), ("2024-02-29", CellKind.Date, null), ("45351", CellKind.Number, null),
                ("true", CellKind.Flag, null), ("#REF!", CellKind.Error, null), ("2024-02-29", CellKind.Date, null), ("12.5", CellKind.Number, "J1"), ("", CellKind.Unreckoned, "L1")],
            row.Cells.Where(cell => cell.Text.Length > 0 || cell.Kind != CellKind.Text).Select(cell => (cell.Text, cell.Kind, cell.Formula)));
    }

    [Theory]
    [InlineData("1", "", "1900-01-01")]
    [InlineData("59", "", "1900-02-28")]
    [InlineData("61", "", "1900-03-01")]
    [InlineData("45351", "", "2024-02-29")]
    [InlineData("0", "<workbookPr date1904=\"1\"/>", "1904-01-01")]
    [InlineData("43889", "<workbookPr date1904=\"true\"/>", "2024-02-29")]
    public void A_serial_number_is_its_day(string serial, string properties, string day) =>
        Assert.Equal((day, CellKind.Date), (CellOf(Day(serial), properties).Text, CellOf(Day(serial), properties).Kind));

    [Theory]
    [InlineData("60")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("2958466")]
    [InlineData("soon")]
    public void What_is_no_day_of_the_calendar_is_an_error(string serial) => Assert.Equal(CellKind.Error, CellOf(Day(serial)).Kind);

    [Theory]
    [InlineData("General", false)]
    [InlineData("0.00", false)]
    [InlineData("#,##0.00 \"days\"", false)]
    [InlineData("[$AED] #,##0.00", false)]
    [InlineData("[Red]0.00", false)]
    [InlineData("h:mm:ss", false)]
    [InlineData("mm:ss", false)]
    [InlineData("dd/mm/yyyy", true)]
    [InlineData("[$-409]mmm\\ yyyy", true)]
    [InlineData("mmm", true)]
    [InlineData("yyyy\\-mm\\-dd;@", true)]
    public void A_format_shows_a_day_or_not(string code, bool isDay) => Assert.Equal(isDay, CellStyles.ShowsDay(code));

    [Fact]
    public void Rows_and_cells_may_go_untold_and_gaps_stay_gaps()
    {
        var rows = Rows(Of("<row><c t=\"inlineStr\"><is><t>a</t></is></c><c/><c t=\"inlineStr\"><is><t>c</t></is></c></row><row/>" + Row(9, null, Number("5"))));
        Assert.Equal([1, 2, 9], rows.Select(row => row.Number));
        Assert.Equal(["a", "", "c"], rows[0].Cells.Select(cell => cell.Text));
        Assert.Equal(["", "5"], rows[2].Cells.Select(cell => cell.Text));
    }

    [Fact]
    public void Merged_regions_are_told_with_each_row_they_lie_over()
    {
        var rows = Rows(Of(string.Concat(Enumerable.Range(1, 6).Select(number => Row(number, Number("1")))), after: "<mergeCells><mergeCell ref=\"A5:B5\"/><mergeCell ref=\"A2:A3\"/></mergeCells>"));
        Assert.Equal([null, "A2:A3", "A2:A3", null, "A5:B5", null], rows.Select(row => row.Merged));
    }

    [Fact]
    public void What_another_writer_wrote_reads_with_every_digit()
    {
        using var written = new MemoryStream();
        written.SaveAs(new[] { new { Id = "w-1", On = new DateTime(2024, 2, 29), Net = 1234.56m, Third = 0.1 + 0.2 } });
        written.Position = 0;
        using var workbook = Workbook.Open("pay.xlsx", written);
        var rows = workbook.Rows(Assert.Single(workbook.Sheets).Name).ToList();
        Assert.Equal(["Id", "On", "Net", "Third"], rows[0].Cells.Select(cell => cell.Text));
        Assert.Equal(["w-1", "2024-02-29", "1234.56", "0.3"], rows[1].Cells.Select(cell => cell.Text));
    }

    [Theory]
    [InlineData("a document type", "DTD")]
    [InlineData("no end", "cannot be read as XML")]
    [InlineData("text missing", "cell A1: its text is not in the workbook")]
    [InlineData("out of order", "is not after the one before it")]
    [InlineData("too wide", "512 columns")]
    [InlineData("too deep", "nested more than 64 deep")]
    [InlineData("too many names", "10000 names")]
    [InlineData("long cell", "more than 1048576 characters")]
    [InlineData("long attribute", "more than 1048576 characters")]
    public void A_hostile_sheet_is_refused_with_a_sentence(string how, string sentence)
    {
        const string Laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>";
        var file = how switch
        {
            "a document type" => Of(Row(1, Text("&c;")), before: Laughs),
            "no end" => Of("<row r=\"1\">"),
            "text missing" => Of(Row(1, " t=\"s\"><v>7</v>")),
            "out of order" => Of(Row(5, Number("1")) + Row(4, Number("1"))),
            "too wide" => Of("<row r=\"1\"><c r=\"ZZ1\"><v>1</v></c></row>"),
            "too deep" => Of(string.Concat(Enumerable.Repeat("<row>", 100)) + string.Concat(Enumerable.Repeat("</row>", 100))),
            "too many names" => Of(string.Concat(Enumerable.Range(0, 11_000).Select(index => $"<x{index}/>"))),
            "long cell" => Of(Row(1, Text(new string('a', 3 << 20)))),
            _ => Of($"<row r=\"1\" spans=\"{new string('a', 3 << 20)}\"/>"),
        };
        Assert.Contains(sentence, Assert.Throws<BadUsageException>(() => Rows(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shared_texts_are_bounded_in_number_and_in_all()
    {
        var many = Of(Row(1, " t=\"s\"><v>0</v>"), texts: new string[1_000_001].Select(_ => "").ToList());
        var large = Of(Row(1, " t=\"s\"><v>0</v>"), texts: Enumerable.Repeat(new string('a', 30_000), 600).ToList());
        Assert.All(new[] { many, large }, file => Assert.Contains("texts", Assert.Throws<BadUsageException>(() => Rows(file)).Message, StringComparison.Ordinal));
    }

    [Fact]
    public void A_bomb_is_refused_by_what_it_says_of_itself_and_a_lie_brings_nothing()
    {
        var bomb = PackedFilesTests.Zip(("[Content_Types].xml", new byte[80 << 20]), ("xl/workbook.xml", []));
        Assert.Contains("unpacks to more than 64 MiB", Assert.Throws<BadUsageException>(() => Rows(bomb)).Message, StringComparison.Ordinal);

        // The sizes that the archive tells may lie: nothing beyond them is unpacked, and what is cut short is no XML.
        var sheet = Of(string.Concat(Enumerable.Repeat(Row(1, Number("1")).Replace(" r=\"1\"", "", StringComparison.Ordinal).Replace(" r=\"A1\"", "", StringComparison.Ordinal), 3_000_000)));
        Assert.Contains("cannot be read", Assert.Throws<BadUsageException>(() => Rows(Understated(sheet))).Message, StringComparison.Ordinal);
    }

    /// <summary>Makes every entry of an archive say, in its central directory, that it unpacks to one byte.</summary>
    private static byte[] Understated(byte[] archive)
    {
        for (var at = 0; at + 46 < archive.Length; at++)
        {
            if (archive.AsSpan(at, 4).SequenceEqual("PK\u0001\u0002"u8))
            {
                BitConverter.GetBytes(1).CopyTo(archive, at + 24);
            }
        }

        return archive;
    }

    private static SheetCell CellOf(string cell, string properties = "") => Rows(Of(Row(1, cell), properties: properties))[0].Cells[0];

    private static List<SheetRow> Rows(byte[] file)
    {
        using var workbook = Workbook.Open("pay.xlsx", new MemoryStream(file));
        return [.. workbook.Rows("Pay")];
    }
}
