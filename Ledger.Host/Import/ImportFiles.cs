using Ledger.Host.Import.Profiles;
using Ledger.Projections.Recording;
using Marten;
using NodaTime;
using Npgsql;

namespace Ledger.Host.Import;

/// <summary>Imports files, or tries to: the one way, for the command line and for the page.</summary>
internal static class ImportFiles
{
    /// <summary>Records the facts of files.</summary>
    /// <param name="store">The store.</param>
    /// <param name="files">The files, in order.</param>
    /// <param name="profile">What their rows mean; null where they hold facts.</param>
    /// <param name="by">Who sends them in, as the record of the import keeps it; null where nobody says.</param>
    /// <param name="progress">Told how far it has come.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<ImportResult> RecordAsync(
        IDocumentStore store, IReadOnlyList<string> files, LoadedProfile? profile, string? by, IProgress<ImportProgress> progress, CancellationToken cancellation)
    {
        await using var import = new FileImport(store, SystemClock.Instance, progress, profile: profile, by: by);
        return await import.RunAsync(files, cancellation);
    }

    /// <summary>Decides on files as an import would, and records nothing.</summary>
    public static async Task<ImportResult> TryAsync(
        IDocumentStore store, string connectionString, IReadOnlyList<string> files, LoadedProfile? profile, IProgress<ImportProgress> progress, CancellationToken cancellation)
    {
        // What a trial took in lies in tables of this connection's own: it must not go back to a pool with them.
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellation);
        await RecordTables.PrepareTrialAsync(connection, cancellation);
        await using var import = new FileImport(store, SystemClock.Instance, progress, connection, profile);
        return await import.RunAsync(files, cancellation);
    }
}
