using JasperFx.Events;
using Ledger.Domain.Churn;
using Ledger.Domain.Facts;
using Ledger.Domain.Scorecards;
using Ledger.Domain.Workers;
using Ledger.Projections.Exposures;
using Ledger.Projections.Findings;
using Ledger.Projections.Pairs;
using Ledger.Projections.Reference;
using Ledger.Projections.Scorecards;
using Ledger.Projections.RulePacks;
using Ledger.Projections.Statements;
using Ledger.Projections.Store;
using Marten;
using Marten.Events.Projections;

namespace Ledger.Projections.Standings;

/// <summary>Judges anew every worker whose own facts, rates, parties, links or rules are new, and carries the difference into exposures and counts of pairs.</summary>
/// <remarks>
/// A page of events says only whom to look at: each is judged by all that is recorded at that moment. So it does not matter how
/// events fall into pages, and a rebuild ends at the same bytes.
/// </remarks>
public sealed class StandingProjection : IProjection
{
    /// <summary>The name of the projection.</summary>
    public const string Name = "standing";

    /// <summary>The most workers that are judged with one reading of their streams.</summary>
    private const int WorkersPerReading = 200;

    private const string Table = $"{LedgerStore.Schema}.mt_doc_worker_standing";

    /// <inheritdoc/>
    public async Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        var reference = await ReferenceRecord.LoadAsync(operations, cancellation);
        var workers = events.Select(stored => StreamName.WorkerOf(stored.StreamKey!)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        workers.UnionWith(await TurningOnAsync(operations, events, reference, cancellation));
        var atHand = events.ToLookup(stored => stored.StreamKey!, StringComparer.Ordinal);
        var (changes, pairs) = (new ExposureChanges(), new PairChanges());
        foreach (var some in workers.Order(StringComparer.Ordinal).Chunk(WorkersPerReading))
        {
            await JudgeAsync(operations, some, atHand, reference, changes, pairs, cancellation);
        }

        await changes.StoreAsync(operations, cancellation);
        await pairs.StoreAsync(operations, cancellation);
    }

    private static async Task JudgeAsync(
        IDocumentOperations operations, string[] workers, ILookup<string, IEvent> atHand, ReferenceRecord reference, ExposureChanges changes, PairChanges pairs,
        CancellationToken cancellation)
    {
        var records = await RecordedEvents.OfStreamsAsync(operations, [.. workers.Select(StreamName.OfWorker)], atHand, cancellation);
        var before = (await operations.LoadManyAsync<WorkerStanding>(cancellation, workers)).ToDictionary(standing => standing.Worker, StringComparer.Ordinal);
        var outcomesBefore = await OutcomeTable.OfWorkersAsync(operations, workers, cancellation);
        List<FindingRow> rows = [];
        List<PlacementFigures> figures = [];
        List<PlacementOutcome> outcomes = [];
        List<EmployerTold> employers = [];

        // No worker's standing turns on another's, so that every core may judge.
        var standings = await Task.WhenAll(workers.Select(worker =>
            Task.Run(() => WorkerStanding.Of(worker, [.. records[StreamName.OfWorker(worker)]], reference), cancellation)));
        foreach (var (worker, standing) in workers.Zip(standings))
        {
            changes.Replace(before.GetValueOrDefault(worker)?.Contributions ?? [], standing.Contributions);
            operations.Store(standing);
            rows.AddRange(standing.Rows);
            figures.AddRange(standing.Figures);
            outcomes.AddRange(standing.Outcomes);
            employers.AddRange(standing.Employers);
            pairs.Replace(worker, [.. outcomesBefore[worker]], standing.Outcomes);
        }

        FindingTable.Replace(operations, workers, rows);
        PlacementTable.Replace(operations, workers, figures);
        OutcomeTable.Replace(operations, workers, outcomes);
        EmployerTable.Replace(operations, workers, employers);
    }

    /// <summary>The workers whose standing turns on rates, parties, links or rules that are among the events.</summary>
    private static async Task<IReadOnlyList<string>> TurningOnAsync(
        IQuerySession session, IReadOnlyList<IEvent> events, ReferenceRecord reference, CancellationToken cancellation)
    {
        var changed = events.Where(stored => ReferenceRecord.Streams.Contains(stored.StreamKey)).Select(stored => stored.Data).ToList();
        if (changed.Count == 0)
        {
            return [];
        }

        // A correction or a withdrawal may move a pair or a party that its own words do not name, and another rule pack moves all:
        // then everyone is looked at again.
        if (changed.Exists(data => data is MendingFact or RulePackAdopted))
        {
            return await session.AdvancedSql.QueryAsync<string>($"select id from {Table}", cancellation);
        }

        var currencies = changed.OfType<ExchangeRateRecorded>().SelectMany(rate => new[] { rate.Base.Code, rate.Quote.Code }).Distinct(StringComparer.Ordinal);
        var registered = changed.OfType<PartyFact>().Where(fact => fact is not PartiesLinked).Select(fact => fact.Subject).ToHashSet(StringComparer.Ordinal);
        // A party counts wherever those count that it is linked to, so one that is linked moves all that are.
        var parties = changed.Exists(data => data is PartiesLinked) || reference.Links.Parties.Any(registered.Contains) ? reference.Links.Parties.Concat(registered) : registered;
        string[] keys = [.. currencies.Select(WorkerStanding.CurrencyKey), .. parties.Select(WorkerStanding.PartyKey)];
        return await session.AdvancedSql.QueryAsync<string>($"select id from {Table} where jsonb_exists_any(data -> 'turnsOn', ?)", cancellation, [keys]);
    }
}
