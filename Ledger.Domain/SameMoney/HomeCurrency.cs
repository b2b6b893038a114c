using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;

namespace Ledger.Domain.SameMoney;

/// <summary>In which currency accounts count, where sums are kept apart by currency.</summary>
/// <remarks>
/// A party that tells of one money in two currencies tells of two payments, and each stays in its own. Where every party tells of it in one
/// currency, not all in the same, they tell of one payment: it counts in the currency of the worker's word, else of the first account, for
/// it would otherwise count once in each.
/// </remarks>
internal static class HomeCurrency
{
    /// <summary>The currency in which each fact counts, by the fact's id; contradicted facts have none.</summary>
    /// <param name="facts">Facts of one kind.</param>
    /// <param name="key">What accounts of the same money have in common.</param>
    /// <param name="moneyOf">What a fact tells.</param>
    public static Dictionary<string, Currency> Of<TFact, TKey>(IEnumerable<TFact> facts, Func<TFact, TKey> key, Func<TFact, Money> moneyOf)
        where TFact : Fact
        where TKey : notnull
    {
        var homes = new Dictionary<string, Currency>(StringComparer.Ordinal);
        foreach (var group in MoneyGroup.Sort(facts.Select(fact => Account.Of(fact, 0)), account => key((TFact)account.Fact)))
        {
            var told = group.Facts.Cast<TFact>().OrderBy(fact => !Sides.IsOwn(fact)).ThenBy(fact => fact.EffectiveOn).ThenBy(fact => fact.Id, StringComparer.Ordinal).ToList();
            var isOnePayment = told.GroupBy(fact => fact.AssertedBy, StringComparer.Ordinal).All(party => party.Select(fact => moneyOf(fact).Currency).Distinct().Count() == 1);
            foreach (var fact in told)
            {
                homes[fact.Id] = moneyOf(isOnePayment ? told[0] : fact).Currency;
            }
        }

        return homes;
    }
}
