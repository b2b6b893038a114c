using System.Runtime.CompilerServices;
using System.Text.Json;
using Marten;
using Npgsql;

namespace Ledger.Projections.Store;

/// <summary>How rows are kept in the detector's own tables, which hold them by worker: they go in and come out as the JSON of a record.</summary>
internal static class WorkerRows
{
    /// <summary>Replaces the rows of workers: two statements in the batch of the page.</summary>
    /// <param name="operations">The page's transaction.</param>
    /// <param name="table">The table; it has a column worker.</param>
    /// <param name="workers">Whose rows are replaced.</param>
    /// <param name="insert">The statement that puts in all rows, given as one array of JSON by the only parameter.</param>
    /// <param name="rows">The new rows.</param>
    public static void Replace<T>(IDocumentOperations operations, string table, string[] workers, string insert, IEnumerable<T> rows)
    {
        operations.QueueSqlCommand($"delete from {table} where worker = any(?)", [workers]);
        operations.QueueSqlCommand(insert, JsonSerializer.Serialize(rows, LedgerJson.Options));
    }

    /// <summary>The rows that a command gives as JSON in its first column.</summary>
    public static async IAsyncEnumerable<T> ReadAsync<T>(IQuerySession session, NpgsqlCommand command, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var reader = await session.ExecuteReaderAsync(command, cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            yield return JsonSerializer.Deserialize<T>(reader.GetString(0), LedgerJson.Options)!;
        }
    }
}
