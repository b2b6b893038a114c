using Ledger.Domain.Indicators;

namespace Ledger.Host.Pages.Charts;

/// <summary>A place through which something flows, in a column of the diagram: one party may stand in several columns.</summary>
/// <param name="Column">The column, from 0 at the source.</param>
/// <param name="Name">Its name; one node for each name in a column.</param>
public sealed record SankeyNode(int Column, string Name);

/// <summary>What flows from a node to one of the next column.</summary>
/// <param name="From">The node it comes from.</param>
/// <param name="To">The node of the next column it goes to.</param>
/// <param name="Amount">How much, from documented to claimed, in the diagram's currency.</param>
public sealed record SankeyFlow(SankeyNode From, SankeyNode To, Measure Amount);

/// <summary>Flows of one currency from column to column, as wide as they are great: the whole is what is claimed, and the darker part what is documented.</summary>
/// <param name="Id">What tells it apart on its page.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Summary">The same in a sentence with its figures, for who cannot see it.</param>
/// <param name="Flows">The flows.</param>
/// <param name="Others">The name for the nodes of a column that have no room of their own, by how many they are.</param>
/// <param name="Write">How an amount is written.</param>
public sealed record Sankey(string Id, string Title, string Summary, IReadOnlyList<SankeyFlow> Flows, Func<int, string> Others, Func<Measure, string> Write);
