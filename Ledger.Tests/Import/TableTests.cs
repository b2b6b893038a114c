using System.Text;
using System.Text.Json;
using Ledger.Host.CommandLine;
using Ledger.Tests.CommandLine;
using Ledger.Tests.Database;
using Xunit;

namespace Ledger.Tests.Import;

/// <summary>Facts as CSV: the same fields, the same rules, and nothing read into a cell that it does not say.</summary>
public sealed class TableTests(LedgerServer server)
{
    private const string Head =
        "fact,id,effectiveOn,assertedBy,assertedAs,worker,origin,placement,employer,recruiter,chain,destination,occupation,amount.amount,amount.currency,class,collector,collectorRole,borneBy,form,note,version,kind,from,monthlyWage.amount,monthlyWage.currency";

    private const string Worker = "worker-registered,w-1/registered,2023-01-01,w-1,worker,w-1,NP,,,,,,,,,,,,,,,,,,,";
    private const string Placement = """placement-started,w-1/p1,2023-01-05,w-1,worker,w-1,,p1,e-1,r-1,"[""s-1"",""s,2""]",QA,porter,,,,,,,,,,,,,""";
    private const string Contract = "contract-recorded,w-1/p1/contract,2023-02-01,w-1,worker,w-1,,p1,,,,,,,,,,,,,,1,promised,2023-02-01,1800.00,QAR";
    private const string Fee = "fee-charged,w-1/fee,2023-01-10,w-1,worker,w-1,,p1,,,,,,500.00,NPR,service,r-1,recruiter,worker,cash,,,,,,";

    public static TheoryData<string, string, string> Bad => new()
    {
        { Fee.Replace("500.00", "๕๐๐.00", StringComparison.Ordinal), "amount.amount", "digits" },
        { Fee.Replace("500.00", "\"500,00\"", StringComparison.Ordinal), "amount.amount", "digits" },
        { Fee.Replace("500.00", "5e2", StringComparison.Ordinal), "amount.amount", "digits" },
        { Fee.Replace("500.00,NPR", ",NPR", StringComparison.Ordinal), "amount.amount", "'amount'" },
        { Fee.Replace("2023-01-10", "2023-02-29", StringComparison.Ordinal), "effectiveOn", "no day of the calendar" },
        { Fee.Replace("2023-01-10", "10/01/2023", StringComparison.Ordinal), "effectiveOn", "yyyy-MM-dd" },
        { Fee.Replace(",p1,,,,,", ",p1,e-1,,,,", StringComparison.Ordinal), "employer", "no field 'employer'" },
        { Fee + ",surplus", "line", "27 cells and the first row 26" },
        { Contract.Replace(",1,promised", ",one,promised", StringComparison.Ordinal), "version", "whole number" },
        { Placement.Replace("""[""s-1""]""", "s-1", StringComparison.Ordinal).Replace("\"[\"\"s-1\"\",\"\"s,2\"\"]\"", "s-1;s-2", StringComparison.Ordinal), "chain", "a list of" },
    };

    [Fact]
    public async Task A_table_reads_as_the_same_facts_on_lines()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        using var folder = new TemporaryFolder();

