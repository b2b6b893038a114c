using System.Text;
using Ledger.Domain.Indicators;
using Ledger.Projections.Store;
using Marten;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace Ledger.Projections.Findings;

/// <summary>In which order the watch list is read.</summary>
public enum WatchListOrder
{
    /// <summary>Red before amber before what cannot be said; within, the newest first.</summary>
    GravestFirst,
    /// <summary>The newest first, of one worker on one day the gravest; what cannot be said has no day and is left out.</summary>
    NewestFirst,
}

/// <summary>What the watch list is narrowed to; null leaves a column open.</summary>
public sealed record WatchListFilter
{
    /// <summary>The indicator.</summary>
    public string? Indicator { get; init; }

    /// <summary>How grave; asking for what cannot be said leaves it null and sets <see cref="IsInsufficient"/>.</summary>
    public Severity? Severity { get; init; }

    /// <summary>True for findings that cannot be made for want of a record, false for those that are present.</summary>
    public bool IsInsufficient { get; init; }

    /// <summary>What the finding rests on.</summary>
    public Strength? Strength { get; init; }

    /// <summary>The corridor, such as NP-QA.</summary>
    public string? Corridor { get; init; }

    /// <summary>The employer.</summary>
    public string? Employer { get; init; }

    /// <summary>The recruiter.</summary>
    public string? Recruiter { get; init; }

    /// <summary>The first day since which a finding is present.</summary>
    public LocalDate? Since { get; init; }
}

/// <summary>A page of the watch list.</summary>
/// <param name="Rows">The rows, at most <see cref="WatchList.RowsPerPage"/>.</param>
/// <param name="Count">How many the filter leaves, counted up to <see cref="WatchList.MostCounted"/>.</param>
public sealed record WatchListPage(IReadOnlyList<FindingRow> Rows, int Count)
{
    /// <summary>Whether there are more than were counted.</summary>
    public bool IsMore => Count > WatchList.MostCounted;
}

/// <summary>Reads the watch list by its indexes.</summary>
public static class WatchList
{
    /// <summary>Rows on a page.</summary>
    public const int RowsPerPage = 50;

    /// <summary>Rows that are counted and can be paged to; a list longer than that is to be narrowed.</summary>
    public const int MostCounted = 10_000;

    /// <summary>The last page that can be asked for.</summary>
    public const int LastPage = MostCounted / RowsPerPage;

    /// <summary>Reads a page and the count: one round trip each, and none for the count where the list ends on the page.</summary>
    /// <param name="session">The session.</param>
    /// <param name="filter">What it is narrowed to.</param>
    /// <param name="order">In which order.</param>
    /// <param name="page">From 1 to <see cref="LastPage"/>.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such page.</exception>
    public static async Task<WatchListPage> PageAsync(IQuerySession session, WatchListFilter filter, WatchListOrder order, int page, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(page, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(page, LastPage);
        var rows = await RowsAsync(session, filter, order, (page - 1) * RowsPerPage, RowsPerPage, cancellation);
        if (rows.Count < RowsPerPage && (rows.Count > 0 || page == 1))
        {
            return new WatchListPage(rows, ((page - 1) * RowsPerPage) + rows.Count);
        }

        await using var count = new NpgsqlCommand();
        var where = Where(filter, order, count);
        var each = Severities(filter).Select(severity => $"select from {FindingTable.Name} where severity = {severity}{where}");
        count.CommandText = $"select count(*) from ({string.Join(" union all ", each)} limit {MostCounted + 1}) counted";
        await using var reader = await session.ExecuteReaderAsync(count, cancellation);
        await reader.ReadAsync(cancellation);
        return new WatchListPage(rows, (int)reader.GetInt64(0));
    }

    /// <summary>Reads every row that the filter leaves, up to <see cref="MostCounted"/>, as for a file to take home.</summary>
    public static Task<IReadOnlyList<FindingRow>> AllAsync(IQuerySession session, WatchListFilter filter, WatchListOrder order, CancellationToken cancellation) =>
        RowsAsync(session, filter, order, 0, MostCounted, cancellation);

    /// <summary>
    /// The places of the page are found first, by the index alone, and then the rows that stand there. Each severity is looked through by itself:
    /// its part of an index is in both orders of the list. Rows of one worker, day and severity share a place, and the page may begin among them.
    /// </summary>
    private static async Task<IReadOnlyList<FindingRow>> RowsAsync(IQuerySession session, WatchListFilter filter, WatchListOrder order, int skip, int take, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand();
        var where = Where(filter, order, command);
        var by = order == WatchListOrder.GravestFirst ? "severity desc, since desc, worker desc" : "since desc, worker desc, severity desc";
        var each = Severities(filter).Select(severity =>
            $"(select severity, since, worker from {FindingTable.Name} where severity = {severity}{where} order by since desc, worker desc limit {skip + take})");
        command.CommandText =
            $"""
             with shown (gravity, day, whose, place) as materialized (
                 select *, rank() over (order by {by}) from (select * from ({string.Join(" union all ", each)}) listed order by {by} limit {skip + take}) listed offset {skip})
             select {FindingTable.Columns} from (
                 select finding.* from (select distinct * from shown) shown
                 join {FindingTable.Name} finding on worker = whose and severity = gravity and since is not distinct from day where true{where}
                 order by place, indicator desc, placement desc offset (select {skip} + 1 - min(place) from shown) limit {take}) page
             """;
        return await WorkerRows.ReadAsync<FindingRow>(session, command, cancellation).ToListAsync(cancellation);
    }

    /// <summary>The severities that the filter leaves, as they are stored.</summary>
    private static int[] Severities(WatchListFilter filter) => filter.IsInsufficient ? [0] : filter.Severity switch { null => [2, 1], Severity.Red => [2], _ => [1] };

    /// <summary>What the filter asks of a row beside its severity, each condition behind an 'and'.</summary>
    private static string Where(WatchListFilter filter, WatchListOrder order, NpgsqlCommand command)
    {
        var where = new StringBuilder();
        Narrow("indicator = @", "indicator", filter.Indicator);
        Narrow("strength = @", "strength", filter.Strength switch { null => null, Strength.Documented => "documented", _ => "testified" });
        Narrow("corridor = @", "corridor", filter.Corridor);
        Narrow("employer = @", "employer", filter.Employer);
        Narrow("recruiter = @", "recruiter", filter.Recruiter);
        if (filter.Since is { } since)
        {
            command.Parameters.Add(new NpgsqlParameter("since", NpgsqlDbType.Date) { Value = since.ToDateOnly() });
            where.Append(" and since >= @since");
        }
        else if (order == WatchListOrder.NewestFirst)
        {
            where.Append(" and since is not null");
        }

        return where.ToString();

        void Narrow(string condition, string name, string? value)
        {
            if (value is not null)
            {
                command.Parameters.AddWithValue(name, value);
                where.Append(" and ").Append(condition).Append(name);
            }
        }
    }
}
