using Ledger.Projections.Store;
using Marten;
using Npgsql;
using Weasel.Postgresql.Tables;

namespace Ledger.Projections.Statements;

/// <summary>A worker whom anybody ever told to have been placed with an employer.</summary>
/// <param name="Worker">The worker.</param>
/// <param name="Employer">The employer.</param>
public sealed record EmployerTold(string Worker, string Employer);

/// <summary>The table by which an employer's workers are found, those of placements that were taken back too. The detector replaces a worker's rows whenever it judges the worker.</summary>
public static class EmployerTable
{
    /// <summary>Its name.</summary>
    public const string Name = $"{LedgerStore.Schema}.employer_told";

    /// <summary>The workers of any of some employers, in order of their ids, so many at most.</summary>
    public static async Task<IReadOnlyList<string>> WorkersOfAsync(IQuerySession session, IReadOnlyCollection<string> employers, int most, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"select distinct worker collate \"C\" as worker from {Name} where employer = any(@employers) order by worker limit @most");
        command.Parameters.AddWithValue("employers", employers.ToArray());
        command.Parameters.AddWithValue("most", most);
        await using var reader = await session.ExecuteReaderAsync(command, cancellation);
        List<string> workers = [];
        while (await reader.ReadAsync(cancellation))
        {
            workers.Add(reader.GetString(0));
        }

        return workers;
    }

    /// <summary>The rows of some workers, by worker, in order of the employers' ids.</summary>
    public static async Task<ILookup<string, EmployerTold>> OfWorkersAsync(IQuerySession session, string[] workers, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            $"select json_build_object('worker', worker, 'employer', employer)::text from {Name} where worker = any(@workers) order by worker collate \"C\", employer collate \"C\"");
        command.Parameters.AddWithValue("workers", workers);
        return (await WorkerRows.ReadAsync<EmployerTold>(session, command, cancellation).ToListAsync(cancellation)).ToLookup(told => told.Worker, StringComparer.Ordinal);
    }

    /// <summary>The table, with an index by employer.</summary>
    internal static Table Definition()
    {
        var table = new Table(Name);
        table.AddColumn("worker", "text").NotNull().AsPrimaryKey();
        table.AddColumn("employer", "text").NotNull().AsPrimaryKey();
        table.Indexes.Add(new IndexDefinition("employer_told_employer") { Columns = ["employer"] });
        return table;
    }

    /// <summary>Replaces the rows of workers: two statements in the batch of the page.</summary>
    internal static void Replace(IDocumentOperations operations, string[] workers, IEnumerable<EmployerTold> told) =>
        WorkerRows.Replace(operations, Name, workers, $"insert into {Name} (worker, employer) select worker, employer from json_to_recordset(?::json) as row(worker text, employer text)", told);
}
