using Ledger.Domain.Churn;
using Ledger.Domain.Disclosure;
using Ledger.Domain.Indicators;
using Ledger.Domain.Parties;
using Ledger.Domain.Record;
using Ledger.Domain.Rules;
using Ledger.Domain.Workers;
using Ledger.Host.CommandLine;
using Ledger.Host.Intake;
using Ledger.Host.Rules;
using Ledger.Projections.Findings;
using Ledger.Projections.Pairs;
using Ledger.Projections.Reference;
using Ledger.Projections.Standings;
using Ledger.Projections.Store;
using Marten;
using NodaTime;

namespace Ledger.Host.Flags;

/// <summary>The answer to which flags there are.</summary>
/// <param name="AsOf">The last day whose facts count.</param>
/// <param name="KnownAt">The last instant whose recordings count.</param>
/// <param name="Rules">The rule pack's version.</param>
/// <param name="Findings">The findings on workers by worker, indicator and placement; then those on pairs by recruiter, employer, indicator and corridor.</param>
public sealed record FlagsAnswer(LocalDate AsOf, Instant KnownAt, string Rules, IReadOnlyList<Finding> Findings);

/// <summary>Which flags there are, for whom, as of when and as known when.</summary>
/// <param name="Worker">One worker only; then no pairs.</param>
/// <param name="Indicator">One indicator only.</param>
/// <param name="Verdict">One verdict only.</param>
/// <param name="AsOf">As of a date; the day of <paramref name="KnownAt"/> where it is not given.</param>
/// <param name="KnownAt">As known at an instant; now where it is not given.</param>
/// <param name="Rules">Under which rule pack.</param>
/// <param name="Audience">For whom: the record is what that audience may read of it.</param>
public sealed record FlagsQuestion(string? Worker, string? Indicator, Verdict? Verdict, LocalDate? AsOf, Instant? KnownAt, RulesChoice Rules, Audience Audience)
{
    private const int WorkersPerReading = 200;

    /// <summary>Only what is about placements of one recruiter, or of a party that is one with it.</summary>
    public string? Recruiter { get; init; }

    /// <summary>Only what is about placements with one employer, or with a party that is one with it.</summary>
    public string? Employer { get; init; }

    private bool AsksAboutPairs => Worker is null && (Indicator is null || PairEvaluation.Indicators.Contains(Indicator));

    private bool AsksAboutWorkers => Indicator is null || !PairEvaluation.Indicators.Contains(Indicator);

    private bool AsksAboutParties => (Recruiter ?? Employer) is not null;

    /// <summary>Reads a question as people put it.</summary>
    /// <exception cref="BadUsageException">There is no such indicator or verdict, the audience reads no such indicator, or a worker is asked about by an indicator of pairs.</exception>
    public static FlagsQuestion Of(string? worker, string? indicator, string? verdict, LocalDate? asOf, Instant? knownAt, RulesChoice rules, Audience audience)
    {
        if (indicator is not null && !Evaluation.Indicators.Contains(indicator))
        {
            throw new BadUsageException($"There is no indicator '{indicator}': the ledger judges {string.Join(", ", Evaluation.Indicators)}.");
        }

        if (indicator == ReprisalAfterComplaint.Code && !audience.ReadsComplaints())
        {
            throw new BadUsageException($"'{indicator}' is never judged for {Audiences.Word(audience)} readers: complaints are for investigators and the worker's side alone.");
        }

        if (worker is not null && indicator is not null && PairEvaluation.Indicators.Contains(indicator))
        {
            throw new BadUsageException($"{indicator} is about a recruiter and an employer, and not about a worker: ask by recruiter or employer, or by no one.");
        }

        Verdict? only = verdict switch
        {
            null => null,
            "present" => Domain.Indicators.Verdict.Present,
            "absent" => Domain.Indicators.Verdict.Absent,
            "insufficient" => Domain.Indicators.Verdict.Insufficient,
            var other => throw new BadUsageException($"There is no verdict '{other}': give present, absent or insufficient."),
        };
        return new FlagsQuestion(worker, indicator, only, asOf, knownAt, rules, audience);
    }

