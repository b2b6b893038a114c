using Ledger.Domain.Facts;
using Ledger.Domain.Workers;
using Ledger.Projections.Recording;
using Marten;
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
public sealed class FactIntake
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

    private readonly Func<NpgsqlConnection> _connect;
    private readonly NpgsqlConnection? _trial;
    private readonly RecordTables _tables;

    /// <summary>Takes facts into the record.</summary>
    public FactIntake(IDocumentStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        (_connect, _tables) = (() => store.Storage.Database.CreateConnection(), RecordTables.Ledger);
    }

    private FactIntake(NpgsqlConnection trial) => (_connect, _trial, _tables) = (() => trial, trial, RecordTables.Trial);

    /// <summary>Decides as the ledger would, batch upon batch, on a connection whose end is the end of everything it took in.</summary>
    /// <param name="connection">An open connection, prepared for a trial; one batch at a time.</param>
    internal static FactIntake Trial(NpgsqlConnection connection) => new(connection);

    /// <summary>Takes in a batch; nothing of it is stored unless all that could be accepted is.</summary>
    /// <param name="facts">At most <see cref="LargestBatch"/> well-formed facts, each with the line it came in.</param>
    /// <param name="cancellation">Takes the batch back.</param>
    /// <returns>What became of each, in the order given.</returns>
    /// <exception cref="ArgumentException">The batch is too large.</exception>
    public async Task<IReadOnlyList<Outcome>> TakeAsync(IReadOnlyList<ArrivedFact> facts, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(facts.Count, LargestBatch, nameof(facts));
        return facts.Count == 0 ? [] : await OnConflict.ExecuteAsync(async token => await TakeOnceAsync(facts, token), cancellation);
    }

    /// <summary>Takes in facts that came in no file.</summary>
    public Task<IReadOnlyList<Outcome>> TakeAsync(IReadOnlyList<Fact> facts, CancellationToken cancellation) =>
        TakeAsync([.. facts.Select(fact => new ArrivedFact(fact))], cancellation);

    private async Task<IReadOnlyList<Outcome>> TakeOnceAsync(IReadOnlyList<ArrivedFact> facts, CancellationToken cancellation)
    {
        List<long> numbers = [];
        try
        {
            var connection = _connect();
            await using var ended = _trial is null ? connection : null;
            if (_trial is null)
            {
                await connection.OpenAsync(cancellation);
            }

            var streams = await StreamsAsync(connection, facts, cancellation);
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            var batch = new IntakeBatch(connection, _tables, await IntakeState.ReadAsync(connection, _tables, streams, facts, cancellation));
            List<Outcome> outcomes = new(facts.Count);
            foreach (var fact in facts)
            {
                outcomes.Add(await batch.DecideAsync(fact, cancellation));
            }

            if (batch.Appended.Count > 0)
            {
                await RecordWriting.WriteAsync(transaction, _tables, batch.Appended, batch.ChangedAccounts, numbers, cancellation);
            }
            else
            {
                await transaction.CommitAsync(cancellation);
            }

            return outcomes;
        }
        catch (Exception) when (numbers.Count > 0 && !_tables.IsTrial)
        {
            await using var connection = _connect();
            await TakenBack.FillAsync(connection, [.. numbers]);
            throw;
        }
    }

    /// <summary>The streams a batch may write to; the stream of a mending fact is that of the fact it mends, where that is on record.</summary>
    /// <remarks>Which stream a fact is in never changes, so this needs no lock; one that was recorded just after is a conflict.</remarks>
    private async Task<HashSet<string>> StreamsAsync(NpgsqlConnection connection, IReadOnlyList<ArrivedFact> facts, CancellationToken cancellation)
    {
        HashSet<string> streams = new(facts.Select(arrived => StreamName.Of(arrived.Fact)).OfType<string>(), StringComparer.Ordinal);
        var mended = facts.Select(arrived => arrived.Fact).OfType<MendingFact>().Select(mending => Projections.Store.EventIdentity.Of(mending.Mends)).Distinct().ToArray();
        if (mended.Length == 0)
        {
            return streams;
        }

        await using var command = new NpgsqlCommand(_tables.Query(tables => tables.Events, "stream_id", "id = any($1)"), connection) { Parameters = { new() { Value = mended } } };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            streams.Add(reader.GetString(0));
        }

        return streams;
    }

    private static bool IsConflict(Exception exception) =>
        exception is IntakeConflictException
            or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure };
}

/// <summary>Something was recorded between two looks at the record: the batch is decided on anew.</summary>
internal sealed class IntakeConflictException() : Exception("A fact was recorded meanwhile that this batch rests on.");
