using Ledger.Host.CommandLine;
using Ledger.Host.Import;
using Ledger.Projections.Imports;
using Ledger.Projections.Store;
using Ledger.Tests.CommandLine;
using Ledger.Tests.Database;
using Marten;
using Xunit;

namespace Ledger.Tests.Import;

/// <summary>A long file whose import was stopped, or that comes again: what is on record is passed over unread, and nothing else is.</summary>
public sealed class LongFileTests(LedgerServer server)
{
    /// <summary>Everything read is decided on after so many lines, and how far that is, is kept.</summary>
    private const int Stop = 50_000;

    private static readonly string Fee = Tell.Fee("w-1", "p1", "2023-02-10", "500.00", id: "again");
    private static readonly string Bad = Fee.Replace("\"cash\"", "\"barter\"", StringComparison.Ordinal);
    private static readonly string Late = Tell.Fee("w-late", "p1", "2023-02-10", "700.00", id: "late");

    /// <summary>Two lines of the first part cannot be taken in: one never, one until another file has told of its worker.</summary>
    private static readonly string[] Lines = [Bad, Late, .. Tell.Story("w-1"), .. Enumerable.Repeat(Fee, Stop - 2 - Tell.Story("w-1").Length), Tell.Fee("w-1", "p1", "2023-03-10", "900.00", id: "last")];

    [Fact]
    public async Task What_was_decided_on_before_a_stop_is_passed_over_and_what_was_open_is_decided_on_again()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        using var folder = new TemporaryFolder();
        var file = folder.Write("facts.jsonl", Lines);
        await StopAsync(ledger.Database, file);
        var stopped = await DecidedAsync(ledger.Database);
        Assert.Equal((Stop, "1,2"), (stopped.UpTo, string.Join(',', stopped.Open)));

        // That the lines are passed over shows by what is made of a record that is not there: nothing.
        await Sql.ScalarAsync<long>(ledger.Database, "with gone as (delete from ledger.mt_events where data ->> 'id' = 'w-1/p1/again' returning 1) select count(*) from gone");
        await ledger.RecordAsync(Tell.Worker("w-late"));
        var again = await ledger.CallAsync("import", file, "--json");
        Assert.Equal((Exit.LinesRejected, (Lines.Length, 2, Lines.Length - 3, 1)), (again.Exit, ImportCounts.Of(again.Json)));
        Assert.Equal(1, Assert.Single(again.Json.GetProperty("rejects").EnumerateArray()).GetProperty("line").GetInt32());
        Assert.Equal(["w-1/p1/last", "w-late/p1/late"], await Sql.ColumnAsync(ledger.Database, "select data ->> 'id' from ledger.mt_events where data ->> 'id' in ('w-1/p1/again', 'w-late/p1/late', 'w-1/p1/last') order by 1"));
        var ended = await DecidedAsync(ledger.Database);
        Assert.Equal((Lines.Length, "1"), (ended.UpTo, string.Join(',', ended.Open)));
    }

    [Fact]
    public async Task A_dry_run_passes_over_nothing_and_keeps_nothing()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        using var folder = new TemporaryFolder();
        var file = folder.Write("facts.jsonl", Lines);
        Assert.Equal((Lines.Length, Tell.Story("w-1").Length + 2, Lines.Length - Tell.Story("w-1").Length - 4, 2), ImportCounts.Of((await ledger.CallAsync("import", file, "--dry-run", "--json")).Json));
        Assert.Equal(0, await Sql.ScalarAsync<long>(ledger.Database, "select count(*) from ledger.mt_doc_decided_lines"));
    }

    /// <summary>Imports until the first lines after the stop are read.</summary>
    private static async Task StopAsync(string database, string file)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using var store = await LedgerStore.OpenAsync(database, stop.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ImportFiles.RecordAsync(store, [file], null, null, new StopAfter(Stop, stop), stop.Token));
    }

    private static async Task<DecidedLines> DecidedAsync(string database)
    {
        await using var store = await LedgerStore.OpenAsync(database, TestContext.Current.CancellationToken);
        await using var session = store.QuerySession();
        return Assert.Single(await session.Query<DecidedLines>().ToListAsync(TestContext.Current.CancellationToken));
    }

    private sealed class StopAfter(long lines, CancellationTokenSource stop) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
            if (value.Lines >= lines)
            {
                stop.Cancel();
            }
        }
    }
}
