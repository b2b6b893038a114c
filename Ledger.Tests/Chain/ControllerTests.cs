using FsCheck.Xunit;
using Ledger.Domain.Facts;
using Ledger.Domain.Parties;
using Ledger.Tests.Stories;
using Xunit;

namespace Ledger.Tests.Chain;

/// <summary>Who stands over whom on a day, by every credible link.</summary>
public class ControllerTests
{
    private const string Day = "2020-06-01";
    private static readonly string[] Names = ["a", "b", "c", "d", "e", "f"];

    [Theory]
    [InlineData(LinkKind.Owns, "owner", "owned", true, false)]
    [InlineData(LinkKind.Refers, "referrer", "referred", true, false)]
    [InlineData(LinkKind.SubAgentOf, "agent", "principal", false, true)]
    [InlineData(LinkKind.Family, "brother", "sister", true, true)]
    [InlineData(LinkKind.SameAs, "one", "other", true, true)]
    public void Each_kind_of_link_leads_the_way_it_means(LinkKind kind, string from, string to, bool fromOverTo, bool toOverFrom)
    {
        var links = new PartyLinks([Say.Linked(from, to, "2019-01-01", kind)]);
        Assert.Equal(fromOverTo, Over(links, to).Contains(from));
        Assert.Equal(toOverFrom, Over(links, from).Contains(to));
    }

    [Fact]
    public void Links_lead_on_and_each_says_by_whom_it_is_told_and_for_how_long()
    {
        var owns = Say.Linked("holding", "principal", "2019-01-01") with { Until = Say.Day("2020-12-31") };
        var links = new PartyLinks([Say.Linked("agent", "principal", "2019-01-01", LinkKind.SubAgentOf), owns, owns with { Id = "told-again", AssertedBy = "union" }]);
        var over = links.Controllers("agent", Say.Day(Day));
        Assert.Equal([("principal", "agent"), ("holding", "principal")], over.Select(controller => (controller.Party, controller.Over)));
        Assert.Equal([("link-holding-principal", Say.Authority), ("told-again", "union")], over[1].Told.Select(told => (told.Fact, told.By)));
        Assert.All(over[1].Told, told => Assert.Equal(Say.Day("2020-12-31"), told.Until));
        Assert.Equal(["principal"], links.Controllers("agent", Say.Day("2021-01-01")).Select(controller => controller.Party));
        Assert.Empty(links.Controllers("agent", Say.Day("2018-12-31")));
    }

    [Fact]
    public void Contradicted_links_do_not_lead_and_circles_come_to_an_end()
    {
        var circle = new PartyLinks([Say.Linked("a", "b", "2019-01-01"), Say.Linked("b", "c", "2019-01-01"), Say.Linked("c", "a", "2019-01-01"), Say.Linked("a", "a", "2019-01-01")]);
        Assert.Equal(["c", "b"], Over(circle, "a"));
        Assert.Empty(Over(new PartyLinks([Say.Linked("a", "b", "2019-01-01").Graded(Grade.X)]), "b"));
    }

    [Fact]
    public void No_more_are_named_than_there_may_be()
    {
        var links = new PartyLinks(Enumerable.Range(0, 200).Select(index => Say.Linked($"owner-{index:000}", "owned", "2019-01-01")));
        Assert.Equal(PartyLinks.MostControllers, Over(links, "owned").Count);
    }

    [Property]
    public void They_are_what_repeated_steps_over_single_links_come_to(ushort[] drawn)
    {
        var links = Drawn(drawn);
        foreach (var party in Names)
        {
            Assert.Equal(Naive(links, party), Over(new PartyLinks(links), party).Order(StringComparer.Ordinal));
        }
    }

    [Property]
    public void What_is_found_does_not_depend_on_the_order_of_links(ushort[] drawn, int seed)
    {
        var links = Drawn(drawn);
        var shuffled = links.ToArray();
        new Random(seed).Shuffle(shuffled);
        Assert.All(Names, party => Assert.Equal(Said(links, party), Said(shuffled, party)));
    }

    [Property]
    public void Families_and_names_of_one_party_stand_over_each_other(ushort[] drawn)
    {
        var links = new PartyLinks(Drawn(drawn).Select(link => link with { Kind = link.Kind is LinkKind.Owns or LinkKind.Refers ? LinkKind.SameAs : LinkKind.Family }));
        Assert.All(Names, one => Assert.All(Names, other => Assert.Equal(Over(links, one).Contains(other), Over(links, other).Contains(one))));
    }

    private static IEnumerable<string> Said(IEnumerable<PartiesLinked> links, string party) => new PartyLinks(links).Controllers(party, Say.Day(Day))
        .Select(controller => $"{controller.Party} over {controller.Over} by {string.Join(' ', controller.Told.Select(told => told.Fact))}");

    /// <summary>Who is over the party or over one already found, until a look through all links finds nobody more.</summary>
    private static IEnumerable<string> Naive(IReadOnlyList<PartiesLinked> links, string party)
    {
        HashSet<string> found = [party];
        for (var before = 0; before != found.Count;)
        {
            before = found.Count;
            foreach (var link in links.Where(link => link.EffectiveOn <= Say.Day(Day) && (link.Until is null || link.Until >= Say.Day(Day))))
            {
                var (down, up) = link.Kind is LinkKind.Owns or LinkKind.Refers ? (link.To, link.From) : (link.From, link.To);
                if (found.Contains(down))
                {
                    found.Add(up);
                }

                if (link.Kind is LinkKind.Family or LinkKind.SameAs && found.Contains(up))
                {
                    found.Add(down);
                }
            }
        }

        return found.Where(other => other != party).Order(StringComparer.Ordinal);
    }

    private static IReadOnlyList<string> Over(PartyLinks links, string party) => [.. links.Controllers(party, Say.Day(Day)).Select(controller => controller.Party)];

    private static List<PartiesLinked> Drawn(ushort[] drawn) =>
    [
        .. drawn.Take(12).Select((number, index) => Say.Linked(Names[number % 6], Names[number / 6 % 6], number / 36 % 4 == 0 ? "2021-01-01" : "2019-01-01", (LinkKind)(number / 144 % 5)) with
        {
            Id = $"l{index:00}",
            Until = number / 720 % 5 == 0 ? Say.Day("2019-12-31") : null,
        }),
    ];
}
