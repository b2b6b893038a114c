using Ledger.Host.CommandLine;
using Ledger.Tests.CommandLine;
using Ledger.Tests.Database;
using Xunit;

namespace Ledger.Tests.Import;

/// <summary>A dry run answers as the import would, and leaves no trace in the database.</summary>
public sealed class DryRunTests(LedgerServer server)
{
    private const string Traces =
        """
        select (select count(*) from ledger.mt_events) + (select count(*) from ledger.mt_streams) + (select count(*) from ledger.mt_doc_worker_account)
             + (select case when is_called then last_value else 0 end from ledger.mt_events_sequence)
        """;

    /// <summary>What rests on earlier lines, what mends them, what is known already, and what is wrong.</summary>
    private static readonly string[] Facts =
    [
        .. Tell.Story("w-1"),
        .. Tell.Story("w-2").Reverse(),
        Tell.Correction("c-1", "w-1/p1/fee", "w-1", """{"amount":{"amount":"90000.00","currency":"NPR"}}"""),
        Tell.Withdrawal("x-1", "c-1", "w-1"),
        Tell.Worker("w-1"),
        Tell.Fee("w-1", "p1", "2023-01-10", "1.00"),
        Tell.Fee("w-3", "p1", "2023-01-10", "1.00"),
        "nothing",
    ];

    [Fact]
    public async Task It_answers_as_the_import_does_and_records_nothing()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        using var folder = new TemporaryFolder();
        var file = folder.Write("facts.jsonl", Facts);

        var dry = await ledger.CallAsync("import", file, "--dry-run", "--json");
        Assert.Equal(0, await Sql.ScalarAsync<long>(ledger.Database, Traces));
        Assert.Contains("nothing was recorded", dry.Errors, StringComparison.Ordinal);
        Assert.Equal((Facts.Length, Facts.Length - 4, 1, 3), ImportCounts.Of(dry.Json));

        var real = await ledger.CallAsync("import", file, "--json");
        Assert.Equal((Exit.LinesRejected, real.Output), (dry.Exit, dry.Output));
        await ledger.SucceedAsync("verify");
    }

    [Fact]
    public async Task It_decides_by_what_is_on_record()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.RecordAsync(Tell.Story("w-1"));
        var before = await Sql.ScalarAsync<long>(ledger.Database, Traces);
        using var folder = new TemporaryFolder();
        string[] facts =
        [
            .. Tell.Story("w-1"),
            Tell.Repayment("w-1", "loan", "2023-06-30", "500.00"),
            Tell.Correction("c-1", "w-1/p1/fee", "w-1", """{"amount":{"amount":"90000.00","currency":"NPR"}}"""),
        ];
        var dry = await ledger.SucceedAsync("import", folder.Write("facts.jsonl", facts), "--dry-run", "--json");
        Assert.Equal((facts.Length, 2, facts.Length - 2, 0), ImportCounts.Of(dry.Json));
        Assert.Equal(before, await Sql.ScalarAsync<long>(ledger.Database, Traces));
    }
}
