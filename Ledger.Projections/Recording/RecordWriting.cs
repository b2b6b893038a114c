using Ledger.Domain.Facts;
using Ledger.Domain.Record;
using Ledger.Domain.Workers;
using Ledger.Projections.Store;
using Npgsql;
using NpgsqlTypes;
using System.Text.Json;

namespace Ledger.Projections.Recording;

/// <summary>A fact as it is to be stored.</summary>
/// <param name="Stream">The stream it joins.</param>
/// <param name="Version">Its place in the stream, from 1.</param>
/// <param name="Recorded">The fact.</param>
/// <param name="Wire">What <see cref="FactWire.Write"/> makes of it.</param>
public sealed record AppendedFact(string Stream, long Version, RecordedFact Recorded, byte[] Wire);

/// <summary>Writes events, streams and accounts and commits: one round trip for a single fact, and for any number of them three more that copy them in and commit.</summary>
/// <remarks>
/// The rows are those the store itself would write, new streams and old alike. That a stream has not grown meanwhile is for the
/// caller's locks to see to; where it has, or an id is taken, a unique index refuses the whole.
/// </remarks>
public static class RecordWriting
{
    private const string Columns = "seq_id, id, stream_id, version, data, type, timestamp, mt_dotnet_type, causation_id";

    private static readonly Dictionary<string, string> ClrNames =
        FactCatalogue.All.ToDictionary(type => type.Name, type => $"{type.Record.FullName}, {type.Record.Assembly.GetName().Name}", StringComparer.Ordinal);

    /// <summary>Writes the facts in the order given, and what their streams and accounts have come to, and commits.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="tables">Where to.</param>
    /// <param name="facts">The facts; at least one.</param>
    /// <param name="accounts">The accounts that they change.</param>
    /// <param name="numbers">Gets the numbers that the events are given, for <see cref="TakenBack"/> should the transaction not be committed.</param>
    /// <param name="cancellation">Ends it; the transaction is then to be taken back.</param>
    public static async Task WriteAsync(
        NpgsqlTransaction transaction, RecordTables tables, IReadOnlyList<AppendedFact> facts, IReadOnlyList<WorkerAccount> accounts, List<long> numbers, CancellationToken cancellation)
    {
        var connection = transaction.Connection!;
        await using (var batch = Batch(connection, tables, facts, accounts))
        {
            // The same statements come with every batch: a connection plans them once.
            await batch.PrepareAsync(cancellation);
            await using var reader = await batch.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
            {
                numbers.Add(reader.GetInt64(0));
            }

            while (await reader.NextResultAsync(cancellation))
            {
            }
        }

        if (facts.Count > 1)
        {
            await CopyAsync(connection, tables, facts, numbers, cancellation);
            await transaction.CommitAsync(cancellation);
        }
    }

    private static NpgsqlBatch Batch(NpgsqlConnection connection, RecordTables tables, IReadOnlyList<AppendedFact> facts, IReadOnlyList<WorkerAccount> accounts)
    {
        var versions = facts.GroupBy(fact => fact.Stream, StringComparer.Ordinal)
            .OrderBy(stream => stream.Key, StringComparer.Ordinal).Select(stream => (Name: stream.Key, Version: stream.Max(fact => fact.Version))).ToList();
        var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new NpgsqlBatchCommand($"select nextval('{tables.Sequence}') from generate_series(1, $1)") { Parameters = { new() { Value = facts.Count } } });
        batch.BatchCommands.Add(Streams(tables, [.. versions.Select(stream => stream.Name)], [.. versions.Select(stream => stream.Version)]));
        if (facts is [var only])
        {
            batch.BatchCommands.Add(Single(tables, only));
        }

        if (accounts.Count > 0)
        {
            var reached = versions.ToDictionary(stream => stream.Name, stream => stream.Version, StringComparer.Ordinal);
            batch.BatchCommands.Add(Accounts(tables, accounts, [.. accounts.Select(account => reached[account.Id])]));
        }

