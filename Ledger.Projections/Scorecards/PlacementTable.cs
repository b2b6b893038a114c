using Ledger.Domain.Scorecards;
using Ledger.Projections.Store;
using Marten;
using NodaTime;
using NodaTime.Text;
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

    /// <summary>What receipts and charges come to with the other recruiters of some corridors, in one currency; null where they placed fewer than five workers.</summary>
    /// <param name="session">The session.</param>
    /// <param name="recruiter">The recruiter that is left out.</param>
    /// <param name="corridors">The corridors.</param>
    /// <param name="currency">The currency of the charges.</param>
    /// <param name="from">Only placements that began on this day or later.</param>
    /// <param name="to">Only placements that began on this day or earlier.</param>
    /// <param name="cancellation">Stops the query.</param>
    public static async Task<PeersReceipts?> PeersAsync(
        IQuerySession session, string recruiter, string[] corridors, string currency, LocalDate? from, LocalDate? to, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            $"""
             select jsonb_build_object('workers', count(distinct worker), 'receipts', count(figures -> 'receiptAtCap'), 'atCap', count(*) filter (where (figures -> 'receiptAtCap')::boolean),
                 'charged', count(*) filter (where charge > 0), 'median', (percentile_disc(0.5) within group (order by charge) filter (where charge > 0))::text)::text
             from {Name} left join lateral (select (figures -> 'charged' ->> 'claimed')::numeric as charge where figures ->> 'currency' = @currency) as told on true
             where corridor = any(@corridors) and recruiter <> @recruiter and started between @from and @to
             """);
        command.Parameters.AddWithValue("currency", currency);
        command.Parameters.AddWithValue("corridors", corridors);
        command.Parameters.AddWithValue("recruiter", recruiter);
        command.Parameters.AddWithValue("from", from?.ToDateOnly() ?? DateOnly.MinValue);
        command.Parameters.AddWithValue("to", to?.ToDateOnly() ?? DateOnly.MaxValue);
        var peers = await WorkerRows.ReadAsync<Peers>(session, command, cancellation).SingleAsync(cancellation);
        return peers.Workers < Scorecard.SmallestGroup
            ? null
            : new PeersReceipts(currency, peers.Charged < Scorecard.SmallestGroup ? null : new MedianCharge(peers.Median!.Value, peers.Charged), peers.Receipts, peers.AtCap);
    }

    private sealed record Peers(int Workers, int Receipts, int AtCap, int Charged, decimal? Median);

    /// <summary>The placements of some workers, by worker, in order of their ids.</summary>
    public static async Task<ILookup<string, PlacementFigures>> OfWorkersAsync(IQuerySession session, string[] workers, CancellationToken cancellation) =>
        (await WorkerRows.OfWorkersAsync<PlacementFigures>(
            session, $"select {Row} from {Name} where worker = any(@workers) order by worker collate \"C\", placement collate \"C\"",
            workers, cancellation)).ToLookup(placement => placement.Worker, StringComparer.Ordinal);

    /// <summary>The first day on which anybody was placed with an employer, by all that stands; null where nobody was.</summary>
    public static async Task<LocalDate?> FirstStartAsync(IQuerySession session, string employer, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"select min(started)::text from {Name} where employer = @employer");
        command.Parameters.AddWithValue("employer", employer);
        await using var reader = await session.ExecuteReaderAsync(command, cancellation);
        return await reader.ReadAsync(cancellation) && !await reader.IsDBNullAsync(0, cancellation) ? LocalDatePattern.Iso.Parse(reader.GetString(0)).Value : null;
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
