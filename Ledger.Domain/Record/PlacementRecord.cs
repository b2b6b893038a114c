using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Domain.Record;

/// <summary>What the record says of one placement.</summary>
/// <param name="Id">The placement, an id scoped to the worker.</param>
/// <param name="Start">When it began; where nobody recorded a start, the day of its first credible fact.</param>
/// <param name="Started">The account of its start that is best backed, if any.</param>
/// <param name="Arrived">The day of arrival, where recorded.</param>
/// <param name="Ended">The account of its end that is best backed, if any.</param>
public sealed record PlacementRecord(string Id, LocalDate Start, PlacementStarted? Started, LocalDate? Arrived, PlacementEnded? Ended)
{
    /// <summary>The contract of the placement that is best backed, save what was put in the place of another; null where none is recorded.</summary>
    internal ContractRecorded? ContractIn(WorkerHistory history) =>
        BestBacked(history.All<ContractRecorded>().Where(contract => contract.Placement == Id && contract.Kind != ContractKind.Substituted));

    /// <summary>
    /// The placements that a worker's credible facts name, in order of start and id; one that is named by contradicted facts alone is
    /// none. A complaint makes none and dates none: what others may read of the record must not turn on it.
    /// </summary>
    internal static PlacementRecord[] In(IReadOnlyList<Fact> facts) =>
    [
        .. facts.Where(fact => fact.Placement is not null && fact.Grade != Grade.X && fact is not ComplaintFiled)
            .GroupBy(fact => fact.Placement!, StringComparer.Ordinal)
            .Select(group => Of(group.Key, group))
            .OrderBy(placement => placement.Start).ThenBy(placement => placement.Id, StringComparer.Ordinal),
    ];

    private static PlacementRecord Of(string id, IEnumerable<Fact> facts)
    {
        var (started, arrived) = (BestBacked(facts.OfType<PlacementStarted>()), BestBacked(facts.OfType<Arrived>()));
        return new PlacementRecord(id, started?.EffectiveOn ?? facts.Min(fact => fact.EffectiveOn), started, arrived?.EffectiveOn,
            BestBacked(facts.OfType<PlacementEnded>()));
    }

    /// <summary>Of several accounts of one event, the one with the best grade; between equals the worker's, then the first by date and id.</summary>
    internal static T? BestBacked<T>(IEnumerable<T> accounts)
        where T : Fact =>
        accounts.Where(account => account.Grade != Grade.X).Aggregate(default(T), (best, account) => best is null || IsBetterBacked(account, best) ? account : best);

    private static bool IsBetterBacked(Fact one, Fact other) =>
        one.Grade != other.Grade ? one.Grade < other.Grade
        : one.AssertedAs == Speaker.Worker != (other.AssertedAs == Speaker.Worker) ? one.AssertedAs == Speaker.Worker
        : one.EffectiveOn != other.EffectiveOn ? one.EffectiveOn < other.EffectiveOn
        : string.CompareOrdinal(one.Id, other.Id) < 0;
}
