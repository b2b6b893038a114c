using Ledger.Host.PrivatePostgres;
using Ledger.Tests.Database;
using Npgsql;
using Xunit;

namespace Ledger.Tests.PrivatePostgres;

/// <summary>A home in the temporary folder; disposing stops its server and deletes it. Tests of one class may share one, and each starts its server first.</summary>
public sealed class TemporaryHome : IAsyncDisposable
{
    internal LedgerHome Home { get; } = LedgerHome.At(LedgerServer.FolderOf(Environment.ProcessId, "-" + Guid.NewGuid().ToString("N")[..8]));

    internal StringWriter Progress { get; } = new();

    internal static CancellationToken Cancel => TestContext.Current.CancellationToken;

    internal string File(string name) => Path.Combine(Home.Folder, "postgres", name);

    internal PrivateServer Server(bool durable = false, PostgresPrograms? programs = null) => new(Home, Progress, durable, programs);

    internal Task<string> StartAsync() => Server().ConnectionStringAsync(Cancel);

    internal static async Task<object?> AskAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await LedgerServer.RemoveAsync(Home);
        await Progress.DisposeAsync();
    }
}
