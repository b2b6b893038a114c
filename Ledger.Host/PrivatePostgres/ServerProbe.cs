using System.Net.Sockets;
using Npgsql;

namespace Ledger.Host.PrivatePostgres;

/// <summary>What answers at the port where the private server is expected.</summary>
internal enum Answer
{
    /// <summary>Nothing listens.</summary>
    Nobody,

    /// <summary>Something else, or a server that does not know the password, or another ledger's.</summary>
    Stranger,

    /// <summary>A PostgreSQL that is starting, recovering, ending or full, and says no more yet.</summary>
    NotYet,

    /// <summary>The private server, in which the ledger's database is still missing.</summary>
    OursWithoutDatabase,

    /// <summary>The private server, ready.</summary>
    Ours,
}

/// <summary>Asks the server at a port whether it is the one whose data lies in our folder: a port number alone proves nothing.</summary>
internal static class ServerProbe
{
    internal const string Database = "ledger";
    internal const string User = "ledger";
    private const int AnswerSeconds = 5;

    internal static string ConnectionString(int port, string password) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Username = User,
        Password = password,
        Database = Database,

        // Loopback only: there is nobody to hide from, and asking for encryption costs a round trip a connection.
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;

    /// <summary>The same server, its own maintenance database; not pooled, so that no idle connection stands in the way of a drop.</summary>
    internal static string Maintenance(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Database = "postgres", Pooling = false }.ConnectionString;

    internal static async Task<Answer> AskAsync(string connectionString, string dataFolder, CancellationToken cancel)
    {
        try
        {
            return await IsOursAsync(connectionString, dataFolder, cancel) ? Answer.Ours : Answer.Stranger;
        }
        catch (PostgresException refusal) when (refusal.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            return await IsOursAsync(Maintenance(connectionString), dataFolder, cancel) ? Answer.OursWithoutDatabase : Answer.Stranger;
        }
        catch (PostgresException refusal) when (refusal.SqlState is PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections)
        {
            return Answer.NotYet;
        }
        catch (NpgsqlException failure) when (failure.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused })
        {
            return Answer.Nobody;
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException or IOException or SocketException)
        {
            return Answer.Stranger;
        }
    }

    private static async Task<bool> IsOursAsync(string connectionString, string dataFolder, CancellationToken cancel)
    {
        var shortLived = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, Timeout = AnswerSeconds, CommandTimeout = AnswerSeconds };
        await using var connection = new NpgsqlConnection(shortLived.ConnectionString);
        await connection.OpenAsync(cancel);
        await using var command = new NpgsqlCommand("show data_directory", connection);
        var answered = (string?)await command.ExecuteScalarAsync(cancel);
        var comparison = OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return string.Equals(answered?.Replace('/', Path.DirectorySeparatorChar), dataFolder, comparison);
    }
}
