using System.Text;
using System.Text.Json;
using Ledger.Domain.Facts;
using Ledger.Host.CommandLine;
using Ledger.Tests.CommandLine;
using Ledger.Tests.Database;
using Xunit;

namespace Ledger.Tests.Import;

/// <summary>A file with a bad line of each kind among good ones: every bad line is named and kept, every good one is in.</summary>
public sealed class RejectedLinesTests(LedgerServer server)
{
    private static readonly string Fee = Tell.Fee("w-1", "p1", "2023-02-10", "500.00", id: "bad");

    private static readonly (string Line, string Field, string Mend)[] Bad =
    [
        (Fee.Replace("\"form\"", "\"colour\":\"red\",\"form\"", StringComparison.Ordinal), "colour", "no field 'colour'"),
        (Fee.Replace("\"NPR\"", "\"XXX\"", StringComparison.Ordinal), "amount.currency", "no active currency"),
        (Fee.Replace("\"service\"", "\"gift\"", StringComparison.Ordinal), "class", "service, advertising"),
        (Fee.Replace("2023-02-10", "2023-02-30", StringComparison.Ordinal), "effectiveOn", "no day of the calendar"),
        (Fee.Replace("\"cash\"", "\"barter\"", StringComparison.Ordinal), "form", "cash, bank"),
        (Fee.Replace(",\"collector\":\"r-1\"", "", StringComparison.Ordinal), "collector", "needs 'collector'"),
        ("fee of 500 rupees, paid in cash", "line", "not JSON"),
        ("\"fee-charged\"", "line", "in braces"),
        (Fee.Replace("\"cash\"", $"\"cash\",\"note\":\"{new string('x', FactWire.LongestLine)}\"", StringComparison.Ordinal), "line", "65536 are the most"),
        (Tell.Fee("w-unknown", "p1", "2023-02-10", "500.00"), "worker", "worker 'w-unknown' is not registered; send a worker-registered fact"),
        (Tell.Repayment("w-1", "loan-unknown", "2023-02-10", "500.00"), "loan", "loan 'loan-unknown' of worker 'w-1' is not known; send its loan-disbursed"),
        (Tell.Correction("c-1", "fact-unknown", "w-1", """{"note":"mended"}"""), "corrects", "no fact 'fact-unknown' is known; send it first"),
        (Tell.Withdrawal("c-2", "fact-unknown", "w-1"), "withdraws", "no fact 'fact-unknown' is known"),
        (Tell.Fee("w-1", "p1", "2023-01-10", "100001.00"), "id", "'w-1/p1/fee' is already recorded with another amount"),
        (Tell.Fee("w-1", "p1", "2099-01-01", "500.00", id: "future"), "effectiveOn", "2099-01-01 is still to come"),
        (Tell.Correction("c-3", "w-1/p1/fee", "someone-else", """{"note":"mended"}"""), "assertedBy", "only 'w-1' who asserted 'w-1/p1/fee' can mend it"),
        (Tell.Correction("c-4", "w-1/p1/fee", "w-1", """{"amount":{"amount":"-1","currency":"NPR"}}"""), "with.amount.amount", "digits with at most one point"),
    ];

    [Fact]
    public async Task Every_bad_line_is_named_and_kept_and_every_good_line_is_in()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        using var folder = new TemporaryFolder();
        string[] good = [.. Tell.Rates(), .. Tell.Story("w-1")];

        // The bad lines come after the good ones, each after a blank line, so that numbers of lines are not numbers of facts.
        string[] lines = [.. good, .. Bad.SelectMany(bad => new[] { "", bad.Line })];
        var file = folder.Write("facts.jsonl", lines);
        var answer = await ledger.CallAsync("import", file, "--json");

        Assert.Equal(Exit.LinesRejected, answer.Exit);
        Assert.Equal((good.Length + Bad.Length, good.Length, 0, Bad.Length), Counts(answer.Json));
        var expected = Bad.Select((bad, index) => (Line: good.Length + (2 * index) + 2, bad.Field, bad.Mend)).ToList();
        var rejects = answer.Json.GetProperty("rejects").EnumerateArray().ToList();
        Assert.Equal(expected.Select(bad => (file, bad.Line, bad.Field)), rejects.Select(reject =>
            (reject.GetProperty("file").GetString()!, reject.GetProperty("line").GetInt32(), reject.GetProperty("field").GetString()!)));
        Assert.All(expected.Zip(rejects), pair => Assert.Contains(pair.First.Mend, pair.Second.GetProperty("message").GetString(), StringComparison.Ordinal));

