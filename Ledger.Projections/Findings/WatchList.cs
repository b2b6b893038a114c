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
    /// <summary>The newest first; what cannot be said has no day and is left out.</summary>
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

    /// <summary>Reads a page and the count: one round trip each.</summary>
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
        await using var count = new NpgsqlCommand();
        count.CommandText = $"select count(*) from (select from {FindingTable.Name} where {Where(filter, order, count)} limit {MostCounted + 1}) counted";
        await using var reader = await session.ExecuteReaderAsync(count, cancellation);
        await reader.ReadAsync(cancellation);
        return new WatchListPage(rows, (int)reader.GetInt64(0));
    }

    /// <summary>Reads every row that the filter leaves, up to <see cref="MostCounted"/>, as for a file to take home.</summary>
    public static Task<IReadOnlyList<FindingRow>> AllAsync(IQuerySession session, WatchListFilter filter, WatchListOrder order, CancellationToken cancellation) =>
        RowsAsync(session, filter, order, 0, MostCounted, cancellation);

    private static async Task<IReadOnlyList<FindingRow>> RowsAsync(IQuerySession session, WatchListFilter filter, WatchListOrder order, int skip, int take, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand();
        var day = IsFew(filter) ? "since + 0" : "since";
        var by = order == WatchListOrder.GravestFirst ? $"{(IsFew(filter) ? "severity + 0" : "severity")} desc, {day} desc" : $"{day} desc";
        command.CommandText =
            $"""
             select {FindingTable.Columns} from (
                 select * from {FindingTable.Name} where {Where(filter, order, command)} order by {by}, worker desc, indicator desc, placement desc offset {skip} limit {take}) page
             """;
        return await WorkerRows.ReadAsync<FindingRow>(session, command, cancellation).ToListAsync(cancellation);
    }

    /// <summary>
    /// Whether the filter leaves so few that they are to be found first and then sorted. Left to itself the database reads the whole list in its
    /// order and looks for them there: it takes what a finding rests on, and who is in it, for independent of each other, which they are not.
    /// </summary>
    private static bool IsFew(WatchListFilter filter) => filter is { Employer: not null, Recruiter: not null } or { Corridor: not null, Indicator: not null };

    private static string Where(WatchListFilter filter, WatchListOrder order, NpgsqlCommand command)
    {
        var where = new StringBuilder(filter.IsInsufficient ? "severity = 0" : filter.Severity switch { null => "severity > 0", Severity.Red => "severity = 2", _ => "severity = 1" });
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
