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
    public static void Replace<T>(IDocumentOperations operations, string table, string[] workers, string insert, IEnumerable<T> rows) =>
        ReplaceBy(operations, table, workers, insert, JsonSerializer.Serialize(rows, LedgerJson.Options));

    /// <summary>The same, where the rows are given in some other way.</summary>
    /// <param name="operations">The page's transaction.</param>
    /// <param name="table">The table; it has a column worker.</param>
    /// <param name="workers">Whose rows are replaced.</param>
    /// <param name="insert">The statement that puts in all rows.</param>
    /// <param name="values">Its parameters.</param>
    public static void ReplaceBy(IDocumentOperations operations, string table, string[] workers, string insert, params object[] values)
    {
        operations.QueueSqlCommand($"delete from {table} where worker = any(?)", [workers]);
        operations.QueueSqlCommand(insert, values);
    }

    /// <summary>The rows of some workers, as JSON in the first column of a query that asks for any of @workers.</summary>
    public static async Task<List<T>> OfWorkersAsync<T>(IQuerySession session, string query, string[] workers, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(query);
        command.Parameters.AddWithValue("workers", workers);
        return await ReadAsync<T>(session, command, cancellation).ToListAsync(cancellation);
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
