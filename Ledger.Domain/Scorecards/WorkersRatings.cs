using Ledger.Domain.Facts;

namespace Ledger.Domain.Scorecards;

/// <summary>What workers think of an agency, from five ratings on: fewer would say who gave them.</summary>
/// <param name="Count">How many ratings there are.</param>
/// <param name="Mean">Their mean, from 1, worst, to 5, best; two decimals.</param>
/// <param name="Scores">How many gave 1, 2, 3, 4 and 5.</param>
public sealed record WorkersRatings(int Count, decimal Mean, IReadOnlyList<int> Scores)
{
    /// <summary>Adds up ratings; null where there are fewer than five. Each worker's latest counts.</summary>
    /// <param name="ratings">The ratings that stand, of one agency.</param>
    public static WorkersRatings? Of(IEnumerable<AgencyRated> ratings)
    {
        var latest = ratings.Where(rating => rating.Grade != Grade.X).GroupBy(rating => rating.AssertedBy, StringComparer.Ordinal)
            .Select(worker => worker.OrderBy(rating => rating.EffectiveOn).ThenBy(rating => rating.Id, StringComparer.Ordinal).Last().Score).ToList();
        return latest.Count < Scorecard.SmallestGroup ? null : new WorkersRatings(
            latest.Count, decimal.Round((decimal)latest.Sum() / latest.Count, 2), [.. Enumerable.Range(1, 5).Select(score => latest.Count(given => given == score))]);
    }
}
