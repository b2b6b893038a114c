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
        if (!record.Any(recorded => recorded.RecordedAt <= knownAt))
        {
            return null;
        }

        var reference = await ReferenceRecord.LoadAsync(session, cancellation);
        var history = WorkerHistory.Of(Worker, record, AsOf ?? knownAt.InUtc().Date, knownAt);
        return WorkerReplay.Of(reference.At(knownAt).Of(history, Rules.Find(reference, knownAt)) with { Audience = Audience });
    }
}
