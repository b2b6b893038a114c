using System.Text;
using Ledger.Host.CommandLine;
using Ledger.Tests.CommandLine;
using Ledger.Tests.Database;
using Xunit;
using static Ledger.Tests.Import.Sheets.WorkbookParts;

namespace Ledger.Tests.Import.Sheets;

/// <summary>Sheets through the command line: the same way as any line, and back to the row that a fact came of.</summary>
public sealed class SheetImportTests(LedgerServer server)
{
    private const string Head = "Emp ID,Paid on,Net,Lodging";

    [Fact]
    public async Task A_sheet_sent_again_or_overlapping_adds_nothing()
    {
        var ledger = await LedgerOf("w-1", "w-2");
        using var folder = new TemporaryFolder();
        var profile = folder.Write("profile.json", Profiles.Utf8(Profiles.Payroll()));
        var sheet = folder.Write("pay.csv", [Head, "w-1,29/02/2024,800,200", "", "w-2,29/02/2024,700,"]);
        Assert.Equal((3, 3, 0, 0), ImportCounts.Of((await ledger.SucceedAsync("import", sheet, "--profile", profile, "--json")).Json));
        Assert.Equal((3, 0, 3, 0), ImportCounts.Of((await ledger.SucceedAsync("import", sheet, "--profile", profile, "--json")).Json));

        // The same rows in another order, days written in another way, one row more.
        var longer = folder.Write("longer.csv", ["Lodging,Net,Paid on,Emp ID", ",700,2024-02-29,w-2", "200.00,800.00,29/02/2024,w-1", ",5,31/03/2024,w-1"]);
        Assert.Equal((4, 1, 3, 0), ImportCounts.Of((await ledger.SucceedAsync("import", longer, "--profile", profile, "--json")).Json));
        await ledger.SucceedAsync("verify");
    }

    [Fact]
    public async Task Mended_rejects_are_imported_with_the_same_profile()
    {
        var ledger = await LedgerOf("w-1", "w-2");
        using var folder = new TemporaryFolder();
        var profile = folder.Write("profile.json", Profiles.Utf8(Profiles.Payroll(""" "separator": "semicolon", "numbers": { "decimal": ",", "grouping": "." }, """)));
        var sheet = folder.Write("pay.csv", ["Firm; Ltd.", "Emp ID;Paid on;Net;Lodging", "w-1;29/02/2024;1.800,50;\"1.0,0\"", "w-2;30/02/2024;700;", "w-9;29/02/2024;700,00;50", "w-2;29/02/2024;650;"]);
        var first = await ledger.CallAsync("import", sheet, "--profile", profile, "--json");
        Assert.Equal(Exit.LinesRejected, first.Exit);
        Assert.Equal((5, 1, 0, 4), ImportCounts.Of(first.Json));
        Assert.Equal([(3, "gross.amount"), (4, "effectiveOn"), (5, "worker"), (5, "worker")], first.Json.GetProperty("rejects").EnumerateArray().Select(reject => (reject.GetProperty("line").GetInt32(), reject.GetProperty("field").GetString()!)));

        var rejects = await File.ReadAllTextAsync(sheet + ".rejects.csv", TestContext.Current.CancellationToken);
        Assert.Equal(4, rejects.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("column D 'Lodging'", rejects, StringComparison.Ordinal);
        var mended = folder.Write("mended.csv", Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes(rejects.Replace("1.0,0", "100,5", StringComparison.Ordinal).Replace("30/02", "31/03", StringComparison.Ordinal).Replace("w-9", "w-1", StringComparison.Ordinal).Replace("29/02/2024\";\"700", "30/04/2024\";\"700", StringComparison.Ordinal))).ToArray());
        Assert.Equal((5, 5, 0, 0), ImportCounts.Of((await ledger.SucceedAsync("import", mended, "--profile", profile, "--json")).Json));

        // What is left beside a sheet is not taken with its folder.
        Assert.Equal(4, (await ledger.CallAsync("import", sheet, "--profile", profile, "--json")).Json.GetProperty("rejected").GetInt32());
        Assert.True(File.Exists(sheet + ".rejects.csv"));
        File.Delete(mended);
        Assert.Equal(5, (await ledger.CallAsync("import", folder.Path, "--profile", profile, "--json")).Json.GetProperty("read").GetInt32());
    }

