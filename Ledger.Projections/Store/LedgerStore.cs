using JasperFx;
using JasperFx.Events;
using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Ledger.Domain.Churn;
using Ledger.Domain.Facts;
using Ledger.Domain.Workers;
using Ledger.Projections.Accounts;
using Ledger.Projections.Detector;
using Ledger.Projections.Exposures;
using Ledger.Projections.Findings;
using Ledger.Projections.Imports;
using Ledger.Projections.Pairs;
using Ledger.Projections.RulePacks;
using Ledger.Projections.Scorecards;
using Ledger.Projections.Standings;
using Marten;
using Npgsql;
using Weasel.Core;

namespace Ledger.Projections.Store;

/// <summary>How the ledger keeps its record in PostgreSQL: the one place that sets up Marten.</summary>
public static class LedgerStore
{
    /// <summary>The schema that holds the ledger.</summary>
    public const string Schema = "ledger";

    /// <summary>What is sent to the database at a time: a batch of an import in a few pieces rather than a hundred, each of which wakes the other side.</summary>
    private const int WriteBufferBytes = 128 << 10;

    /// <summary>
    /// Connections that one store holds at most: half of what a server gives by default, so that a host under load and a command beside it both
    /// get theirs. Whoever finds none free waits as long as the connection string says.
    /// </summary>
    public const int MostConnections = 50;

    /// <summary>The key of the lock under which tables are made: "ledger" and a number of its own.</summary>
    private const long Turn = 0x6C65_6467_6572_0003;

    private const int LongestTurnSeconds = 120;

    /// <summary>Events that the detector takes in one go.</summary>
    private const int EventsPerPage = 6_000;

    /// <summary>Opens a store that is used by itself, without a host; makes or updates its tables first.</summary>
    public static async Task<DocumentStore> OpenAsync(string connectionString, CancellationToken cancellation)
    {
        await PrepareAsync(connectionString, cancellation);
        return DocumentStore.For(options => Configure(options, connectionString));
    }

    /// <summary>Makes or updates the tables, unless this very build has done so: one round trip then.</summary>
    /// <remarks>
    /// Another build may judge otherwise. What it finds is a function of the record, so findings and exposures of an earlier
    /// build are dropped and judged anew; the record and the workers' accounts stay.
    /// </remarks>
    /// <exception cref="DetectorStoppedException">A ledger of another build is at work on the database.</exception>
    public static async Task PrepareAsync(string connectionString, CancellationToken cancellation)
    {
        var build = $"made by build {typeof(LedgerStore).Module.ModuleVersionId}";
        await using (var connection = new NpgsqlConnection(connectionString))
        {
            await connection.OpenAsync(cancellation);
            if (await MadeByAsync(connection, cancellation) == build)
            {
                return;
            }
        }

        // Several may start at once: one makes the tables, and the others find them made when it is their turn.
        // A turn ends with its connection, which a pool would keep.
        await using var turn = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await turn.OpenAsync(cancellation);
        await using var take = new NpgsqlCommand("select pg_advisory_lock($1)", turn) { Parameters = { new() { Value = Turn } }, CommandTimeout = LongestTurnSeconds };
        await take.ExecuteNonQueryAsync(cancellation);
        var before = await MadeByAsync(turn, cancellation);
        if (before != build)
        {
            await MakeTablesAsync(connectionString);
            await StartJudgingAnewAsync(turn, connectionString, isFirst: before is null, build, cancellation);
        }
    }

    private static async Task StartJudgingAnewAsync(NpgsqlConnection connection, string connectionString, bool isFirst, string build, CancellationToken cancellation)
    {
        await using var lease = isFirst ? null : await DetectorLease.TryTakeAsync(connectionString, cancellation)
            ?? throw new DetectorStoppedException("A ledger of another build is at work on this database: end it, then try again.");
        await using var write = new NpgsqlCommand(
            $"""
             truncate {Schema}.mt_doc_exposure, {Schema}.mt_doc_pair_counts, {StandingTable.Name}, {FindingTable.Name}, {PlacementTable.Name}, {OutcomeTable.Name}, {PartyTable.Name};
             delete from {Schema}.mt_event_progression where name = '{DetectorProgress.Shard}';
             comment on schema {Schema} is '{build}';
             """,
            connection);
        await write.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task MakeTablesAsync(string connectionString)
    {
        await using var store = DocumentStore.For(options =>
        {
            Configure(options, connectionString);
            options.AutoCreateSchemaObjects = AutoCreate.CreateOrUpdate;
        });
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
    }

    private static async Task<string?> MadeByAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var read = new NpgsqlCommand("select obj_description(to_regnamespace($1), 'pg_namespace')", connection) { Parameters = { new() { Value = Schema } } };
        return await read.ExecuteScalarAsync(cancellation) as string;
    }

