using System.Diagnostics;
using System.Globalization;
using Ledger.Benchmarks.ImportSpeed;
using Ledger.Domain.Churn;
using Ledger.Domain.Indicators;
using Ledger.Domain.Parties;
using Ledger.Host.PrivatePostgres;
using Ledger.Projections.Pairs;
using Ledger.Projections.Store;
using Marten;
using NodaTime;
using Npgsql;

namespace Ledger.Benchmarks.Pairs;

/// <summary>Measures how fast pairs of recruiter and employer are counted and judged, in a database of its own beside the ledger's.</summary>
internal static class PairBench
{
    private const int PlacementsUnlessTold = 1_000_000;
    private const int MostPlacements = 10_000_000;
    private const int Parties = 5_000;
    private const int EmployersOfRecruiter = 8;
    private const int PairsAtOnce = 5_000;
    private const int Rounds = 3;

    private static readonly LocalDate First = new(2018, 1, 1);
    private static readonly LocalDate Last = new(2026, 1, 1);

    /// <summary>Measures and prints.</summary>
    /// <param name="args">The number of invented placements, or nothing.</param>
    /// <returns>0, or 2 for arguments that cannot be followed.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        if (await BenchArguments.CountAsync(args, "pairs", "invented placements", PlacementsUnlessTold, MostPlacements) is not { } placements)
        {
            return 2;
        }

        using var stop = BenchArguments.StoppedByReader();
        await using var database = await BenchDatabase.MakeAsync(await LedgerDatabase.ConnectionStringAsync(Console.Error, stop.Token), stop.Token);
        using var store = await LedgerStore.OpenAsync(database.ConnectionString, stop.Token);
        var write = Stopwatch.StartNew();
        await WriteAsync(database.ConnectionString, placements, stop.Token);
        Say($"{placements:N0} placements of {Parties:N0} recruiters with {EmployersOfRecruiter} of {Parties:N0} employers each, written in {write.Elapsed.TotalSeconds:N1} s; {Environment.ProcessorCount} cores");

        var count = Timed.Start();
        var pairs = await CountAsync(store, stop.Token);
        Say($"every pair counted anew from all outcomes, and stored: {count} for {pairs:N0} pairs");
        for (var round = 0; round < Rounds; round++)
        {
            await JudgeAsync(store, stop.Token);
        }

        return 0;
    }

    private static async Task<int> CountAsync(DocumentStore store, CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        var pairs = 0;
        List<PairCounts> counted = [];
        await foreach (var pair in OutcomeTable.PairByPairAsync(session, cancellation))
        {
            counted.Add(PairCounts.Of(pair, Thresholds.Default));
            if (counted.Count == PairsAtOnce)
            {
                await FlushAsync();
            }
        }

        await FlushAsync();
        return pairs;

        async Task FlushAsync()
        {
            await store.BulkInsertAsync(counted, cancellation: cancellation);
            pairs += counted.Count;
            counted.Clear();
        }
    }

    private static async Task JudgeAsync(DocumentStore store, CancellationToken cancellation)
    {
        var read = Timed.Start();
        await using var session = store.QuerySession();
        var counts = await session.Query<PairCounts>().ToListAsync(cancellation);
        var reading = read.ToString();
        var judge = Timed.Start();
        var drafts = new PairEvaluation(counts, [], PartyGroups.None, Thresholds.Default, "bench", Last).Drafts(_ => true);
        Say($"counts read: {reading}; all pairs judged by every indicator: {judge}, {drafts.Count:N0} findings, {drafts.Count(draft => draft.NeedsPlacements):N0} present");
    }

    /// <summary>The same world each time: one worker in ten leaves early; with one recruiter in a hundred, who serves one employer, one in three.</summary>
    private static async Task WriteAsync(string connectionString, int placements, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellation);
        await using var copy = await connection.BeginTextImportAsync(
            $"""
             copy {OutcomeTable.Name} (worker, placement, recruiter, employer, recruiter_group, employer_group, corridor, started_on, term, ended_on, ended_early,
                 observed_until, fee_borne, recovered_on, refund_closed_on, start_fact, end_fact) from stdin
             """, cancellation);
        var random = new Random(2_026);
        for (var number = 0; number < placements; number++)
        {
            var recruiter = random.Next(Parties);
            var employer = (recruiter + (recruiter % 100 == 0 ? 0 : random.Next(EmployersOfRecruiter) * 617)) % Parties;
            var start = First.PlusDays(random.Next(Period.DaysBetween(First, Last)));
            var early = random.NextDouble() < (recruiter % 100 == 0 ? 0.33 : 0.1);
            var end = start.PlusDays(early ? random.Next(1, 365) : 730);
            string[] row =
            [
                Text($"w-{number}"), "p1", Text($"r-{recruiter}"), Text($"e-{employer}"), Text($"r-{recruiter}"), Text($"e-{employer}"), recruiter % 3 == 0 ? "BD-SA" : "NP-QA",
                Iso(start), Iso(start.PlusDays(730)), end <= Last ? Iso(end) : "\\N", early && end <= Last ? "t" : "f", Iso(LocalDate.Min(end, Last)), "t",
                random.Next(2) == 0 ? Iso(start.PlusDays(random.Next(60, 700))) : "\\N", Iso(start.PlusDays(90)), Text($"w-{number}/start"), Text($"w-{number}/end"),
            ];
            await copy.WriteLineAsync(string.Join('\t', row));
        }
    }

    private static string Iso(LocalDate day) => day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>Seconds on the clock, and those in which this process was at work: a busy machine stretches only the former.</summary>
    private sealed record Timed(Stopwatch Clock, TimeSpan WorkBefore)
    {
        public static Timed Start() => new(Stopwatch.StartNew(), Work);

        public override string ToString() => Text($"{Clock.Elapsed.TotalSeconds:N2} s ({(Work - WorkBefore).TotalSeconds:N2} s of work)");

        private static TimeSpan Work => Environment.CpuUsage.TotalTime;
    }
}
