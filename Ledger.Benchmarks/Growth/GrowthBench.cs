using System.Diagnostics;
using System.Globalization;
using Ledger.Benchmarks.ImportSpeed;
using Ledger.Benchmarks.Targets;
using Ledger.Host.Import;
using Ledger.Host.PrivatePostgres;
using Ledger.Projections.Detector;
using Ledger.Projections.Store;
using NodaTime;
using Spectre.Console;

namespace Ledger.Benchmarks.Growth;

/// <summary>Imports tenth after tenth into one ledger, with every finding, and tells what each costs; then the same facts as one file, in a process whose memory is watched.</summary>
internal static class GrowthBench
{
    private const int FactsUnlessTold = 350_000;
    private const int MostFacts = 10_000_000;
    private const int Parts = 10;

    /// <summary>Measures and prints one table.</summary>
    /// <param name="args">The number of facts, or nothing.</param>
    /// <returns>0, or 2 for arguments that cannot be followed.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        if (await BenchArguments.CountAsync(args, "growth", "invented facts", FactsUnlessTold, MostFacts) is not { } facts)
        {
            return 2;
        }

        using var stop = BenchArguments.StoppedByReader();
        var server = await LedgerDatabase.ConnectionStringAsync(Console.Error, stop.Token);
        AnsiConsole.WriteLine(Machine.Now());
        var table = new Table().Border(TableBorder.Simple).AddColumns("Facts in the ledger", "facts imported", "seconds", "of that: findings", "facts/s");
        foreach (var part in await PartsAsync(server, facts, stop.Token))
        {
            table.AddRow(Number(part.Before), Number(part.Facts), part.Seconds.ToString("N1", CultureInfo.InvariantCulture),
                part.Judging.ToString("N1", CultureInfo.InvariantCulture), Number(part.Facts / part.Seconds));
        }

        AnsiConsole.Write(table);
        return 0;
    }

    /// <summary>What is wanted of growth and of memory.</summary>
    public static async Task<IReadOnlyList<Target>> MeasureAsync(string server, long facts, CancellationToken cancellation)
    {
        var parts = await PartsAsync(server, facts, cancellation);
        var (first, last) = (parts[0], parts[^1]);
        var (peak, imported) = await PeakAsync(server, facts, cancellation);
        return
        [
            new("the last tenth of a growing ledger, against the first",
                string.Create(CultureInfo.InvariantCulture, $"tenths of {first.Facts:N0} facts, with findings: {last.Seconds:N1} s against {first.Seconds:N1} s"),
                last.Seconds / last.Facts / (first.Seconds / first.Facts), 1.2, "times", IsMost: true),
            new("memory of an import", string.Create(CultureInfo.InvariantCulture, $"{imported:N0} facts in one file, with findings"), peak, 400, "MB", IsMost: true),
        ];
    }

    /// <summary>Imports a tenth more into a ledger and into an empty one, in turns, and says what each took.</summary>
    /// <param name="server">Where the empty one is made.</param>
    /// <param name="large">The ledger.</param>
    /// <param name="next">The number of its next part.</param>
    /// <param name="facts">How many facts it holds.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task TellNextAsync(string server, BenchDatabase large, int next, long facts, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("ledger-bench-");
        try
        {
            var file = Path.Combine(folder.FullName, "facts.jsonl");
            await using var empty = await BenchDatabase.MakeAsync(server, cancellation);
            var (after, _) = await GrowingCorridor.WriteAsync(file, next, 1, cancellation);
            await ImportAsync(empty, file, cancellation);
            var (_, written) = await GrowingCorridor.WriteAsync(file, after, facts / Parts, cancellation);
            var (first, last) = (await ImportAsync(empty, file, cancellation), await ImportAsync(large, file, cancellation));
            await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{written:N0} facts more: {last.Seconds:N1} s (findings {last.Judging:N1} s) beside {facts:N0}, {first.Seconds:N1} s (findings {first.Judging:N1} s) in an empty ledger: {last.Seconds / first.Seconds:N2} times"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<List<Part>> PartsAsync(string server, long facts, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("ledger-bench-");
        try
        {
            var file = Path.Combine(folder.FullName, "facts.jsonl");
            List<Part> parts = [];

            // What is compiled on the way is not the first tenth's to pay for.
            await using (var readying = await BenchDatabase.MakeAsync(server, cancellation))
            {
                await GrowingCorridor.WriteAsync(file, 0, 1, cancellation);
                await ImportAsync(readying, file, cancellation);
            }

            await using var database = await BenchDatabase.MakeAsync(server, cancellation);
            var (next, before) = (0, 0L);
            for (var number = 0; number < Parts; number++)
            {
                (next, var written) = await GrowingCorridor.WriteAsync(file, next, facts / Parts, cancellation);
                var (seconds, judging) = await ImportAsync(database, file, cancellation);
                parts.Add(new Part(before, written, seconds, judging));
                before += written;
                await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{before:N0} facts, the last {written:N0} in {seconds:N1} s"));
            }

            return parts;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(double Seconds, double Judging)> ImportAsync(BenchDatabase database, string file, CancellationToken cancellation)
    {
        await using var store = await LedgerStore.OpenAsync(database.ConnectionString, cancellation);
        await database.RunAsync("checkpoint", cancellation);
        var since = Stopwatch.StartNew();
        await using (var import = new FileImport(store, SystemClock.Instance, new ImportRun.Silent()))
        {
            await import.RunAsync([file], cancellation);
        }

        var appended = since.Elapsed;
        await Detector.CatchUpAsync(store, database.ConnectionString, null, cancellation);
        return (since.Elapsed.TotalSeconds, (since.Elapsed - appended).TotalSeconds);
    }

    /// <summary>The most megabytes that the command takes for one file.</summary>
    private static async Task<(double Megabytes, long Facts)> PeakAsync(string server, long facts, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("ledger-bench-");
        try
        {
            var file = Path.Combine(folder.FullName, "facts.jsonl");
            var (_, written) = await GrowingCorridor.WriteAsync(file, 0, facts, cancellation);
            await using var database = await BenchDatabase.MakeAsync(server, cancellation);
            var run = await ChildRun.OfAsync(ChildRun.Ledger(database.ConnectionString, "import", file), cancellation);
            return (run.PeakMegabytes, written);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>One tenth: how many facts were there before, how many came, and how long that took, findings included.</summary>
    private sealed record Part(long Before, long Facts, double Seconds, double Judging);
}
