using Ledger.Domain.Chain;
using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Host.Pages.Charts;
using Ledger.Host.Pages.Language;
using NodaTime;

namespace Ledger.Host.Pages.Chains;

/// <summary>A leg as a page shows it, of one worker or of many.</summary>
/// <param name="From">Who paid, by the name that the page calls it.</param>
/// <param name="To">Who was paid.</param>
/// <param name="Kind">Why.</param>
/// <param name="Class">The class of the charge.</param>
/// <param name="Amount">The sum.</param>
/// <param name="First">The day of the first account.</param>
/// <param name="Last">The day of the last account.</param>
/// <param name="Workers">Of how many workers; null where that is not counted.</param>
/// <param name="Because">The ids of the facts it rests on; empty for a sum over workers.</param>
public sealed record ShownLeg(string From, string To, LegKind Kind, FeeClass? Class, Measure Amount, LocalDate First, LocalDate Last, int? Workers, IReadOnlyList<string> Because)
{
    private const int ColumnOfSources = 0;
    private const int ColumnOfPayers = 1;
    private const int ColumnOfPayees = 2;

    /// <summary>The legs of a worker's chain.</summary>
    internal static IReadOnlyList<ShownLeg> Of(RecruitmentChain chain) =>
        [.. chain.Legs.Select(leg => new ShownLeg(leg.From, leg.To, leg.Kind, leg.Class, leg.Amount, leg.First, leg.Last, null, leg.Because))];

    /// <summary>The legs of a recruiter's chain.</summary>
    internal static IReadOnlyList<ShownLeg> Of(RecruiterChain chain, Reader reader) =>
        [.. chain.Legs.Select(leg => new ShownLeg(leg.From ?? reader.Say("workers"), leg.To ?? reader.Say("workers"), leg.Kind, leg.Class, leg.Amount, leg.First, leg.Last, leg.Workers, []))];

    /// <summary>A diagram for each currency: whence workers had the money, whom they paid, and what was handed on.</summary>
    /// <param name="legs">The legs.</param>
    /// <param name="id">What tells the diagrams apart from others of the page.</param>
    /// <param name="reader">Who reads.</param>
    internal static IReadOnlyList<Sankey> Diagrams(IReadOnlyList<ShownLeg> legs, string id, Reader reader) =>
    [
        .. legs.GroupBy(leg => leg.Amount.Currency!, StringComparer.Ordinal).OrderBy(own => own.Key, StringComparer.Ordinal).Select(own => new Sankey(
            $"{id}-{own.Key}", reader.Say("chain.diagram", own.Key),
            reader.Say("chain.diagram.said", own.Key, string.Join("; ", own.Take(MostSaid).Select(leg => $"{Reader.Isolated(leg.From)} → {Reader.Isolated(leg.To)} {reader.Range(leg.Amount)}"))),
            Flows([.. own]), count => reader.Say("chain.others", reader.Count(count)), reader.Ends)),
    ];

    private const int MostSaid = 12;

    private static List<SankeyFlow> Flows(IReadOnlyList<ShownLeg> legs)
    {
        var onward = Onward([.. legs.Where(leg => leg.Kind == LegKind.Kickback)]);
        return
        [
            .. legs.Select(leg =>
            {
                var column = leg.Kind switch
                {
                    LegKind.Loan or LegKind.PaidBack => ColumnOfSources,
                    LegKind.Kickback => onward[leg.From],
                    _ => ColumnOfPayers,
                };
                return new SankeyFlow(new SankeyNode(column, leg.From), new SankeyNode(column + 1, leg.To), leg.Amount);
            }),
        ];
    }

    /// <summary>
    /// The column of each party that hands money on: a step after those that handed it to that party, each visited once, so that a circle of
    /// payments comes to an end.
    /// </summary>
    private static Dictionary<string, int> Onward(IReadOnlyList<ShownLeg> handed)
    {
        var (from, paid) = (handed.ToLookup(leg => leg.From, leg => leg.To, StringComparer.Ordinal), handed.Select(leg => leg.To).ToHashSet(StringComparer.Ordinal));
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var first in from.Select(payer => payer.Key).OrderBy(paid.Contains).ThenBy(payer => payer, StringComparer.Ordinal))
        {
            var next = columns.TryAdd(first, ColumnOfPayees) ? new Queue<string>([first]) : new Queue<string>();
            while (next.TryDequeue(out var payer))
            {
                foreach (var payee in from[payer].Where(payee => columns.TryAdd(payee, columns[payer] + 1)))
                {
                    next.Enqueue(payee);
                }
            }
        }

        return columns;
    }
}
