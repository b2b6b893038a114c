using System.Security.Cryptography;
using Ledger.Tests.CommandLine;
using Ledger.Tests.Database;
using Xunit;

namespace Ledger.Tests.Import;

/// <summary>From a fact one can go back to the file and the line that it came in.</summary>
public sealed class OriginTests(LedgerServer server)
{
    [Fact]
    public async Task A_replay_names_the_file_and_the_line_of_each_fact()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        using var folder = new TemporaryFolder();
        string[] lines = ["", Tell.Worker("w-2"), "", .. Tell.Story("w-1")];
        var file = folder.Write("facts.jsonl", lines);
        await ledger.SucceedAsync("import", file);
        var hash = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)));

        var replay = await ledger.SucceedAsync("replay", "w-1", "--json");
        var facts = replay.Json.GetProperty("timeline").EnumerateArray().SelectMany(day => day.GetProperty("facts").EnumerateArray()).ToList();
        Assert.Equal(Tell.Story("w-1").Length, facts.Count);
        Assert.All(facts, told =>
        {
            var origin = told.GetProperty("origin");
            Assert.Equal(hash, origin.GetProperty("sha256").GetString());
            Assert.Contains($"\"id\":\"{told.GetProperty("fact").GetProperty("id").GetString()}\"", lines[origin.GetProperty("line").GetInt32() - 1], StringComparison.Ordinal);
        });
        Assert.Equal(1, await Sql.ScalarAsync<long>(ledger.Database, $"select count(*) from ledger.mt_events where stream_id = 'import/{hash}'"));
    }

    [Fact]
    public async Task The_first_file_that_tells_a_fact_stays_its_origin()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        using var folder = new TemporaryFolder();
        await ledger.SucceedAsync("import", folder.Write("first.jsonl", [Tell.Worker("w-1")]));
        await ledger.SucceedAsync("import", folder.Write("second.jsonl", ["", Tell.Worker("w-1")]));
        Assert.EndsWith("#1", Assert.Single(await Sql.ColumnAsync(ledger.Database, "select causation_id from ledger.mt_events where stream_id = 'worker/w-1'")), StringComparison.Ordinal);
    }
}
