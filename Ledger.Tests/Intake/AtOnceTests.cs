using Ledger.Domain.Facts;
using Ledger.Host.CommandLine;
using Ledger.Host.Intake;
using Ledger.Projections.Store;
using Ledger.Tests.CommandLine;
using Ledger.Tests.Database;
using Ledger.Tests.Samples;
using Xunit;

namespace Ledger.Tests.Intake;

/// <summary>The same id sent by several at once: one recording, and everyone is answered by it.</summary>
public sealed class AtOnceTests(LedgerServer server)
{
    private const int Senders = 8;
    private const int Rounds = 10;

    /// <summary>The numbers of attempts that were taken back are filled with tombstones, which are no facts.</summary>
    private const string FactsRecorded = "select count(*) from ledger.mt_events where stream_id like 'worker/%' or stream_id like 'reference/%'";

    [Fact]
    public async Task The_same_fact_is_recorded_once_and_answered_alike()
    {
        var database = await server.CreateLedgerAsync(TestContext.Current.CancellationToken);
        for (var round = 0; round < Rounds; round++)
        {
            var fact = SampleFiles.Read(Tell.Worker($"w-{round}"));
            var outcomes = (await SendAsync(database, Enumerable.Repeat(fact, Senders))).Cast<Outcome.Recorded>().ToList();
            Assert.Single(outcomes, outcome => outcome.IsNew);
            Assert.Single(outcomes.Select(outcome => outcome.RecordedAt).Distinct());
        }

        Assert.Equal(Rounds, await Sql.ScalarAsync<long>(database, FactsRecorded));
        await new LedgerCalls(database).SucceedAsync("verify");
    }

    [Fact]
    public async Task Of_different_facts_under_one_id_one_is_recorded_and_the_others_are_refused_by_what_differs()
    {
        var database = await server.CreateLedgerAsync(TestContext.Current.CancellationToken);
        await new LedgerCalls(database).RecordAsync(Tell.Worker("w-1"));
        for (var round = 0; round < Rounds; round++)
        {
            var outcomes = await SendAsync(database, Enumerable.Range(1, Senders).Select(amount => SampleFiles.Read(Tell.Fee("w-1", "p1", "2023-01-10", $"{amount}.00", id: $"fee-{round}"))));
            Assert.Single(outcomes.OfType<Outcome.Recorded>(), outcome => outcome.IsNew);
            var refused = outcomes.OfType<Outcome.Refused>().ToList();
            Assert.Equal(Senders - 1, refused.Count);
            Assert.All(refused, outcome => Assert.Equal("id", outcome.Refusal.Field));
            Assert.All(refused, outcome => Assert.Contains("another amount", outcome.Refusal.Message, StringComparison.Ordinal));
        }

        await new LedgerCalls(database).SucceedAsync("verify");
    }

    [Fact]
    public async Task One_id_for_two_workers_goes_to_one_of_them()
    {
        var database = await server.CreateLedgerAsync(TestContext.Current.CancellationToken);
        for (var round = 0; round < Rounds; round++)
        {
            // Different streams, so no lock is shared: the index on event ids decides.
            var sent = Enumerable.Range(1, Senders).Select(worker => SampleFiles.Read(
                Tell.Worker($"w-{round}-{worker}").Replace($"w-{round}-{worker}/registered", $"registered-{round}", StringComparison.Ordinal)));
            var outcomes = await SendAsync(database, sent);
            Assert.Single(outcomes.OfType<Outcome.Recorded>(), outcome => outcome.IsNew);
            Assert.Equal(Senders - 1, outcomes.OfType<Outcome.Refused>().Count(outcome => outcome.Refusal.Field == "id"));
        }

        Assert.Equal(Rounds, await Sql.ScalarAsync<long>(database, FactsRecorded));
        await new LedgerCalls(database).SucceedAsync("verify");
    }

    [Fact]
    public async Task Two_processes_can_import_one_file_at_once_into_a_database_that_is_still_empty()
    {
        var database = await server.CreateDatabaseAsync(TestContext.Current.CancellationToken);
        using var folder = new TemporaryFolder();
        string[] facts = [.. Tell.Rates(), .. Enumerable.Range(0, 100).SelectMany(worker => Tell.Story($"w-{worker}"))];
        var (first, second) = (folder.Write("first.jsonl", facts), folder.Write("second.jsonl", facts));

        var answers = await Task.WhenAll(ChildLedger.CallAsync(database, "import", first, "--json"), ChildLedger.CallAsync(database, "import", second, "--json"));
        Assert.All(answers, answer => Assert.True(answer.Exit == Exit.Done, answer.Errors));
        Assert.Equal(facts.Length, answers.Sum(answer => answer.Json.GetProperty("accepted").GetInt32()));
        Assert.Equal(facts.Length, answers.Sum(answer => answer.Json.GetProperty("alreadyKnown").GetInt32()));
        Assert.Equal(facts.Length, await Sql.ScalarAsync<long>(database, FactsRecorded));
        await new LedgerCalls(database).SucceedAsync("verify");
    }

    [Fact]
    public async Task Many_imports_of_one_file_can_end_at_once()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        using var folder = new TemporaryFolder();
        var files = Enumerable.Range(0, Senders).Select(copy => folder.Write($"copy-{copy}.jsonl", Tell.Story("w-1"))).ToList();
        var answers = await Task.WhenAll(files.Select(file => Task.Run(() => ledger.CallAsync("import", file, "--json"))));
        Assert.All(answers, answer => Assert.True(answer.Exit == Exit.Done, answer.Errors));
        Assert.Equal(Senders, await Sql.ScalarAsync<long>(ledger.Database, "select count(*) from ledger.mt_events where type = 'import-finished.v1'"));
        await ledger.SucceedAsync("verify");
    }

    /// <summary>Sends each fact from a task of its own, all let go at the same moment.</summary>
    private static async Task<IReadOnlyList<Outcome>> SendAsync(string database, IEnumerable<Fact> facts)
    {
        await using var store = await LedgerStore.OpenAsync(database, TestContext.Current.CancellationToken);
        var intake = new FactIntake(store);
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var senders = facts.Select(async fact =>
        {
            await go.Task;
            return (await intake.TakeAsync([fact], TestContext.Current.CancellationToken))[0];
        }).ToList();
        go.SetResult();
        return await Task.WhenAll(senders);
    }
}
