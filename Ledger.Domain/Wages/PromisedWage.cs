using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Record;
using Ledger.Domain.SameMoney;

namespace Ledger.Domain.Wages;

/// <summary>The wage a month that a placement promised.</summary>
/// <param name="Currency">The currency.</param>
/// <param name="Monthly">The wage on both sides of a ratio.</param>
/// <param name="Facts">The contracts it rests on.</param>
public sealed record PromisedWage(Currency Currency, WageSides Monthly, IReadOnlyList<Fact> Facts)
{
    /// <summary>The same wage as a range: what documents bear out, and what any credible account says.</summary>
    public Reading Reading { get; private init; }

    /// <summary>The first promised contract of a placement, else the first signed one; a substituted contract promises nothing. Null where there is neither.</summary>
    public static PromisedWage? Of(WorkerHistory history, string? placement) =>
        placement is null ? null : history.Once(Promises).GetValueOrDefault(placement);

    /// <summary>The promise of every placement that has one; a contract always names its placement.</summary>
    private static Dictionary<string, PromisedWage> Promises(WorkerHistory history) =>
        history.All<ContractRecorded>()
            .Where(contract => contract.Grade != Grade.X && contract.Kind != ContractKind.Substituted && contract.Placement is not null)
            .GroupBy(contract => contract.Placement!, StringComparer.Ordinal)
            .ToDictionary(placement => placement.Key, Of, StringComparer.Ordinal);

    private static PromisedWage Of(IEnumerable<ContractRecorded> contracts)
    {
        var first = contracts
            .GroupBy(contract => (contract.Kind, contract.Version))
            .OrderBy(version => version.Key.Kind).ThenBy(version => version.Key.Version)
            .First();

        // Accounts in another currency than the best backed one are left for the reader: a promise is not converted.
        var currency = PlacementRecord.BestBacked(first)!.MonthlyWage.Currency;
        var groups = MoneyGroup.Sort(
            first.Where(contract => contract.MonthlyWage.Currency == currency).GroupBy(contract => contract.AssertedBy, StringComparer.Ordinal)
                .Select(party => Account.Of(party.Last(), party.Last().MonthlyWage.Amount)),
            _ => "promise");
        return new PromisedWage(currency, new WageSides(groups[0].Reading.Claimed, groups[0].WorkersAccount), [.. groups[0].Facts])
        {
            Reading = groups[0].Reading,
        };
    }
}
