using System.Globalization;
using System.Text;
using Ledger.Domain.Indicators;

namespace Ledger.Host.Pages.Charts;

/// <summary>A node as it is drawn.</summary>
/// <param name="Node">The node.</param>
/// <param name="Name">Its name, as far as there is room.</param>
/// <param name="Figure">What flows through it, as far as there is room.</param>
/// <param name="X">Its left edge.</param>
/// <param name="Y">Its top.</param>
/// <param name="Height">Its height.</param>
internal sealed record PlottedNode(SankeyNode Node, string Name, string Figure, double X, double Y, double Height);

/// <summary>A flow as it is drawn.</summary>
/// <param name="Flow">The flow.</param>
/// <param name="Claimed">The outline of the whole.</param>
/// <param name="Documented">The outline of what of it is documented; empty where nothing is.</param>
internal sealed record PlottedFlow(SankeyFlow Flow, string Claimed, string Documented);

/// <summary>A part of a diagram that fits a width: some columns side by side. Screen units are floating: they are no figures of the record.</summary>
/// <remarks>
/// No label meets another or an edge: each node keeps the height of its two lines of text, and the width up to the next column is its
/// label's own, with letters reckoned as wide as the widest common fonts draw them. Where that leaves too little, the columns are drawn in
/// parts below one another, each beginning with the last column of the one before.
/// </remarks>
internal sealed class SankeyPlot
{
    /// <summary>The width of a node.</summary>
    public const int Bar = 12;

    /// <summary>The most nodes of a column; the lesser of more are drawn as one.</summary>
    public const int MostNodes = 12;

    private const int WidthOfColumn = 160;
    private const int Gap = 8;
    private const int Label = 34;
    private const double GreatestColumn = 200;
    private const double GreatestNode = 72;
    private const double WidthOfEllipsis = 13;

    private SankeyPlot(int width, int height, IReadOnlyList<PlottedNode> nodes, IReadOnlyList<PlottedFlow> flows) => (Width, Height, Nodes, Flows) = (width, height, nodes, flows);

    /// <summary>The width of the drawing.</summary>
    public int Width { get; }

    /// <summary>The height of the drawing.</summary>
    public int Height { get; }

    /// <summary>The nodes.</summary>
    public IReadOnlyList<PlottedNode> Nodes { get; }

    /// <summary>The flows, the greatest first, so that a lesser one is never hidden.</summary>
    public IReadOnlyList<PlottedFlow> Flows { get; }

    /// <summary>Lays a diagram out over as many parts as its columns need.</summary>
    public static IReadOnlyList<SankeyPlot> Of(Sankey sankey, int width)
    {
        var flows = Gathered(sankey);
        var (first, last) = (flows.Min(flow => flow.From.Column), flows.Max(flow => flow.To.Column));
        var together = Math.Max(2, width / WidthOfColumn);
        List<SankeyPlot> parts = [];
        for (var from = first; from < last; from += together - 1)
        {
            List<SankeyFlow> own = [.. flows.Where(flow => flow.From.Column >= from && flow.To.Column < from + together)];
            if (own.Count > 0)
            {
                parts.Add(Laid(sankey, own, width));
            }
        }

        return parts;
    }

    /// <summary>The flows with the lesser nodes of a full column drawn as one, and those of the same two nodes added up.</summary>
    private static List<SankeyFlow> Gathered(Sankey sankey)
    {
        var drawn = new Dictionary<SankeyNode, SankeyNode>();
        foreach (var column in Through(sankey.Flows).GroupBy(node => node.Key.Column))
        {
            var ordered = column.OrderByDescending(node => node.Value.Claimed).ThenBy(node => node.Key.Name, StringComparer.Ordinal).ToList();
            var kept = ordered.Count > MostNodes ? MostNodes - 1 : MostNodes;
            foreach (var (index, node) in ordered.Index())
            {
                drawn[node.Key] = index < kept ? node.Key : new SankeyNode(column.Key, sankey.Others(ordered.Count - kept));
            }
        }

        return
        [
            .. sankey.Flows.GroupBy(flow => (From: drawn[flow.From], To: drawn[flow.To]))
                .Select(flow => new SankeyFlow(flow.Key.From, flow.Key.To, Sum(flow.Select(one => one.Amount)))),
        ];
    }

    private static SankeyPlot Laid(Sankey sankey, List<SankeyFlow> flows, int width)
    {
        var through = Through(flows);
        var columns = through.Keys.GroupBy(node => node.Column).OrderBy(column => column.Key).ToList();
        var greatest = columns.Max(column => column.Sum(node => (double)through[node].Claimed!.Value));
        var scale = greatest <= 0 ? 0 : Math.Min(GreatestColumn, GreatestNode * columns.Max(column => column.Count())) / greatest;
        var apart = (double)width / columns.Count;
        List<PlottedNode> nodes = [];
        double height = 0;
        foreach (var (place, column) in columns.Index())
        {
            double y = 2;
            foreach (var node in column.OrderByDescending(node => through[node].Claimed).ThenBy(node => node.Name, StringComparer.Ordinal))
            {
                var tall = Math.Max(2, (double)through[node].Claimed!.Value * scale);
                var room = apart - Bar - 10;
                nodes.Add(new PlottedNode(node, Fitted(node.Name, room), Figure(sankey, through[node], room), place * apart, y, tall));
                y += Math.Max(tall, Label) + Gap;
            }

            height = Math.Max(height, y);
        }

        return new SankeyPlot(width, (int)Math.Ceiling(height), nodes, Ribbons(flows, nodes.ToDictionary(node => node.Node), scale));
    }