    /// <summary>Judges the record of every worker that the question may be about; one about now finds them by what stands.</summary>
    /// <param name="store">The store, with findings up to date.</param>
    /// <param name="connectionString">Where it is.</param>
    /// <param name="cancellation">Ends the work.</param>
    public async Task<FlagsAnswer> AnswerAsync(IDocumentStore store, string connectionString, CancellationToken cancellation)
    {
        var knownAt = await RecordingInstant.CompleteAsync(connectionString, KnownAt, cancellation);
        var asOf = AsOf ?? knownAt.InUtc().Date;
        await using var session = store.QuerySession();
        var reference = await ReferenceRecord.LoadAsync(session, cancellation);
        var pack = Rules.Find(reference, knownAt);
        var judging = new Judging(session, reference.At(knownAt), pack, asOf, knownAt, Audience);

        // What stands rests on the whole record, of which the audience may not read every fact.
        var isStanding = Audience.ReadsComplaints() && AsOf is null && KnownAt is null && pack.Version == reference.Now.Pack.Version;
        var findings = isStanding ? await StandingAsync(judging, cancellation) : await AnewAsync(judging, cancellation);
        return new FlagsAnswer(asOf, knownAt, pack.Version, [.. findings.Where(finding => (Indicator ?? finding.Indicator) == finding.Indicator && (Verdict ?? finding.Verdict) == finding.Verdict)]);
    }

    private async Task<IReadOnlyList<Finding>> StandingAsync(Judging judging, CancellationToken cancellation)
    {
        var groups = OutcomeTable.Groups(judging.Reference.Links);
        var places = AsksAboutParties ? await OutcomeTable.PlacementsOfAsync(judging.Session, GroupOf(groups, Recruiter), GroupOf(groups, Employer), cancellation) : null;
        List<Finding> findings = AsksAboutWorkers ? await StandingOfWorkersAsync(judging, places, cancellation) : [];
        findings.AddRange(AsksAboutPairs ? await judging.Pairs.StandingAsync(IsAsked(groups), cancellation) : []);
        return findings;
    }

    private async Task<List<Finding>> StandingOfWorkersAsync(Judging judging, ILookup<string, string>? places, CancellationToken cancellation)
    {
        var workers = await ConcernedAsync(judging, places, cancellation);
        var (findings, _) = await judging.OfAsync([.. workers.Order(StringComparer.Ordinal).Select(StreamName.OfWorker)], null, cancellation);
        return [.. findings.Where(finding => IsAt(places, finding))];
    }

    /// <summary>
    /// The workers that an answer of now may name. What is present or cannot be said is on the watch list since the last day of the worker's record;
    /// it holds today too, but for those whom time alone may have changed since.
    /// </summary>
    private async Task<IEnumerable<string>> ConcernedAsync(Judging judging, ILookup<string, string>? places, CancellationToken cancellation)
    {
        if (Worker is not null)
        {
            return [Worker];
        }

        if (places is not null)
        {
            return places.Select(worker => worker.Key);
        }

        return Verdict is Domain.Indicators.Verdict.Present or Domain.Indicators.Verdict.Insufficient
            ? (await FindingTable.WorkersAsync(judging.Session, Indicator, Verdict.Value, cancellation)).Union(await StandingTable.ToJudgeAgainAsync(judging.Session, judging.AsOf, cancellation), StringComparer.Ordinal)
            : await StandingTable.AllAsync(judging.Session, cancellation);
    }

    private async Task<IReadOnlyList<Finding>> AnewAsync(Judging judging, CancellationToken cancellation)
    {
        var groups = judging.Reference.Links.Groups(judging.AsOf);
        var (findings, outcomes) = await judging.OfAsync(await StreamsAsync(judging.Session, cancellation), AsksAboutPairs || AsksAboutParties ? groups : null, cancellation);
        var places = !AsksAboutParties ? null : outcomes
            .Where(outcome => (GroupOf(groups, Recruiter) ?? outcome.RecruiterGroup) == outcome.RecruiterGroup && (GroupOf(groups, Employer) ?? outcome.EmployerGroup) == outcome.EmployerGroup)
            .ToLookup(outcome => outcome.Worker, outcome => outcome.Placement, StringComparer.Ordinal);
        List<Finding> asked = [.. findings.Where(finding => IsAt(places, finding))];
        asked.AddRange(AsksAboutPairs ? await judging.Pairs.AnewAsync(outcomes, IsAsked(groups), cancellation) : []);
        return asked;
    }

