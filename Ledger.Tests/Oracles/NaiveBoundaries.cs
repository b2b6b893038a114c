using Ledger.Domain.Facts;
using Ledger.Domain.Record;
using NodaTime;

namespace Ledger.Tests.Oracles;

/// <summary>Which placement a charge counts for: one within 30 days of a boundary is a fee for the placement that begins there.</summary>
internal sealed class NaiveBoundaries(WorkerHistory history, IReadOnlyList<PartiesLinked> links)
{
    public string? PlacementOf(Fact fact)
    {
        var named = history.PlacementOf(fact);
        if (fact is not FeeCharged fee || named is null || IsNear(fee.EffectiveOn, StartOf(named)) || RanBefore(fee, named))
        {
            return named;
        }

        var others = history.Placements.Where(placement => placement.Id != named).ToList();
        var begun = others.Where(placement => IsNear(fee.EffectiveOn, placement.Start))
            .OrderBy(placement => Apart(fee.EffectiveOn, placement.Start)).FirstOrDefault();
        var ended = history.Placements.Single(placement => placement.Id == named).Ended?.EffectiveOn;
        var next = ended is { } end && IsNear(fee.EffectiveOn, end) ? others.FirstOrDefault(placement => placement.Start >= end) : null;
        return begun?.Id ?? next?.Id ?? named;
    }

    /// <summary>A charge of the same class for the same or a linked collector, more than 30 days before and away from any boundary, is a running cost of its own placement.</summary>
    private bool RanBefore(FeeCharged fee, string placement) => history.Facts.OfType<FeeCharged>().Any(other =>
        NaiveMoney.IsCredible(other) && history.PlacementOf(other) == placement && other.Class == fee.Class && AreOne(other.Collector, fee.Collector, fee.EffectiveOn)
        && other.EffectiveOn.PlusDays(30) < fee.EffectiveOn
        && !history.Placements.Any(any => IsNear(other.EffectiveOn, any.Start) || (any.Id == placement && any.Ended is { } end && IsNear(other.EffectiveOn, end.EffectiveOn))));

    /// <summary>Stories link two parties at most, so a link is a chain of one.</summary>
    private bool AreOne(string one, string other, LocalDate on) => one == other || links.Any(link => NaiveMoney.IsCredible(link) && link.EffectiveOn <= on
        && (link.From, link.To) is var (from, to) && ((from, to) == (one, other) || (from, to) == (other, one)));

    private LocalDate StartOf(string placement) => history.Placements.Single(other => other.Id == placement).Start;

    private static bool IsNear(LocalDate day, LocalDate boundary) => Apart(day, boundary) <= 30;

    private static int Apart(LocalDate one, LocalDate other) => Math.Abs(Period.DaysBetween(one, other));
}