    private static List<PlottedFlow> Ribbons(List<SankeyFlow> flows, Dictionary<SankeyNode, PlottedNode> nodes, double scale)
    {
        var (left, right) = (nodes.Keys.ToDictionary(node => node, node => nodes[node].Y), nodes.Keys.ToDictionary(node => node, node => nodes[node].Y));
        List<PlottedFlow> drawn = [];
        foreach (var flow in flows.OrderBy(flow => nodes[flow.From].Y).ThenBy(flow => nodes[flow.To].Y))
        {
            var (claimed, documented) = ((double)flow.Amount.Claimed!.Value * scale, (double)flow.Amount.Documented!.Value * scale);
            var (x, end) = (nodes[flow.From].X + Bar, nodes[flow.To].X);
            drawn.Add(new PlottedFlow(flow, Ribbon(x, left[flow.From], end, right[flow.To], claimed), documented > 0 ? Ribbon(x, left[flow.From], end, right[flow.To], documented) : ""));
            left[flow.From] += claimed;
            right[flow.To] += claimed;
        }

        return [.. drawn.OrderByDescending(flow => flow.Flow.Amount.Claimed)];
    }

    private static string Ribbon(double x, double y, double end, double down, double wide)
    {
        var (middle, tall) = ((x + end) / 2, Math.Max(1, wide));
        return $"M{N(x)} {N(y)}C{N(middle)} {N(y)} {N(middle)} {N(down)} {N(end)} {N(down)}V{N(down + tall)}C{N(middle)} {N(down + tall)} {N(middle)} {N(y + tall)} {N(x)} {N(y + tall)}Z";

        static string N(double number) => Plot.N(number);
    }

    /// <summary>What flows through each node: the greater of what comes and what goes, for money that was not handed on stays.</summary>
    private static Dictionary<SankeyNode, Measure> Through(IReadOnlyList<SankeyFlow> flows)
    {
        var (to, from) = (flows.ToLookup(flow => flow.To, flow => flow.Amount), flows.ToLookup(flow => flow.From, flow => flow.Amount));
        return to.Concat(from).Select(node => node.Key).Distinct().ToDictionary(node => node, node => Greater(Sum(to[node]), Sum(from[node])));

        static Measure Greater(Measure comes, Measure goes) => comes.Claimed >= goes.Claimed ? comes : goes;
    }

    private static Measure Sum(IEnumerable<Measure> amounts) =>
        amounts.Aggregate(new Measure { Documented = 0, Claimed = 0 }, (sum, one) => new Measure { Documented = sum.Documented + one.Documented, Claimed = sum.Claimed + one.Claimed, Currency = one.Currency });

    /// <summary>Both ends of an amount where there is room for them, else what is claimed.</summary>
    private static string Figure(Sankey sankey, Measure amount, double room)
    {
        var both = sankey.Write(amount);
        return WidthOf(both) <= room ? both : Fitted(sankey.Write(amount with { Documented = amount.Claimed }), room);
    }

    /// <summary>A text as far as there is room, without the letters that turn the direction of what follows.</summary>
    internal static string Fitted(string text, double room)
    {
        var plain = string.Concat(text.EnumerateRunes().Where(rune => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.Control)));
        if (WidthOf(plain) <= room)
        {
            return plain;
        }

        var (fitted, taken) = (new StringBuilder(), WidthOfEllipsis);
        for (var letters = StringInfo.GetTextElementEnumerator(plain); letters.MoveNext() && (taken += WidthOf(letters.GetTextElement())) <= room;)
        {
            fitted.Append(letters.GetTextElement());
        }

        return fitted.Append('…').ToString();
    }

    /// <summary>How wide a text may be drawn at the size of the stylesheet, letter by letter: rather too much than too little.</summary>
    private static double WidthOf(string text) => text.EnumerateRunes().Sum(rune => rune.Value switch
    {
        ' ' or '.' or ',' or ':' or ';' or '\'' or '|' or '/' or '-' or 'i' or 'j' or 'l' or 'I' or 't' or 'f' or 'r' or 0xA0 => 6.2,
        'm' or 'w' or 'M' or 'W' or '@' or '%' => 13.9,
        < 0x80 => char.IsAsciiLetterLower((char)rune.Value) || char.IsAsciiDigit((char)rune.Value) ? 9 : 10.8,
        _ when Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format or UnicodeCategory.EnclosingMark => 0.5,
        < 0x900 => 11,
        < 0x1100 => 12.5,
        _ => 17,
    });
}
