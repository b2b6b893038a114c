using System.Diagnostics;
using System.Globalization;
using Ledger.Benchmarks.ImportSpeed;
using Ledger.Benchmarks.Targets;
using Ledger.Domain.Indicators;
using Ledger.Host.PrivatePostgres;
using Ledger.Projections.Findings;
using Ledger.Projections.Store;
using Marten;
using NodaTime;
using Spectre.Console;

namespace Ledger.Benchmarks.WatchListSpeed;

/// <summary>Measures a page of the watch list, with every filter and order there is, over many findings; and how soon a reader sees pages while they are stored.</summary>
internal static class WatchListBench
{
    private const int FindingsUnlessTold = 1_000_000;
    private const int MostFindings = 10_000_000;
    private const int QuestionsEach = 40;
    private const int QuestionsOfACombination = 5;

    /// <summary>Measures and prints one table.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        if (await BenchArguments.CountAsync(args, "watch-list", "findings", FindingsUnlessTold, MostFindings) is not { } findings)
        {
            return 2;
        }

        using var stop = BenchArguments.StoppedByReader();
        var server = await LedgerDatabase.ConnectionStringAsync(Console.Error, stop.Token);
        await using var database = await FilledAsync(server, findings, stop.Token);
        Show(await ReadAsync(database, stop.Token));
        Show(await FirstPaint.TimesAsync(database.ConnectionString, stop.Token));
        AnsiConsole.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{findings:N0} findings, {Environment.ProcessorCount} cores."));
        return 0;
    }

    private static void Show(IReadOnlyList<(string What, List<double> Times)> measured)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("page of the watch list", "questions", "p50, ms", "p99, ms");
        foreach (var (what, times) in measured)
        {
            table.AddRow(Markup.Escape(what), times.Count.ToString("N0", CultureInfo.InvariantCulture), times[times.Count / 2].ToString("N1", CultureInfo.InvariantCulture), P99(times).ToString("N1", CultureInfo.InvariantCulture));
        }

        AnsiConsole.Write(table);
    }

    /// <summary>What is wanted of a page: of the filter and order that is slowest, and of the slowest first paint.</summary>
    public static async Task<IReadOnlyList<Target>> MeasureAsync(string server, int findings, CancellationToken cancellation)
    {
        await using var database = await FilledAsync(server, findings, cancellation);
        var read = (await ReadAsync(database, cancellation)).MaxBy(asked => P99(asked.Times));
        var painted = (await FirstPaint.TimesAsync(database.ConnectionString, cancellation)).MaxBy(visited => P99(visited.Times));
        return
        [
            new("a page of the watch list, the slowest filter and order, p99", Of(read), P99(read.Times), 50, "ms", IsMost: true),
            new("first paint of the slowest page, p99", Of(painted), P99(painted.Times), 500, "ms", IsMost: true),
        ];

        string Of((string What, List<double> Times) measured) =>
            string.Create(CultureInfo.InvariantCulture, $"{findings:N0} findings, {measured.Times.Count} questions: '{measured.What}', p50 {measured.Times[measured.Times.Count / 2]:N1} ms");
    }

    private static double P99(List<double> times) => times[(int)(times.Count * 0.99)];

    private static async Task<BenchDatabase> FilledAsync(string server, int findings, CancellationToken cancellation)
    {
        var database = await BenchDatabase.MakeAsync(server, cancellation);
        await LedgerStore.PrepareAsync(database.ConnectionString, cancellation);
        await database.RunAsync(Filling(findings), cancellation);
        await database.RunAsync($"vacuum analyze {FindingTable.Name}", cancellation);
        return database;
    }

    private static async Task<List<(string What, List<double> Times)>> ReadAsync(BenchDatabase database, CancellationToken cancellation)
    {
        await using var store = await LedgerStore.OpenAsync(database.ConnectionString, cancellation);
        List<(string, List<double>)> all = [];
        foreach (var (what, ask) in Questions())
        {
            all.Add((what, await TimesAsync(store, ask, QuestionsEach, cancellation)));
        }

        List<(string What, List<double> Times)> combinations = [];
        foreach (var (filter, order) in Combinations())
        {
            combinations.Add((Words(filter, order), await TimesAsync(store, _ => (filter, order, 1), QuestionsOfACombination, cancellation)));
        }

        var slowest = combinations.MaxBy(asked => asked.Times[QuestionsOfACombination / 2]);
        all.Add(("every combination of filters and order", [.. combinations.SelectMany(asked => asked.Times).Order()]));
        all.Add(($"the slowest of them: {slowest.What}", slowest.Times));
        return all;
    }

    private static string Words(WatchListFilter filter, WatchListOrder order) => string.Join(", ", new object?[]
    {
        filter.Indicator, filter.IsInsufficient ? "what cannot be said" : filter.Severity, filter.Strength, filter.Corridor, filter.Employer, filter.Recruiter,
        filter.Since is { } since ? $"since {since:uuuu-MM-dd}" : null, order,
    }.Where(part => part is not null)).ToLowerInvariant();

    /// <summary>Findings of a fifth as many workers, spread unevenly over indicators, corridors, employers and recruiters as in life: few have many.</summary>
    private static string Filling(int findings) => string.Create(CultureInfo.InvariantCulture,
        $"""
         insert into {FindingTable.Name}
         select 'w-' || n / 5, indicators[1 + n % 12], 'p' || n % 60, case when n % 7 = 0 then 0 when n % 3 = 0 then 2 else 1 end,
             case when n % 7 = 0 then null when n % 2 = 0 then 'documented' else 'testified' end, case when n % 7 = 0 then null else date '2020-01-01' + n % 2400 end, null,
             (array['NP-QA', 'BD-SA', 'ID-HK', 'NP-MY', 'BD-MY'])[1 + floor(5 * power(random(), 2))], 'e-' || floor(5000 * power(random(), 3)), 'r-' || floor(5000 * power(random(), 3)),
             'On this day the worker owed a sum that is told in words of about this length, with the figures in them, as findings are.'
         from generate_series(1, {findings}) n, (select array['{string.Join("', '", Evaluation.Indicators.Take(12))}'] as indicators) names;
         """);

    private static IEnumerable<(string What, Func<int, (WatchListFilter Filter, WatchListOrder Order, int Page)> Ask)> Questions()
    {
        const WatchListOrder gravest = WatchListOrder.GravestFirst, newest = WatchListOrder.NewestFirst;
        yield return ("all, gravest first", n => (new(), gravest, 1 + n));
        yield return ("all, newest first", n => (new(), newest, 1 + n));
        yield return ("all, last page", _ => (new(), gravest, WatchList.LastPage));
        yield return ("what cannot be said", n => (new() { IsInsufficient = true }, gravest, 1 + n));
        yield return ("one indicator", n => (new() { Indicator = Evaluation.Indicators[n % 12] }, gravest, 1));
        yield return ("one indicator, newest", n => (new() { Indicator = Evaluation.Indicators[n % 12] }, newest, 1));
        yield return ("one corridor, red", _ => (new() { Corridor = "BD-MY", Severity = Severity.Red }, gravest, 1));
        yield return ("the largest employer", _ => (new() { Employer = "e-0" }, gravest, 1));
        yield return ("an employer", n => (new() { Employer = $"e-{n * 100}" }, newest, 1));
        yield return ("a recruiter, documented", n => (new() { Recruiter = $"r-{n * 100}", Strength = Strength.Documented }, gravest, 1));
        yield return ("employer and recruiter", n => (new() { Employer = $"e-{n}", Recruiter = $"r-{n * 3}" }, gravest, 1));
        yield return ("corridor, indicator, strength, newest", n => (new() { Corridor = "ID-HK", Indicator = Evaluation.Indicators[n % 12], Strength = Strength.Testified }, newest, 1));
        yield return ("since the last month", _ => (new() { Since = new LocalDate(2026, 7, 1) }, gravest, 1));
        yield return ("all of them at once", n => (new()
        {
            Corridor = "NP-QA", Indicator = Evaluation.Indicators[n % 12], Strength = Strength.Testified, Employer = "e-1", Recruiter = "r-0", Severity = Severity.Amber, Since = new LocalDate(2021, 1, 1),
        }, gravest, 1));
    }

    /// <summary>Each filter left open or set, to something that very many rows have or to something that few have; each severity; each order.</summary>
    private static IEnumerable<(WatchListFilter Filter, WatchListOrder Order)> Combinations() =>
        from order in Enum.GetValues<WatchListOrder>()
        from open in (WatchListFilter[])[new(), new() { Severity = Severity.Red }, new() { Severity = Severity.Amber }, new() { IsInsufficient = true }]
        from indicator in (string?[])[null, Evaluation.Indicators[0]]
        from strength in (Strength?[])[null, Strength.Documented, Strength.Testified]
        from corridor in (string?[])[null, "NP-QA", "BD-MY"]
        from employer in (string?[])[null, "e-0", "e-2500"]
        from recruiter in (string?[])[null, "r-0", "r-2500"]
        from since in (LocalDate?[])[null, new(2020, 1, 5), new(2026, 7, 1)]
        select (open with { Indicator = indicator, Strength = strength, Corridor = corridor, Employer = employer, Recruiter = recruiter, Since = since }, order);

    private static async Task<List<double>> TimesAsync(DocumentStore store, Func<int, (WatchListFilter Filter, WatchListOrder Order, int Page)> ask, int questions, CancellationToken cancellation)
    {
        List<double> times = [];

        // The first of each kind finds nothing in memory and is not counted.
        for (var index = -1; index < questions; index++)
        {
            var (filter, order, page) = ask(Math.Max(index, 0));
            var since = Stopwatch.GetTimestamp();
            await using var session = store.QuerySession();
            await WatchList.PageAsync(session, filter, order, page, cancellation);
            if (index >= 0)
            {
                times.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
            }
        }

        return [.. times.Order()];
    }
}
