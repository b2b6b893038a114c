using System.Globalization;
using System.Text.RegularExpressions;
using Ledger.Domain.Facts;
using Ledger.Host.SyntheticCorridor;

namespace Ledger.Benchmarks.Growth;

/// <summary>As many invented facts as are wanted: one corridor again and again, each time of other workers and other parties.</summary>
/// <remarks>Parties are as many for each worker in the last part as in the first, as in life: more workers come from more recruiters.</remarks>
internal static partial class GrowingCorridor
{
    private const int FactsOfWorker = 34;
    private const int FewestWorkers = 250;

    /// <summary>A corridor has some two hundred parties: with so many workers for them, ten million facts have as many parties as a large country of origin.</summary>
    private const int MostWorkers = 5_000;

    /// <summary>Writes parts to a file, one fact a line.</summary>
    /// <param name="path">The file; made anew.</param>
    /// <param name="first">The number of the first part, from 0; no two parts share a worker or a party.</param>
    /// <param name="facts">About how many facts; at least one part is written.</param>
    /// <param name="cancellation">Ends the writing.</param>
    /// <returns>The number of the next part, and how many facts were written.</returns>
    public static async Task<(int Next, long Facts)> WriteAsync(string path, int first, long facts, CancellationToken cancellation)
    {
        var workers = (int)Math.Clamp(facts / FactsOfWorker, FewestWorkers, MostWorkers);
        var lines = Corridor.Generate(new CorridorSettings(Workers: workers)).Select(fact => System.Text.Encoding.UTF8.GetString(FactWire.Write(fact))).ToList();
        await using var file = new StreamWriter(path);
        var (part, written) = (first, 0L);
        for (; written == 0 || written < facts; part++)
        {
            cancellation.ThrowIfCancellationRequested();

            // Exchange rates are the same in every part.
            foreach (var line in lines.Where(line => part == first || Party().IsMatch(line)))
            {
                await file.WriteLineAsync(Party().Replace(line, string.Create(CultureInfo.InvariantCulture, $"${{1}}{part}x")));
                written++;
            }
        }

        return (part, written);
    }

    /// <summary>The beginning of the name of a worker or a party, at the beginning of a value or after a slash.</summary>
    [GeneratedRegex("""((?<=["/])(?:w|r|e|sa|l|b|au|ngo)-)(?=\d)""", RegexOptions.CultureInvariant)]
    private static partial Regex Party();
}
