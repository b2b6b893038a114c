using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Tests.Oracles;

/// <summary>The rate of a day by walking back through the days, one by one, over all recorded rates.</summary>
internal static class NaiveRates
{
    private const int LongestAge = 31;

    public static decimal? Find(IReadOnlyList<ExchangeRateRecorded> recorded, string from, string to, LocalDate on)
    {
        if (from == to)
        {
            return 1m;
        }

        if (Leg(recorded, from, to, on) is { } leg)
        {
            return leg;
        }

        var thirds = Currency.Codes.Where(code => code != "USD").Order(StringComparer.Ordinal).Prepend("USD");
        foreach (var third in thirds.Where(code => code != from && code != to))
        {
            if (Leg(recorded, from, third, on) is { } first && Leg(recorded, third, to, on) is { } second)
            {
                return first * second;
            }
        }

        return null;
    }

    /// <summary>The pair itself, else the pair turned round.</summary>
    private static decimal? Leg(IReadOnlyList<ExchangeRateRecorded> recorded, string from, string to, LocalDate on) =>
        Nearest(recorded, from, to, on) is { } direct ? direct : Nearest(recorded, to, from, on) is { } turned ? 1m / turned : null;

    private static decimal? Nearest(IReadOnlyList<ExchangeRateRecorded> recorded, string from, string to, LocalDate on)
    {
        for (var age = 0; age <= LongestAge; age++)
        {
            var best = recorded
                .Where(rate => rate.Base.Code == from && rate.Quote.Code == to && rate.EffectiveOn == on.PlusDays(-age) && NaiveMoney.IsCredible(rate))
                .OrderBy(rate => rate.Grade).ThenBy(rate => rate.Id, StringComparer.Ordinal).FirstOrDefault();
            if (best is not null)
            {
                return best.Rate;
            }
        }

        return null;
    }
}
