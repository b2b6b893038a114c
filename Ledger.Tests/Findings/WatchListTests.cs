using Ledger.Domain.Indicators;
using Ledger.Domain.Record;
using Ledger.Domain.Workers;
using Ledger.Projections.Findings;
using Ledger.Projections.Reference;
using Ledger.Projections.Standings;
using Ledger.Projections.Store;
using Ledger.Host.SyntheticCorridor;
using Ledger.Domain.Facts;
using Ledger.Tests.CommandLine;
using Ledger.Tests.Database;
using Ledger.Tests.Samples;
using NodaTime;
using Xunit;

namespace Ledger.Tests.Findings;

/// <summary>The watch list against the findings of every record, filtered and sorted in memory.</summary>
public sealed class WatchListTests(LedgerServer server)
{
    private const int Filters = 200;

    [Fact]
    public async Task Any_filter_and_order_gives_the_rows_that_the_findings_hold()
    {
        var random = new Random(DrawnCorridor.Seed());
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.RecordAsync(DrawnCorridor.Lines(new CorridorSettings(Workers: 60, Recruiters: 4, Employers: 4, Seed: random.Next())));
        await using var store = await LedgerStore.OpenAsync(ledger.Database, TestContext.Current.CancellationToken);
        await using var session = store.QuerySession();
        var workers = await StandingTable.AllAsync(session, TestContext.Current.CancellationToken);
        var all = (await FindingTable.OfWorkersAsync(session, [.. workers], TestContext.Current.CancellationToken)).SelectMany(rows => rows).ToList();
        var records = await RecordedEvents.OfStreamsAsync(session, [.. workers.Select(StreamName.OfWorker)], TestContext.Current.CancellationToken);
        var reference = await ReferenceRecord.LoadAnewAsync(session, TestContext.Current.CancellationToken);
        Assert.Equal(
            records.SelectMany(record => Found(record, reference)).Where(finding => finding.Verdict != Verdict.Absent).Select(finding => (finding.Worker, finding.Indicator, finding.Placement ?? "", finding.Explanation)).Order(),
            all.Select(row => (row.Worker, row.Indicator, row.Placement, row.Explanation)).Order()!);

        for (var index = 0; index < Filters; index++)
        {
            var (filter, order) = AnyQuestion(random, all);
            var expected = InMemory(all, filter, order);
            var page = 1 + random.Next((expected.Count / WatchList.RowsPerPage) + 1);
            var answer = await WatchList.PageAsync(session, filter, order, page, TestContext.Current.CancellationToken);
            Assert.Equal(expected.Count, answer.Count);
            Assert.Equal(expected.Skip((page - 1) * WatchList.RowsPerPage).Take(WatchList.RowsPerPage), answer.Rows);
        }
    }

    /// <summary>However many findings of one worker begin on one day, and wherever among them a page begins.</summary>
    [Fact]
    public async Task Pages_that_begin_among_the_findings_of_one_worker_and_day_leave_none_out()
    {
        var database = await server.CreateLedgerAsync(TestContext.Current.CancellationToken);
        await using var store = await LedgerStore.OpenAsync(database, TestContext.Current.CancellationToken);
        await Sql.ChangeAsync(database,
            $"""
             insert into {FindingTable.Name} (worker, indicator, placement, severity, since, explanation)
             select 'w-' || n % 2, 'i-' || n % 7, 'p-' || n, 1 + n % 3 % 2, date '2024-01-01' + n / 100, '' from generate_series(1, 260) n
             """);
        await using var session = store.QuerySession();
        var all = (await FindingTable.OfWorkersAsync(session, ["w-0", "w-1"], TestContext.Current.CancellationToken)).SelectMany(rows => rows).ToList();
        foreach (var order in Enum.GetValues<WatchListOrder>())
        {
            List<FindingRow> paged = [];
            for (var page = 1; page <= 6; page++)
            {
                var answer = await WatchList.PageAsync(session, new(), order, page, TestContext.Current.CancellationToken);
                Assert.Equal(260, answer.Count);
                paged.AddRange(answer.Rows);
            }

            Assert.Equal(InMemory(all, new(), order), paged);
        }
    }

    [Fact]
    public async Task Pages_beyond_the_last_that_can_be_counted_are_refused()
    {
        await using var store = await LedgerStore.OpenAsync(await server.CreateLedgerAsync(TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        await using var session = store.QuerySession();
        foreach (var page in (int[])[0, WatchList.LastPage + 1])
        {
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => WatchList.PageAsync(session, new(), WatchListOrder.GravestFirst, page, TestContext.Current.CancellationToken));
        }
    }

    private static IReadOnlyList<Finding> Found(IGrouping<string, RecordedFact> record, ReferenceRecord reference)
    {
        var lastDay = record.SelectMany(recorded => new[] { recorded.Fact.EffectiveOn, recorded.RecordedAt.InUtc().Date }).Max();
        return reference.Now.Of(WorkerHistory.Of(StreamName.WorkerOf(record.Key)!, [.. record], lastDay, Instant.MaxValue)).Findings();
    }

    private static (WatchListFilter Filter, WatchListOrder Order) AnyQuestion(Random random, List<FindingRow> all)
    {
        var like = all[random.Next(all.Count)];
        return (new WatchListFilter
        {
            Indicator = Maybe(like.Indicator),
            Severity = random.Next(3) == 0 ? like.Severity : null,
            IsInsufficient = random.Next(6) == 0,
            Strength = random.Next(3) == 0 ? like.Strength : null,
            Corridor = Maybe(like.Corridor),
            Employer = Maybe(like.Employer),
            Recruiter = Maybe(like.Recruiter),
            Since = random.Next(4) == 0 ? like.Since : null,
        }, random.Next(2) == 0 ? WatchListOrder.GravestFirst : WatchListOrder.NewestFirst);

        string? Maybe(string? value) => random.Next(3) == 0 ? value : null;
    }

    private static List<FindingRow> InMemory(List<FindingRow> all, WatchListFilter filter, WatchListOrder order)
    {
        var left = all.Where(row => (filter.IsInsufficient ? row.Severity is null : row.Severity is not null && (filter.Severity ?? row.Severity) == row.Severity)
            && (filter.Indicator ?? row.Indicator) == row.Indicator && (filter.Strength ?? row.Strength) == row.Strength && (filter.Corridor ?? row.Corridor) == row.Corridor
            && (filter.Employer ?? row.Employer) == row.Employer && (filter.Recruiter ?? row.Recruiter) == row.Recruiter
            && (filter.Since is null || row.Since >= filter.Since) && (order == WatchListOrder.GravestFirst || row.Since is not null));
        return
        [
            .. left.OrderByDescending(row => order == WatchListOrder.GravestFirst ? row.Severity : null).ThenByDescending(row => row.Since)
                .ThenByDescending(row => row.Worker, StringComparer.Ordinal).ThenByDescending(row => row.Severity).ThenByDescending(row => row.Indicator, StringComparer.Ordinal).ThenByDescending(row => row.Placement, StringComparer.Ordinal),
        ];
    }
}
