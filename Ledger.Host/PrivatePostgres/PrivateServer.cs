using Npgsql;

namespace Ledger.Host.PrivatePostgres;

/// <summary>A PostgreSQL of the ledger's own, in a home folder, on the loopback address only. It goes on running when the command that started it ends.</summary>
/// <param name="home">Where it lives.</param>
/// <param name="progress">Told what is going on when that takes time; standard error, as scripts read standard output.</param>
/// <param name="durable">False lets a crash of the machine lose what was written, which only a test may do.</param>
/// <param name="programs">PostgreSQL's programs; by default those found on this machine, or installed.</param>
public sealed class PrivateServer(LedgerHome home, TextWriter progress, bool durable = true, PostgresPrograms? programs = null)
{
    /// <summary>Longer than a first start with an installation takes.</summary>
    private static readonly TimeSpan LockLimit = TimeSpan.FromMinutes(20);

    private static readonly TimeSpan ReadyLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan BetweenQuestions = TimeSpan.FromMilliseconds(100);

    /// <summary>How to reach the database <c>ledger</c>, with the server made, started and recovered as needed.</summary>
    /// <remarks>When the server runs this is one connection and one question. Commands that start at once wait for each other.</remarks>
    /// <returns>A connection string for Npgsql; it holds the password.</returns>
    /// <exception cref="LedgerDatabaseException">There is no database to be had; the message says how to mend that.</exception>
    public Task<string> ConnectionStringAsync(CancellationToken cancel) => ExplainAsync(async () =>
    {
        if (Remembered() is { } connection && await ServerProbe.AskAsync(connection, home.DataFolder, cancel) == Answer.Ours)
        {
            return connection;
        }

        await using var held = await LockAsync(cancel);
        return await ReadyAsync(cancel);
    });

    /// <summary>Stops the server; what is recorded stays, and the next command starts it again.</summary>
    /// <returns>False when it did not run.</returns>
    /// <exception cref="LedgerDatabaseException">It does not stop.</exception>
    public Task<bool> StopAsync(CancellationToken cancel) => ExplainAsync(async () =>
    {
        if (!home.HasCluster)
        {
            return false;
        }

        await using var held = await LockAsync(cancel);
        if (PostmasterFile.OfRunningServer(home.DataFolder) is null)
        {
            return false;
        }

        var account = await ServerAccount.ChooseAsync(home, cancel);
        await new ServerProcess(home, account, await ProgramsAsync(cancel), durable).StopAsync(cancel);
        return true;
    });

    /// <summary>Drops the database <c>ledger</c> with everything recorded in it and creates it empty; whoever uses it is cut off.</summary>
    /// <exception cref="LedgerDatabaseException">The server cannot be started.</exception>
    public Task ResetAsync(CancellationToken cancel) => ExplainAsync(async () =>
    {
        await using var held = await LockAsync(cancel);
        var connectionString = await ReadyAsync(cancel);
        await ExecuteAsync(connectionString, $"drop database {ServerProbe.Database} with (force)", cancel);
        await ExecuteAsync(connectionString, $"create database {ServerProbe.Database}", cancel);

        // Idle connections of this process were cut with the rest: nobody should be handed one.
        NpgsqlConnection.ClearAllPools();
        return true;
    });

    private static async Task<T> ExplainAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or NpgsqlException)
        {
            throw new LedgerDatabaseException(
                $"The ledger's private database cannot be used: {cause.Message}\n"
                + "Mend that (free the disk, or call as the user who made the folder), or set LEDGER_HOME to another folder, or LEDGER_DATABASE to another database.",
                cause);
        }
    }

    private Task<FileStream> LockAsync(CancellationToken cancel)
    {
        home.Prepare();
        return StartLock.TakeAsync(home.LockFile, LockLimit, cancel);
    }

    private string? Remembered() => home.Port is { } port && home.Password is { } password ? ServerProbe.ConnectionString(port, password) : null;

    private async Task<string> ReadyAsync(CancellationToken cancel)
    {
        var connection = PostmasterFile.OfRunningServer(home.DataFolder) is { } running
            ? ServerProbe.ConnectionString(running.Port ?? home.Port ?? 0, home.PasswordOrNew())
            : await StartedAsync(cancel);
        var deadline = DateTimeOffset.UtcNow + ReadyLimit;
        Answer answer;
        while ((answer = await ServerProbe.AskAsync(connection, home.DataFolder, cancel)) is Answer.NotYet or Answer.Nobody && DateTimeOffset.UtcNow < deadline)
        {
            await Task.Delay(BetweenQuestions, cancel);
        }

        if (answer is not (Answer.Ours or Answer.OursWithoutDatabase))
        {
            throw new LedgerDatabaseException(
                $"The ledger's private database in {home.DataFolder} runs but does not answer as it should ({answer}): "
                + (answer == Answer.Stranger ? $"is the password in {home.PasswordFile} still its own? " : "it is busy starting, or full. Try again in a while. ")
                + $"Its log is in {home.LogFolder}.");
        }

        if (answer == Answer.OursWithoutDatabase)
        {
            await ExecuteAsync(connection, $"create database {ServerProbe.Database}", cancel);
        }

        home.RememberPort(new NpgsqlConnectionStringBuilder(connection).Port);
        return connection;
    }

    private async Task<string> StartedAsync(CancellationToken cancel)
    {
        var found = await ProgramsAsync(cancel);
        var account = await ServerAccount.ChooseAsync(home, cancel);
        await account.ReachAsync(home, cancel);
        var password = home.PasswordOrNew();
        if (!home.HasCluster)
        {
            await progress.WriteLineAsync($"Making the ledger's private database in {home.Folder} (PostgreSQL {found.Major}).");
            await ClusterMaking.MakeAsync(home, account, found, durable, cancel);
        }

        await progress.WriteLineAsync("Starting the ledger's private database.");
        return ServerProbe.ConnectionString(await new ServerProcess(home, account, found, durable).StartAsync(cancel), password);
    }

    /// <summary>The programs to use: for a cluster that is there, those of its own major version.</summary>
    private async Task<PostgresPrograms> ProgramsAsync(CancellationToken cancel)
    {
        var found = programs is not null ? [programs] : await PostgresPrograms.FindAsync(cancel);
        if (found.Count == 0 && DebianPackage.CanBeInstalled)
        {
            found = await DebianPackage.InstalledAsync(progress, cancel);
        }

        if (found.Count == 0)
        {
            throw new LedgerDatabaseException("The ledger keeps its records in PostgreSQL, and there is none on this machine. " + LedgerDatabaseException.WaysToGetOne);
        }

        if (!home.HasCluster)
        {
            return found[0];
        }

        var madeBy = (await File.ReadAllTextAsync(Path.Combine(home.DataFolder, "PG_VERSION"), cancel)).Trim();
        return found.FirstOrDefault(candidate => $"{candidate.Major}" == madeBy) ?? throw new LedgerDatabaseException(
            $"The ledger's private database in {home.DataFolder} was made by PostgreSQL {madeBy}, and only "
            + $"{string.Join(", ", found.Select(candidate => $"{candidate.Major} ({candidate.Folder})"))} is here, which cannot open it. "
            + $"Install PostgreSQL {madeBy} beside it (Debian: apt-get install postgresql-{madeBy}); or move the data with pg_upgrade; "
            + "or set LEDGER_HOME to another folder to begin anew there.");
    }

    private static async Task ExecuteAsync(string connectionString, string sql, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(ServerProbe.Maintenance(connectionString));
        await connection.OpenAsync(cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