    private Func<PairDraft, bool> IsAsked(PartyGroups groups) => draft =>
        (Indicator ?? draft.Indicator) == draft.Indicator && (Verdict ?? draft.Verdict) == draft.Verdict
        && (GroupOf(groups, Recruiter) ?? draft.Recruiter) == draft.Recruiter && (GroupOf(groups, Employer) ?? draft.Employer) == draft.Employer;

    /// <summary>Whether a finding on a worker is about one of the placements asked about; one on the whole record is about each of them.</summary>
    private static bool IsAt(ILookup<string, string>? places, Finding finding) =>
        places is null || (finding.Placement is { } placement ? places[finding.Worker!].Contains(placement) : places.Contains(finding.Worker!));

    private static string? GroupOf(PartyGroups groups, string? party) => party is null ? null : groups.Of(party);

    private async Task<IReadOnlyList<string>> StreamsAsync(IQuerySession session, CancellationToken cancellation) => Worker is not null
        ? [StreamName.OfWorker(Worker)]
        : [.. (await session.Query<WorkerAccount>().Select(account => account.Id).ToListAsync(cancellation)).Order(StringComparer.Ordinal)];

    /// <summary>Judges workers' records at the coordinates of a question.</summary>
    private sealed record Judging(IQuerySession Session, ReferenceAt Reference, RulePack Pack, LocalDate AsOf, Instant KnownAt, Audience Audience)
    {
        /// <summary>Judges pairs at the same coordinates.</summary>
        public PairFlags Pairs => new(Session, Reference, Pack.Version, AsOf, KnownAt);

        /// <summary>The findings on workers; and what became of their placements, where it is said which parties are one.</summary>
        public async Task<(List<Finding> Findings, List<PlacementOutcome> Outcomes)> OfAsync(IReadOnlyList<string> streams, PartyGroups? groups, CancellationToken cancellation)
        {
            List<Finding> findings = [];
            List<PlacementOutcome> outcomes = [];
            foreach (var some in streams.Chunk(WorkersPerReading))
            {
                // No worker's findings turn on another's, so that every core may judge.
                var records = await RecordedEvents.OfStreamsAsync(Session, some, cancellation);
                foreach (var (found, became) in await Task.WhenAll(some.Select(stream => Task.Run(() => Of(StreamName.WorkerOf(stream)!, [.. records[stream]], groups), cancellation))))
                {
                    findings.AddRange(found);
                    outcomes.AddRange(became);
                }
            }

            return (findings, outcomes);
        }

        private (IReadOnlyList<Finding> Findings, IReadOnlyList<PlacementOutcome> Outcomes) Of(string worker, IReadOnlyList<RecordedFact> record, PartyGroups? groups)
        {
            var disclosed = DisclosedRecord.To(Audience, record);
            var evaluation = Of(worker, disclosed, Audience);
            var findings = evaluation?.Findings() ?? [];
            if (groups is null)
            {
                return (findings, []);
            }

            // What pairs are judged by is the same for every reader: what workers said by speaking up is no part of it.
            var shared = DisclosedRecord.To(Audience.Employer, record);
            var judged = shared.Count == disclosed.Count ? evaluation : Of(worker, shared, Audience.Employer);
            return (findings, judged is null ? [] : PlacementOutcome.In(judged, groups));
        }

        private Evaluation? Of(string worker, IReadOnlyList<RecordedFact> record, Audience audience)
        {
            var history = WorkerHistory.Of(worker, record, AsOf, KnownAt);
            return history.Facts.Count == 0 ? null : Reference.Of(history, Pack) with { Audience = audience };
        }
    }
}