        AssertKeptAsTheyCame(await File.ReadAllLinesAsync(file + ".rejects.jsonl", TestContext.Current.CancellationToken), rejects);
        Assert.Equal(good.Length, await Sql.ScalarAsync<long>(ledger.Database, "select count(*) from ledger.mt_events where stream_id not like 'import/%'"));
        await ledger.SucceedAsync("verify");
    }

    [Fact]
    public async Task Json_has_the_shape_of_the_contract_and_people_are_told_the_same()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        using var folder = new TemporaryFolder();
        var file = folder.Write("facts.jsonl", [Tell.Worker("w-1"), Fee.Replace("NPR", "XXX", StringComparison.Ordinal)]);

        var json = await ChildLedger.CallAsync(ledger.Database, "import", file, "--json");
        Assert.Equal(Exit.LinesRejected, json.Exit);
        Assert.Equal(["read", "accepted", "alreadyKnown", "rejected", "rejects"], json.Json.EnumerateObject().Select(property => property.Name));
        Assert.Equal(["file", "line", "field", "message"], json.Json.GetProperty("rejects")[0].EnumerateObject().Select(property => property.Name));
        Assert.Equal((2, 1, 0, 1), Counts(json.Json));

        var table = await ledger.CallAsync("import", file);
        Assert.Equal(Exit.LinesRejected, table.Exit);
        Assert.Contains("2 lines read: 0 accepted, 1 already known, 1 rejected.", table.Output, StringComparison.Ordinal);
        Assert.Contains("amount.currency", table.Output, StringComparison.Ordinal);
        Assert.Contains("facts.jsonl.rejects.jsonl", table.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_is_no_text_is_kept_byte_for_byte()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        using var folder = new TemporaryFolder();
        byte[] latin1 = [.. Encoding.Latin1.GetBytes(Fee.Replace("cash", "café", StringComparison.Ordinal))];
        var file = folder.Write("facts.jsonl", [.. latin1, (byte)'\n', .. Encoding.UTF8.GetBytes(Tell.Worker("w-1"))]);

        var answer = await ledger.CallAsync("import", file, "--json");
        Assert.Equal((2, 1, 0, 1), Counts(answer.Json));
        using var kept = JsonDocument.Parse(await File.ReadAllTextAsync(file + ".rejects.jsonl", TestContext.Current.CancellationToken));
        Assert.Equal(latin1, kept.RootElement.GetProperty("base64").GetBytesFromBase64());
        Assert.Contains("not UTF-8", kept.RootElement.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_in_another_encoding_says_so_and_brings_nothing()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        using var folder = new TemporaryFolder();
        var file = folder.Write("facts.jsonl", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes($"{Tell.Worker("w-1")}\n{Tell.Worker("w-2")}")]);
        var answer = await ledger.CallAsync("import", file, "--json");
        Assert.Equal((Exit.LinesRejected, (2, 0, 0, 2)), (answer.Exit, Counts(answer.Json)));
        Assert.Contains("not UTF-8", answer.Json.GetProperty("rejects")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rejects_file_goes_once_its_lines_are_mended()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        using var folder = new TemporaryFolder();
        var file = folder.Write("facts.jsonl", [Tell.Worker("w-1"), Fee.Replace("NPR", "XXX", StringComparison.Ordinal)]);
        Assert.Equal(Exit.LinesRejected, (await ledger.CallAsync("import", file)).Exit);
        Assert.True(File.Exists(file + ".rejects.jsonl"));

        folder.Write("facts.jsonl", [Tell.Worker("w-1"), Fee]);
        var mended = await ledger.SucceedAsync("import", file, "--json");
        Assert.Equal((2, 1, 1, 0), Counts(mended.Json));
        Assert.False(File.Exists(file + ".rejects.jsonl"));
    }

    private static void AssertKeptAsTheyCame(string[] kept, List<JsonElement> rejects)
    {
        var entries = kept.Select(line => JsonDocument.Parse(line).RootElement).OrderBy(entry => entry.GetProperty("line").GetInt32()).ToList();
        Assert.Equal(Bad.Length, entries.Count);
        foreach (var ((entry, reject), bad) in entries.Zip(rejects).Zip(Bad))
        {
            Assert.Equal(reject.GetProperty("line").GetInt32(), entry.GetProperty("line").GetInt32());
            Assert.Equal(reject.GetProperty("field").GetString(), entry.GetProperty("field").GetString());
            Assert.Equal(reject.GetProperty("message").GetString(), entry.GetProperty("message").GetString());
            var isCut = bad.Line.Length > FactWire.LongestLine;
            Assert.Equal(isCut, entry.TryGetProperty("isCut", out _));
            Assert.Equal(isCut ? bad.Line[..(FactWire.LongestLine + 1)] : bad.Line, entry.GetProperty("text").GetString());
        }
    }

    private static (int Read, int Accepted, int AlreadyKnown, int Rejected) Counts(JsonElement json) => ImportCounts.Of(json);
}