        if (!tables.IsTrial)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("select pg_notify('mt_events_appended', '')"));
        }

        if (facts.Count == 1)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand("commit"));
        }

        return batch;
    }

    private static async Task CopyAsync(
        NpgsqlConnection connection, RecordTables tables, IReadOnlyList<AppendedFact> facts, IReadOnlyList<long> numbers, CancellationToken cancellation)
    {
        await using var rows = await connection.BeginBinaryImportAsync($"copy {tables.Events} ({Columns}) from stdin (format binary)", cancellation);
        for (var index = 0; index < facts.Count; index++)
        {
            await rows.StartRowAsync(cancellation);
            await rows.WriteAsync(numbers[index], NpgsqlDbType.Bigint, cancellation);
            var (stream, version, recorded, wire) = facts[index];
            await rows.WriteAsync(EventIdentity.Of(recorded.Fact.Id), NpgsqlDbType.Uuid, cancellation);
            await rows.WriteAsync(stream, NpgsqlDbType.Varchar, cancellation);
            await rows.WriteAsync(version, NpgsqlDbType.Bigint, cancellation);
            await rows.WriteAsync(wire, NpgsqlDbType.Jsonb, cancellation);
            await rows.WriteAsync(FactCatalogue.Of(recorded.Fact.GetType()).StoredName, NpgsqlDbType.Varchar, cancellation);
            await rows.WriteAsync(recorded.RecordedAt.ToDateTimeUtc(), NpgsqlDbType.TimestampTz, cancellation);
            await rows.WriteAsync(ClrNames[recorded.Fact.Type], NpgsqlDbType.Varchar, cancellation);
            await rows.WriteAsync(EventOrigin.Write(recorded.Origin), NpgsqlDbType.Varchar, cancellation);
        }

        await rows.CompleteAsync(cancellation);
    }

    /// <summary>The number is the one that this very transaction took just before.</summary>
    private static NpgsqlBatchCommand Single(RecordTables tables, AppendedFact fact) =>
        new($"insert into {tables.Events} ({Columns}) values (currval('{tables.Sequence}'), $1, $2, $3, $4, $5, $6, $7, $8)")
        {
            Parameters =
            {
                new() { Value = EventIdentity.Of(fact.Recorded.Fact.Id) },
                new() { Value = fact.Stream },
                new() { Value = fact.Version },
                new() { Value = fact.Wire, NpgsqlDbType = NpgsqlDbType.Jsonb },
                new() { Value = FactCatalogue.Of(fact.Recorded.Fact.GetType()).StoredName },
                new() { Value = fact.Recorded.RecordedAt.ToDateTimeUtc() },
                new() { Value = ClrNames[fact.Recorded.Fact.Type] },
                new() { Value = (object?)EventOrigin.Write(fact.Recorded.Origin) ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Varchar },
            },
        };

    private static NpgsqlBatchCommand Streams(RecordTables tables, string[] names, long[] versions) => new(
        $"""
         insert into {tables.Streams} as stream (id, version) select * from unnest($1, $2)
         on conflict (id) do update set version = excluded.version, timestamp = now() where stream.version < excluded.version
         """)
    {
        Parameters = { new() { Value = names }, new() { Value = versions } },
    };

    private static NpgsqlBatchCommand Accounts(RecordTables tables, IReadOnlyList<WorkerAccount> accounts, long[] versions) => new(
        $"""
         insert into {tables.Accounts} (id, data, mt_version, mt_dotnet_type, mt_last_modified) select id, data, version, $4, now() from unnest($1, $2, $3) as given (id, data, version)
         on conflict (id) do update set data = excluded.data, mt_version = excluded.mt_version, mt_dotnet_type = excluded.mt_dotnet_type, mt_last_modified = excluded.mt_last_modified
         """)
    {
        Parameters =
        {
            new() { Value = accounts.Select(account => account.Id).ToArray() },
            new() { Value = accounts.Select(account => JsonSerializer.Serialize(account, LedgerJson.Options)).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb },
            new() { Value = versions },
            new() { Value = typeof(WorkerAccount).FullName! },
        },
    };
}
