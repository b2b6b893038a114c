using Ledger.Domain.Facts;
using Ledger.Host.SyntheticCorridor;
using Ledger.Tests.CommandLine;
using Ledger.Tests.Database;
using Ledger.Tests.Samples;
using Xunit;

namespace Ledger.Tests.Detection;

/// <summary>Findings and exposures are the same bytes, however facts came in and however often they were judged.</summary>
public sealed class RebuildTests(LedgerServer server)
{
    private const int Batches = 6;

    [Fact]
    public async Task Judging_batch_by_batch_comes_to_the_same_as_judging_from_nothing()
    {
        var random = new Random(DrawnCorridor.Seed());
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        using var folder = new TemporaryFolder();
        foreach (var (batch, lines) in InBatches(random).Index())
        {
            // Lines may be refused until what they rest on has come; each file is imported twice over, so all are in at the end.
            folder.Write($"{batch}.jsonl", lines);
            await ledger.CallAsync("import", folder.At($"{batch}.jsonl"));
        }

        await ledger.SucceedAsync("import", folder.Path);
        await ledger.SucceedAsync("verify");
        var incremental = await Rebuilding.StoredAsync(ledger.Database);
        Assert.NotEmpty(incremental);

        await Rebuilding.ForgetAsync(ledger.Database);
        await ledger.SucceedAsync("verify");
        Assert.Equal(incremental, await Rebuilding.StoredAsync(ledger.Database));
    }

    [Fact]
    public async Task A_late_exchange_rate_judges_anew_every_worker_who_turns_on_it()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.RecordAsync([.. Tell.Story("w-1"), .. Tell.Story("w-2"), Tell.Worker("w-3")]);
        var untouched = await StandingOfAsync(ledger, "w-3");
        Assert.All(await DebtVerdictsAsync(ledger), verdict => Assert.Equal("insufficient", verdict));

        await ledger.RecordAsync(Tell.Rates());
        Assert.All(await DebtVerdictsAsync(ledger), verdict => Assert.Equal("present", verdict));
        Assert.Equal(untouched, await StandingOfAsync(ledger, "w-3"));
        await ledger.SucceedAsync("verify");

        // A rate that is taken back is as if it had never been told.
        await ledger.RecordAsync([.. Tell.Rates().Select((line, index) => Tell.Withdrawal($"x-{index}", Id(line), "nrb"))]);
        Assert.All(await DebtVerdictsAsync(ledger), verdict => Assert.Equal("insufficient", verdict));
        await ledger.SucceedAsync("verify");
    }

    [Fact]
    public async Task A_late_link_between_parties_judges_anew_whom_they_charged()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.RecordAsync(
            Tell.Worker("w-1"),
            Tell.Placement("w-1", "p1", "2023-01-05"), Tell.Fee("w-1", "p1", "2023-01-10", "50000.00", collector: "agent-1"),
            Tell.Placement("w-1", "p2", "2023-06-05"), Tell.Fee("w-1", "p2", "2023-06-10", "60000.00", collector: "agent-3"));
        Assert.Contains("no link on record", await RepeatFeeAsync(ledger), StringComparison.Ordinal);

        // Neither collector is named by the link that closes the chain between them.
        await ledger.RecordAsync(Tell.Link("agent-1", "agent-2", "2022-01-01"), Tell.Link("agent-4", "agent-3", "2022-01-01"));
        await ledger.RecordAsync(Tell.Link("agent-2", "agent-4", "2022-01-01"));
        Assert.Contains("agent-1 and agent-3 are linked", await RepeatFeeAsync(ledger), StringComparison.Ordinal);
        await ledger.SucceedAsync("verify");
    }

    private static IEnumerable<string[]> InBatches(Random random)
    {
        var lines = DrawnCorridor.Lines(new CorridorSettings(Workers: 60, Recruiters: 4, Employers: 4, Seed: random.Next()));
        random.Shuffle(lines);
        return lines.Select(line => (Line: line, Batch: random.Next(Batches))).GroupBy(pair => pair.Batch, pair => pair.Line).Select(batch => batch.ToArray());
    }

    private static string Id(string line) => Samples.SampleFiles.Read(line).Id;

    private static async Task<IReadOnlyList<string>> DebtVerdictsAsync(LedgerCalls ledger)
    {
        string[] workers = ["w-1", "w-2"];
        var flags = (await ledger.SucceedAsync("flags", "--indicator", "debt.outgrows-wages", "--json")).Json.GetProperty("findings").EnumerateArray()
            .Where(finding => workers.Contains(finding.GetProperty("worker").GetString())).Select(finding => finding.GetProperty("verdict").GetString()!).ToList();
        Assert.Equal(workers.Length, flags.Count);
        return flags;
    }

    private static async Task<string> RepeatFeeAsync(LedgerCalls ledger) =>
        (await ledger.SucceedAsync("flags", "--indicator", "churn.repeat-fee", "--worker", "w-1", "--json")).Json.GetProperty("findings")[0].GetProperty("explanation").GetString()!;

    private static Task<string> StandingOfAsync(LedgerCalls ledger, string worker) =>
        Sql.ScalarAsync<string>(ledger.Database, $"select mt_version::text || mt_last_modified || data from ledger.mt_doc_worker_standing where id = '{worker}'");
}