    [Fact]
    public async Task A_row_of_a_workbook_is_found_again_with_its_sheet_and_formulas()
    {
        var ledger = await LedgerOf("w-1", "w-2");
        using var folder = new TemporaryFolder();
        var profile = folder.Write("profile.json", Profiles.Utf8(Profiles.Payroll()));
        var rows = Row(1, Text("Emp ID"), Text("Paid on"), Text("Net"), Text("Lodging")) + Row(4, Text("w-1"), Day("45351"), Formula("799.99999999999989"), Number("200")) + Row(5, Text("w-2"), Text("31/02/2024"), Number("1.5"));
        var sheet = folder.Write("pay.xlsx", Of(rows));
        var answer = await ledger.CallAsync("import", sheet, "--profile", profile, "--json");
        Assert.Equal((3, 2, 0, 1), ImportCounts.Of(answer.Json));
        Assert.Equal(sheet + "/Pay", answer.Json.GetProperty("rejects")[0].GetProperty("file").GetString());

        var timeline = (await ledger.SucceedAsync("replay", "w-1", "--json")).Json.GetProperty("timeline");
        var told = timeline.EnumerateArray().SelectMany(day => day.GetProperty("facts").EnumerateArray()).ToDictionary(fact => fact.GetProperty("fact").GetProperty("fact").GetString()!, fact => fact.GetProperty("origin"));
        Assert.Equal((4, "Pay", "C4"), (told["wage-paid"].GetProperty("line").GetInt32(), told["wage-paid"].GetProperty("sheet").GetString(), told["wage-paid"].GetProperty("formulas").GetString()));
        Assert.False(told["deduction-taken"].TryGetProperty("formulas", out _));
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(sheet, TestContext.Current.CancellationToken)));
        Assert.Equal(hash, told["wage-paid"].GetProperty("sha256").GetString());
        var profileHash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(profile, TestContext.Current.CancellationToken)));
        Assert.Equal(1, await Sql.ScalarAsync<long>(ledger.Database, $"select count(*) from ledger.mt_events where stream_id = 'import/{hash}' and data ->> 'profile' = '{profileHash}' and data ->> 'file' = 'pay.xlsx'"));

        // A stored number is written in the rejects as the profile reads numbers of text.
        Assert.Contains("\"w-2\",\"31/02/2024\",\"1.5\",\"\",\"5\",\"effectiveOn\"", await File.ReadAllTextAsync(sheet + ".rejects.csv", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unreckoned", "cell C2 'Net': a formula without a stored value")]
    [InlineData("merged", "row 2: the cells A2:A3 are merged over data")]
    [InlineData("merged headers", "row 1: the cells A1:B1 are merged over the headers")]
    [InlineData("twice", "the header 'NET' is there twice, in columns C and D")]
    [InlineData("other", "says nothing of the column 'Levy'")]
    [InlineData("bomb", "unpacks to more than 64 MiB")]
    [InlineData("csv", "cannot be read from line 2 on")]
    [InlineData("xls", "workbook of the old kind")]
    [InlineData("xml", "the profile is for another sort of file")]
    public async Task What_cannot_be_trusted_as_a_whole_is_refused_before_anything_is_recorded(string how, string sentence)
    {
        var ledger = await LedgerOf();
        using var folder = new TemporaryFolder();
        var profile = folder.Write("profile.json", Profiles.Utf8(Profiles.Payroll()));
        string Heads(string third = "Net", string fourth = "Lodging") => Row(1, Text("Emp ID"), Text("Paid on"), Text(third), Text(fourth));
        var rows = Row(2, Text("w-1"), Day("45351"), Number("5")) + Row(3, Text("w-2"), Day("45351"), Number("5"));
        var file = how switch
        {
            "unreckoned" => folder.Write("pay.xlsx", Of(Heads() + Row(2, Text("w-1"), Day("45351"), Formula(null)))),
            "merged" => folder.Write("pay.xlsx", Of(Heads() + rows, after: "<mergeCells><mergeCell ref=\"A2:A3\"/></mergeCells>")),
            "merged headers" => folder.Write("pay.xlsx", Of(Heads() + rows, after: "<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>")),
            "twice" => folder.Write("pay.xlsx", Of(Heads("Net", "NET") + rows)),
            "other" => folder.Write("pay.csv", [Head + ",Levy", "w-1,29/02/2024,5,,50"]),
            "bomb" => folder.Write("pay.xlsx", PackedFilesTests.Zip(("[Content_Types].xml", new byte[80 << 20]))),
            "csv" => folder.Write("pay.csv", [Head, "\"" + new string('a', 200_000)]),
            "xls" => folder.Write("pay.xls", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
            _ => folder.Write("pay.xml", ["<Document/>"]),
        };
        var answer = await ledger.CallAsync("import", folder.Write("good.jsonl", [Tell.Worker("w-1")]), file, "--profile", profile, "--json");
        Assert.Equal((Exit.BadUsage, ""), (answer.Exit, answer.Output));
        Assert.Contains(sentence, answer.Errors, StringComparison.Ordinal);
        Assert.Contains(Path.GetFileName(file), answer.Errors, StringComparison.Ordinal);
        Assert.Equal(0, await Sql.ScalarAsync<long>(ledger.Database, "select count(*) from ledger.mt_events"));
    }

    [Fact]
    public async Task Packed_sheets_facts_and_several_sheets_are_one_batch()
    {
        var ledger = await LedgerOf();
        using var folder = new TemporaryFolder();
        var profile = folder.Write("profile.json", Profiles.Utf8(Profiles.Payroll()));
        var csv = Profiles.Utf8(Head, "w-1,29/02/2024,800,");
        var xlsx = Of(Row(1, Text("Emp ID"), Text("Paid on"), Text("Net"), Text("Lodging")) + Row(2, Text("w-2"), Day("45351"), Number("5")));
        var zip = folder.Write("all.zip", PackedFilesTests.Zip(("a/pay.csv", csv), ("b/pay.xlsx", xlsx), ("c/workers.jsonl", Profiles.Utf8(Tell.Worker("w-1"), Tell.Worker("w-2")))));
        Assert.Equal((4, 4, 0, 0), ImportCounts.Of((await ledger.SucceedAsync("import", zip, "--profile", profile, "--json")).Json));

        var gzip = folder.Write("pay.csv.gz", PackedFilesTests.Gzip(stream => stream.Write(csv)));
        Assert.Equal((1, 0, 1, 0), ImportCounts.Of((await ledger.SucceedAsync("import", gzip, "--profile", profile, "--json")).Json));
        Assert.Equal(Exit.BadUsage, (await ledger.CallAsync("import", folder.Write("pay.xlsx", xlsx))).Exit);
    }

    private async Task<LedgerCalls> LedgerOf(params string[] workers)
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        if (workers.Length > 0)
        {
            await ledger.RecordAsync([.. workers.Select(Tell.Worker)]);
        }

        return ledger;
    }
}
