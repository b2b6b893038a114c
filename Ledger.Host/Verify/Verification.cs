using System.Text.Json;
using JasperFx.Events;
using Ledger.Domain.Churn;
using Ledger.Domain.Indicators;
using Ledger.Projections.Detector;
using Ledger.Projections.Exposures;
using Ledger.Projections.Findings;
using Ledger.Projections.Pairs;
using Ledger.Projections.Reference;
using Ledger.Projections.Scorecards;
using Ledger.Projections.Standings;
using Ledger.Projections.Store;
using Marten;
using Npgsql;

namespace Ledger.Host.Verify;

/// <summary>Something that does not agree with a fold from nothing.</summary>
/// <param name="Of">What it is about, such as worker/w-1 or recruiter/r-01.</param>
/// <param name="What">What was compared.</param>
/// <param name="Stored">What is stored.</param>
/// <param name="Folded">What the record folds to.</param>
public sealed record Difference(string Of, string What, string Stored, string Folded)
{
    /// <summary>Compares by the bytes that would be stored; null where there is no difference.</summary>
    internal static Difference? Between<T>(string of, string what, T stored, T folded)
    {
        var (left, right) = (Text(stored), Text(folded));
        return left == right ? null : new Difference(of, what, left, right);
    }

    private static string Text<T>(T value) => value is null ? "absent" : JsonSerializer.Serialize(value, LedgerJson.Options);
}

/// <summary>What verifying came to: stored = projected + held back.</summary>
public sealed record VerificationResult
{
    /// <summary>The most differences that are named.</summary>
    public const int MostNamed = 1_000;

    /// <summary>Events stored.</summary>
    public long Stored { get; init; }

    /// <summary>Events of workers' streams, each folded into an account and judged.</summary>
    public long Projected { get; init; }

    /// <summary>Events that are explicitly held back from accounts, by the kind of their stream: kept as record, read where they matter.</summary>
    public required IReadOnlyDictionary<string, long> HeldBack { get; init; }

    /// <summary>Workers folded from nothing.</summary>
    public long Workers { get; init; }

    /// <summary>Exposures added up anew.</summary>
    public long Exposures { get; init; }

    /// <summary>Pairs of recruiter and employer counted anew.</summary>
    public long Pairs { get; init; }

    /// <summary>The differences found.</summary>
    public long Differences { get; init; }

    /// <summary>The differences, the first <see cref="MostNamed"/> of them.</summary>
    public IReadOnlyList<Difference> Named { get; init; } = [];
}

/// <summary>Folds the whole record from nothing and holds every stored account, standing and exposure against it.</summary>
internal sealed class Verification(IDocumentStore store)
{
    private const int WorkersPerReading = 200;

    /// <summary>How long one question to the database may take: some count every event there is.</summary>
    private const int LongestQuestionSeconds = 3_600;

    private const string Counted = "counts of the pair";

    private readonly List<Difference> _named = [];
    private readonly SortedDictionary<string, Exposure> _exposures = new(StringComparer.Ordinal);
    private long _differences;
    private long _projected;
    private long _workers;
    private long _pairs;

    /// <summary>Verifies the ledger.</summary>
    public async Task<VerificationResult> RunAsync(IProgress<long> workersDone, CancellationToken cancellation)
    {
        await using var session = store.QuerySession(new Marten.Services.SessionOptions { Timeout = LongestQuestionSeconds });
        var events = await CountAsync(session, cancellation);
        var progress = await DetectorProgress.ReadAsync(store, cancellation);
        Compare("detector", "events judged", progress.Judged, progress.Recorded);
        var reference = await ReferenceRecord.LoadAnewAsync(session, cancellation);
        await VerifyWorkersAsync(session, reference, workersDone, cancellation);
        await VerifyStraysAsync(session, cancellation);
        await VerifyExposuresAsync(session, cancellation);
        await VerifyPairsAsync(session, cancellation);
        var stored = events.Values.Sum();
        Compare("ledger", "events stored = projected + held back", stored, _projected + events.Where(kind => kind.Key != "worker").Sum(kind => kind.Value));
        return new VerificationResult
        {
            Stored = stored,
            Projected = _projected,
            HeldBack = events.Where(kind => kind.Key != "worker").ToDictionary(kind => kind.Key, kind => kind.Value, StringComparer.Ordinal),
            Workers = _workers,
            Exposures = _exposures.Count,
            Pairs = _pairs,
            Differences = _differences,
            Named = _named,
        };
    }

