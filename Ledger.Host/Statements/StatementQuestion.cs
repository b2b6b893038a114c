using Ledger.Domain.Disclosure;
using Ledger.Domain.Facts;
using Ledger.Domain.Record;
using Ledger.Domain.Statements;
using Ledger.Domain.Workers;
using Ledger.Host.CommandLine;
using Ledger.Host.Intake;
using Ledger.Projections.Detector;
using Ledger.Projections.Reference;
using Ledger.Projections.Standings;
using Ledger.Projections.Store;
using Marten;
using NodaTime;

namespace Ledger.Host.Statements;

/// <summary>The statement of an employer for a period.</summary>
/// <param name="Employer">The employer.</param>
/// <param name="OneWith">The other ids of the same employer, by recorded links: their workers are covered too.</param>
/// <param name="From">The first day of the period.</param>
/// <param name="To">The last day of the period.</param>
/// <param name="AsOf">The last day whose facts count.</param>
/// <param name="KnownAt">The last instant whose recordings count.</param>
/// <param name="Statement">What the records bear.</param>
public sealed record StatementAnswer(
    string Employer, IReadOnlyList<string> OneWith, LocalDate From, LocalDate To, LocalDate AsOf, Instant KnownAt, EmployerStatement Statement);

/// <summary>Which employer's statement, of which period, as of when and as known when, for whom.</summary>
/// <param name="Employer">The employer.</param>
/// <param name="Period">The days it is about.</param>
/// <param name="AsOf">As of a date; the day of <paramref name="KnownAt"/> where it is not given.</param>
/// <param name="KnownAt">As known at an instant; now where it is not given.</param>
/// <param name="Audience">For whom: others than investigators and workers are shown no small group.</param>
public sealed record StatementQuestion(string Employer, StatementPeriod Period, LocalDate? AsOf, Instant? KnownAt, Audience Audience)
{
    /// <summary>The most workers that one statement covers.</summary>
    public const int MostWorkers = 100_000;

    private const int WorkersPerReading = 200;

    /// <summary>Reads a question as people put it; the last parameter says how the others are written, for a message.</summary>
    /// <exception cref="BadUsageException">The employer or an end of the period is missing or wrong.</exception>
    public static StatementQuestion Of(string? employer, LocalDate? from, LocalDate? to, LocalDate? asOf, Instant? knownAt, Audience audience, Func<string, string> flag)
    {
        if (string.IsNullOrWhiteSpace(employer) || employer.EnumerateRunes().Count() > Fact.LongestId || employer.Any(char.IsControl))
        {
            throw new BadUsageException($"Name the employer with {flag("employer")}: an id of at most {Fact.LongestId} characters, none of them a control character.");
        }

        return from is not { } first ? throw new BadUsageException($"Give the first day of the period with {flag("from")}, such as 2024-01-01.")
            : to is not { } last ? throw new BadUsageException($"Give the last day of the period with {flag("to")}, such as 2024-12-31.")
            : first > last ? throw new BadUsageException($"The period ends before it begins: give {flag("from")} no later than {flag("to")}.")
            : new StatementQuestion(employer, new StatementPeriod(first, last), asOf, knownAt, audience);
    }

    /// <summary>Answers from the records of the workers whom anybody told to have been placed there.</summary>
    /// <remarks>The same for every reader but for a small group: it rests on what an employer may read of the records.</remarks>
    /// <param name="store">The store.</param>
    /// <param name="connectionString">Where it is.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="BadUsageException">The period has not begun on the date of the question, or there are too many workers.</exception>
    /// <exception cref="DetectorStoppedException">The workers cannot be found, for the detector does not come up to the record.</exception>
    public async Task<StatementAnswer> AnswerAsync(IDocumentStore store, string connectionString, CancellationToken cancellation) =>
        (await CoveredAsync(store, connectionString, cancellation)).Answer;

    /// <summary>The answer with the ids of the workers it covers, in order; for those who may be told them.</summary>
    internal async Task<(StatementAnswer Answer, IReadOnlyList<string> Workers)> CoveredAsync(IDocumentStore store, string connectionString, CancellationToken cancellation)
    {
        var knownAt = await RecordingInstant.CompleteAsync(connectionString, KnownAt, cancellation);
        var asOf = AsOf ?? knownAt.InUtc().Date;
        if (Period.From > asOf)
        {
            throw new BadUsageException($"The period begins after {asOf:uuuu-MM-dd}, as of which the statement is asked for: nothing can be said of days to come.");
        }

        // The table by which workers are found follows the record; a worker it does not hold yet would make the statement say too much.
        await Detector.CatchUpAsync(store, connectionString, null, cancellation);
        await using var session = store.QuerySession();
        var reference = (await ReferenceRecord.LoadAsync(session, cancellation)).At(knownAt);
        var employers = reference.Links.Groups(asOf).Members(Employer).ToHashSet(StringComparer.Ordinal);
        var workers = await PartyTable.WorkersOfAsync(session, PartyRole.Employer, employers, MostWorkers + 1, cancellation);
        if (workers.Count > MostWorkers)
        {
            throw new BadUsageException($"There are more than {MostWorkers:N0} workers, the most of one statement: ask by one of the employer's sites that is recorded under an id of its own.");
        }

        List<(string Worker, CoveredWorker Covered)> covered = [];
        foreach (var some in workers.Chunk(WorkersPerReading))
        {
            var records = await RecordedEvents.OfStreamsAsync(session, [.. some.Select(StreamName.OfWorker)], cancellation);
            covered.AddRange(some.Select(worker => (worker, CoveredWorker.Of(HistoryOf(worker, records[StreamName.OfWorker(worker)]), reference.Rates, employers, Period)))
                .Where(read => read.Item2 is not null).Select(read => (read.worker, read.Item2!)));
        }

        var statement = EmployerStatement.Of([.. covered.Select(worker => worker.Covered)]);
        var answer = new StatementAnswer(
            Employer, [.. employers.Where(id => id != Employer).Order(StringComparer.Ordinal)], Period.From, Period.To, asOf, knownAt,
            Audience.ReadsComplaints() ? statement : statement.WithSmallGroupWithheld());
        return (answer, [.. covered.Select(worker => worker.Worker)]);

        WorkerHistory HistoryOf(string worker, IEnumerable<RecordedFact> record) => WorkerHistory.Of(worker, DisclosedRecord.To(Audience.Employer, record), asOf, knownAt);
    }
}
