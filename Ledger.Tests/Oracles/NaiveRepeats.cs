using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using NodaTime;

namespace Ledger.Tests.Oracles;

/// <summary>churn.repeat-fee by a direct reading: which placements bore a fee, how far apart, and what ended the placement before.</summary>
internal static class NaiveRepeats
{
    private static readonly string[] NoChurn = ["promotion", "promoted", "free-transfer", "closure"];

    /// <summary>How grave the closest repetition is; null where there is none.</summary>
    /// <param name="charged">The first fee of each placement that bore one, in order.</param>
    /// <param name="standing">The record.</param>
    public static Severity? Judge(IReadOnlyList<(string Placement, LocalDate First)> charged, IReadOnlyList<Fact> standing)
    {
        Severity? worst = null;
        for (var later = 1; later < charged.Count; later++)
        {
            var (earlier, fee) = (charged[later - 1], charged[later]);
            if (fee.First > earlier.First.PlusMonths(36) || FollowsNoChurn(fee.Placement, standing))
            {
                continue;
            }

            worst = worst == Severity.Red || fee.First <= earlier.First.PlusMonths(12) ? Severity.Red : Severity.Amber;
        }

        return worst;
    }

    /// <summary>Whether the placement just before ended by promotion, free transfer or closure, by the worker's word or a document; or by her own choice, as she says.</summary>
    internal static bool FollowsNoChurn(string placement, IReadOnlyList<Fact> standing)
    {
        var placements = NaivePlacements.All(standing);
        var before = placements.IndexOf(placement) - 1;
        return before >= 0 && standing.OfType<PlacementEnded>().Any(end => end.Placement == placements[before] && NaiveMoney.IsCredible(end)
            && ((NoChurn.Contains(end.Reason) && (end.AssertedBy == end.Worker || NaiveMoney.IsGraded(end)))
                || (end.Initiator == EndInitiator.Worker && end.AssertedBy == end.Worker)));
    }
}
