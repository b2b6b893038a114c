using Ledger.Host.CommandLine;
using Ledger.Host.SyntheticCorridor;
using Ledger.Tests.CommandLine;
using Ledger.Tests.Database;
using Ledger.Tests.Samples;
using Xunit;

namespace Ledger.Tests.Import;

/// <summary>An import that is killed in the middle: the same call again brings in the rest, and every line is there once.</summary>
public sealed class KilledImportTests(LedgerServer server)
{
    [Fact]
    public async Task Every_line_is_there_once_after_a_kill_and_a_second_call()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        using var folder = new TemporaryFolder();
        var lines = DrawnCorridor.Lines(new CorridorSettings(Workers: 200, Recruiters: 8, Employers: 5, Seed: 7));
        var file = folder.Write("facts.jsonl", lines);
        await using (var child = ChildLedger.Start(ledger.Database, "import", file))
        {
            await Wait.UntilAsync(async () => await RecordedAsync(ledger) > 0, "the import has begun to record");

            // It is killed with a batch written and not yet committed: accounts are stored after the events they are folded from.
            await using var held = await TableLock.TakeAsync(ledger.Database, "mt_doc_worker_account");
            await held.StopsSomebodyAsync();
            await child.KillAsync();
        }

        var before = await RecordedAsync(ledger);
        Assert.InRange(before, 1, lines.Length - 1);
        Assert.Equal((before, lines.Length - before), await EndsWholeAsync(ledger, file, lines));
    }

    /// <summary>Some kills fall on recording and some on judging. './ledger bench kill' does the same ten times with any number of facts.</summary>
    [Fact]
    public async Task Every_line_is_there_once_after_kills_at_random_moments()
    {
        const int kills = 4;
        var seed = DrawnCorridor.Seed();
        var random = new Random(seed);
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        using var folder = new TemporaryFolder();
        var lines = DrawnCorridor.Lines(new CorridorSettings(Workers: 120, Recruiters: 6, Employers: 4, Seed: seed));
        var file = folder.Write("facts.jsonl", lines);
        for (var kill = 0; kill < kills; kill++)
        {
            var (recorded, judged) = (random.Next(lines.Length), random.Next(kills) == 0 ? random.Next(lines.Length) : -1);
            await using var child = ChildLedger.Start(ledger.Database, "import", file);
            await Wait.UntilAsync(async () => child.HasExited || (await RecordedAsync(ledger) >= recorded && await JudgedAsync(ledger) >= judged), "the import has come so far or is done");
            await child.KillAsync();
        }

        await EndsWholeAsync(ledger, file, lines);
    }

    /// <summary>Imports the file to its end and holds what is recorded against its lines.</summary>
    /// <returns>How many facts were known already, and how many were accepted.</returns>
    private static async Task<(long AlreadyKnown, long Accepted)> EndsWholeAsync(LedgerCalls ledger, string file, string[] lines)
    {
        var again = await ChildLedger.CallAsync(ledger.Database, "import", file, "--json");
        Assert.True(again.Exit == Exit.Done, again.Errors);
        var (read, accepted, alreadyKnown, rejected) = ImportCounts.Of(again.Json);
        Assert.Equal((lines.Length, 0), (read, rejected));

        var ids = await Sql.ColumnAsync(ledger.Database, "select data ->> 'id' from ledger.mt_events where stream_id not like 'import/%' and type <> 'tombstone'");
        Assert.Equal(lines.Select(line => SampleFiles.Read(line).Id).Order(StringComparer.Ordinal), ids.Order(StringComparer.Ordinal));
        await ledger.SucceedAsync("verify");
        return (alreadyKnown, accepted);
    }

    private static Task<long> RecordedAsync(LedgerCalls ledger) =>
        Sql.ScalarAsync<long>(ledger.Database, "select count(*) from ledger.mt_events where stream_id not like 'import/%' and type <> 'tombstone'");

    private static Task<long> JudgedAsync(LedgerCalls ledger) =>
        Sql.ScalarAsync<long>(ledger.Database, "select coalesce(max(last_seq_id), 0)::bigint from ledger.mt_event_progression where name like 'standing%'");
}
