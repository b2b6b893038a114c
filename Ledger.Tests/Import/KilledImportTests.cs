using Ledger.Host.CommandLine;
using Ledger.Host.SyntheticCorridor;
using Ledger.Tests.CommandLine;
using Ledger.Tests.Database;
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
        var file = folder.At("facts.jsonl");
        await using (var stream = File.Create(file))
        {
            await CorridorFiles.WriteFacts(Corridor.Generate(new CorridorSettings(Workers: 200, Recruiters: 8, Employers: 5, Seed: 7)), stream);
        }

        var lines = await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken);
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
        var again = await ChildLedger.CallAsync(ledger.Database, "import", file, "--json");
        Assert.True(again.Exit == Exit.Done, again.Errors);
        var (read, accepted, alreadyKnown, rejected) = ImportCounts.Of(again.Json);
        Assert.Equal((lines.Length, 0), (read, rejected));
        Assert.Equal((before, lines.Length - before), (alreadyKnown, accepted));

        var ids = await Sql.ColumnAsync(ledger.Database, "select data ->> 'id' from ledger.mt_events where stream_id not like 'import/%' and type <> 'tombstone'");
        Assert.Equal(lines.Select(line => Samples.SampleFiles.Read(line).Id).Order(StringComparer.Ordinal), ids.Order(StringComparer.Ordinal));
        await ledger.SucceedAsync("verify");
    }

    private static Task<long> RecordedAsync(LedgerCalls ledger) =>
        Sql.ScalarAsync<long>(ledger.Database, "select count(*) from ledger.mt_events where stream_id not like 'import/%' and type <> 'tombstone'");
}
