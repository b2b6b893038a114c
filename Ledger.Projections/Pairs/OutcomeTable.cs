using System.Runtime.CompilerServices;
using Ledger.Domain.Churn;
using Ledger.Domain.Parties;
using Ledger.Projections.Store;
using Marten;
using NodaTime;
using Npgsql;
using Weasel.Postgresql.Tables;

namespace Ledger.Projections.Pairs;

/// <summary>The table of what became of each placement. The detector replaces a worker's rows whenever it judges the worker.</summary>
public static class OutcomeTable
{
    /// <summary>Its name.</summary>
    public const string Name = $"{LedgerStore.Schema}.placement_outcome";

    /// <summary>A row as it was written, without what is empty in it.</summary>
    private const string Columns =
        """
        json_strip_nulls(json_build_object('worker', worker, 'placement', placement, 'recruiter', recruiter, 'employer', employer,
            'recruiterGroup', recruiter_group, 'employerGroup', employer_group, 'corridor', corridor, 'start', started_on, 'term', term, 'end', ended_on,
            'endedEarly', ended_early, 'observedUntil', observed_until, 'feeBorne', fee_borne, 'recoveredOn', recovered_on, 'refundClosedOn', refund_closed_on,
            'taken', taken, 'startFact', start_fact, 'endFact', end_fact))::text
        """;

    /// <summary>The groups that stored outcomes are sorted by: every link that is known joins, for what is stored holds on any later day.</summary>
    public static PartyGroups Groups(PartyLinks links) => links.Groups(LocalDate.MaxIsoValue);

    /// <summary>The table with its indexes: by worker, and by pair.</summary>
    internal static Table Definition()
    {
        var table = new Table(Name);
        table.AddColumn("worker", "text").NotNull().AsPrimaryKey();
        table.AddColumn("placement", "text").NotNull().AsPrimaryKey();
        table.AddColumn("recruiter", "text").NotNull();
        table.AddColumn("employer", "text").NotNull();
        table.AddColumn("recruiter_group", "text").NotNull();
        table.AddColumn("employer_group", "text").NotNull();
        table.AddColumn("corridor", "text").NotNull();
        table.AddColumn("started_on", "date").NotNull();
        table.AddColumn("term", "date").NotNull();
        table.AddColumn("ended_on", "date");
        table.AddColumn("ended_early", "boolean").NotNull();
        table.AddColumn("observed_until", "date").NotNull();
        table.AddColumn("fee_borne", "boolean").NotNull();
        table.AddColumn("recovered_on", "date");
        table.AddColumn("refund_closed_on", "date");
        table.AddColumn("taken", "json");
        table.AddColumn("start_fact", "text").NotNull();
        table.AddColumn("end_fact", "text");
        table.Indexes.Add(new IndexDefinition("placement_outcome_pair") { Columns = ["recruiter_group", "employer_group"] });
        table.Indexes.Add(new IndexDefinition("placement_outcome_employer") { Columns = ["employer_group"] });
        return table;
    }

    /// <summary>The outcomes of some workers, by worker, in order of start and placement.</summary>
    public static async Task<ILookup<string, PlacementOutcome>> OfWorkersAsync(IQuerySession session, string[] workers, CancellationToken cancellation) =>
        (await WorkerRows.OfWorkersAsync<PlacementOutcome>(
            session, $"select {Columns} from {Name} where worker = any(@workers) order by worker collate \"C\", started_on, placement collate \"C\"",
            workers, cancellation)).ToLookup(outcome => outcome.Worker, StringComparer.Ordinal);

    /// <summary>The outcomes of some pairs, each a recruiter's group and an employer's, by <see cref="PairCounts.Key"/>.</summary>
    public static async Task<ILookup<string, PlacementOutcome>> OfPairsAsync(
        IQuerySession session, IReadOnlyCollection<(string Recruiter, string Employer)> pairs, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            $"select {Columns} from {Name} where (recruiter_group, employer_group) in (select * from unnest(@recruiters, @employers))");
        command.Parameters.AddWithValue("recruiters", pairs.Select(pair => pair.Recruiter).ToArray());
        command.Parameters.AddWithValue("employers", pairs.Select(pair => pair.Employer).ToArray());
        return (await WorkerRows.ReadAsync<PlacementOutcome>(session, command, cancellation).ToListAsync(cancellation))
            .ToLookup(outcome => PairCounts.Key(outcome.RecruiterGroup, outcome.EmployerGroup), StringComparer.Ordinal);
    }

    /// <summary>All outcomes pair by pair, one pair in memory at a time.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<PlacementOutcome>> PairByPairAsync(IQuerySession session, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"select {Columns} from {Name} order by recruiter_group collate \"C\", employer_group collate \"C\"") { CommandTimeout = 0 };
        List<PlacementOutcome> pair = [];
        await foreach (var outcome in WorkerRows.ReadAsync<PlacementOutcome>(session, command, cancellation))
        {
            if (pair.Count > 0 && (pair[0].RecruiterGroup, pair[0].EmployerGroup) != (outcome.RecruiterGroup, outcome.EmployerGroup))
            {
                yield return pair;
                pair = [];
            }

            pair.Add(outcome);
        }

        if (pair.Count > 0)
        {
            yield return pair;
        }
    }

    /// <summary>The placements of a recruiter's group, of an employer's, or of both together, by worker.</summary>
    public static async Task<ILookup<string, string>> PlacementsOfAsync(IQuerySession session, string? recruiter, string? employer, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            $"select worker, placement from {Name} where (@recruiter::text is null or recruiter_group = @recruiter) and (@employer::text is null or employer_group = @employer)");
        command.Parameters.AddWithValue("recruiter", (object?)recruiter ?? DBNull.Value);
        command.Parameters.AddWithValue("employer", (object?)employer ?? DBNull.Value);
        await using var reader = await session.ExecuteReaderAsync(command, cancellation);
        List<(string Worker, string Placement)> found = [];
        while (await reader.ReadAsync(cancellation))
        {
            found.Add((reader.GetString(0), reader.GetString(1)));
        }

        return found.ToLookup(place => place.Worker, place => place.Placement, StringComparer.Ordinal);
    }

    /// <summary>Replaces the outcomes of workers: two statements in the batch of the page.</summary>
    internal static void Replace(IDocumentOperations operations, string[] workers, IEnumerable<PlacementOutcome> outcomes) =>
        WorkerRows.Replace(operations, Name, workers,
            $"""
             insert into {Name} (worker, placement, recruiter, employer, recruiter_group, employer_group, corridor, started_on, term, ended_on, ended_early, observed_until,
                 fee_borne, recovered_on, refund_closed_on, taken, start_fact, end_fact)
             select worker, placement, recruiter, employer, "recruiterGroup", "employerGroup", corridor, start, term, "end", "endedEarly", "observedUntil",
                 "feeBorne", "recoveredOn", "refundClosedOn", taken, "startFact", "endFact"
             from json_to_recordset(?::json) as row(worker text, placement text, recruiter text, employer text, "recruiterGroup" text, "employerGroup" text, corridor text,
                 start date, term date, "end" date, "endedEarly" boolean, "observedUntil" date, "feeBorne" boolean, "recoveredOn" date, "refundClosedOn" date,
                 taken json, "startFact" text, "endFact" text)
             """,
            outcomes);
}
