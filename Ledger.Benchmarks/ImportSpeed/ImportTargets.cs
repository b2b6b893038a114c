using System.Globalization;
using Ledger.Benchmarks.Targets;

namespace Ledger.Benchmarks.ImportSpeed;

/// <summary>What is wanted of imports and of judging, by the measures of <see cref="ImportRun"/>.</summary>
internal static class ImportTargets
{
    /// <summary>Measures with a number of invented workers.</summary>
    public static async Task<IReadOnlyList<Target>> MeasureAsync(string server, int workers, CancellationToken cancellation)
    {
        await using var run = await ImportRun.MakeAsync(server, workers, cancellation);
        var measures = await run.MeasureAsync(cancellation);
        return
        [
            Of("import with findings, against COPY of the events", ImportRun.Whole, ImportRun.Indexed, 0.35),
            Of("the same, against COPY of every row it leaves", ImportRun.Whole, ImportRun.Rows, 0.35),
            Of("import without findings, against COPY of the events", ImportRun.Append, ImportRun.Indexed, 0.6),
            Of("findings and scorecards from nothing, against a stock rebuild of one count", ImportRun.Judging, ImportRun.Stock, 4),
        ];

        Target Of(string measure, string way, string yardstick, double wanted) => new(
            measure,
            string.Create(CultureInfo.InvariantCulture, $"{measures.Facts:N0} facts: {measures.Facts / measures.Median(way):N0} a second against {measures.Facts / measures.Median(yardstick):N0}"),
            measures.Ratio(way, yardstick),
            wanted,
            "times");
    }
}
