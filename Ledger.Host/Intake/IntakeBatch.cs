using Ledger.Domain.Facts;
using Ledger.Domain.Record;
using Ledger.Domain.Workers;
using Ledger.Projections.Store;
using Marten;
using NodaTime;

namespace Ledger.Host.Intake;

/// <summary>Decides on the facts of one transaction, one after the other, by what is stored and by what the batch has added so far.</summary>
internal sealed class IntakeBatch
{
    private readonly IDocumentSession _session;
    private readonly Instant _recordedAt;
    private readonly Dictionary<string, StoredFact> _known;
    private readonly Dictionary<string, WorkerAccount> _accounts;
    private readonly Dictionary<string, List<RecordedFact>> _mended = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, List<RecordedFact>> _added = new(StringComparer.Ordinal);

    private IntakeBatch(IDocumentSession session, Instant recordedAt, Dictionary<string, StoredFact> known, Dictionary<string, WorkerAccount> accounts) =>
        (_session, _recordedAt, _known, _accounts) = (session, recordedAt, known, accounts);

    /// <summary>The facts to append, by stream in alphabetical order.</summary>
    public IEnumerable<KeyValuePair<string, List<RecordedFact>>> Added => _added;

    /// <summary>Loads what the facts of a batch are decided by: two round trips, whatever its size.</summary>
    public static async Task<IntakeBatch> LoadAsync(IDocumentSession session, Instant recordedAt, IReadOnlyList<Fact> facts, CancellationToken cancellation)
    {
        var ids = facts.Select(fact => fact.Id).Concat(facts.OfType<MendingFact>().Select(mending => mending.Mends)).Distinct(StringComparer.Ordinal);
        var known = await StoredFact.FindAsync(session, ids, cancellation);
        string[] streams = [.. facts.OfType<WorkerFact>().Select(fact => StreamName.OfWorker(fact.Worker!)).Distinct(StringComparer.Ordinal)];
        var accounts = streams.Length == 0 ? [] : await session.LoadManyAsync<WorkerAccount>(cancellation, streams);
        return new IntakeBatch(session, recordedAt, known, accounts.ToDictionary(account => account.Id, StringComparer.Ordinal));
    }

    /// <summary>Decides on one fact; an accepted one counts for those that follow.</summary>
    public async Task<Outcome> DecideAsync(Fact fact, CancellationToken cancellation)
    {
        if (_known.TryGetValue(fact.Id, out var known))
        {
            return known.Recorded.Fact.Equals(fact) ? new Outcome.Recorded(known.Recorded.RecordedAt, IsNew: false) : Differs(fact, known.Recorded.Fact);
        }

        var acceptance = fact switch
        {
            MendingFact mending => await OnMendingAsync(mending, cancellation),
            WorkerFact => Acceptance.Of(AccountOf(StreamName.Of(fact)!), fact, _recordedAt),
            _ => Acceptance.Early(fact, _recordedAt),
        };
        if (acceptance.Refusal is { } refusal)
        {
            return new Outcome.Refused(refusal, acceptance.MayWait);
        }

        Add(StreamName.Of(fact) ?? _known[((MendingFact)fact).Mends].Stream, fact);
        return new Outcome.Recorded(_recordedAt, IsNew: true);
    }

    private static Outcome.Refused Differs(Fact fact, Fact known) => new(
        new Refusal("id", $"'{fact.Id}' is already recorded with another {string.Join(", ", FactWire.Differences(known, fact))}; "
            + "give a new fact an id of its own, or send a fact-corrected"),
        MayWait: false);

    private async Task<Acceptance> OnMendingAsync(MendingFact mending, CancellationToken cancellation)
    {
        if (Acceptance.Early(mending, _recordedAt) is { IsYes: false } early)
        {
            return early;
        }

        if (!_known.TryGetValue(mending.Mends, out var target))
        {
            return new(StandingRecord.Objection([], mending, _recordedAt), MayWait: true);
        }

        if (!_mended.TryGetValue(target.Stream, out var record))
        {
            _mended[target.Stream] = record = [.. await RecordedEvents.OfStreamAsync(_session, target.Stream, cancellation), .. _added.GetValueOrDefault(target.Stream) ?? []];
        }

        return new(StandingRecord.Objection(record, mending, _recordedAt));
    }

    private WorkerAccount AccountOf(string stream) => _accounts.GetValueOrDefault(stream) ?? WorkerAccount.Empty(stream);

    private void Add(string stream, Fact fact)
    {
        var recorded = new RecordedFact(fact, _recordedAt);
        _known[fact.Id] = new StoredFact(stream, recorded);
        _mended.GetValueOrDefault(stream)?.Add(recorded);
        if (StreamName.WorkerOf(stream) is not null)
        {
            _accounts[stream] = AccountOf(stream).With(recorded);
        }

        if (!_added.TryGetValue(stream, out var added))
        {
            _added[stream] = added = [];
        }

        added.Add(recorded);
    }
}

/// <summary>A fact on record and the stream it is in.</summary>
internal sealed record StoredFact(string Stream, RecordedFact Recorded)
{
    /// <summary>Finds facts by id in one round trip.</summary>
    public static async Task<Dictionary<string, StoredFact>> FindAsync(IQuerySession session, IEnumerable<string> ids, CancellationToken cancellation)
    {
        var wanted = ids.Select(EventIdentity.Of).ToArray();
        var events = await session.Events.QueryAllRawEvents().Where(stored => stored.Id.IsOneOf(wanted)).ToListAsync(cancellation);
        return events.Select(stored => new StoredFact(stored.StreamKey!, RecordedEvents.Of(stored)!)).ToDictionary(stored => stored.Recorded.Fact.Id, StringComparer.Ordinal);
    }
}
