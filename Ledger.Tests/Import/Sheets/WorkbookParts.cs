using System.Text;

namespace Ledger.Tests.Import.Sheets;

/// <summary>Writes workbooks part by part, so that they can be what no spreadsheet program would write.</summary>
internal static class WorkbookParts
{
    public const string Main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>Styles: 0 general, 1 a built-in day (14), 2 a day of its own with a word in quotes, 3 an amount with letters in quotes.</summary>
    public const string Styles = $"""<styleSheet {Main}><numFmts count="2"><numFmt numFmtId="164" formatCode="&quot;on&quot; yyyy\-mm\-dd"/><numFmt numFmtId="165" formatCode="#,##0.00 &quot;dy&quot;"/></numFmts><cellStyleXfs count="1"><xf numFmtId="14"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>""";

    /// <summary>A workbook of one sheet called Pay.</summary>
    /// <param name="rows">The row elements.</param>
    /// <param name="after">What stands after the cells, such as merged regions.</param>
    /// <param name="properties">What stands before the sheets, such as workbookPr.</param>
    /// <param name="texts">The shared texts.</param>
    /// <param name="before">What stands before the root of the sheet's part, such as a document type.</param>
    public static byte[] Of(string rows, string after = "", string properties = "", IReadOnlyList<string>? texts = null, string before = "") => PackedFilesTests.Zip(
        ("[Content_Types].xml", Bytes("""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>""")),
        ("_rels/.rels", Bytes($"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="{Office}/officeDocument" Target="/xl/workbook.xml"/></Relationships>""")),
        ("xl/workbook.xml", Bytes($"""<workbook {Main} xmlns:r="{Office}">{properties}<sheets><sheet name="Pay" sheetId="1" r:id="s"/></sheets></workbook>""")),
        ("xl/_rels/workbook.xml.rels", Bytes($"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s" Type="{Office}/worksheet" Target="worksheets/pay.xml"/><Relationship Id="y" Type="{Office}/styles" Target="styles.xml"/><Relationship Id="t" Type="{Office}/sharedStrings" Target="texts.xml"/></Relationships>""")),
        ("xl/styles.xml", Bytes(Styles)),
        ("xl/texts.xml", Bytes($"<sst {Main}>{string.Concat((texts ?? []).Select(text => $"<si><t>{text}</t></si>"))}</sst>")),
        ("xl/worksheets/pay.xml", Bytes($"{before}<worksheet {Main}><sheetData>{rows}</sheetData>{after}</worksheet>")));

    /// <summary>A row of cells, each as its element after the reference, such as (" s=\"1\"&gt;&lt;v&gt;45351&lt;/v&gt;"); null for none.</summary>
    public static string Row(int number, params string?[] cells) =>
        $"<row r=\"{number}\">{string.Concat(cells.Select((cell, column) => cell is null ? "" : $"<c r=\"{(char)('A' + column)}{number}\"{cell}</c>"))}</row>";

    public static string Text(string text) => $" t=\"inlineStr\"><is><t>{text}</t></is>";

    public static string Number(string stored) => $"><v>{stored}</v>";

    public static string Day(string serial, int style = 1) => $" s=\"{style}\"><v>{serial}</v>";

    public static string Formula(string? stored) => stored is null ? "><f>B2+C2</f>" : $"><f>B2+C2</f><v>{stored}</v>";

    public static byte[] Bytes(string xml) => Encoding.UTF8.GetBytes(xml);
}
