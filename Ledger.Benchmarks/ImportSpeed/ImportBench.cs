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
        if (await BenchArguments.CountAsync(args, "import", "invented workers (about 35 facts each)", WorkersUnlessTold, MostWorkers) is not { } workers)
        {
            return 2;
        }

        using var stop = BenchArguments.StoppedByReader();
        var server = await LedgerDatabase.ConnectionStringAsync(Console.Error, stop.Token);
        await using var run = await ImportRun.MakeAsync(server, workers, stop.Token);
        ImportTable.Write(await run.MeasureAsync(stop.Token));
        return 0;
    }
}
