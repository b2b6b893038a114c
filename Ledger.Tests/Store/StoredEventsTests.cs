using System.Text;
using Ledger.Domain.Facts;
using Ledger.Projections.Imports;
using Ledger.Projections.Store;
using Ledger.Tests.Database;
using Ledger.Tests.Facts;
using Marten;
using NodaTime;
using Npgsql;
using Xunit;

namespace Ledger.Tests.Store;

/// <summary>Events as they lie in the database: the names of the wire, and what once was stored reads for ever.</summary>
public sealed class StoredEventsTests(LedgerServer server)
{
    /// <summary>The body of an import-finished.v1 as it has been stored. It may never change: ledgers hold it.</summary>
    private const string StoredImport =
        """{"file":"facts.jsonl","read":5,"sha256":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08","accepted":2,"rejected":1,"startedAt":"2026-11-24T10:30:00.123456Z","finishedAt":"2026-11-24T10:30:01Z","alreadyKnown":2}""";

    private static readonly ImportFinished Import = new(
        "facts.jsonl", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", 5, 2, 2, 1,
        Instant.FromUtc(2026, 11, 24, 10, 30).PlusNanoseconds(123_456_000), Instant.FromUtc(2026, 11, 24, 10, 30, 1));

    [Fact]
    public async Task A_fact_is_stored_under_its_wire_name_and_in_the_words_of_the_wire()
    {
        var database = await server.CreateLedgerAsync(TestContext.Current.CancellationToken);
        await using var store = await LedgerStore.OpenAsync(database, TestContext.Current.CancellationToken);
        foreach (var type in FactCatalogue.All)
        {
            var line = SampleTests.Sample(type.StoredName);
            Assert.True(FactWire.Read(Encoding.UTF8.GetBytes(line)).TryGet(out var fact));
            var stream = "sample/" + type.Name;
            await AppendAsync(store, stream, fact);

            await using var source = NpgsqlDataSource.Create(database);
            await using var command = source.CreateCommand("select type || ' ' || (data = $2::jsonb) || ' ' || data from ledger.mt_events where stream_id = $1");
            command.Parameters.Add(new() { Value = stream });
            command.Parameters.Add(new() { Value = line });
            Assert.StartsWith($"{type.StoredName} true", (string?)await command.ExecuteScalarAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);

            await using var session = store.QuerySession();
            Assert.Equal(fact, Assert.Single(await RecordedEvents.OfStreamAsync(session, stream, TestContext.Current.CancellationToken)).Fact);
        }
    }

    [Fact]
    public async Task A_finished_import_is_stored_as_it_always_was_and_reads()
    {
        Assert.Equal("import-finished.v1", ImportFinished.StoredName);
        var database = await server.CreateLedgerAsync(TestContext.Current.CancellationToken);
        await using var store = await LedgerStore.OpenAsync(database, TestContext.Current.CancellationToken);
        await AppendAsync(store, "import/1", Import);
        Assert.Equal("import-finished.v1 true", await Sql.ScalarAsync<string>(database, $"select type || ' ' || (data = '{StoredImport}'::jsonb) from ledger.mt_events"));

        await Sql.ChangeAsync(database, $"update ledger.mt_events set data = '{StoredImport}'::jsonb");
        await using var session = store.QuerySession();
        Assert.Equal(Import, Assert.Single(await session.Events.FetchStreamAsync("import/1", token: TestContext.Current.CancellationToken)).Data);
    }

    private static async Task AppendAsync(DocumentStore store, string stream, object data)
    {
        await using var session = store.LightweightSession();
        session.Events.Append(stream, data);
        await session.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
