using Ledger.Domain.Disclosure;
using Ledger.Domain.Replay;
using Ledger.Domain.Statements;
using Ledger.Domain.Workers;
using Ledger.Host.CommandLine;
using Ledger.Host.Intake;
using Ledger.Host.Pages.Language;
using Ledger.Host.Pages.Reports;
using Ledger.Host.Replay;
using Ledger.Host.Rules;
using Ledger.Host.Statements;
using Ledger.Projections.Reference;
using Ledger.Projections.Store;
using Marten;
using NodaTime;

namespace Ledger.Host.Reports;

/// <summary>Of whom a report is drawn, as of when and as known when, under which rules and for whom.</summary>
/// <param name="Worker">The worker; null where it is of an employer.</param>
/// <param name="Statement">The statement of the employer that it is of; null where it is of a worker.</param>
/// <param name="AsOf">As of a date; the day of <paramref name="KnownAt"/> where it is not given.</param>
/// <param name="KnownAt">As known at an instant; now where it is not given.</param>
/// <param name="Rules">Under which rule pack.</param>
/// <param name="Audience">For whom: the record is what that audience may read of it.</param>
/// <param name="Language">One of the languages of the pages.</param>
internal sealed record ReportQuestion(string? Worker, StatementQuestion? Statement, LocalDate? AsOf, Instant? KnownAt, RulesChoice Rules, Audience Audience, string Language)
{
    /// <summary>The most workers that the report of an employer tells of one by one.</summary>
    public const int MostWorkers = 200;

    /// <summary>Reads a question as people put it; the last parameter says how the others are written, for a message.</summary>
    /// <exception cref="BadUsageException">It names neither a worker nor an employer, or both, or no language that the pages speak.</exception>
    public static ReportQuestion Of(
        string? worker, string? employer, LocalDate? from, LocalDate? to, LocalDate? asOf, Instant? knownAt, RulesChoice rules, Audience audience, string? language, Func<string, string> flag)
    {
        var spoken = language ?? ReaderLanguage.Spoken[0];
        return !ReaderLanguage.Spoken.Contains(spoken) ? throw new BadUsageException($"There is no language '{spoken}': give {flag("lang")} {string.Join(" or ", ReaderLanguage.Spoken)}.")
            : string.IsNullOrWhiteSpace(worker) == string.IsNullOrWhiteSpace(employer) ? throw new BadUsageException($"Name whose report: either {flag("worker")} or {flag("employer")}.")
            : string.IsNullOrWhiteSpace(employer) ? new ReportQuestion(worker, null, asOf, knownAt, rules, audience, spoken)
            : new ReportQuestion(null, StatementQuestion.Of(employer, from, to, asOf, knownAt, audience, flag), asOf, knownAt, rules, audience, spoken);
    }

    /// <summary>Draws the report as one HTML document.</summary>
    /// <exception cref="BadUsageException">Nothing is recorded of the worker by then, or the employer has too many workers.</exception>
    public async Task<string> DrawAsync(IDocumentStore store, string connectionString, CancellationToken cancellation) =>
        await EvidenceReport.HtmlAsync(Worker is { } worker ? await OfWorkerAsync(worker, store, connectionString, cancellation) : await OfEmployerAsync(store, connectionString, cancellation), Language);

    private async Task<ReportShown> OfWorkerAsync(string worker, IDocumentStore store, string connectionString, CancellationToken cancellation)
    {
        var replay = await new ReplayQuestion(worker, AsOf, KnownAt, Rules, Audience).AnswerAsync(store, connectionString, cancellation);
        return replay is null
            ? throw new BadUsageException($"Nothing is recorded of a worker '{worker}' by then: check the id, or ask as known later.")
            : new ReportShown(worker, null, [replay], Audiences.Word(Audience));
    }

    private async Task<ReportShown> OfEmployerAsync(IDocumentStore store, string connectionString, CancellationToken cancellation)
    {
        // The statement and the replays are of one instant, up to which the record is complete.
        var knownAt = await RecordingInstant.CompleteAsync(connectionString, KnownAt, cancellation);
        var (answer, workers) = await (Statement! with { KnownAt = knownAt }).CoveredAsync(store, connectionString, cancellation);
        if (workers.Count > MostWorkers)
        {
            throw new BadUsageException($"The statement covers {workers.Count:N0} workers, and a report tells of {MostWorkers} at most one by one: give a shorter period, or draw the statement alone.");
        }

        // Where the group is too small to be shown, its members are not shown one by one either.
        List<WorkerReplay> replays = [];
        await using var session = store.QuerySession();
        var reference = await ReferenceRecord.LoadAsync(session, cancellation);
        foreach (var worker in answer.Statement.Says == StatementSays.Withheld ? [] : workers)
        {
            var record = DisclosedRecord.To(Audience, await RecordedEvents.OfStreamAsync(session, StreamName.OfWorker(worker), cancellation));
            replays.Add(new ReplayQuestion(worker, answer.AsOf, knownAt, Rules, Audience).Answer(record, reference, knownAt)!);
        }

        return new ReportShown(answer.Employer, answer, replays, Audiences.Word(Audience));
    }
}
