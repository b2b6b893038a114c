using JasperFx.Events;
using JasperFx.Events.Projections;
using Ledger.Domain.Churn;
using Ledger.Domain.Facts;
using Ledger.Domain.Workers;
using Ledger.Projections.Detector;
using Ledger.Projections.Exposures;
using Ledger.Projections.Findings;
using Ledger.Projections.Pairs;
using Ledger.Projections.Reference;
using Ledger.Projections.Scorecards;
using Ledger.Projections.RulePacks;
using Ledger.Projections.Store;
using Marten;
using Marten.Events.Projections;

namespace Ledger.Projections.Standings;

/// <summary>Judges anew every worker whose own facts, rates, parties, links or rules are new, and carries the difference into exposures and counts of pairs.</summary>
/// <remarks>
/// A page of events says only whom to look at: each is judged by all that is recorded at that moment, later pages too, and is then not
/// judged again for these. So it does not matter how events fall into pages, a long backlog judges everyone once, and a rebuild ends at
/// the same bytes.
/// </remarks>
public sealed class StandingProjection : IProjection
{
    /// <summary>The name of the projection.</summary>
    public const string Name = "standing";

    /// <summary>
    /// The most workers that one transaction judges. Those beyond are judged and committed before the page, so many at a time: while some are written,
    /// the next are read and judged. Should the page be taken back after that, they are passed over when it comes again.
    /// </summary>
    private const int WorkersPerTransaction = 60;

    /// <summary>How the store hands out pages; null where it is asked for none.</summary>
    internal AsyncOptions? Pages { get; set; }

    /// <inheritdoc/>
    public async Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        // Of a backlog the next page is read beside this one. At its end it waits, and so takes in all that comes meanwhile: many small pages would
        // each pay for what a page costs.
        if (Pages is { } pages)
        {
            pages.MaximumHopperSize = events.Count < pages.BatchSize ? 1 : pages.BatchSize + 1;
        }

