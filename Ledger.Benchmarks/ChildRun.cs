using System.Diagnostics;
using System.Globalization;

namespace Ledger.Benchmarks;

/// <summary>What a program came to in a process of its own.</summary>
/// <param name="Exit">The exit code.</param>
/// <param name="Seconds">From start to end.</param>
/// <param name="PeakMegabytes">The most memory that was resident at a time, in 10^6 bytes; 0 where the system does not tell.</param>
/// <param name="Output">What it wrote to standard output.</param>
internal sealed record ChildRun(int Exit, double Seconds, double PeakMegabytes, string Output)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(20);

    /// <summary>The ledger itself with some arguments, on a database.</summary>
    public static ProcessStartInfo Ledger(string database, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Ledger.Host.dll"), .. args]);
        start.Environment["LEDGER_DATABASE"] = database;
        return start;
    }

    /// <summary>Runs a program to its end; what it says on standard error is left out unless it fails.</summary>
    /// <exception cref="InvalidOperationException">It ended with an error; the message says what it said.</exception>
    public static async Task<ChildRun> OfAsync(ProcessStartInfo start, CancellationToken cancellation)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        var since = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
            var ended = process.WaitForExitAsync(cancellation);
            var peak = 0.0;
            while (!ended.IsCompleted)
            {
                peak = Math.Max(peak, PeakOf(process.Id));
                await Task.WhenAny(ended, Task.Delay(LookEvery, cancellation));
            }

            await ended;
            var run = new ChildRun(process.ExitCode, since.Elapsed.TotalSeconds, peak, await output);
            return run.Exit == 0 ? run : throw new InvalidOperationException($"{start.FileName} {string.Join(' ', start.ArgumentList)} ended with {run.Exit}: {await errors}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    /// <summary>What Linux keeps of a process: the high-water mark of its resident memory.</summary>
    public static double PeakOf(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024 / 1e6;
        }
        catch (IOException)
        {
            // It ended between two looks.
            return 0;
        }
    }
}
