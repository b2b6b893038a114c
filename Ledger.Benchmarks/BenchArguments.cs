using System.Globalization;

namespace Ledger.Benchmarks;

/// <summary>What a measurement of a whole run is told on the command line, and how it is ended.</summary>
internal static class BenchArguments
{
    /// <summary>The one number that may be given; null, and a sentence on standard error, for arguments that cannot be followed.</summary>
    /// <param name="args">The number, or nothing.</param>
    /// <param name="bench">What is measured, as it is called on the command line.</param>
    /// <param name="of">What the number counts.</param>
    /// <param name="unlessTold">The number where none is given.</param>
    /// <param name="most">The greatest that is taken.</param>
    public static async Task<int?> CountAsync(string[] args, string bench, string of, int unlessTold, int most)
    {
        if (args is [])
        {
            return unlessTold;
        }

        if (args is [var text] && int.TryParse(text, CultureInfo.InvariantCulture, out var count) && count >= 1 && count <= most)
        {
            return count;
        }

        await Console.Error.WriteLineAsync($"ledger: bench {bench} takes one number, of {of}, 1 to {most}; {unlessTold} where none is given.");
        return null;
    }

    /// <summary>Cancelled by Ctrl+C, so that the databases of the measurement are dropped.</summary>
    public static CancellationTokenSource StoppedByReader()
    {
        var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        return stop;
    }
}
