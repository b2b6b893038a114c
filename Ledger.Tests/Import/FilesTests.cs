using System.Text;
using Ledger.Host.CommandLine;
using Ledger.Tests.CommandLine;
using Ledger.Tests.Database;
using Xunit;

namespace Ledger.Tests.Import;

/// <summary>Files as people have them: sent again, overlapping, in any order, from any editor.</summary>
public sealed class FilesTests(LedgerServer server)
{
    private static readonly string[] Facts = [.. Tell.Rates(), .. Tell.Story("w-1"), .. Tell.Story("w-2")];

    public static TheoryData<string, Func<string, byte[]>> Endings => new()
    {
        { "carriage returns", text => Encoding.UTF8.GetBytes(text.Replace("\n", "\r\n", StringComparison.Ordinal)) },
        { "a byte order mark", text => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)] },
        { "blank lines", text => Encoding.UTF8.GetBytes("\n \t\n" + text.Replace("\n", "\n\n\r\n", StringComparison.Ordinal)) },
        { "no final line end", text => Encoding.UTF8.GetBytes(text.TrimEnd('\n')) },
        { "no final line end after a carriage return", text => Encoding.UTF8.GetBytes(text.TrimEnd('\n') + "\r") },
    };

    [Theory, MemberData(nameof(Endings), DisableDiscoveryEnumeration = true)]
    public async Task Files_of_every_editor_read_alike(string with, Func<string, byte[]> write)
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        using var folder = new TemporaryFolder();
        var answer = await ledger.CallAsync("import", folder.Write("facts.jsonl", write(string.Concat(Facts.Select(line => line + "\n")))), "--json");
        Assert.True(ImportCounts.Of(answer.Json) == (Facts.Length, Facts.Length, 0, 0), $"{with}: {answer.Output}");
    }

    [Fact]
    public async Task A_file_sent_again_is_already_known_and_changes_nothing()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        using var folder = new TemporaryFolder();
        var file = folder.Write("facts.jsonl", Facts);
        await ledger.SucceedAsync("import", file);
        var events = await FactsOf(ledger);

        var again = await ledger.SucceedAsync("import", file, "--json");
        Assert.Equal((Facts.Length, 0, Facts.Length, 0), ImportCounts.Of(again.Json));
        Assert.Equal(events, await FactsOf(ledger));
        Assert.Equal(2, await Sql.ScalarAsync<long>(ledger.Database, "select count(*) from ledger.mt_events where type = 'import-finished.v1'"));
        await ledger.SucceedAsync("verify");
    }

    [Fact]
    public async Task Facts_in_reverse_order_wait_for_what_they_rest_on()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        using var folder = new TemporaryFolder();

        // A withdrawal of a correction of a fee: each waits for the one before, and all for the worker.
        string[] mended =
        [
            .. Facts,
            Tell.Correction("c-1", "w-1/p1/fee", "w-1", """{"amount":{"amount":"90000.00","currency":"NPR"}}"""),
            Tell.Withdrawal("x-1", "c-1", "w-1"),
        ];
        var answer = await ledger.CallAsync("import", folder.Write("facts.jsonl", mended.Reverse()), "--json");
        Assert.Equal((mended.Length, mended.Length, 0, 0), ImportCounts.Of(answer.Json));
        Assert.Equal(Exit.Done, answer.Exit);
        await ledger.SucceedAsync("verify");
    }

    [Fact]
    public async Task What_a_line_rests_on_may_come_in_a_later_file_of_the_same_call()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        using var folder = new TemporaryFolder();
        var story = Tell.Story("w-1");
        var (later, earlier) = (folder.Write("a.jsonl", story[1..]), folder.Write("b.jsonl", story[..1]));

        var alone = await ledger.CallAsync("import", later, "--json");
        Assert.Equal((story.Length - 1, 0, 0, story.Length - 1), ImportCounts.Of(alone.Json));
        var together = await ledger.SucceedAsync("import", folder.Path, "--json");
        Assert.Equal((story.Length, story.Length, 0, 0), ImportCounts.Of(together.Json));
        Assert.False(File.Exists(later + ".rejects.jsonl"));
        Assert.True(File.Exists(earlier));
    }

    [Fact]
    public async Task Overlapping_files_record_each_fact_once()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        using var folder = new TemporaryFolder();
        var (first, second) = (folder.Write("first.jsonl", Facts[..15]), folder.Write("second.jsonl", Facts[8..]));
        var answer = await ledger.SucceedAsync("import", first, second, first, "--json");
        Assert.Equal((15 + Facts.Length - 8, Facts.Length, 15 - 8, 0), ImportCounts.Of(answer.Json));
        Assert.Equal(Facts.Length, (await FactsOf(ledger)).Count);
    }

    [Fact]
    public async Task The_same_fact_twice_in_one_file_is_recorded_once_and_another_body_is_refused()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        using var folder = new TemporaryFolder();
        var worker = Tell.Worker("w-1");

        // The same fact with its fields in another order is the same fact.
        var reordered = """{"origin":"NP","worker":"w-1","assertedAs":"worker","assertedBy":"w-1","effectiveOn":"2023-01-01","id":"w-1/registered","fact":"worker-registered"}""";
        var answer = await ledger.CallAsync("import", folder.Write("facts.jsonl", [worker, worker, reordered, worker.Replace("NP", "BD", StringComparison.Ordinal)]), "--json");
        Assert.Equal((4, 1, 2, 1), ImportCounts.Of(answer.Json));
        Assert.Contains("another origin", answer.Json.GetProperty("rejects")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    private static Task<IReadOnlyList<string>> FactsOf(LedgerCalls ledger) =>
        Sql.ColumnAsync(ledger.Database, "select seq_id || ' ' || stream_id || ' ' || data::text from ledger.mt_events where stream_id not like 'import/%' order by seq_id");
}
