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

        var placements = All(standing);
        return placements.LastOrDefault(id => Start(id, standing) <= fact.EffectiveOn) ?? placements.FirstOrDefault();
    }

    /// <summary>The placements that credible facts name, in order of start.</summary>
    public static List<string> All(IReadOnlyList<Fact> standing) =>
    [
        .. standing.Where(NaiveMoney.IsCredible).Select(told => told.Placement).OfType<string>().Distinct()
            .OrderBy(id => Start(id, standing)).ThenBy(id => id, StringComparer.Ordinal),
    ];

    /// <summary>The day of its recorded start, else of its first credible fact.</summary>
    public static LocalDate Start(string placement, IReadOnlyList<Fact> standing)
    {
        var told = standing.Where(fact => fact.Placement == placement && NaiveMoney.IsCredible(fact)).ToList();
        return told.OfType<PlacementStarted>()
            .OrderBy(start => start.Grade).ThenBy(start => start.AssertedAs == Speaker.Worker ? 0 : 1)
            .Select(start => (LocalDate?)start.EffectiveOn).FirstOrDefault()
            ?? told.Min(fact => fact.EffectiveOn);
    }
}