    /// <summary>Sets up events, projections and documents on a database whose tables are prepared.</summary>
    public static void Configure(StoreOptions options, string connectionString)
    {
        // Whatever keeps something in its session, a lock or a table of its own, has a connection of its own: these need no clearing between one use
        // and the next, which the server would do each time.
        var connection = new NpgsqlConnectionStringBuilder(connectionString) { WriteBufferSize = WriteBufferBytes, NoResetOnClose = true };
        connection.MaxPoolSize = Math.Min(connection.MaxPoolSize, MostConnections);
        options.Connection(connection.ConnectionString);
        options.DatabaseSchemaName = Schema;
        options.Events.DatabaseSchemaName = Schema;
        options.AutoCreateSchemaObjects = AutoCreate.None;

        // The names of the wire are the names of storage: left to itself, Marten would store an enum by its name in this code.
        options.UseSystemTextJsonForSerialization(LedgerJson.Options, EnumStorage.AsString, Casing.CamelCase, LedgerJson.PutWireNamesFirst);
        ConfigureEvents(options);
        ConfigureProjections(options);
        options.Schema.For<WorkerAccount>().Identity(account => account.Id).DocumentAlias("worker_account");
        options.Storage.ExtendedSchemaObjects.Add(StandingTable.Definition());
        options.Storage.ExtendedSchemaObjects.Add(FindingTable.Definition());
        options.Storage.ExtendedSchemaObjects.Add(PlacementTable.Definition());
        options.Storage.ExtendedSchemaObjects.Add(OutcomeTable.Definition());
        options.Storage.ExtendedSchemaObjects.Add(PartyTable.Definition());
        options.Schema.For<DecidedLines>().Identity(lines => lines.Id).DocumentAlias("decided_lines");
        options.Schema.For<PairCounts>().Identity(pair => pair.Id).DocumentAlias("pair_counts");
        options.Schema.For<Exposure>().Identity(exposure => exposure.Id).DocumentAlias("exposure");
    }

    private static void ConfigureEvents(StoreOptions options)
    {
        options.Events.StreamIdentity = StreamIdentity.AsString;
        options.Events.AppendMode = EventAppendMode.Rich;
        options.Events.EnableUniqueIndexOnEventId = true;
        options.Events.UseListenNotifyForEventAppends = true;
        options.Events.MetadataConfig.CausationIdEnabled = true;
        foreach (var type in FactCatalogue.All)
        {
            options.Events.MapEventType(type.Record, type.StoredName);
        }

        options.Events.MapEventType<ImportFinished>(ImportFinished.StoredName);
        options.Events.MapEventType<RulePackAdopted>(RulePackAdopted.StoredName);
    }

    private static void ConfigureProjections(StoreOptions options)
    {
        // Which process judges is settled by the detector's lease, in the host and on the command line alike.
        options.Projections.AsyncMode = DaemonMode.ExternallyManaged;
        options.Projections.Add(new WorkerAccountProjection(), ProjectionLifecycle.Inline);
        var standing = new StandingProjection();
        options.Projections.Add(standing, ProjectionLifecycle.Async, StandingProjection.Name, shard =>
        {
            shard.BatchSize = EventsPerPage;
            shard.MaximumHopperSize = 1;
            standing.Pages = shard;
            shard.DeleteViewTypeOnTeardown<Exposure>();
            shard.DeleteViewTypeOnTeardown<PairCounts>();
            shard.DeleteDataInTableOnTeardown(StandingTable.Name);
            shard.DeleteDataInTableOnTeardown(FindingTable.Name);
            shard.DeleteDataInTableOnTeardown(PlacementTable.Name);
            shard.DeleteDataInTableOnTeardown(OutcomeTable.Name);
            shard.DeleteDataInTableOnTeardown(PartyTable.Name);
        });

        // A ledger drops no event: one that cannot be read or judged stops the shard, and the health check says so.
        foreach (var errors in new[] { options.Projections.Errors, options.Projections.RebuildErrors })
        {
            errors.SkipApplyErrors = false;
            errors.SkipUnknownEvents = false;
            errors.SkipSerializationErrors = false;
        }
    }
}
