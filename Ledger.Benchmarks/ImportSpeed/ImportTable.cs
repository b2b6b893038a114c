using System.Globalization;
using Spectre.Console;

namespace Ledger.Benchmarks.ImportSpeed;

/// <summary>Prints what was measured as one table of rates, and of ratios to both yardsticks.</summary>
internal static class ImportTable
{
    private static readonly string[] Order =
    [
        ImportRun.Plain, ImportRun.Indexed, ImportRun.Rows, ImportRun.Bare, ImportRun.Stock, ImportRun.Reading, ImportRun.Append, ImportRun.Whole, ImportRun.Judging,
    ];

    /// <summary>Writes to standard output.</summary>
    public static void Write(ImportMeasures measures)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings());
        console.Profile.Width = Math.Max(console.Profile.Width, 120);
        console.WriteLine(Machine.Now());
        console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{measures.Facts:N0} facts in {measures.Bytes / 1e6:N1} MB; medians of {measures.Rounds} rounds, every way in turn"));
        var table = new Table().Border(TableBorder.Simple).AddColumns("Way", "Seconds", "Facts/s", "to COPY of events, indexed", "to bare Marten");
        foreach (var name in Order)
        {
            var seconds = measures.Median(name);
            table.AddRow(
                name, Number(seconds, "N2"), Number(measures.Facts / seconds, "N0"),
                Number(measures.Ratio(name, ImportRun.Indexed), "N2"), Number(measures.Ratio(name, ImportRun.Bare), "N2"));
        }

        console.Write(table);
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