        // A note of two lines, an accent, a leap day, a byte order mark and line ends of Windows.
        var noted = Fee.Replace("cash,,", "cash,\"reçu\n\"\"signé\"\"\",", StringComparison.Ordinal).Replace("2023-01-10", "2024-02-29", StringComparison.Ordinal);
        var file = folder.Write("facts.csv", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(string.Join("\r\n", Head, Worker, Placement, Contract, noted, ""))]);
        var answer = await ledger.SucceedAsync("import", file, "--json");
        Assert.Equal((4, 4, 0, 0), ImportCounts.Of(answer.Json));

        string[] lines =
        [
            Tell.Worker("w-1"),
            Tell.Placement("w-1", "p1", "2023-01-05").Replace("\"chain\":[]", "\"chain\":[\"s-1\",\"s,2\"]", StringComparison.Ordinal),
            Tell.Contract("w-1", "p1", "2023-02-01", "1800.00", "QAR"),
            Tell.Fee("w-1", "p1", "2024-02-29", "500.00").Replace("w-1/p1/fee", "w-1/fee", StringComparison.Ordinal).Replace("\"cash\"", "\"cash\",\"note\":\"reçu\\n\\\"signé\\\"\"", StringComparison.Ordinal),
        ];
        var again = await ledger.SucceedAsync("import", folder.Write("facts.jsonl", lines), "--json");
        Assert.Equal((4, 0, 4, 0), ImportCounts.Of(again.Json));
        await ledger.SucceedAsync("verify");
    }

    [Fact]
    public async Task Every_bad_row_is_named_and_kept_as_it_came()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        using var folder = new TemporaryFolder();
        var bad = Bad.Select(row => row.Data).ToList();
        var latin1 = Encoding.Latin1.GetBytes(Fee.Replace("w-1/fee", "café", StringComparison.Ordinal));
        var file = folder.Write("facts.csv", [.. Encoding.UTF8.GetBytes(string.Join('\n', [Head, Worker, .. bad.Select(row => row.Item1), ""])), .. latin1]);

        var answer = await ledger.CallAsync("import", file, "--json");
        Assert.Equal((bad.Count + 2, 1, 0, bad.Count + 1), ImportCounts.Of(answer.Json));
        var rejects = answer.Json.GetProperty("rejects").EnumerateArray().ToList();
        Assert.All(bad.Zip(rejects), pair =>
        {
            Assert.StartsWith(pair.First.Item2, pair.Second.GetProperty("field").GetString() + " " + pair.Second.GetProperty("message").GetString(), StringComparison.Ordinal);
            Assert.Contains(pair.First.Item3, pair.Second.GetProperty("message").GetString(), StringComparison.Ordinal);
        });
        Assert.Equal(Enumerable.Range(3, bad.Count + 1), rejects.Select(reject => reject.GetProperty("line").GetInt32()));
        var kept = (await File.ReadAllLinesAsync(file + ".rejects.jsonl", TestContext.Current.CancellationToken)).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Equal(bad.Select(row => row.Item1), kept[..^1].Select(entry => entry.GetProperty("text").GetString()));
        Assert.Equal(latin1, kept[^1].GetProperty("base64").GetBytesFromBase64());
    }

    [Theory]
    [InlineData("fact,id,colour", "no column 'colour'")]
    [InlineData("fact,id,Amount.amount", "did you mean 'amount.amount'?")]
    [InlineData("fact,id,id", "the column 'id' is there twice")]
    [InlineData("fact;id;worker", "separate the columns by commas")]
    [InlineData("id,worker", "no column 'fact'")]
    [InlineData("fact,amount", "no column 'amount'")]
    public async Task A_head_that_cannot_be_read_is_refused_by_name_before_anything_is_recorded(string head, string sentence)
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        using var folder = new TemporaryFolder();
        var answer = await ledger.CallAsync("import", folder.Write("good.jsonl", [Tell.Worker("w-1")]), folder.Write("facts.csv", [head, "worker-registered,x"]));
        Assert.Equal(Exit.BadUsage, answer.Exit);
        Assert.Contains(sentence, answer.Errors, StringComparison.Ordinal);
        Assert.Equal(0, await Sql.ScalarAsync<long>(ledger.Database, "select count(*) from ledger.mt_events"));
    }

    [Fact]
    public async Task A_quote_that_is_never_closed_is_told_where_it_opens()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        using var folder = new TemporaryFolder();
        var answer = await ledger.CallAsync("import", folder.Write("facts.csv", [Head, Worker, "\"" + Fee, .. Enumerable.Repeat(Fee, 5_000)]), "--json");
        Assert.Equal((2, 1, 0, 1), ImportCounts.Of(answer.Json));
        Assert.Equal(3, answer.Json.GetProperty("rejects")[0].GetProperty("line").GetInt32());
        Assert.Contains("from here on", answer.Json.GetProperty("rejects")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }
}
