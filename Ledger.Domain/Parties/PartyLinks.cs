using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Domain.Parties;

/// <summary>Who is linked to whom, by every credible account.</summary>
public sealed class PartyLinks
{
    /// <summary>The most links that one question follows; a chain longer than that is not one party's reach.</summary>
    public const int LongestChain = 32;

    /// <summary>The most parties that are said to stand over one.</summary>
    public const int MostControllers = 64;

    /// <summary>No links at all.</summary>
    public static PartyLinks None { get; } = new([]);

    private readonly ILookup<string, PartiesLinked> _byParty;
    private DatedGroups? _groups;

    /// <summary>Orders links for look-up; coached or contradicted ones (grade X) are left out.</summary>
    /// <param name="recorded">Links that stand, in any order.</param>
    public PartyLinks(IEnumerable<PartiesLinked> recorded) =>
        _byParty = recorded.Where(link => link.Grade != Grade.X)
            .OrderBy(link => link.Id, StringComparer.Ordinal)
            .SelectMany(link => new[] { (Party: link.From, Link: link), (Party: link.To, Link: link) })
            .ToLookup(end => end.Party, end => end.Link, StringComparer.Ordinal);

    /// <summary>The shortest chain of links that holds on a day between two parties; empty when they are one, null when there is none.</summary>
    public IReadOnlyList<PartiesLinked>? Between(string one, string other, LocalDate on)
    {
        if (one == other)
        {
            return [];
        }

        if (!_byParty.Contains(one) || !_byParty.Contains(other))
        {
            return null;
        }

        var reached = new Dictionary<string, PartiesLinked?>(StringComparer.Ordinal) { [one] = null };
        var frontier = new List<string> { one };
        for (var length = 0; length < LongestChain && frontier.Count > 0; length++)
        {
            var next = new List<string>();
            foreach (var party in frontier)
            {
                foreach (var link in _byParty[party])
                {
                    if (Holds(link, on) && Other(link, party) is var neighbour && reached.TryAdd(neighbour, link))
                    {
                        next.Add(neighbour);
                    }
                }
            }

            if (reached.ContainsKey(other))
            {
                return Chain(reached, other);
            }

            frontier = next;
        }

        return null;
    }

    /// <summary>The parties that a party acts for or with on a day: those whose sub-agent it is, its owners and what it owns, and its other ids, as far as the links lead.</summary>
    public IReadOnlyList<string> Principals(string party, LocalDate on) =>
        Reached(party, on, (link, from) => link.Kind is LinkKind.Owns or LinkKind.SameAs || (link.Kind == LinkKind.SubAgentOf && link.From == from))[1..];

    /// <summary>A party and those that links of some kinds lead to on a day, in either direction, as far as they lead; the party itself comes first.</summary>
    public IReadOnlyList<string> Linked(string party, LocalDate on, Func<PartiesLinked, bool> counts) => Reached(party, on, (link, _) => counts(link));

    /// <summary>Who stands over a party on a day, as far as the links lead: the nearest first, at most <see cref="MostControllers"/>; those beyond are left out.</summary>
    /// <remarks>
    /// An owner stands over what it owns, a principal over its sub-agent, and who refers workers to a party over that party's custom. One
    /// family, and one party under several ids, stand over each other. What is found does not depend on the order in which links were told.
    /// </remarks>
    public IReadOnlyList<Controller> Controllers(string party, LocalDate on)
    {
        List<Controller> found = [];
        HashSet<string> reached = new([party], StringComparer.Ordinal);
        List<string> frontier = [party];
        for (var length = 0; length < LongestChain && frontier.Count > 0; length++)
        {
            var next = frontier.SelectMany(under => _byParty[under].Where(link => Holds(link, on) && StandsOver(link, under)).Select(link => (Under: under, Over: Other(link, under), Link: link)))
                .Where(step => !reached.Contains(step.Over))
                .OrderBy(step => step.Link.Id, StringComparer.Ordinal)
                .GroupBy(step => step.Over, StringComparer.Ordinal)
                .Take(MostControllers - found.Count)
                .Select(over => new Controller(over.Key, over.First().Under, [.. over.Where(step => step.Under == over.First().Under).Select(step => LinkTold.Of(step.Link))]))
                .ToList();
            found.AddRange(next);
            frontier = next.ConvertAll(controller => controller.Party);
            reached.UnionWith(frontier);
        }

        return found;
    }

    /// <summary>All ids of a party on a day, by links that say so; its own comes first.</summary>
    public IReadOnlyList<string> Same(string party, LocalDate on) => Linked(party, on, link => link.Kind == LinkKind.SameAs);

    /// <summary>The groups of parties that links taking effect by a day join; those of the day asked for last are kept.</summary>
    public PartyGroups Groups(LocalDate asOf)
    {
        var known = _groups;
        if (known?.AsOf != asOf)
        {
            _groups = known = new DatedGroups(asOf, new PartyGroups(_byParty.SelectMany(party => party).Where(link => link.EffectiveOn <= asOf)));
        }

        return known.Groups;
    }

    /// <summary>Some parties and every other that links of any kind and any day lead to from them, directly or through others.</summary>
    public IReadOnlySet<string> EverLinked(params IEnumerable<string> parties)
    {
        var found = parties.ToHashSet(StringComparer.Ordinal);
        var frontier = new Stack<string>(found);
        while (frontier.TryPop(out var party))
        {
            foreach (var other in _byParty[party].Select(link => Other(link, party)).Where(found.Add))
            {
                frontier.Push(other);
            }
        }

        return found;
    }

    /// <summary>A party and those that the links which count lead to on a day; whether one counts may turn on the end it is followed from.</summary>
    private List<string> Reached(string party, LocalDate on, Func<PartiesLinked, string, bool> counts)
    {
        List<string> found = [party];
        for (var index = 0; index < found.Count && found.Count <= LongestChain; index++)
        {
            var from = found[index];
            foreach (var link in _byParty[from])
            {
                if (Holds(link, on) && counts(link, from) && Other(link, from) is var other && !found.Contains(other))
                {
                    found.Add(other);
                }
            }
        }

        return found;
    }

    /// <summary>Whether a link has its other end stand over this one.</summary>
    private static bool StandsOver(PartiesLinked link, string under) => link.Kind switch
    {
        LinkKind.Owns or LinkKind.Refers => link.To == under,
        LinkKind.SubAgentOf => link.From == under,
        _ => true,
    };

    /// <summary>The party that a link leads to from one of its ends.</summary>
    private static string Other(PartiesLinked link, string end) => link.From == end ? link.To : link.From;

    private static bool Holds(PartiesLinked link, LocalDate on) => link.EffectiveOn <= on && (link.Until is not { } until || on <= until);

    private static List<PartiesLinked> Chain(Dictionary<string, PartiesLinked?> reached, string end)
    {
        List<PartiesLinked> chain = [];
        for (var (party, link) = (end, reached[end]); link is not null; link = reached[party])
        {
            chain.Add(link);
            party = Other(link, party);
        }

        chain.Reverse();
        return chain;
    }

    private sealed record DatedGroups(LocalDate AsOf, PartyGroups Groups);
}
