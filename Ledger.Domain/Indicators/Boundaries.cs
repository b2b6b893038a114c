using Ledger.Domain.Facts;
using Ledger.Domain.Record;
using NodaTime;

namespace Ledger.Domain.Indicators;

/// <summary>Gives a charge near the boundary of a placement, whatever its label, to the placement that begins there.</summary>
/// <param name="history">The record.</param>
/// <param name="days">How many days before and after a boundary are near it.</param>
internal sealed class Boundaries(WorkerHistory history, int days)
{
    /// <summary>The first credible charge of each placement, class and collector.</summary>
    private readonly Dictionary<(string? Placement, FeeClass Class, string Collector), LocalDate> _first = history.Facts.OfType<FeeCharged>()
        .Where(fee => fee.Grade != Grade.X)
        .GroupBy(fee => (history.PlacementOf(fee), fee.Class, fee.Collector))
        .ToDictionary(kind => kind.Key, kind => kind.Min(fee => fee.EffectiveOn));

    /// <summary>The placement a charge counts for. One that is contradicted counts for none, and so stays where it is.</summary>
    public string? PlacementOf(Fact fact)
    {
        var named = history.PlacementOf(fact);
        return fact is FeeCharged { Grade: not Grade.X } fee && named is not null && !IsOwn(fee, named) && BegunNear(fee.EffectiveOn, named) is { } begun ? begun : named;
    }

    /// <summary>A charge near its own placement's start, or one that ran before in the same class for the same collector, stays where it is.</summary>
    private bool IsOwn(FeeCharged fee, string placement)
    {
        var start = history.Find(placement)!.Start;
        return IsNear(fee.EffectiveOn, start)
            || (_first.TryGetValue((placement, fee.Class, fee.Collector), out var first) && Period.DaysBetween(first, fee.EffectiveOn) > days);
    }

    /// <summary>Another placement that begins near a day, or the next one after a placement that ends near it.</summary>
    private string? BegunNear(LocalDate day, string named)
    {
        var others = history.Placements.Where(placement => placement.Id != named);
        return others.Where(placement => IsNear(day, placement.Start)).MinBy(placement => Distance(day, placement.Start))?.Id
            ?? (history.Find(named)?.Ended is { } end && IsNear(day, end.EffectiveOn) ? others.FirstOrDefault(placement => placement.Start >= end.EffectiveOn)?.Id : null);
    }

    private bool IsNear(LocalDate day, LocalDate boundary) => Distance(day, boundary) <= days;

    private static int Distance(LocalDate one, LocalDate other) => Math.Abs(Period.DaysBetween(one, other));
}
