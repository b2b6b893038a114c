using System.Text.Json;
using Ledger.Domain.Facts;
using Ledger.Domain.Workers;
using Ledger.Projections.Recording;
using Ledger.Projections.Store;
using NodaTime;
using Npgsql;

namespace Ledger.Host.Intake;

/// <summary>What a batch is decided by, as it stands once the batch's streams are locked.</summary>
/// <param name="RecordedAt">The instant of recording.</param>
/// <param name="Streams">The streams that may be written to.</param>
/// <param name="Known">The facts on record that bear an id of the batch, or that one of it mends, by id.</param>
/// <param name="Accounts">The accounts of the batch's workers, by stream.</param>
/// <param name="Versions">How many events the streams hold; one without any is absent.</param>
internal sealed record IntakeState(
    Instant RecordedAt,
    IReadOnlySet<string> Streams,
    Dictionary<string, RecordedRow> Known,
    Dictionary<string, WorkerAccount> Accounts,
    Dictionary<string, long> Versions)
{
    /// <summary>Takes the locks and the instant, then reads: one round trip, whatever the batch's size.</summary>
    public static async Task<IntakeState> ReadAsync(
        NpgsqlConnection connection, RecordTables tables, IReadOnlySet<string> streams, IReadOnlyList<ArrivedFact> facts, CancellationToken cancellation)
    {
        var names = streams.ToArray();
        var ids = facts.Select(arrived => arrived.Fact.Id)
            .Concat(facts.Select(arrived => arrived.Fact).OfType<MendingFact>().Select(mending => mending.Mends))
            .Distinct(StringComparer.Ordinal).Select(EventIdentity.Of).ToArray();
        await using var batch = new NpgsqlBatch(connection);
        // Everything here and in what is written afterwards is found by its key. A plan made while tables are small would read them whole, and
        // go on doing so while they grow.
        batch.BatchCommands.Add(new("set local enable_seqscan = off"));
        RecordingInstant.AddTo(batch, names, takesLocks: !tables.IsTrial);
        batch.BatchCommands.Add(new(tables.Query(each => each.Events, RecordedRow.Columns, "id = any($1)")) { Parameters = { new() { Value = ids } } });
        batch.BatchCommands.Add(new(tables.Query(each => each.Accounts, "data, mt_version", "id = any($1)")) { Parameters = { new() { Value = names } } });
        batch.BatchCommands.Add(new(tables.Query(each => each.Streams, "id, version", "id = any($1)")) { Parameters = { new() { Value = names } } });
        // The same statements come with every batch: a connection plans them once.
        await batch.PrepareAsync(cancellation);
        await using var reader = await batch.ExecuteReaderAsync(cancellation);
        var recordedAt = await RecordingInstant.ReadAsync(reader, takesLocks: !tables.IsTrial, cancellation);
        await reader.NextResultAsync(cancellation);
        var known = (await RecordedRow.ReadAllAsync(reader, cancellation)).ToDictionary(row => row.Recorded.Fact.Id, StringComparer.Ordinal);
        await reader.NextResultAsync(cancellation);
        var accounts = await AccountsAsync(reader, cancellation);
        await reader.NextResultAsync(cancellation);
        return new IntakeState(recordedAt, streams, known, accounts, await VersionsAsync(reader, cancellation));
    }

    /// <summary>Of an account that a trial has carried on, the later state.</summary>
    private static async Task<Dictionary<string, WorkerAccount>> AccountsAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        Dictionary<string, WorkerAccount> accounts = new(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellation))
        {
            var account = JsonSerializer.Deserialize<WorkerAccount>(reader.GetFieldValue<byte[]>(0), LedgerJson.Options)!;
            if (!accounts.TryGetValue(account.Id, out var other) || other.Facts < account.Facts)
            {
                accounts[account.Id] = account;
            }
        }

        return accounts;
    }

    private static async Task<Dictionary<string, long>> VersionsAsync(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        Dictionary<string, long> versions = new(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellation))
        {
            var name = reader.GetString(0);
            versions[name] = Math.Max(reader.GetInt64(1), versions.GetValueOrDefault(name));
        }

        return versions;
    }
}
