using Npgsql;

namespace Ledger.Host.PrivatePostgres;

/// <summary>The database the commands work on: the one <c>LEDGER_DATABASE</c> names, else this user's private PostgreSQL.</summary>
public static class LedgerDatabase
{
    private const string Variable = "LEDGER_DATABASE";

    /// <summary>How to reach the database. A private server is made and started first where need be, and left running.</summary>
    /// <param name="progress">Standard error: told what is going on when that takes time.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns>A connection string for Npgsql; it may hold a password.</returns>
    /// <exception cref="LedgerDatabaseException">There is no database to be had; the message says how to mend that.</exception>
    public static Task<string> ConnectionStringAsync(TextWriter progress, CancellationToken cancel) =>
        Given() is { } given ? Task.FromResult(Checked(given)) : Private(progress).ConnectionStringAsync(cancel);

    /// <summary>Stops the private server; what is recorded stays.</summary>
    /// <returns>False when it did not run, or a database of the user's own is named instead.</returns>
    /// <exception cref="LedgerDatabaseException">It does not stop.</exception>
    public static Task<bool> StopAsync(TextWriter progress, CancellationToken cancel) =>
        Given() is not null ? Task.FromResult(false) : Private(progress).StopAsync(cancel);

    /// <summary>Empties the private database. Refuses where <c>LEDGER_DATABASE</c> names another, which is not the ledger's to drop.</summary>
    /// <exception cref="LedgerDatabaseException">Refused, or the private server cannot be started.</exception>
    public static Task ResetAsync(TextWriter progress, CancellationToken cancel) =>
        Given() is null
            ? Private(progress).ResetAsync(cancel)
            : throw new LedgerDatabaseException(
                $"{Variable} is set, and only the private database is reset by the ledger. Unset it to reset that one; "
                + "to empty the database it names, drop and create it with your own tools.");

    private static string? Given() => Environment.GetEnvironmentVariable(Variable) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    private static PrivateServer Private(TextWriter progress) => new(LedgerHome.OfThisUser(), progress);

    private static string Checked(string given)
    {
        const string example = "Host=127.0.0.1;Port=5432;Database=ledger;Username=ledger;Password=...";
        if (given.Contains("://", StringComparison.Ordinal))
        {
            throw new LedgerDatabaseException($"{Variable} is a URL; write it as a connection string instead: {example}");
        }

        try
        {
            return new NpgsqlConnectionStringBuilder(given) is { Host.Length: > 0, Database.Length: > 0 }
                ? given
                : throw new LedgerDatabaseException($"{Variable} names no Host or no Database. It should look like {example}");
        }
        catch (ArgumentException cause)
        {
            // The message names the faulty word; the value itself may hold a password and is not repeated.
            throw new LedgerDatabaseException($"{Variable} is no connection string ({cause.Message}). It should look like {example}", cause);
        }
    }
}
