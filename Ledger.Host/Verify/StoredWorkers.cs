using Ledger.Domain.Churn;
using Ledger.Domain.Record;
using Ledger.Domain.Scorecards;
using Ledger.Domain.Workers;
using Ledger.Projections.Findings;
using Ledger.Projections.Pairs;
using Ledger.Projections.Reference;
using Ledger.Projections.Scorecards;
using Ledger.Projections.Standings;
using Ledger.Projections.Store;
using Marten;

namespace Ledger.Host.Verify;

/// <summary>A worker's stream folded from nothing.</summary>
/// <param name="Judged">What is made of the worker; null where the stream holds no event.</param>
/// <param name="Differences">Where that is not what is stored.</param>
internal sealed record FoldedWorker(JudgedWorker? Judged, IReadOnlyList<Difference> Differences);

/// <summary>All that is stored of some workers: their streams, and what was made of them.</summary>
internal sealed class StoredWorkers
{
    /// <summary>Their streams' facts, by stream.</summary>
    public required ILookup<string, RecordedFact> Records { get; init; }

    /// <summary>Their accounts, by stream.</summary>
    public required IReadOnlyDictionary<string, WorkerAccount> Accounts { get; init; }

    /// <summary>Their standings, by worker.</summary>
    public required IReadOnlyDictionary<string, WorkerStanding> Standings { get; init; }

    /// <summary>Their rows of the watch list, by worker.</summary>
    public required ILookup<string, FindingRow> Rows { get; init; }

    /// <summary>The figures of their placements, by worker.</summary>
    public required ILookup<string, PlacementFigures> Figures { get; init; }

    /// <summary>The outcomes of their placements, by worker.</summary>
    public required ILookup<string, PlacementOutcome> Outcomes { get; init; }

    /// <summary>The parties they are told of with, by worker.</summary>
    public required ILookup<string, PartyTold> Parties { get; init; }

    /// <summary>The workers' streams.</summary>
    public required IReadOnlyList<string> Streams { get; init; }

    /// <summary>Reads all of it.</summary>
    public static async Task<StoredWorkers> ReadAsync(IQuerySession session, string[] streams, CancellationToken cancellation)
    {
        string[] workers = [.. streams.Select(stream => StreamName.WorkerOf(stream)!)];
        return new StoredWorkers
        {
            Streams = streams,
            Records = await RecordedEvents.OfStreamsAsync(session, streams, cancellation),
            Accounts = (await session.LoadManyAsync<WorkerAccount>(cancellation, streams)).ToDictionary(account => account.Id, StringComparer.Ordinal),
            Standings = await StandingTable.OfWorkersAsync(session, workers, cancellation),
            Rows = await FindingTable.OfWorkersAsync(session, workers, cancellation),
            Figures = await PlacementTable.OfWorkersAsync(session, workers, cancellation),
            Outcomes = await OutcomeTable.OfWorkersAsync(session, workers, cancellation),
            Parties = await PartyTable.OfWorkersAsync(session, workers, cancellation),
        };
    }

    /// <summary>Folds a worker's stream from nothing and holds what is stored of the worker against it.</summary>
    /// <remarks>A stream has at least the event that began it: what was made of events that are gone has nothing to be held against.</remarks>
    public FoldedWorker Fold(string stream, ReferenceRecord reference)
    {
        var worker = StreamName.WorkerOf(stream)!;
        List<RecordedFact> record = [.. Records[stream]];
        var (account, judged) = record.Count == 0 ? default : (WorkerAccount.Of(stream, record), JudgedWorker.Of(worker, record, reference));
        Difference?[] compared =
        [
            Difference.Between(stream, "account", Accounts.GetValueOrDefault(stream), account),
            Difference.Between(stream, "standing", Standings.GetValueOrDefault(worker), judged?.Standing),
            Difference.Between(stream, "rows of the watch list", Stored(Rows[worker]), judged is null ? null : [.. judged.Rows]),
            Difference.Between(stream, "figures of placements", Stored(Figures[worker]), judged is null ? null : [.. judged.Figures.OrderBy(placement => placement.Placement, StringComparer.Ordinal)]),
            Difference.Between(stream, "outcomes of placements", Stored(Outcomes[worker]), judged is null ? null : [.. judged.Outcomes]),
            Difference.Between(stream, "parties told", Stored(Parties[worker]), judged is null ? null : [.. judged.Parties]),
        ];
        return new FoldedWorker(judged, [.. compared.OfType<Difference>()]);

        List<T>? Stored<T>(IEnumerable<T> rows) => rows.ToList() is var all && all.Count == 0 && judged is null ? null : all;
    }
}
