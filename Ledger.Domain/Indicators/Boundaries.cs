using Ledger.Domain.Facts;
using Ledger.Domain.Fees;
using Ledger.Domain.Parties;
using Ledger.Domain.Record;
using NodaTime;

namespace Ledger.Domain.Indicators;

/// <summary>Gives a charge near the boundary of a placement, whatever its label, to the placement that begins there.</summary>
/// <remarks>
/// A running cost stays where it is: one that the same collector, or a linked one, has charged in the same class in the midst of the
/// placement before. A charge at the placement's own beginning makes none, or a second recruitment would pass for part of the first.
/// </remarks>
/// <param name="history">The record.</param>
/// <param name="links">Who is linked to whom.</param>
/// <param name="days">How many days before and after a boundary are near it.</param>
internal sealed class Boundaries(WorkerHistory history, PartyLinks links, int days)
{
    /// <summary>The credible charges in the midst of each placement, by class.</summary>
    private readonly ILookup<(string? Placement, FeeClass Class), FeeCharged> _amidst = history.All<FeeCharged>()
        .Where(fee => fee.Grade != Grade.X && !IsNearAny(history, fee, days))
        .ToLookup(fee => (history.PlacementOf(fee), fee.Class));

    /// <summary>The fees of each placement as churn is judged by them, charges near a boundary with the placement that begins there.</summary>
    public static IReadOnlyList<PlacementFees> Sort(Evaluation evaluation)
    {
        var history = evaluation.History;
        var boundaries = new Boundaries(history, evaluation.Links, evaluation.Thresholds.BoundaryDays);
        // Where no charge lies near a boundary the placements' fees are the ones every indicator reads.
        return history.All<FeeCharged>().All(fee => boundaries.PlacementOf(fee) == history.PlacementOf(fee))
            ? evaluation.Fees
            : PlacementFees.In(history, evaluation.Rates, boundaries.PlacementOf);
    }

    /// <summary>The placement a charge counts for. One that is contradicted counts for none, and so stays where it is.</summary>
    public string? PlacementOf(Fact fact)
    {
        var named = history.PlacementOf(fact);
        return fact is FeeCharged { Grade: not Grade.X } fee && named is not null && !IsOwn(fee, named) && BegunNear(fee.EffectiveOn, named) is { } begun ? begun : named;
    }

    /// <summary>A charge near its own placement's start, or a running cost, stays where it is.</summary>
    private bool IsOwn(FeeCharged fee, string placement) =>
        IsNear(fee.EffectiveOn, history.Find(placement)!.Start, days)
        || _amidst[(placement, fee.Class)].Any(before => Period.DaysBetween(before.EffectiveOn, fee.EffectiveOn) > days
            && links.Between(before.Collector, fee.Collector, fee.EffectiveOn) is not null);

    /// <summary>Another placement that begins near a day, or the next one after a placement that ends near it.</summary>
    private string? BegunNear(LocalDate day, string named)
    {
        var others = history.Placements.Where(placement => placement.Id != named);
        return others.Where(placement => IsNear(day, placement.Start, days)).MinBy(placement => Distance(day, placement.Start))?.Id
            ?? (history.Find(named)?.Ended is { } end && IsNear(day, end.EffectiveOn, days) ? others.FirstOrDefault(placement => placement.Start >= end.EffectiveOn)?.Id : null);
    }

    private static bool IsNearAny(WorkerHistory history, FeeCharged fee, int days)
    {
        var own = history.PlacementOf(fee);
        return history.Placements.Any(placement => IsNear(fee.EffectiveOn, placement.Start, days)
            || (placement.Id == own && placement.Ended is { } end && IsNear(fee.EffectiveOn, end.EffectiveOn, days)));
    }

    private static bool IsNear(LocalDate day, LocalDate boundary, int days) => Distance(day, boundary) <= days;

    private static int Distance(LocalDate one, LocalDate other) => Math.Abs(Period.DaysBetween(one, other));
}
