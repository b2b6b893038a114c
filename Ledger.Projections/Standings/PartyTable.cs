using Ledger.Domain.Facts;
using Ledger.Domain.Workers;
using Ledger.Projections.Store;
using Marten;
using Npgsql;
using Weasel.Postgresql.Tables;

namespace Ledger.Projections.Standings;

/// <summary>The table by which a recruiter's and an employer's workers are found, those of placements that were taken back too. The detector replaces a worker's rows whenever it judges the worker.</summary>
public static class PartyTable
{
    /// <summary>Its name.</summary>
    public const string Name = $"{LedgerStore.Schema}.party_told";

    /// <summary>The workers of any of some parties in a role, in order of their ids, so many at most.</summary>
    public static async Task<IReadOnlyList<string>> WorkersOfAsync(IQuerySession session, PartyRole role, IReadOnlyCollection<string> parties, int most, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"select distinct worker collate \"C\" as worker from {Name} where role = @role and party = any(@parties) order by worker limit @most");
        command.Parameters.AddWithValue("role", Word(role));
        command.Parameters.AddWithValue("parties", parties.ToArray());
        command.Parameters.AddWithValue("most", most);
        await using var reader = await session.ExecuteReaderAsync(command, cancellation);
        List<string> workers = [];
        while (await reader.ReadAsync(cancellation))
        {
            workers.Add(reader.GetString(0));
        }

        return workers;
    }

    /// <summary>The rows of some workers, by worker, in order of role and party.</summary>
    public static async Task<ILookup<string, PartyTold>> OfWorkersAsync(IQuerySession session, string[] workers, CancellationToken cancellation) =>
        (await WorkerRows.OfWorkersAsync<PartyTold>(
            session, $"select json_build_object('worker', worker, 'role', role, 'party', party)::text from {Name} where worker = any(@workers) order by worker collate \"C\", role, party collate \"C\"",
            workers, cancellation)).ToLookup(told => told.Worker, StringComparer.Ordinal);

    /// <summary>The table, with an index by party.</summary>
    internal static Table Definition()
    {
        var table = new Table(Name);
        table.AddColumn("worker", "text").NotNull().AsPrimaryKey();
        table.AddColumn("role", "text").NotNull().AsPrimaryKey();
        table.AddColumn("party", "text").NotNull().AsPrimaryKey();
        table.Indexes.Add(new IndexDefinition("party_told_party") { Columns = ["party", "role", "worker"] });
        return table;
    }

    /// <summary>Replaces the rows of workers: two statements in the batch of the page.</summary>
    internal static void Replace(IDocumentOperations operations, string[] workers, IEnumerable<PartyTold> told) =>
        WorkerRows.Replace(operations, Name, workers,
            $"insert into {Name} (worker, role, party) select worker, role, party from json_to_recordset(?::json) as row(worker text, role text, party text)", told);

    private static string Word(PartyRole role) => role switch
    {
        PartyRole.Recruiter => "recruiter",
        PartyRole.Employer => "employer",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "Workers are found by recruiter or employer."),
    };
}
