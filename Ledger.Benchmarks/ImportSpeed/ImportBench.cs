using System.Globalization;
using Ledger.Host.PrivatePostgres;

namespace Ledger.Benchmarks.ImportSpeed;

/// <summary>Measures imports on this machine, in databases of its own beside the ledger's.</summary>
internal static class ImportBench
{
    private const int WorkersUnlessTold = 1_000;
    private const int MostWorkers = 50_000;

    /// <summary>Measures and prints one table.</summary>
    /// <param name="args">The number of invented workers, or nothing.</param>
    /// <returns>0, or 2 for arguments that cannot be followed.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var workers = WorkersUnlessTold;
        if (args is not [] && (args is not [var text] || !int.TryParse(text, CultureInfo.InvariantCulture, out workers) || workers is < 1 or > MostWorkers))
        {
            await Console.Error.WriteLineAsync($"ledger: bench import takes one number, of invented workers, 1 to {MostWorkers} (about 35 facts each); {WorkersUnlessTold} where none is given.");
            return 2;
        }

        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        var server = await LedgerDatabase.ConnectionStringAsync(Console.Error, stop.Token);
        await using var run = await ImportRun.MakeAsync(server, workers, stop.Token);
        ImportTable.Write(await run.MeasureAsync(stop.Token));
        return 0;
    }
}
