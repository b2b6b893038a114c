using Ledger.Domain.Workers;
using Ledger.Projections.Store;
using Marten;
using NodaTime;
using Weasel.Postgresql.Tables;

namespace Ledger.Projections.Standings;

/// <summary>The table of every worker's standing. The detector replaces a worker's row whenever it judges the worker.</summary>
public static class StandingTable
{
    /// <summary>Its name.</summary>
    public const string Name = $"{LedgerStore.Schema}.worker_standing";

    /// <summary>A row as it was written, without what is empty in it.</summary>
    private const string Columns =
        """
        json_strip_nulls(json_build_object('worker', worker, 'facts', facts, 'asOf', as_of, 'judgeAgainOn', judge_again_on, 'contributions', contributions, 'turnsOn', turns_on))::text
        """;

    /// <summary>The standings of some workers; one that was never judged is absent.</summary>
    public static async Task<IReadOnlyDictionary<string, WorkerStanding>> OfWorkersAsync(IQuerySession session, string[] workers, CancellationToken cancellation) =>
        (await WorkerRows.OfWorkersAsync<WorkerStanding>(
            session, $"select {Columns} from {Name} where worker = any(@workers)",
            workers, cancellation)).ToDictionary(standing => standing.Worker, StringComparer.Ordinal);

    /// <summary>Those of some workers who were judged by all that is recorded by now: by every fact of their own, and by as many events of the reference streams.</summary>
    public static Task<IReadOnlyList<string>> UpToDateAsync(IQuerySession session, string[] workers, long references, CancellationToken cancellation) =>
        session.AdvancedSql.QueryAsync<string>(
            $"""
             select worker from {Name} join {LedgerStore.Schema}.mt_streams on id = '{StreamName.OfWorker("")}' || worker
             where worker = any(?) and facts = version and references_read = ?
             """,
            cancellation, [workers, references]);

    /// <summary>Every worker that was ever judged.</summary>
    public static Task<IReadOnlyList<string>> AllAsync(IQuerySession session, CancellationToken cancellation) =>
        session.AdvancedSql.QueryAsync<string>($"select worker from {Name}", cancellation);

    /// <summary>The workers whose standing turns on any of some keys, by an index.</summary>
    public static Task<IReadOnlyList<string>> TurningOnAsync(IQuerySession session, IEnumerable<string> keys, CancellationToken cancellation) =>
        session.AdvancedSql.QueryAsync<string>($"select worker from {Name} where turns_on && ?", cancellation, [keys.Distinct(StringComparer.Ordinal).ToArray()]);

    /// <summary>The workers of whom a finding may have changed by time alone by a day, by an index.</summary>
    public static Task<IReadOnlyList<string>> ToJudgeAgainAsync(IQuerySession session, LocalDate by, CancellationToken cancellation) =>
        session.AdvancedSql.QueryAsync<string>($"select worker from {Name} where judge_again_on <= ?", cancellation, [by.ToDateOnly()]);

    /// <summary>The table with its indexes.</summary>
    internal static Table Definition()
    {
        var table = new Table(Name);
        table.AddColumn("worker", "text").NotNull().AsPrimaryKey();
        table.AddColumn("facts", "integer").NotNull();
        table.AddColumn("as_of", "date").NotNull();
        table.AddColumn("judge_again_on", "date");
        table.AddColumn("contributions", "json").NotNull();
        table.AddColumn("turns_on", "text[]").NotNull();

        // No part of the standing: it says how much had been recorded of what workers share, whether it concerned this one or not.
        table.AddColumn("references_read", "bigint").NotNull();
        table.Indexes.Add(new IndexDefinition("worker_standing_turns_on") { Columns = ["turns_on"], Method = IndexMethod.gin });
        table.Indexes.Add(new IndexDefinition("worker_standing_judge_again_on") { Columns = ["judge_again_on"], Predicate = "judge_again_on is not null" });
        return table;
    }

    /// <summary>Replaces the standings of workers: two statements in the batch of the page.</summary>
    /// <param name="operations">The page's transaction.</param>
    /// <param name="workers">Whose standings are replaced.</param>
    /// <param name="standings">The new standings.</param>
    /// <param name="references">How many events of the reference streams they were judged by.</param>
    internal static void Replace(IDocumentOperations operations, string[] workers, IEnumerable<WorkerStanding> standings, long references) =>
        WorkerRows.Replace(operations, Name, workers,
            $"""
             insert into {Name} (worker, facts, as_of, judge_again_on, contributions, turns_on, references_read)
             select worker, facts, "asOf", "judgeAgainOn", contributions, "turnsOn", {references}
             from json_to_recordset(?::json) as row(worker text, facts integer, "asOf" date, "judgeAgainOn" date, contributions json, "turnsOn" text[])
             """,
            standings);
}
