using System.Text.Json;
using Ledger.Domain.Scorecards;
using Ledger.Projections.Store;
using Marten;
using NodaTime;
using Npgsql;
using NpgsqlTypes;
using Weasel.Postgresql.Tables;

namespace Ledger.Projections.Scorecards;

/// <summary>The table of all placements with their figures. The detector replaces a worker's rows whenever it judges the worker.</summary>
public static class PlacementTable
{
    /// <summary>Its name.</summary>
    public const string Name = $"{LedgerStore.Schema}.placement";

    /// <summary>The most placements that one scorecard adds up; more need a narrower period.</summary>
    public const int MostPlacements = 250_000;

    /// <summary>Figures with the columns they are found by, which the figures themselves do not repeat.</summary>
    private const string Row =
        """
        (figures || jsonb_strip_nulls(jsonb_build_object('worker', worker, 'placement', placement, 'recruiter', recruiter, 'employer', employer, 'corridor', corridor, 'started', started)))::text
        """;

    /// <summary>The placements that a scorecard adds up.</summary>
    /// <param name="session">The session.</param>
    /// <param name="subject">Whose.</param>
    /// <param name="from">The first day of the period; null for all before its end.</param>
    /// <param name="to">The last day of the period; null for all after its beginning.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <returns>The placements that began in the period, one more than <see cref="MostPlacements"/> at most.</returns>
    public static async Task<IReadOnlyList<PlacementFigures>> OfAsync(IQuerySession session, ScorecardSubject subject, LocalDate? from, LocalDate? to, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand();
        command.CommandText = $"select {Row} from {Name} where {string.Join(" and ", Conditions().Append("true"))} limit {MostPlacements + 1}";
        return await ReadAsync(session, command, cancellation);

        IEnumerable<string> Conditions()
        {
            foreach (var (column, value) in subject.Columns)
            {
                command.Parameters.AddWithValue(column, value);
                yield return $"{column} = @{column}";
            }

            if (from is { } first)
            {
                command.Parameters.Add(new NpgsqlParameter("first", NpgsqlDbType.Date) { Value = first.ToDateOnly() });
                yield return "started >= @first";
            }

            if (to is { } last)
            {
                command.Parameters.Add(new NpgsqlParameter("last", NpgsqlDbType.Date) { Value = last.ToDateOnly() });
                yield return "started <= @last";
            }
        }
    }

    /// <summary>The placements of some workers, by worker, in order of their ids.</summary>
    public static async Task<ILookup<string, PlacementFigures>> OfWorkersAsync(IQuerySession session, string[] workers, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"select {Row} from {Name} where worker = any(@workers) order by worker collate \"C\", placement collate \"C\"");
        command.Parameters.AddWithValue("workers", workers);
        return (await ReadAsync(session, command, cancellation)).ToLookup(placement => placement.Worker, StringComparer.Ordinal);
    }

    /// <summary>The table with an index for each subject of a scorecard.</summary>
    internal static Table Definition()
    {
        var table = new Table(Name);
        table.AddColumn("worker", "text").NotNull().AsPrimaryKey();
        table.AddColumn("placement", "text").NotNull().AsPrimaryKey();
        table.AddColumn("recruiter", "text");
        table.AddColumn("employer", "text");
        table.AddColumn("corridor", "text");
        table.AddColumn("started", "date").NotNull();
        table.AddColumn("figures", "jsonb").NotNull();
        foreach (var column in (string[])["recruiter", "employer", "corridor"])
        {
            table.Indexes.Add(new IndexDefinition($"placement_{column}_started") { Columns = [column, "started"] });
        }

        return table;
    }

    /// <summary>Replaces the placements of workers: two statements in the batch of the page.</summary>
    internal static void Replace(IDocumentOperations operations, string[] workers, IEnumerable<PlacementFigures> placements)
    {
        operations.QueueSqlCommand($"delete from {Name} where worker = any(?)", [workers]);
        operations.QueueSqlCommand(
            $$"""
              insert into {{Name}} (worker, placement, recruiter, employer, corridor, started, figures)
              select figures ->> 'worker', figures ->> 'placement', figures ->> 'recruiter', figures ->> 'employer', figures ->> 'corridor', (figures ->> 'started')::date,
                  figures - '{worker,placement,recruiter,employer,corridor,started}'::text[]
              from jsonb_array_elements(?::jsonb) as row(figures)
              """,
            JsonSerializer.Serialize(placements, LedgerJson.Options));
    }

    private static async Task<IReadOnlyList<PlacementFigures>> ReadAsync(IQuerySession session, NpgsqlCommand command, CancellationToken cancellation)
    {
        await using var reader = await session.ExecuteReaderAsync(command, cancellation);
        List<PlacementFigures> placements = [];
        while (await reader.ReadAsync(cancellation))
        {
            placements.Add(JsonSerializer.Deserialize<PlacementFigures>(reader.GetString(0), LedgerJson.Options)!);
        }

        return placements;
    }
}
