using System.Globalization;
using System.Runtime.InteropServices;
using Spectre.Console;

namespace Ledger.Benchmarks.ImportSpeed;

/// <summary>Prints what was measured as one table of rates, and of ratios to both yardsticks.</summary>
internal static class ImportTable
{
    private static readonly string[] Order =
        [ImportRun.Plain, ImportRun.Indexed, ImportRun.Bare, ImportRun.Reading, ImportRun.Append, ImportRun.Whole];

    /// <summary>Writes to standard output.</summary>
    public static void Write(ImportMeasures measures)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings());
        console.Profile.Width = Math.Max(console.Profile.Width, 120);
        console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20:N0} MiB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, load {Load()}"));
        console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{measures.Facts:N0} facts in {measures.Bytes / 1e6:N1} MB; best of {measures.Rounds} rounds, every way in turn"));
        var table = new Table().Border(TableBorder.Simple).AddColumns("Way", "Seconds", "Facts/s", "to COPY, indexed", "to bare Marten");
        foreach (var name in Order)
        {
            var seconds = measures.Seconds[name];
            table.AddRow(
                name, Number(seconds, "N2"), Number(measures.Facts / seconds, "N0"),
                Number(measures.Seconds[ImportRun.Indexed] / seconds, "N2"), Number(measures.Seconds[ImportRun.Bare] / seconds, "N2"));
        }

        console.Write(table);
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>The load of the last minute: a table of a busy machine says so itself.</summary>
    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
