using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Tests.Oracles;

/// <summary>Which placement a fact belongs to: the one it names, else the latest begun by its date, else the first.</summary>
internal static class NaivePlacements
{
    public static string? Of(Fact fact, IReadOnlyList<Fact> standing)
    {
        if (fact.Placement is not null)
        {
            return fact.Placement;
        }

        var placements = standing.Select(told => told.Placement).OfType<string>().Distinct()
            .OrderBy(id => Start(id, standing)).ThenBy(id => id, StringComparer.Ordinal).ToList();
        return placements.LastOrDefault(id => Start(id, standing) <= fact.EffectiveOn) ?? placements.FirstOrDefault();
    }

    /// <summary>The day of its recorded start, else of its first credible fact.</summary>
    public static LocalDate Start(string placement, IReadOnlyList<Fact> standing)
    {
        var told = standing.Where(fact => fact.Placement == placement).ToList();
        return told.OfType<PlacementStarted>().Where(NaiveMoney.IsCredible)
            .OrderBy(start => start.Grade).ThenBy(start => start.AssertedAs == Speaker.Worker ? 0 : 1)
            .Select(start => (LocalDate?)start.EffectiveOn).FirstOrDefault()
            ?? told.Where(NaiveMoney.IsCredible).Select(fact => (LocalDate?)fact.EffectiveOn).Min() ?? told.Min(fact => fact.EffectiveOn);
    }
}