    /// <summary>Folds worker after worker; while some are folded, the next are read.</summary>
    private async Task VerifyWorkersAsync(IQuerySession session, ReferenceRecord reference, IProgress<long> workersDone, CancellationToken cancellation)
    {
        var readings = new Queue<string[]>((await WorkerStreamsAsync(session, cancellation)).Chunk(WorkersPerReading));
        var reading = Next();
        try
        {
            while (reading is not null)
            {
                var stored = await reading;
                reading = Next();
                // No worker's judgement turns on another's, so that every core may judge.
                var folded = await Task.WhenAll(stored.Streams.Select(stream => Task.Run(() => stored.Fold(stream, reference), cancellation)));
                foreach (var worker in folded)
                {
                    Add(worker);
                }

                workersDone.Report(_workers);
            }
        }
        finally
        {
            // What is being read ends before its session does, whatever else failed.
            await ((Task?)reading ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Task<StoredWorkers>? Next() => readings.TryDequeue(out var streams) ? StoredWorkers.ReadAsync(session, streams, cancellation) : null;
    }

    private void Add(FoldedWorker worker)
    {
        _workers++;
        foreach (var difference in worker.Differences)
        {
            Add(difference);
        }

        _projected += worker.Judged?.Standing.Facts ?? 0;
        foreach (var contribution in worker.Judged?.Standing.Contributions ?? [])
        {
            _exposures[contribution.To] = (_exposures.GetValueOrDefault(contribution.To) ?? new Exposure { Id = contribution.To }).Plus(contribution);
        }
    }

    private async Task VerifyExposuresAsync(IQuerySession session, CancellationToken cancellation)
    {
        var stored = (await session.Query<Exposure>().ToListAsync(cancellation)).ToDictionary(exposure => exposure.Id, StringComparer.Ordinal);
        foreach (var id in stored.Keys.Union(_exposures.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            Compare(id, "exposure", stored.GetValueOrDefault(id), _exposures.GetValueOrDefault(id));
        }
    }

    /// <summary>Counts every pair anew from its outcomes, each of which was held against the record before.</summary>
    private async Task VerifyPairsAsync(IQuerySession session, CancellationToken cancellation)
    {
        var stored = (await session.Query<PairCounts>().ToListAsync(cancellation)).ToDictionary(pair => pair.Id, StringComparer.Ordinal);
        await foreach (var outcomes in OutcomeTable.PairByPairAsync(session, cancellation))
        {
            var pair = PairCounts.Of(outcomes, Thresholds.Default);
            stored.Remove(pair.Id, out var known);
            Compare(Named(pair), Counted, known, pair);
            _pairs++;
        }

        foreach (var pair in stored.Values.OrderBy(pair => pair.Id, StringComparer.Ordinal))
        {
            Compare(Named(pair), Counted, pair, null);
        }

        static string Named(PairCounts pair) => $"{pair.Recruiter} with {pair.Employer}";
    }

    /// <summary>What was made of workers for whom there is no stream.</summary>
    private async Task VerifyStraysAsync(IQuerySession session, CancellationToken cancellation)
    {
        const string schema = LedgerStore.Schema;
        await VerifyStraysAsync(session, $"select id from {schema}.mt_doc_worker_account", "account", cancellation);
        await VerifyStraysAsync(session, $"select 'worker/' || worker from {StandingTable.Name}", "standing", cancellation);
        await VerifyStraysAsync(session, $"select distinct 'worker/' || worker from {FindingTable.Name}", "rows of the watch list", cancellation);
        await VerifyStraysAsync(session, $"select distinct 'worker/' || worker from {PlacementTable.Name}", "figures of placements", cancellation);
        await VerifyStraysAsync(session, $"select distinct 'worker/' || worker from {OutcomeTable.Name}", "outcomes of placements", cancellation);
        await VerifyStraysAsync(session, $"select distinct 'worker/' || worker from {PartyTable.Name}", "parties told", cancellation);
    }

    private async Task VerifyStraysAsync(IQuerySession session, string ids, string what, CancellationToken cancellation)
    {
        foreach (var stray in await session.AdvancedSql.QueryAsync<string>($"{ids} except select id from {LedgerStore.Schema}.mt_streams", cancellation))
        {
            Add(new Difference(stray, what, "present", "no stream"));
        }
    }

    private static async Task<IReadOnlyList<string>> WorkerStreamsAsync(IQuerySession session, CancellationToken cancellation) =>
        await session.AdvancedSql.QueryAsync<string>($"select id from {LedgerStore.Schema}.mt_streams where id like 'worker/%' order by id collate \"C\"", cancellation);

    private static async Task<SortedDictionary<string, long>> CountAsync(IQuerySession session, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"select split_part(stream_id, '/', 1), count(*) from {LedgerStore.Schema}.mt_events group by 1");
        await using var reader = await session.ExecuteReaderAsync(command, cancellation);
        SortedDictionary<string, long> counts = new(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellation))
        {
            // The store fills the numbers of a recording that was taken back, so that no gap makes anyone wait.
            counts[reader.GetString(0) is var kind && kind == Tombstone.StreamKey ? "taken-back" : kind] = reader.GetInt64(1);
        }

        return counts;
    }

    private void Compare<T>(string of, string what, T stored, T folded)
    {
        if (Difference.Between(of, what, stored, folded) is { } difference)
        {
            Add(difference);
        }
    }

    private void Add(Difference difference)
    {
        _differences++;
        if (_named.Count < VerificationResult.MostNamed)
        {
            _named.Add(difference);
        }
    }
}
