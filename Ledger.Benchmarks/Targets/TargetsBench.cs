using Ledger.Benchmarks.FlagSpeed;
using Ledger.Benchmarks.Growth;
using Ledger.Benchmarks.Hledger;
using Ledger.Benchmarks.ImportSpeed;
using Ledger.Benchmarks.IntakeSpeed;
using Ledger.Benchmarks.WatchListSpeed;
using Ledger.Benchmarks.WorkerSpeed;
using Ledger.Host.PrivatePostgres;
using Spectre.Console;

namespace Ledger.Benchmarks.Targets;

/// <summary>Everything that is wanted of the ledger's speed in one table, each beside what it is held against, measured in one run.</summary>
internal static class TargetsBench
{
    private const int Workers = 1_000;
    private const int WorkersOfBalances = 3_600;
    private const int Findings = 1_000_000;
    private const long FactsOfGrowth = 100_000;

    /// <summary>What the measures are called on the command line, in their order.</summary>
    private static readonly string[] Names = ["import", "intake", "flag", "replay", "watch-list", "balances", "growth"];

    /// <summary>Measures and prints the table.</summary>
    /// <param name="args">The names of the rows to measure; all where none is named.</param>
    /// <returns>0, whatever was reached, for a busy machine is no fault; 1 where something could not be measured; 2 for arguments that cannot be followed.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var unknown = args.Except(Names).FirstOrDefault();
        if (unknown is not null)
        {
            await Console.Error.WriteLineAsync($"ledger: bench table knows no '{unknown}': give any of {string.Join(", ", Names)}, or nothing.");
            return 2;
        }

        using var stop = BenchArguments.StoppedByReader();
        var server = await LedgerDatabase.ConnectionStringAsync(Console.Error, stop.Token);
        var table = new Table().Border(TableBorder.Simple).AddColumns("Measure", "Wanted", "Reached", "", "Over");
        var exit = 0;
        foreach (var measure in Measures(server, stop.Token).Zip(Names).Where(named => args.Length == 0 || args.Contains(named.Second)).Select(named => named.First))
        {
            try
            {
                foreach (var target in await measure())
                {
                    Console.Error.WriteLine($"{target.Measure}: {target.ReachedText}");
                    table.AddRow(target.Measure, target.WantedText, target.ReachedText, target.IsMet ? "met" : "not met", Markup.Escape(target.Of));
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // What was measured before it, and what comes after, is worth having all the same.
                Console.Error.WriteLine(exception);
                table.AddRow(Markup.Escape(exception.Message), "", "not measured", "", "");
                exit = 1;
            }
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings());
        console.Profile.Width = Math.Max(console.Profile.Width, 190);
        console.WriteLine(Machine.Now());
        console.Write(table);
        return exit;
    }

    private static IEnumerable<Func<Task<IReadOnlyList<Target>>>> Measures(string server, CancellationToken cancellation) =>
    [
        () => ImportTargets.MeasureAsync(server, Workers, cancellation),
        () => PostingSpeed.MeasureAsync(server, cancellation),
        () => FlagLatency.MeasureAsync(server, cancellation),
        () => Task.FromResult(ReplayLatency.Measure()),
        () => WatchListBench.MeasureAsync(server, Findings, cancellation),
        () => BalancesRun.MeasureAsync(WorkersOfBalances, cancellation),
        () => GrowthBench.MeasureAsync(server, FactsOfGrowth, cancellation),
    ];
}
