using Ledger.Domain.Disclosure;
using Ledger.Domain.Indicators;
using Ledger.Domain.Record;
using Ledger.Domain.Rules;
using Ledger.Domain.Workers;
using Ledger.Host.CommandLine;
using Ledger.Host.Intake;
using Ledger.Host.Rules;
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
/// <param name="Findings">The findings, by worker, indicator and placement.</param>
public sealed record FlagsAnswer(LocalDate AsOf, Instant KnownAt, string Rules, IReadOnlyList<Finding> Findings);

/// <summary>Which flags there are, for whom, as of when and as known when.</summary>
/// <param name="Worker">One worker only.</param>
/// <param name="Indicator">One indicator only.</param>
/// <param name="Verdict">One verdict only.</param>
/// <param name="AsOf">As of a date; the day of <paramref name="KnownAt"/> where it is not given.</param>
/// <param name="KnownAt">As known at an instant; now where it is not given.</param>
/// <param name="Rules">Under which rule pack.</param>
/// <param name="Audience">For whom: the record is what that audience may read of it.</param>
public sealed record FlagsQuestion(string? Worker, string? Indicator, Verdict? Verdict, LocalDate? AsOf, Instant? KnownAt, RulesChoice Rules, Audience Audience)
{
    private const int WorkersPerReading = 200;

    /// <summary>Reads a question as people put it.</summary>
    /// <exception cref="BadUsageException">There is no such indicator or verdict, or the audience reads no such indicator.</exception>
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

    /// <summary>Answers from the standing findings where the question is about now, and by judging the record anew where it is not.</summary>
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

        // Standing findings rest on the whole record, and hold from the day of its last fact, which may be one that the audience may not read.
        var isStanding = Audience.ReadsComplaints() && AsOf is null && KnownAt is null && pack.Version == reference.Now.Pack.Version;
        var findings = isStanding ? await StandingAsync(judging, cancellation) : await judging.OfAsync(await StreamsAsync(session, cancellation), cancellation);
        return new FlagsAnswer(asOf, knownAt, pack.Version, [.. findings.Where(finding => (Indicator ?? finding.Indicator) == finding.Indicator && (Verdict ?? finding.Verdict) == finding.Verdict)]);
    }

    /// <summary>
    /// Standing findings hold from the last day of the worker's record on, so they hold today; where a finding may have changed by time
    /// alone since, that worker is judged anew.
    /// </summary>
    private async Task<List<Finding>> StandingAsync(Judging judging, CancellationToken cancellation)
    {
        List<Finding> findings = [];
        List<string> overdue = [];
        var standings = judging.Session.Query<WorkerStanding>().Where(standing => Worker == null || standing.Worker == Worker).OrderBy(standing => standing.Worker);
        await foreach (var standing in standings.ToAsyncEnumerable(cancellation))
        {
            if (standing.JudgeAgainOn <= judging.AsOf)
            {
                overdue.Add(StreamName.OfWorker(standing.Worker));
            }
            else
            {
                findings.AddRange(standing.Findings.Select(finding => finding with { AsOf = judging.AsOf }));
            }
        }

        findings.AddRange(await judging.OfAsync(overdue, cancellation));
        return [.. findings.OrderBy(finding => finding.Worker, StringComparer.Ordinal)];
    }

    private async Task<IReadOnlyList<string>> StreamsAsync(IQuerySession session, CancellationToken cancellation) => Worker is not null
        ? [StreamName.OfWorker(Worker)]
        : [.. (await session.Query<WorkerAccount>().Select(account => account.Id).ToListAsync(cancellation)).Order(StringComparer.Ordinal)];

    /// <summary>Judges workers' records at the coordinates of a question.</summary>
    private sealed record Judging(IQuerySession Session, ReferenceAt Reference, RulePack Pack, LocalDate AsOf, Instant KnownAt, Audience Audience)
    {
        public async Task<List<Finding>> OfAsync(IReadOnlyList<string> streams, CancellationToken cancellation)
        {
            List<Finding> findings = [];
            foreach (var some in streams.Chunk(WorkersPerReading))
            {
                var records = await RecordedEvents.OfStreamsAsync(Session, some, cancellation);
                findings.AddRange(some.SelectMany(stream => Of(StreamName.WorkerOf(stream)!, records[stream])));
            }

            return findings;
        }

        private IReadOnlyList<Finding> Of(string worker, IEnumerable<RecordedFact> record)
        {
            var history = WorkerHistory.Of(worker, DisclosedRecord.To(Audience, record), AsOf, KnownAt);
            return history.Facts.Count == 0 ? [] : (Reference.Of(history, Pack) with { Audience = Audience }).Findings();
        }
    }
}
