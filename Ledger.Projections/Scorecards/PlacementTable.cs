using Ledger.Domain.Scorecards;
using Ledger.Projections.Store;
using Marten;
using Npgsql;
using Weasel.Postgresql.Tables;

namespace Ledger.Projections.Scorecards;

/// <summary>The table of all placements with their figures. The detector replaces a worker's rows whenever it judges the worker.</summary>
public static class PlacementTable
{
    /// <summary>Its name.</summary>
    public const string Name = $"{LedgerStore.Schema}.placement";

    /// <summary>The most placements that one scorecard adds up; more need a narrower subject.</summary>
    public const int MostPlacements = 250_000;

    /// <summary>Figures with the columns they are found by, which the figures themselves do not repeat.</summary>
    private const string Row =
        """
        (figures || jsonb_strip_nulls(jsonb_build_object('worker', worker, 'placement', placement, 'recruiter', recruiter, 'employer', employer, 'corridor', corridor, 'started', started)))::text
        """;

    /// <summary>The placements of a subject, one more than <see cref="MostPlacements"/> at most.</summary>
    public static async Task<IReadOnlyList<PlacementFigures>> OfAsync(IQuerySession session, ScorecardSubject subject, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand();
        foreach (var (column, value) in subject.Columns)
        {
            command.Parameters.AddWithValue(column, value);
        }

        var where = string.Join(" and ", subject.Columns.Select(named => $"{named.Column} = @{named.Column}").DefaultIfEmpty("true"));
        command.CommandText = $"select {Row} from {Name} where {where} limit {MostPlacements + 1}";
        return await WorkerRows.ReadAsync<PlacementFigures>(session, command, cancellation).ToListAsync(cancellation);
    }

    /// <summary>The placements of some workers, by worker, in order of their ids.</summary>
    public static async Task<ILookup<string, PlacementFigures>> OfWorkersAsync(IQuerySession session, string[] workers, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"select {Row} from {Name} where worker = any(@workers) order by worker collate \"C\", placement collate \"C\"");
        command.Parameters.AddWithValue("workers", workers);
        return (await WorkerRows.ReadAsync<PlacementFigures>(session, command, cancellation).ToListAsync(cancellation)).ToLookup(placement => placement.Worker, StringComparer.Ordinal);
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
    internal static void Replace(IDocumentOperations operations, string[] workers, IEnumerable<PlacementFigures> placements) =>
        WorkerRows.Replace(operations, Name, workers,
            $$"""
              insert into {{Name}} (worker, placement, recruiter, employer, corridor, started, figures)
              select figures ->> 'worker', figures ->> 'placement', figures ->> 'recruiter', figures ->> 'employer', figures ->> 'corridor', (figures ->> 'started')::date,
                  figures - '{worker,placement,recruiter,employer,corridor,started}'::text[]
              from jsonb_array_elements(?::jsonb) as row(figures)
              """,
            placements);
}
