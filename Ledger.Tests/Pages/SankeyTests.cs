using Ledger.Domain.Indicators;
using Ledger.Host.Pages.Charts;
using Xunit;

namespace Ledger.Tests.Pages;

/// <summary>How flows are laid out: every label has its room, and the drawing adds up.</summary>
public sealed class SankeyTests
{
    private const int Wide = 760;
    private const int Narrow = 330;

    public static TheoryData<int> Widths => [Wide, Narrow];

    [Theory]
    [MemberData(nameof(Widths))]
    public void Nodes_of_a_column_do_not_meet_and_stay_on_the_drawing(int width)
    {
        var flows = Enumerable.Range(0, 60).SelectMany(index => new[] { Flow(0, $"lender {index}", 1, "worker", index), Flow(1, "worker", 2, $"payee {index}", 1_000 * index) }).Append(Flow(2, "payee 59", 3, "employer", 5));
        var parts = SankeyPlot.Of(Diagram([.. flows]), width);
        Assert.Equal(width == Wide ? 1 : 3, parts.Count);
        foreach (var part in parts)
        {
            foreach (var column in part.Nodes.GroupBy(node => node.X))
            {
                Assert.InRange(column.Count(), 1, SankeyPlot.MostNodes);
                var ordered = column.OrderBy(node => node.Y).ToList();
                Assert.All(ordered.Zip(ordered.Skip(1)), pair => Assert.True(pair.First.Y + Math.Max(pair.First.Height, 34) < pair.Second.Y));
                Assert.InRange(ordered[^1].Y + Math.Max(ordered[^1].Height, 34), 0, part.Height);
            }
        }
    }

    [Fact]
    public void The_lesser_nodes_of_a_full_column_are_one_and_nothing_of_their_sum_is_lost()
    {
        var part = Assert.Single(SankeyPlot.Of(Diagram([.. Enumerable.Range(1, 40).Select(index => Flow(0, "worker", 1, $"payee {index:00}", index))]), Wide));
        var others = Assert.Single(part.Nodes, node => node.Node.Name == "29 others");
        Assert.Equal(Enumerable.Range(1, 29).Sum(), part.Flows.Single(flow => flow.Flow.To == others.Node).Flow.Amount.Claimed);
        Assert.Equal(Enumerable.Range(1, 40).Sum(), part.Flows.Sum(flow => flow.Flow.Amount.Claimed));
    }

    [Fact]
    public void A_circle_of_payments_and_one_flow_of_next_to_nothing_are_drawn()
    {
        var parts = SankeyPlot.Of(Diagram([Flow(2, "a", 3, "b", 1_000_000_000), Flow(3, "b", 4, "a", 0.01m)]), Wide);
        Assert.Equal(3, Assert.Single(parts).Nodes.Count);
        Assert.All(parts[0].Flows, flow => Assert.DoesNotContain("NaN", flow.Claimed, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("agent-1", 100, "agent-1")]
    [InlineData("mmmmmmmmmmmmmmmm", 60, "mmm…")]
    [InlineData("\u202eagent\u2066", 100, "agent")]
    [InlineData("", 100, "")]
    public void A_name_is_written_as_far_as_there_is_room(string name, double room, string written) => Assert.Equal(written, SankeyPlot.Fitted(name, room));

    [Fact]
    public void Letters_that_belong_together_are_not_parted()
    {
        var fitted = SankeyPlot.Fitted(string.Concat(Enumerable.Repeat("कि", 100)), 80);
        Assert.EndsWith("…", fitted, StringComparison.Ordinal);
        Assert.Equal("कि".Length * (fitted.Length / "कि".Length), fitted.Length - 1);
        Assert.InRange(SankeyPlot.Fitted(new string('w', 2_000), 200).Length, 5, 20);
    }

    private static SankeyFlow Flow(int column, string from, int next, string to, decimal amount) =>
        new(new SankeyNode(column, from), new SankeyNode(next, to), new Measure { Documented = amount / 2, Claimed = amount, Currency = "NPR" });

    private static Sankey Diagram(IReadOnlyList<SankeyFlow> flows) => new("one", "title", "summary", flows, count => $"{count} others", amount => $"{amount.Claimed}");
}
