using Ledger.Domain.Amounts;

namespace Ledger.Domain.Scorecards;

/// <summary>How long workers worked for their jobs, in months of earnings: both published forms of the recruitment cost indicator, and how it is spread.</summary>
/// <remarks>
/// SDG indicator 10.7.1 (ILO and World Bank guidelines, 2019): the cost a worker bore over a month's earnings at the destination, first month. Surveys publish
/// either the mean of the workers' own ratios or the ratio of their totals; the two differ where cost and earnings go together, so they are kept
/// apart. As in published surveys, those count who bore a cost and had earnings.
/// </remarks>
public sealed record RecruitmentCost
{
    /// <summary>The upper ends of the bands of <see cref="Bands"/> in months, each included; the last band has none.</summary>
    public static IReadOnlyList<decimal> BandEnds { get; } = [1, 3, 6, 12, 24];

    /// <summary>Placements that count: a cost above zero by some credible account, and earnings above zero by every account.</summary>
    public required int Placements { get; init; }

    /// <summary>The mean of the ratios, in months, to six decimals.</summary>
    public required Reading MeanOfRatios { get; init; }

    /// <summary>The ratio of the totals, in months, to six decimals, by the currency of the earnings.</summary>
    public required SortedDictionary<string, Reading> RatioOfTotals { get; init; }

    /// <summary>The least, the quarter, half and three quarter points and the greatest of the claimed ratios, in months, by nearest rank.</summary>
    public required IReadOnlyList<decimal> Quartiles { get; init; }

    /// <summary>How many claimed ratios fall into each band of months.</summary>
    public required IReadOnlyList<int> Bands { get; init; }

    /// <summary>Reckons it; null where no placement counts.</summary>
    public static RecruitmentCost? Of(IEnumerable<CostAndWage> costs)
    {
        var counted = costs.Where(cost => cost is { Cost.Claimed: > 0, GreatestWage: > 0, WorkersWage: > 0 }).ToList();
        if (counted.Count == 0)
        {
            return null;
        }

        var claimed = counted.Select(cost => cost.Cost.Claimed / cost.WorkersWage).Order().ToList();
        return new RecruitmentCost
        {
            Placements = counted.Count,
            MeanOfRatios = Rounded(counted.Average(cost => cost.Cost.Documented / cost.GreatestWage), claimed.Average()),
            RatioOfTotals = new(counted.GroupBy(cost => cost.Currency, StringComparer.Ordinal).ToDictionary(currency => currency.Key, OfTotals), StringComparer.Ordinal),
            Quartiles = [.. Enumerable.Range(0, 5).Select(quarter => decimal.Round(claimed[Math.Max(((claimed.Count * quarter) + 3) / 4, 1) - 1], 6))],
            Bands = Banded(claimed),
        };
    }

    private static Reading OfTotals(IEnumerable<CostAndWage> costs)
    {
        var all = costs.ToList();
        return Rounded(all.Sum(cost => cost.Cost.Documented) / all.Sum(cost => cost.GreatestWage), all.Sum(cost => cost.Cost.Claimed) / all.Sum(cost => cost.WorkersWage));
    }

    private static int[] Banded(List<decimal> months)
    {
        var bands = new int[BandEnds.Count + 1];
        foreach (var ratio in months)
        {
            bands[BandEnds.TakeWhile(end => Ratio.Settled(ratio) > end).Count()]++;
        }

        return bands;
    }

    private static Reading Rounded(decimal documented, decimal claimed) => new(decimal.Round(documented, 6), decimal.Round(claimed, 6));
}
