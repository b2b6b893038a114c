using Ledger.Domain.Chain;
using Ledger.Domain.Disclosure;
using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Domain.Record;
using Ledger.Domain.Rules;
using Ledger.Domain.Workers;
using Ledger.Host.CommandLine;
using Ledger.Host.Intake;
using Ledger.Host.Rules;
using Ledger.Projections.Chain;
using Ledger.Projections.Detector;
using Ledger.Projections.Reference;
using Ledger.Projections.Standings;
using Ledger.Projections.Store;
using Marten;
using NodaTime;

namespace Ledger.Host.Chains;

/// <summary>Who was paid, as of when and as known when: for a worker's placements, or over the workers of a recruiter.</summary>
/// <param name="AsOf">The last day whose facts count.</param>
/// <param name="KnownAt">The last instant whose recordings count.</param>
/// <param name="Rules">The rule pack's version.</param>
/// <param name="Worker">The worker; null where it is of a recruiter.</param>
/// <param name="Chains">The chain of each placement asked about; null where it is of a recruiter.</param>
/// <param name="Recruiter">The chain of a recruiter; null where it is of a worker.</param>
public sealed record ChainAnswer(LocalDate AsOf, Instant KnownAt, string Rules, string? Worker, IReadOnlyList<RecruitmentChain>? Chains, RecruiterChain? Recruiter);

/// <summary>Whose chain, as of when, as known when, and for whom.</summary>
/// <param name="Worker">Of this worker.</param>
/// <param name="Placement">Only of this placement of the worker.</param>
/// <param name="Recruiter">Over the workers of this recruiter.</param>
/// <param name="AsOf">As of a date; the day of <paramref name="KnownAt"/> where it is not given.</param>
/// <param name="KnownAt">As known at an instant; now where it is not given.</param>
/// <param name="Rules">Under which rule pack.</param>
/// <param name="Audience">For whom.</param>
public sealed record ChainQuestion(string? Worker, string? Placement, string? Recruiter, LocalDate? AsOf, Instant? KnownAt, RulesChoice Rules, Audience Audience)
{
    private const int WorkersPerReading = 200;

    /// <summary>Reads a question as people put it.</summary>
    /// <exception cref="BadUsageException">It names nobody, or two at once.</exception>
    public static ChainQuestion Of(string? worker, string? placement, string? recruiter, LocalDate? asOf, Instant? knownAt, RulesChoice rules, Audience audience) => (worker, placement, recruiter) switch
    {
        (null, _, null) => throw new BadUsageException("Name whose chain: a worker, or a recruiter."),
        (not null, _, not null) => throw new BadUsageException("Name a worker or a recruiter, not both: a worker's chain names the recruiter."),
        (null, not null, _) => throw new BadUsageException($"placement '{placement}' needs its worker: placements are numbered within a worker's record."),
        _ => new ChainQuestion(worker, placement, recruiter, asOf, knownAt, rules, audience),
    };

    /// <summary>Answers from the record; null where nothing was known of the worker, the placement or the recruiter's workers at that instant.</summary>
    public async Task<ChainAnswer?> AnswerAsync(IDocumentStore store, string connectionString, CancellationToken cancellation)
    {
        var knownAt = await RecordingInstant.CompleteAsync(connectionString, KnownAt, cancellation);
        if (Recruiter is not null)
        {
            // The table by which workers are found follows the record; a worker it does not hold yet would be missing.
            await Detector.CatchUpAsync(store, connectionString, null, cancellation);
        }

        await using var session = store.QuerySession();
        var reference = await ReferenceRecord.LoadAsync(session, cancellation);
        var reading = new Reading(session, reference.At(knownAt), Rules.Find(reference, knownAt), AsOf ?? knownAt.InUtc().Date, knownAt, Audience);
        return Worker is not null ? await OfWorkerAsync(reading, cancellation) : await OfRecruiterAsync(reading, cancellation);
    }

    private async Task<ChainAnswer?> OfWorkerAsync(Reading reading, CancellationToken cancellation)
    {
        if (await reading.EvaluationsAsync([Worker!], cancellation) is not [var evaluation])
        {
            return null;
        }

        var chains = RecruitmentChain.In(evaluation, await reading.PaymentsAsync(RecruitmentChain.Named(evaluation.History), cancellation));
        var asked = Placement is null ? chains : [.. chains.Where(chain => chain.Placement == Placement)];
        return asked.Count == 0 ? null : reading.Answer(Worker, asked, null);
    }

    private async Task<ChainAnswer?> OfRecruiterAsync(Reading reading, CancellationToken cancellation)
    {
        var ids = reading.Reference.Links.Groups(reading.AsOf).Members(Recruiter!);
        var workers = await PartyTable.WorkersOfAsync(reading.Session, PartyRole.Recruiter, ids, int.MaxValue, cancellation);
        List<Evaluation> evaluations = [];
        foreach (var some in workers.Take(RecruiterChain.MostWorkers).Chunk(WorkersPerReading))
        {
            evaluations.AddRange(await reading.EvaluationsAsync(some, cancellation));
        }

        if (evaluations.Count == 0)
        {
            return null;
        }

        var payments = await reading.PaymentsAsync([.. evaluations.SelectMany(evaluation => RecruitmentChain.Named(evaluation.History)).Concat(ids).Distinct(StringComparer.Ordinal)], cancellation);
        var chain = RecruiterChain.Of(
            Recruiter!, reading.AsOf, evaluations.SelectMany(evaluation => RecruitmentChain.In(evaluation, payments)), payments,
            reading.Reference.Links, reading.Reference.Parties, reading.Reference.Rates);
        return chain.Placements == 0 ? null : reading.Answer(null, null, (chain with { WorkersBeyond = Math.Max(0, workers.Count - RecruiterChain.MostWorkers) }).For(Audience));
    }

    /// <summary>Reads records at the coordinates of a question.</summary>
    private sealed record Reading(IQuerySession Session, ReferenceAt Reference, RulePack Pack, LocalDate AsOf, Instant KnownAt, Audience Audience)
    {
        /// <summary>What the audience may read of some workers; those of whom nothing was known are left out.</summary>
        public async Task<IReadOnlyList<Evaluation>> EvaluationsAsync(IReadOnlyList<string> workers, CancellationToken cancellation)
        {
            var records = await RecordedEvents.OfStreamsAsync(Session, [.. workers.Select(StreamName.OfWorker)], cancellation);
            return
            [
                .. workers.Select(worker => WorkerHistory.Of(worker, DisclosedRecord.To(Audience, records[StreamName.OfWorker(worker)]), AsOf, KnownAt))
                    .Where(history => history.Facts.Count > 0).Select(history => Reference.Of(history, Pack) with { Audience = Audience }),
            ];
        }

        public Task<IReadOnlyList<PartyFact>> PaymentsAsync(IReadOnlyList<string> parties, CancellationToken cancellation) =>
            PartyPayments.OfPartiesAsync(Session, parties, Reference.Links, AsOf, KnownAt, cancellation);

        public ChainAnswer Answer(string? worker, IReadOnlyList<RecruitmentChain>? chains, RecruiterChain? recruiter) => new(AsOf, KnownAt, Pack.Version, worker, chains, recruiter);
    }
}
