using Ledger.Projections.Store;
using Npgsql;

namespace Ledger.Benchmarks.ImportSpeed;

/// <summary>The yardstick: the very event rows of an import, copied from one table to another without a ledger in between.</summary>
internal static class RawCopy
{
    private const int BufferSize = 1 << 16;

    /// <summary>Writes the events of a database to a file, as COPY has them.</summary>
    public static async Task ExportAsync(BenchDatabase from, string file, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(from.ConnectionString);
        await connection.OpenAsync(cancellation);
        await using var rows = await connection.BeginRawBinaryCopyAsync($"copy {LedgerStore.Schema}.mt_events to stdout (format binary)", cancellation);
        await using var kept = File.Create(file, BufferSize);
        await rows.CopyToAsync(kept, cancellation);
    }

    /// <summary>Makes an empty table of the same columns.</summary>
    /// <param name="database">A database whose ledger tables are prepared.</param>
    /// <param name="indexed">Whether it has the same indexes too.</param>
    /// <param name="cancellation">Ends it.</param>
    public static Task PrepareAsync(BenchDatabase database, bool indexed, CancellationToken cancellation) => database.RunAsync(
        $"drop table if exists raw_events; create table raw_events (like {LedgerStore.Schema}.mt_events including defaults{(indexed ? " including indexes" : "")}); checkpoint",
        cancellation);

    /// <summary>Copies the rows of the file into the table.</summary>
    public static async Task ImportAsync(BenchDatabase database, string file, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync(cancellation);
        await using var rows = await connection.BeginRawBinaryCopyAsync("copy raw_events from stdin (format binary)", cancellation);
        await using var kept = File.OpenRead(file);
        await kept.CopyToAsync(rows, BufferSize, cancellation);
    }
}
