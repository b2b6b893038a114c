namespace Ledger.Host.PrivatePostgres;

/// <summary>The ledger has no database to work with. The message says what stands in the way and how to mend it, in words for whoever typed the command.</summary>
public sealed class LedgerDatabaseException : Exception
{
    /// <summary>The three ways to a PostgreSQL, for the end of a message that found none.</summary>
    internal const string WaysToGetOne =
        "Any one of these mends it:\n"
        + "  1. install PostgreSQL 13 or later (Debian, Ubuntu: apt-get install postgresql; macOS: brew install postgresql; Windows: the installer of postgresql.org);\n"
        + "  2. with Docker: POSTGRES_PASSWORD=... docker compose up;\n"
        + "  3. set LEDGER_DATABASE to the connection string of a PostgreSQL you have, such as Host=db;Database=ledger;Username=ledger;Password=...";

    /// <summary>An obstacle found by the ledger itself.</summary>
    public LedgerDatabaseException(string message)
        : base(message)
    {
    }

    /// <summary>An obstacle reported by the machine or by PostgreSQL.</summary>
    public LedgerDatabaseException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
