using System.Globalization;
using Ledger.Host.PrivatePostgres;
using Ledger.Projections.Store;
using Ledger.Tests.Database;
using Npgsql;
using Xunit;

[assembly: AssemblyFixture(typeof(LedgerServer))]

namespace Ledger.Tests.Database;

/// <summary>
/// One PostgreSQL for the whole test run, in a temporary folder, started by the first test that asks for a database and removed at the end.
/// A test class takes it as a constructor parameter.
/// </summary>
public sealed class LedgerServer : IAsyncDisposable
{
    private const string FolderPrefix = "ledger-tests-";
    private const int MostLeftovers = 16;
    private const int ConnectionsPerDatabase = 16;
    private readonly LedgerHome _home = LedgerHome.At(FolderOf(Environment.ProcessId));
    private readonly PrivateServer _server;
    private readonly Lazy<Task<string>> _maintenance;
    private readonly Lazy<Task<string>> _template;
    private int _databases;

    public LedgerServer()
    {
        _server = new PrivateServer(_home, Console.Error, durable: false);
        _maintenance = new Lazy<Task<string>>(StartAsync);
        _template = new Lazy<Task<string>>(MakeTemplateAsync);
    }

    /// <summary>Creates an empty database no other test knows.</summary>
    /// <returns>Its connection string; idle connections go soon, as many databases share the server's hundred.</returns>
    public Task<string> CreateDatabaseAsync(CancellationToken cancel = default) => CreateAsync("template1", cancel);

    /// <summary>Creates a database with the ledger's empty tables that no other test knows: a copy of one that is prepared once a run.</summary>
    public async Task<string> CreateLedgerAsync(CancellationToken cancel = default) => await CreateAsync(await _template.Value.WaitAsync(cancel), cancel);

    private async Task<string> MakeTemplateAsync()
    {
        // A database can only be copied while nobody is connected to it, so no connection to this one may linger in a pool.
        var template = new NpgsqlConnectionStringBuilder(await CreateDatabaseAsync()) { Pooling = false };
        await LedgerStore.PrepareAsync(template.ConnectionString, CancellationToken.None);
        return template.Database!;
    }

    private async Task<string> CreateAsync(string template, CancellationToken cancel)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _databases)}");
        var maintenance = await _maintenance.Value.WaitAsync(cancel);
        await using var connection = new NpgsqlConnection(maintenance);
        await connection.OpenAsync(cancel);
        await using var command = new NpgsqlCommand($"create database {name} template {template}", connection);
        await command.ExecuteNonQueryAsync(cancel);
        return new NpgsqlConnectionStringBuilder(maintenance)
        {
            Database = name,
            MaxPoolSize = ConnectionsPerDatabase,
            ConnectionIdleLifetime = 5,
            ConnectionPruningInterval = 1,
        }.ConnectionString;
    }

    public async ValueTask DisposeAsync()
    {
        if (_maintenance.IsValueCreated)
        {
            await RemoveAsync(_home);
        }
    }

    /// <summary>Stops the server of a home and deletes the folder.</summary>
    internal static async Task RemoveAsync(LedgerHome home)
    {
        await new PrivateServer(home, TextWriter.Null, durable: false).StopAsync(CancellationToken.None);
        if (Directory.Exists(home.Folder))
        {
            Directory.Delete(home.Folder, recursive: true);
        }
    }

    /// <summary>A folder for one test's home, told apart from those of other runs by the process and from each other by a name.</summary>
    internal static string FolderOf(int process, string name = "") =>
        Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"{FolderPrefix}{process}{name}"));

    private async Task<string> StartAsync()
    {
        await RemoveLeftoversAsync();
        var connection = new NpgsqlConnectionStringBuilder(await _server.ConnectionStringAsync(CancellationToken.None)) { Database = "postgres" };
        return connection.ConnectionString;
    }

    /// <summary>A run that was killed could not clean up: its server would stay for ever.</summary>
    private static async Task RemoveLeftoversAsync()
    {
        var folders = Directory.EnumerateDirectories(Path.GetTempPath(), FolderPrefix + "*").Where(folder => !BelongsToRunning(folder)).Take(MostLeftovers);
        foreach (var folder in folders.ToList())
        {
            try
            {
                await RemoveAsync(LedgerHome.At(folder));
            }
            catch (Exception failure) when (failure is LedgerDatabaseException or UnauthorizedAccessException or IOException)
            {
                await Console.Error.WriteLineAsync($"The folder {folder} of an earlier test run stays: {failure.Message}");
            }
        }
    }

    private static bool BelongsToRunning(string folder)
    {
        var digits = new string([.. Path.GetFileName(folder)[FolderPrefix.Length..].TakeWhile(char.IsAsciiDigit)]);
        try
        {
            using var process = System.Diagnostics.Process.GetProcessById(int.Parse(digits, CultureInfo.InvariantCulture));
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
        catch (FormatException)
        {
            return true;
        }
    }
}
