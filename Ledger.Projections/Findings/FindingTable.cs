using Ledger.Domain.Indicators;
using Ledger.Projections.Store;
using Marten;
using NodaTime;
using NodaTime.Text;
using Weasel.Postgresql.Tables;

namespace Ledger.Projections.Findings;

/// <summary>The table of the watch list. The detector replaces a worker's rows whenever it judges the worker.</summary>
public static class FindingTable
{
    /// <summary>Its name.</summary>
    public const string Name = $"{LedgerStore.Schema}.finding";

    /// <summary>A row as it was written, without what is empty in it.</summary>
    internal const string Columns =
        """
        json_strip_nulls(json_build_object('worker', worker, 'placement', placement, 'indicator', indicator, 'severity', case severity when 2 then 'red' when 1 then 'amber' end,
            'strength', strength, 'since', since, 'holdsUntil', holds_until, 'corridor', corridor, 'employer', employer, 'recruiter', recruiter, 'explanation', explanation))::text
        """;

    /// <summary>
    /// The indexes, each named for what the list is narrowed to. All are in the order of the list after it, and after that hold whatever else the
    /// list can be narrowed to there: which rows stand where, and how many there are, is found in one of them without reading a row.
    /// </summary>
    private static readonly (string NarrowedTo, string[] Columns)[] Indexes =
    [
        ("nothing", ["severity", "since", "worker", "strength"]),
        ("indicator", ["indicator", "severity", "since", "worker", "corridor", "strength"]),
        ("corridor", ["corridor", "severity", "since", "worker", "strength"]),
        ("employer", ["employer", "severity", "since", "worker", "recruiter", "indicator", "corridor", "strength"]),
        ("recruiter", ["recruiter", "severity", "since", "worker", "indicator", "corridor", "strength"]),
    ];

    /// <summary>The table with its indexes.</summary>
    internal static Table Definition()
    {
        var table = new Table(Name);
        table.AddColumn("worker", "text").NotNull().AsPrimaryKey();
        table.AddColumn("indicator", "text").NotNull().AsPrimaryKey();
        table.AddColumn("placement", "text").NotNull().AsPrimaryKey();

        // Red 2, amber 1, and 0 for what cannot be said: the gravest comes first when it is read downwards.
        table.AddColumn("severity", "smallint").NotNull();
        table.AddColumn("strength", "text");
        table.AddColumn("since", "date");
        table.AddColumn("holds_until", "date");
        table.AddColumn("corridor", "text");
        table.AddColumn("employer", "text");
        table.AddColumn("recruiter", "text");
        table.AddColumn("explanation", "text").NotNull();
        foreach (var (narrowedTo, columns) in Indexes)
        {
            table.Indexes.Add(new IndexDefinition($"finding_by_{narrowedTo}") { Columns = columns });
        }

        return table;
    }

    /// <summary>The rows of some workers, by worker, in order of indicator and placement.</summary>
    public static async Task<ILookup<string, FindingRow>> OfWorkersAsync(IQuerySession session, string[] workers, CancellationToken cancellation) =>
        (await WorkerRows.OfWorkersAsync<FindingRow>(
            session, $"select {Columns} from {Name} where worker = any(@workers) order by worker collate \"C\", indicator collate \"C\", placement collate \"C\"",
            workers, cancellation)).ToLookup(row => row.Worker, StringComparer.Ordinal);

    /// <summary>The workers of whom a finding of one verdict stands, by an index.</summary>
    /// <param name="session">The session.</param>
    /// <param name="indicator">Of one indicator only, or of any.</param>
    /// <param name="verdict">Present or insufficient; what is absent has no row.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static Task<IReadOnlyList<string>> WorkersAsync(IQuerySession session, string? indicator, Verdict verdict, CancellationToken cancellation) =>
        session.AdvancedSql.QueryAsync<string>(
            $"select distinct worker from {Name} where severity {(verdict == Verdict.Present ? "> 0" : "= 0")}{(indicator is null ? "" : " and indicator = ?")}",
            cancellation, indicator is null ? [] : [indicator]);

    /// <summary>Replaces the rows of workers: two statements in the batch of the page. They go in column by column, for these are many and JSON costs the database ten times that.</summary>
    internal static void Replace(IDocumentOperations operations, string[] workers, IEnumerable<FindingRow> rows)
    {
        var all = rows.ToList();
        WorkerRows.ReplaceBy(operations, Name, workers,
            $"""
             insert into {Name} (worker, indicator, placement, severity, strength, since, holds_until, corridor, employer, recruiter, explanation)
             select worker, indicator, placement, severity::smallint, strength, since::date, holds_until::date, corridor, employer, recruiter, explanation
             from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as row(worker, indicator, placement, severity, strength, since, holds_until, corridor, employer, recruiter, explanation)
             """,
            Column(row => row.Worker), Column(row => row.Indicator), Column(row => row.Placement),
            Column(row => row.Severity switch { Severity.Red => "2", Severity.Amber => "1", _ => "0" }),
            Column(row => row.Strength switch { null => null, Strength.Documented => "documented", _ => "testified" }),
            Column(row => Day(row.Since)), Column(row => Day(row.HoldsUntil)),
            Column(row => row.Corridor), Column(row => row.Employer), Column(row => row.Recruiter), Column(row => row.Explanation));

        string?[] Column(Func<FindingRow, string?> value) => [.. all.Select(value)];

        static string? Day(LocalDate? day) => day is { } known ? LocalDatePattern.Iso.Format(known) : null;
    }
}
