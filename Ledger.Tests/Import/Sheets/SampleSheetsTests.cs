using System.Text.Json.Nodes;
using Ledger.Host.CommandLine;
using Ledger.Tests.CommandLine;
using Ledger.Tests.Database;
using Ledger.Tests.Samples;
using Xunit;

namespace Ledger.Tests.Import.Sheets;

/// <summary>The example files are imported with their profiles, and with profiles that are drafted of them.</summary>
public sealed class SampleSheetsTests(LedgerServer server)
{
    private static readonly string Folder = Path.Combine(SampleFiles.Folder, "sheets");

    /// <summary>Each file, its profile, how many facts it becomes, and the workers of it where ids are as they stand.</summary>
    public static TheoryData<string, string, int, string> Files => new()
    {
        { "uae-payroll-2024-02.csv", "uae-payroll.json", 6, "AN-1042 AN-1043 AN-1044" },
        { "my-payroll-2024-03.xlsx", "my-payroll.json", 8, "2001 2002 2003" },
        { "id-fees-2023.csv", "id-fees.json", 3, "JKT-77 JKT-78" },
        { "ae-bank-2024-03.xml", "ae-bank.json", 4, "" },
        { "0000000009103240306110700.sif", "ae-wps.json", 2, "" },
    };

    [Fact]
    public async Task All_of_them_are_imported_as_their_profiles_say_and_only_once()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.SucceedAsync("import", Path.Combine(Folder, "workers.jsonl"));
        foreach (var (file, profile, facts, _) in Files.Select(row => row.Data))
        {
            Assert.Equal((facts, facts, 0, 0), ImportCounts.Of((await ImportAsync(ledger, file, Path.Combine(Folder, profile))).Json));
            Assert.Equal((facts, 0, facts, 0), ImportCounts.Of((await ImportAsync(ledger, file, Path.Combine(Folder, profile))).Json));
        }

        await ledger.SucceedAsync("verify");
        var sums = await Sql.ColumnAsync(ledger.Database, """
            select type || ' ' || (money ->> 'currency') || ' ' || sum((money ->> 'amount')::numeric)
            from (select type, coalesce(data -> 'amount', data -> 'net') as money from ledger.mt_events where type in ('wage-paid.v1', 'deduction-taken.v1', 'fee-charged.v1', 'loan-repaid.v1')) told
            group by type, money ->> 'currency' order by 1
            """);

        // By hand: wages 1,150 + 500 + 0 (payroll), 1,150 + 500 + 100 (bank), 1,150 + 500 (WPS); in Malaysia 1,500.50 + 1,250 + 2,900; deductions 200 + 200 + 300.
        Assert.Equal(
            ["deduction-taken.v1 AED 700.00", "deduction-taken.v1 MYR 600.00", "fee-charged.v1 IDR 15250000.50", "loan-repaid.v1 AED 100.00", "wage-paid.v1 AED 5050.00", "wage-paid.v1 MYR 5650.50"], sums);
    }

    [Theory, MemberData(nameof(Files))]
    public async Task A_drafted_profile_reads_its_file_once_what_it_names_as_missing_is_filled_in(string file, string profile, int facts, string workers)
    {
        _ = profile;
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        var draft = await ledger.SucceedAsync("import", "--suggest", Path.Combine(Folder, file));
        Assert.Contains("Fill in: every.assertedBy.value", draft.Errors, StringComparison.Ordinal);
        using var folder = new TemporaryFolder();
        var drafted = folder.Write("draft.json", [draft.Output]);
        var unfilled = await ImportAsync(ledger, file, drafted);
        Assert.Equal(Exit.BadUsage, unfilled.Exit);
        Assert.Contains("fill in every.assertedBy.value", unfilled.Errors, StringComparison.Ordinal);

        // Everything that it names as missing, and nothing else: who speaks, and the files that it asks to be made.
        var filled = JsonNode.Parse(draft.Output)!;
        filled["every"]!["assertedBy"]!["value"] = "x";
        Assert.DoesNotContain("\"\"", filled.ToJsonString(), StringComparison.Ordinal);
        folder.Write("draft.json", [filled.ToJsonString()]);
        File.Copy(Path.Combine(Folder, "accounts.csv"), folder.At("accounts.csv"));
        folder.Write("workers.key", ["drawn by no chance at all"]);
        await ledger.RecordAsync([.. workers.Split(' ').Concat(["AN-1042", "AN-1043", "AN-1044"]).Where(worker => worker.Length > 0).Distinct().Select(Tell.Worker)]);
        var answer = await ImportAsync(ledger, file, drafted);
        if (workers.Length > 0)
        {
            Assert.Equal((facts, facts, 0, 0), ImportCounts.Of(answer.Json));
        }
        else
        {
            // Whom it pays is for the user to say: what is left of the file is refused by worker alone.
            Assert.All(answer.Json.GetProperty("rejects").EnumerateArray(), reject => Assert.Equal("worker", reject.GetProperty("field").GetString()));
        }
    }

    [Fact]
    public async Task A_draft_says_what_is_uncertain_in_words()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        using var folder = new TemporaryFolder();
        var draft = await ledger.SucceedAsync("import", "--suggest", folder.Write("pay.csv", ["Worker ID\tวันที่จ่าย\tNet\tGross\tLevy\tShoe size", "w-1\t๐๕/๐๓/๒๕๖๗\t๑,๒๕๐\t๒,๐๐๐\t-๗๕๐\t๔๒"]));
        Assert.Contains("Uncertain: dates, d/M/yyyy read all cells, but so does another order of day and month.", draft.Errors, StringComparison.Ordinal);
        Assert.Contains("Fill in: the currency of wages", draft.Errors, StringComparison.Ordinal);
        Assert.Contains("Uncertain: ignored, nothing is made of column 'Shoe size'", draft.Errors, StringComparison.Ordinal);
        Assert.Contains("column 'Levy' is taken for a deduction for fee-recovery", draft.Errors, StringComparison.Ordinal);
        Assert.Equal(("thai", "buddhist", "tab"), (draft.Json.GetProperty("digits").GetString(), draft.Json.GetProperty("calendar").GetString(), draft.Json.GetProperty("separator").GetString()));
        Assert.Equal("-1", draft.Json.GetProperty("facts")[1].GetProperty("fields").GetProperty("amount.amount").GetProperty("times").GetString());
        Assert.Equal(Exit.BadUsage, (await ledger.CallAsync("import", "--suggest", folder.Write("facts.jsonl", [Tell.Worker("w-1")]))).Exit);
        Assert.Equal(Exit.BadUsage, (await ledger.CallAsync("import", "--suggest", folder.Write("empty.csv", [""]))).Exit);
        Assert.Equal(Exit.BadUsage, (await ledger.CallAsync("import", "--suggest", folder.At("nosuch.csv"))).Exit);
    }

    /// <summary>Imports a copy, so that no rejects are left beside the samples.</summary>
    private static async Task<Answer> ImportAsync(LedgerCalls ledger, string file, string profile)
    {
        using var folder = new TemporaryFolder();
        File.Copy(Path.Combine(Folder, file), folder.At(file));
        return await ledger.CallAsync("import", folder.At(file), "--profile", profile, "--json");
    }
}
