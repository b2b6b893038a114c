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

        // A rate that is taken back is as if it had never been told; whom it never concerned is left alone then too.
        await ledger.RecordAsync([.. Tell.Rates().Select((line, index) => Tell.Withdrawal($"x-{index}", Id(line), "nrb"))]);
        Assert.All(await DebtVerdictsAsync(ledger), verdict => Assert.Equal("insufficient", verdict));
        Assert.Equal(untouched, await StandingOfAsync(ledger, "w-3"));
        await ledger.SucceedAsync("verify");
    }

    [Fact]
    public async Task A_late_link_between_parties_judges_anew_whom_they_charged()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.RecordAsync(ChargedTwice("w-1", "agent-1", "agent-3"));
        Assert.Contains("no link on record", await RepeatFeeAsync(ledger), StringComparison.Ordinal);

        // Neither collector is named by the link that closes the chain between them.
        await ledger.RecordAsync(Tell.Link("agent-1", "agent-2", "2022-01-01"), Tell.Link("agent-4", "agent-3", "2022-01-01"));
        await ledger.RecordAsync(Tell.Link("agent-2", "agent-4", "2022-01-01"));
        Assert.Contains("agent-1 and agent-3 are linked", await RepeatFeeAsync(ledger), StringComparison.Ordinal);
        await ledger.SucceedAsync("verify");
    }

    [Fact]
    public async Task A_link_that_is_mended_judges_anew_whom_any_account_of_it_reached()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.RecordAsync([.. ChargedTwice("w-1", "agent-1", "agent-3"), .. ChargedTwice("w-2", "agent-1", "agent-4"), .. ChargedTwice("w-3", "agent-8", "agent-9")]);
        var untouched = await StandingOfAsync(ledger, "w-3");
        await ledger.RecordAsync(Tell.Link("agent-1", "agent-2", "2022-01-01"), Tell.Link("agent-2", "agent-3", "2022-01-01"));
        Assert.Contains("agent-1 and agent-3 are linked", await RepeatFeeAsync(ledger), StringComparison.Ordinal);
        await ledger.SucceedAsync("verify");

        // Who the second correction moves is named by none of its own words: the first had led there.
        await ledger.RecordAsync(Tell.Correction("c-1", "agent-2/agent-3", "union", """{"to":"agent-4"}"""));
        Assert.Contains("no link on record", await RepeatFeeAsync(ledger), StringComparison.Ordinal);
        Assert.Contains("agent-1 and agent-4 are linked", await RepeatFeeAsync(ledger, "w-2"), StringComparison.Ordinal);
        await ledger.SucceedAsync("verify");
        await ledger.RecordAsync(Tell.Correction("c-2", "agent-2/agent-3", "union", """{"to":"agent-5"}"""));
        Assert.Contains("no link on record", await RepeatFeeAsync(ledger, "w-2"), StringComparison.Ordinal);
        await ledger.SucceedAsync("verify");
        await ledger.RecordAsync(Tell.Withdrawal("x-1", "c-2", "union"), Tell.Withdrawal("x-2", "c-1", "union"));
        Assert.Contains("agent-1 and agent-3 are linked", await RepeatFeeAsync(ledger), StringComparison.Ordinal);
        await ledger.SucceedAsync("verify");
        Assert.Equal(untouched, await StandingOfAsync(ledger, "w-3"));
    }

    [Fact]
    public async Task Who_is_judged_by_all_that_is_recorded_is_not_judged_again_for_a_part_of_it()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.RecordAsync([.. Tell.Story("w-1"), .. Tell.Story("w-2"), .. Tell.Rates()]);
        var before = await Task.WhenAll(StandingOfAsync(ledger, "w-1"), StandingOfAsync(ledger, "w-2"));

        // As after a page of a long backlog: its events are still to come, and everyone they name is judged already.
        await Sql.ChangeAsync(ledger.Database, "delete from ledger.mt_event_progression");
        await Sql.ChangeAsync(ledger.Database, "delete from ledger.finding where worker = 'w-2'; update ledger.worker_standing set facts = facts - 1 where worker = 'w-2'");
        await ledger.SucceedAsync("verify");
        Assert.Equal(before[0], await StandingOfAsync(ledger, "w-1"));
        Assert.NotEqual(before[1], await StandingOfAsync(ledger, "w-2"));
    }

    [Fact]
    public async Task What_moves_very_many_is_judged_some_at_a_time_and_comes_to_the_same()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        var workers = Enumerable.Range(0, 150).Select(number => $"w-{number}").ToList();
        await ledger.RecordAsync([.. workers.SelectMany(worker => new[] { Tell.Worker(worker), Tell.Placement(worker, "p1", "2023-01-05") })]);
        await ledger.RecordAsync(Tell.Link("r-1", "r-2", "2022-01-01"));
        Assert.Equal(3, await Sql.ScalarAsync<long>(ledger.Database, "select count(distinct xmin::text) from ledger.worker_standing"));
        await ledger.SucceedAsync("verify");
    }

    private static string[] ChargedTwice(string worker, string one, string other) =>
    [
        Tell.Worker(worker),
        Tell.Placement(worker, "p1", "2023-01-05"), Tell.Fee(worker, "p1", "2023-01-10", "50000.00", collector: one),
        Tell.Placement(worker, "p2", "2023-06-05"), Tell.Fee(worker, "p2", "2023-06-10", "60000.00", collector: other),
    ];

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

    private static async Task<string> RepeatFeeAsync(LedgerCalls ledger, string worker = "w-1") =>
        (await ledger.SucceedAsync("flags", "--indicator", "churn.repeat-fee", "--worker", worker, "--json")).Json.GetProperty("findings")[0].GetProperty("explanation").GetString()!;

    private static Task<string> StandingOfAsync(LedgerCalls ledger, string worker) =>
        Sql.ScalarAsync<string>(ledger.Database, $"select xmin::text || worker_standing::text from ledger.worker_standing where worker = '{worker}'");
}
