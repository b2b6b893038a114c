using JasperFx;
using Ledger.Domain.Facts;
using Ledger.Domain.Workers;
using Ledger.Projections.Store;
using Marten;
using Marten.Exceptions;
using Npgsql;
using Polly;
using Polly.Retry;

namespace Ledger.Host.Intake;

/// <summary>The one way facts enter the ledger, one by one or many at a time.</summary>
/// <remarks>
/// A batch is one transaction. It takes a lock on each stream it writes to, so that what is decided on cannot change before it is
/// written; the unique index on event ids keeps one fact id from entering twice through different streams. A conflict that comes
/// about all the same takes the batch back whole, and it is decided on anew.
/// </remarks>
public sealed class FactIntake(IDocumentStore store)
{
    /// <summary>The most facts one batch may have.</summary>
    public const int LargestBatch = 1_000;

    private static readonly ResiliencePipeline OnConflict = new ResiliencePipelineBuilder()
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<Exception>(IsConflict),
            MaxRetryAttempts = 8,
            Delay = TimeSpan.FromMilliseconds(10),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        })
        .Build();

    /// <summary>Takes in a batch; nothing of it is stored unless all that could be accepted is.</summary>
    /// <param name="facts">At most <see cref="LargestBatch"/> well-formed facts.</param>
    /// <param name="source">Where they come from, such as the stream of an import; kept with each event.</param>
    /// <param name="cancellation">Takes the batch back.</param>
    /// <returns>What became of each, in the order given.</returns>
    /// <exception cref="ArgumentException">The batch is too large.</exception>
    public async Task<IReadOnlyList<Outcome>> TakeAsync(IReadOnlyList<Fact> facts, string? source, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(facts.Count, LargestBatch, nameof(facts));
        return facts.Count == 0 ? [] : await OnConflict.ExecuteAsync(async token => await TakeOnceAsync(facts, source, token), cancellation);
    }

    private async Task<IReadOnlyList<Outcome>> TakeOnceAsync(IReadOnlyList<Fact> facts, string? source, CancellationToken cancellation)
    {
        await using var session = store.LightweightSession();
        session.CausationId = source;
        await session.BeginTransactionAsync(cancellation);
        var recordedAt = await RecordingInstant.TakeAsync(session.Connection!, Streams(facts), cancellation);
        var batch = await IntakeBatch.LoadAsync(session, recordedAt, facts, cancellation);
        List<Outcome> outcomes = new(facts.Count);
        foreach (var fact in facts)
        {
            outcomes.Add(await batch.DecideAsync(fact, cancellation));
        }

        foreach (var (stream, added) in batch.Added)
        {
            session.Events.Append(stream, added.Select(recorded =>
            {
                var stored = session.Events.BuildEvent(recorded.Fact);
                stored.Id = EventIdentity.Of(recorded.Fact.Id);
                stored.Timestamp = recorded.RecordedAt.ToDateTimeOffset();
                return (object)stored;
            }));
        }

        await session.SaveChangesAsync(cancellation);
        return outcomes;
    }

    /// <summary>The streams a batch may write to; a mending fact adds the id it mends, whose stream is not known yet.</summary>
    private static IEnumerable<string> Streams(IReadOnlyList<Fact> facts) => facts.Select(fact => StreamName.Of(fact) ?? ((MendingFact)fact).Mends);

    private static bool IsConflict(Exception exception) =>
        exception is ConcurrencyException or ExistingStreamIdCollisionException or DocumentAlreadyExistsException
        || Sql(exception) is { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure };

    private static PostgresException? Sql(Exception? exception) => exception as PostgresException ?? (exception is null ? null : Sql(exception.InnerException));
}
