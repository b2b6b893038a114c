using System.Globalization;
using Ledger.Tests.CommandLine;
using NodaTime;

namespace Ledger.Tests.Churn;

/// <summary>A recruiter whose workers are dismissed early and replaced by the same employer, and another for whom that is not so.</summary>
internal static class Churning
{
    private static readonly LocalDate First = new(2022, 1, 1);

    /// <summary>One recruiter's 36 placements, of which 12 end after five months and are replaced a month later, beside another's 61, of which one does.</summary>
    /// <param name="names">The names the first recruiter goes by, in turn.</param>
    public static IReadOnlyList<string> Told(params string[] names) =>
    [
        .. Enumerable.Range(0, 24).SelectMany(number => Placed("b", number, First.PlusDays(number), number < 12, names[number % names.Length])),
        .. Enumerable.Range(24, 12).SelectMany(number => Placed("b", number, First.PlusDays(number - 24).PlusMonths(6), false, names[(number + 1) % names.Length])),
        .. Enumerable.Range(0, 60).SelectMany(number => Placed("g", number, First.PlusDays(number), number < 1, "r-good")),
        .. Placed("g", 60, First.PlusMonths(6), false, "r-good"),
    ];

    private static IEnumerable<string> Placed(string kind, int number, LocalDate start, bool early, string recruiter)
    {
        var worker = string.Create(CultureInfo.InvariantCulture, $"{kind}-{number:000}");
        yield return Tell.Worker(worker).Replace("2023-01-01", "2021-01-01", StringComparison.Ordinal);
        yield return Tell.Placement(worker, "p1", Iso(start), recruiter);
        yield return early ? Tell.End(worker, "p1", Iso(start.PlusMonths(5))) : Tell.End(worker, "p1", Iso(start.PlusMonths(24)), "contract-completed", "expiry");
    }

    private static string Iso(LocalDate day) => day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
}
