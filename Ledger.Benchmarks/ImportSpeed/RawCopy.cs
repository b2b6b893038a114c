using System.Globalization;
using Ledger.Projections.Findings;
using Ledger.Projections.Pairs;
using Ledger.Projections.Scorecards;
using Ledger.Projections.Standings;
using Ledger.Projections.Store;
using Npgsql;

namespace Ledger.Benchmarks.ImportSpeed;

/// <summary>The yardstick: the very rows of an import, copied from tables to tables without a ledger in between.</summary>
/// <param name="database">A database that holds an import, with every finding up to date.</param>
/// <param name="folder">Where the rows are kept meanwhile.</param>
internal sealed class RawCopy(BenchDatabase database, string folder)
{
    private const int BufferSize = 1 << 16;

    /// <summary>The events alone.</summary>
    public static readonly IReadOnlyList<string> Events = [$"{LedgerStore.Schema}.mt_events"];

    /// <summary>Every row that an import leaves: events, streams, accounts, and all that is found and added up from them.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        .. Events, .. Documents("mt_streams", "mt_doc_worker_account", "mt_doc_exposure", "mt_doc_pair_counts"),
        StandingTable.Name, FindingTable.Name, PlacementTable.Name, OutcomeTable.Name, PartyTable.Name,
    ];

    /// <summary>Writes the rows of tables to files, as COPY has them.</summary>
    public async Task ExportAsync(CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        foreach (var table in All)
        {
            await using var rows = await connection.BeginRawBinaryCopyAsync($"copy {table} to stdout (format binary)", cancellation);
            await using var kept = File.Create(FileOf(table), BufferSize);
            await rows.CopyToAsync(kept, cancellation);
        }
    }

    /// <summary>Makes an empty table of the same columns beside each.</summary>
    /// <param name="indexed">Whether it has the same indexes too.</param>
    /// <param name="cancellation">Ends it.</param>
    public Task PrepareAsync(bool indexed, CancellationToken cancellation) => database.RunAsync(
        string.Concat(All.Select(table => $"drop table if exists {RawOf(table)}; create table {RawOf(table)} (like {table} including defaults{(indexed ? " including indexes" : "")});")) + "checkpoint",
        cancellation);

    /// <summary>Copies the rows of some tables in.</summary>
    public async Task ImportAsync(IReadOnlyList<string> tables, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        foreach (var table in tables)
        {
            await using var rows = await connection.BeginRawBinaryCopyAsync($"copy {RawOf(table)} from stdin (format binary)", cancellation);
            await using var kept = File.OpenRead(FileOf(table));
            await kept.CopyToAsync(rows, BufferSize, cancellation);
        }
    }

    private static IEnumerable<string> Documents(params string[] names) => names.Select(name => $"{LedgerStore.Schema}.{name}");

    private static string RawOf(string table) => string.Create(CultureInfo.InvariantCulture, $"raw_{table.Replace('.', '_')}");

    private string FileOf(string table) => Path.Combine(folder, RawOf(table));

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(cancellation);
        return connection;
    }
}
