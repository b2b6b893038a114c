using Ledger.Domain.Facts;

namespace Ledger.Domain.Parties;

/// <summary>Parties that own one another or are one under several ids: each such group counts as one party, by its first id.</summary>
/// <remarks>
/// Every credible link of kind owns or same-as joins, also one that has ended since: what was done under it stays theirs. Referral, family
/// and agency do not join: they make parties act together, not be one.
/// </remarks>
public sealed class PartyGroups
{
    private readonly Dictionary<string, IReadOnlyList<string>> _members = new(StringComparer.Ordinal);

    /// <summary>Joins parties.</summary>
    /// <param name="links">Links that stand and are credible, in any order; links of other kinds are passed over.</param>
    public PartyGroups(IEnumerable<PartiesLinked> links)
    {
        var joining = links.Where(link => link.Kind is LinkKind.Owns or LinkKind.SameAs)
            .SelectMany(link => new[] { (Party: link.From, Other: link.To), (Party: link.To, Other: link.From) })
            .ToLookup(end => end.Party, end => end.Other, StringComparer.Ordinal);
        foreach (var start in joining.Select(party => party.Key))
        {
            if (_members.ContainsKey(start))
            {
                continue;
            }

            List<string> group = [start];
            HashSet<string> reached = new(group, StringComparer.Ordinal);
            for (var index = 0; index < group.Count; index++)
            {
                group.AddRange(joining[group[index]].Where(reached.Add));
            }

            group.Sort(StringComparer.Ordinal);
            group.ForEach(party => _members[party] = group);
        }
    }

    /// <summary>Everyone by himself.</summary>
    public static PartyGroups None { get; } = new([]);

    /// <summary>The group of a party: the first id of all that are one with it; its own where nobody is.</summary>
    public string Of(string party) => _members.TryGetValue(party, out var members) ? members[0] : party;

    /// <summary>The parties of a group in alphabetical order, the party itself among them.</summary>
    public IReadOnlyList<string> Members(string party) => _members.TryGetValue(party, out var members) ? members : [party];
}
