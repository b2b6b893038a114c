using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;

namespace Ledger.Tests.Oracles;

/// <summary>One party's word about a sum.</summary>
internal sealed record Word(Fact Fact, decimal Amount, bool Documented, string Kind)
{
    public bool TellsOfTheSameMoneyAs(Word other) => Kind == other.Kind || Names.Intersect(other.Names, StringComparer.Ordinal).Any();

    private IEnumerable<string> Names => Fact.SameAs is { } same ? [Fact.Id, same] : [Fact.Id];
}

/// <summary>Accounts of the same money, by the sentence in indicators.md: brute force over pairs and over parties.</summary>
internal static class NaiveMoney
{
    public static bool IsCredible(Fact fact) => fact.Grade != Grade.X;

    public static bool IsGraded(Fact fact) => fact.Grade is Grade.A or Grade.B or Grade.C;

    /// <summary>The words in groups: joined until no two groups have members that tell of the same money.</summary>
    public static List<List<Word>> Groups(IEnumerable<Word> words)
    {
        var groups = words.Select(word => new List<Word> { word }).ToList();
        while (Touching(groups) is var (one, other) && one >= 0)
        {
            groups[one].AddRange(groups[other]);
            groups.RemoveAt(other);
        }

        return groups;
    }

    public static Reading Reading(List<Word> group)
    {
        var parties = group.Select(word => word.Fact.AssertedBy).Distinct().ToList();
        return new(
            parties.Max(party => group.Where(word => word.Fact.AssertedBy == party && word.Documented).Sum(word => word.Amount)),
            parties.Max(party => group.Where(word => word.Fact.AssertedBy == party).Sum(word => word.Amount)));
    }

    public static Reading Total(IEnumerable<Word> words) =>
        Groups(words).Select(Reading).Aggregate(Ledger.Domain.Amounts.Reading.Zero, (sum, reading) => sum + reading);

    /// <summary>The worker's own account, else the documented sum, else the claimed one.</summary>
    public static decimal Workers(List<Word> group, string worker)
    {
        var own = group.Where(word => word.Fact.AssertedAs == Speaker.Worker && word.Fact.AssertedBy == worker).ToList();
        var reading = Reading(group);
        return own.Count > 0 ? own.Sum(word => word.Amount)
            : group.Any(word => word.Documented) ? reading.Documented
            : reading.Claimed;
    }

    private static (int One, int Other) Touching(List<List<Word>> groups)
    {
        for (var one = 0; one < groups.Count; one++)
        {
            for (var other = one + 1; other < groups.Count; other++)
            {
                if (groups[one].Any(word => groups[other].Any(word.TellsOfTheSameMoneyAs)))
                {
                    return (one, other);
                }
            }
        }

        return (-1, -1);
    }
}
