using Ledger.Domain.Disclosure;
using Ledger.Domain.Record;
using Ledger.Domain.Replay;
using Ledger.Domain.Workers;
using Ledger.Host.Intake;
using Ledger.Host.Rules;
using Ledger.Projections.Reference;
using Ledger.Projections.Store;
using Marten;
using NodaTime;

namespace Ledger.Host.Replay;

/// <summary>One worker's finances, as of when and as known when.</summary>
/// <param name="Worker">The worker.</param>
/// <param name="AsOf">As of a date; the day of <paramref name="KnownAt"/> where it is not given.</param>
/// <param name="KnownAt">As known at an instant; now where it is not given.</param>
/// <param name="Rules">Under which rule pack.</param>
/// <param name="Audience">For whom: the record is what that audience may read of it.</param>
public sealed record ReplayQuestion(string Worker, LocalDate? AsOf, Instant? KnownAt, RulesChoice Rules, Audience Audience)
{
    /// <summary>Replays the worker's record; null when nothing was known of the worker at that instant.</summary>
    public async Task<WorkerReplay?> AnswerAsync(IDocumentStore store, string connectionString, CancellationToken cancellation)
    {
        var knownAt = await RecordingInstant.CompleteAsync(connectionString, KnownAt, cancellation);
        await using var session = store.QuerySession();
        var record = DisclosedRecord.To(Audience, await RecordedEvents.OfStreamAsync(session, StreamName.OfWorker(Worker), cancellation));
        return Answer(record, await ReferenceRecord.LoadAsync(session, cancellation), knownAt);
    }

    /// <summary>Replays a record that was read already; null when nothing was known of the worker at that instant.</summary>
    /// <param name="record">Every fact of the worker's stream that the audience may read.</param>
    /// <param name="reference">What workers share.</param>
    /// <param name="knownAt">The instant of the question, up to which both are complete.</param>
    internal WorkerReplay? Answer(IReadOnlyList<RecordedFact> record, ReferenceRecord reference, Instant knownAt) =>
        record.Any(recorded => recorded.RecordedAt <= knownAt)
            ? WorkerReplay.Of(reference.At(knownAt).Of(WorkerHistory.Of(Worker, record, AsOf ?? knownAt.InUtc().Date, knownAt), Rules.Find(reference, knownAt)) with { Audience = Audience })
            : null;
}
