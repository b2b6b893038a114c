using Ledger.Domain.Facts;
using Ledger.Domain.Record;
using Ledger.Domain.Workers;
using Ledger.Projections.Recording;
using Npgsql;

namespace Ledger.Host.Intake;

/// <summary>Decides on the facts of one transaction, one after the other, by what is stored and by what the batch has added so far.</summary>
internal sealed class IntakeBatch(NpgsqlConnection connection, RecordTables tables, IntakeState state)
{
    private readonly Dictionary<string, List<RecordedFact>> _mended = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _changed = new(StringComparer.Ordinal);
    private readonly List<AppendedFact> _appended = [];

    /// <summary>The facts to append, in the order they were decided on.</summary>
    public IReadOnlyList<AppendedFact> Appended => _appended;

    /// <summary>The accounts that those facts change, in alphabetical order.</summary>
    public IReadOnlyList<WorkerAccount> ChangedAccounts => [.. _changed.Select(stream => state.Accounts[stream])];

    /// <summary>Decides on one fact; an accepted one counts for those that follow.</summary>
    /// <exception cref="IntakeConflictException">It mends a fact that was recorded after the batch took its locks.</exception>
    public async Task<Outcome> DecideAsync(ArrivedFact arrived, CancellationToken cancellation)
    {
        var fact = arrived.Fact;
        if (state.Known.TryGetValue(fact.Id, out var known))
        {
            return known.Recorded.Fact.Equals(fact) ? new Outcome.Recorded(known.Recorded.RecordedAt, IsNew: false) : Differs(fact, known.Recorded.Fact);
        }

        var acceptance = fact switch
        {
            MendingFact mending => await OnMendingAsync(mending, cancellation),
            WorkerFact => Acceptance.Of(AccountOf(StreamName.Of(fact)!), fact, state.RecordedAt),
            _ => Acceptance.Early(fact, state.RecordedAt),
        };
        if (acceptance.Refusal is { } refusal)
        {
            return new Outcome.Refused(refusal, acceptance.MayWait);
        }

        Add(StreamName.Of(fact) ?? state.Known[((MendingFact)fact).Mends].Stream, arrived);
        return new Outcome.Recorded(state.RecordedAt, IsNew: true);
    }

    private static Outcome.Refused Differs(Fact fact, Fact known) => new(
        new Refusal("id", $"'{fact.Id}' is already recorded with another {string.Join(", ", FactWire.Differences(known, fact))}; "
            + "give a new fact an id of its own, or send a fact-corrected"),
        MayWait: false);

    private async Task<Acceptance> OnMendingAsync(MendingFact mending, CancellationToken cancellation)
    {
        if (Acceptance.Early(mending, state.RecordedAt) is { IsYes: false } early)
        {
            return early;
        }

        if (!state.Known.TryGetValue(mending.Mends, out var target))
        {
            return new(StandingRecord.Objection([], mending, state.RecordedAt), MayWait: true);
        }

        if (!state.Streams.Contains(target.Stream))
        {
            throw new IntakeConflictException();
        }

        if (!_mended.TryGetValue(target.Stream, out var record))
        {
            _mended[target.Stream] = record =
                [.. await RecordOfAsync(target.Stream, cancellation), .. _appended.Where(added => added.Stream == target.Stream).Select(added => added.Recorded)];
        }

        return new(StandingRecord.Objection(record, mending, state.RecordedAt));
    }

    private async Task<IEnumerable<RecordedFact>> RecordOfAsync(string stream, CancellationToken cancellation)
    {
        var query = tables.Query(each => each.Events, RecordedRow.Columns + ", version", "stream_id = $1") + " order by version";
        await using var command = new NpgsqlCommand(query, connection) { Parameters = { new() { Value = stream } } };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return (await RecordedRow.ReadAllAsync(reader, cancellation)).Select(row => row.Recorded);
    }

    private WorkerAccount AccountOf(string stream) => state.Accounts.GetValueOrDefault(stream) ?? WorkerAccount.Empty(stream);

    private void Add(string stream, ArrivedFact arrived)
    {
        var recorded = new RecordedFact(arrived.Fact, state.RecordedAt) { Origin = arrived.Origin };
        var wire = FactWire.Write(arrived.Fact);
        state.Known[arrived.Fact.Id] = new RecordedRow(stream, recorded);
        _mended.GetValueOrDefault(stream)?.Add(recorded);
        if (StreamName.WorkerOf(stream) is not null)
        {
            state.Accounts[stream] = AccountOf(stream).With(recorded, wire);
            _changed.Add(stream);
        }

        state.Versions[stream] = state.Versions.GetValueOrDefault(stream) + 1;
        _appended.Add(new AppendedFact(stream, state.Versions[stream], recorded, wire));
    }
}