        var reference = await ReferenceRecord.LoadAsync(operations, cancellation);
        var workers = events.Select(stored => StreamName.WorkerOf(stored.StreamKey!)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        workers.UnionWith(await TurningOnAsync(operations, events, reference, cancellation));
        var atHand = events.ToLookup(stored => stored.StreamKey!, StringComparer.Ordinal);
        workers.ExceptWith(await StandingTable.UpToDateAsync(operations, [.. workers], reference.Length, cancellation));
        if (workers.Count == 0)
        {
            return;
        }

        var sorted = workers.Order(StringComparer.Ordinal).ToArray();
        var last = sorted[^Math.Min(sorted.Length, WorkersPerTransaction)..];
        var written = Task.CompletedTask;
        try
        {
            foreach (var some in sorted[..^last.Length].Chunk(WorkersPerTransaction))
            {
                var judged = await JudgeAsync(operations, some, atHand, reference, cancellation);
                await written;
                written = WriteBeforeAsync((IDocumentStore)operations.DocumentStore, judged, events[0].Sequence, cancellation);
            }

            var rest = await JudgeAsync(operations, last, atHand, reference, cancellation);
            await written;
            await rest.WriteAsync(operations, cancellation);
        }
        finally
        {
            // Whatever went wrong elsewhere is what the caller hears; nothing may be under way once it does.
            await written.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static async Task WriteBeforeAsync(IDocumentStore store, JudgedWorkers judged, long page, CancellationToken cancellation)
    {
        await using var session = store.LightweightSession();
        await DetectorProgress.SignAsync(session, page, cancellation);
        await judged.WriteAsync(session, cancellation);
        await session.SaveChangesAsync(cancellation);
    }

    /// <summary>Judges workers by all that is recorded: reads, and writes nothing.</summary>
    private static async Task<JudgedWorkers> JudgeAsync(
        IQuerySession session, string[] workers, ILookup<string, IEvent> atHand, ReferenceRecord reference, CancellationToken cancellation)
    {
        var records = await RecordedEvents.OfStreamsAsync(session, [.. workers.Select(StreamName.OfWorker)], atHand, cancellation);
        var before = await StandingTable.OfWorkersAsync(session, workers, cancellation);
        var outcomesBefore = await OutcomeTable.OfWorkersAsync(session, workers, cancellation);

        // No worker's standing turns on another's, so that every core may judge.
        var judged = await Task.WhenAll(workers.Select(worker =>
            Task.Run(() => JudgedWorker.Of(worker, [.. records[StreamName.OfWorker(worker)]], reference), cancellation)));
        return new JudgedWorkers(workers, judged, before, outcomesBefore, reference.Length);
    }

    /// <summary>Workers as judged, with what their earlier standing had added to exposures and pairs.</summary>
    private sealed record JudgedWorkers(
        string[] Workers, JudgedWorker[] Now, IReadOnlyDictionary<string, WorkerStanding> Before, ILookup<string, PlacementOutcome> OutcomesBefore, long References)
    {
        /// <summary>Replaces their rows, and carries the difference into exposures and pairs; others' changes of these must be committed.</summary>
        public async Task WriteAsync(IDocumentOperations operations, CancellationToken cancellation)
        {
            var (exposures, pairs) = (new ExposureChanges(), new PairChanges());
            foreach (var (worker, now) in Workers.Zip(Now))
            {
                exposures.Replace(Before.GetValueOrDefault(worker)?.Contributions ?? [], now.Standing.Contributions);
                pairs.Replace(worker, [.. OutcomesBefore[worker]], now.Outcomes);
            }

            StandingTable.Replace(operations, Workers, Now.Select(worker => worker.Standing), References);
            FindingTable.Replace(operations, Workers, Now.SelectMany(worker => worker.Rows));
            PlacementTable.Replace(operations, Workers, Now.SelectMany(worker => worker.Figures));
            OutcomeTable.Replace(operations, Workers, Now.SelectMany(worker => worker.Outcomes));
            PartyTable.Replace(operations, Workers, Now.SelectMany(worker => worker.Parties));
            await exposures.StoreAsync(operations, cancellation);
            await pairs.StoreAsync(operations, cancellation);
        }
    }

    /// <summary>The workers whose standing turns on rates, parties, links or rules that are among the events.</summary>
    private static async Task<IReadOnlyList<string>> TurningOnAsync(
        IQuerySession session, IReadOnlyList<IEvent> events, ReferenceRecord reference, CancellationToken cancellation)
    {
        var changed = events.Where(stored => ReferenceRecord.Streams.Contains(stored.StreamKey)).Select(stored => stored.Data).ToList();
        if (changed.Exists(data => data is RulePackAdopted))
        {
            return await StandingTable.AllAsync(session, cancellation);
        }

        var keys = changed.OfType<Fact>().SelectMany(fact => Named(fact, reference)).ToHashSet(StringComparer.Ordinal);
        return keys.Count == 0 ? [] : await StandingTable.TurningOnAsync(session, keys, cancellation);
    }

    /// <summary>
    /// What a fact of the reference streams may move. A party counts wherever those count that it is linked to; and a fact that is mended may move
    /// what it named at first and what any correction has had it name.
    /// </summary>
    private static IEnumerable<string> Named(Fact fact, ReferenceRecord reference)
    {
        switch (fact)
        {
            case ExchangeRateRecorded rate:
                return [WorkerStanding.CurrencyKey(rate.Base.Code), WorkerStanding.CurrencyKey(rate.Quote.Code)];
            case PartiesLinked link:
                return Linked(reference, link.From, link.To);
            case PartyFact about:
                return Linked(reference, about.Subject);
            case MendingFact mending:
                var (mended, corrections) = reference.Mended(mending);
                string[] named = [.. corrections.SelectMany(correction => correction.With.Texts)];
                return [.. Named(mended, reference), .. Linked(reference, named), .. named.Select(WorkerStanding.CurrencyKey)];
            default:
                return [];
        }
    }

    private static IEnumerable<string> Linked(ReferenceRecord reference, params string[] parties) => reference.Links.EverLinked(parties).Select(WorkerStanding.PartyKey);
}
