using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Record;
using NodaTime;

namespace Ledger.Domain.Rates;

/// <summary>A rate found in the record.</summary>
/// <param name="Rate">Units of the wanted currency for one unit of the given one.</param>
/// <param name="Facts">The recorded rates it rests on: none for one currency, one for a direct rate, two for a cross rate.</param>
public sealed record FoundRate(decimal Rate, IReadOnlyList<ExchangeRateRecorded> Facts);

/// <summary>The exchange rates that the ledger was told; it never knows one by itself.</summary>
/// <remarks>
/// A rate of a day is the nearest recorded on or before it, at most <see cref="LongestAge"/> days old: the pair itself, the
/// pair turned round, or else a cross through one third currency, US dollars first. Nothing is carried further.
/// </remarks>
public sealed class ExchangeRates
{
    /// <summary>How many days before the wanted day a rate may have been recorded for.</summary>
    public const int LongestAge = 31;

    /// <summary>No rates at all.</summary>
    public static ExchangeRates None { get; } = new([]);

    private static readonly FoundRate Same = new(1m, []);

    private readonly Dictionary<(Currency From, Currency To), DatedRate[]> _byPair;
    private readonly Currency[] _currencies;

    /// <summary>Orders recorded rates for look-up; coached or contradicted ones (grade X) are left out.</summary>
    /// <param name="recorded">Rates that stand, in any order.</param>
    public ExchangeRates(IEnumerable<ExchangeRateRecorded> recorded)
    {
        // Of two rates of one pair and day the one told straight counts, then the better graded, then the first by id: last in the array wins.
        _byPair = recorded.Where(rate => rate.Grade != Grade.X)
            .SelectMany(rate => new[] { (From: rate.Base, To: rate.Quote, Rate: DatedRate.Straight(rate)), (From: rate.Quote, To: rate.Base, Rate: DatedRate.TurnedRound(rate)) })
            .GroupBy(told => (told.From, told.To), told => told.Rate)
            .ToDictionary(
                pair => pair.Key,
                pair => pair.OrderBy(rate => rate.On).ThenBy(rate => rate.IsStraight).ThenByDescending(rate => rate.Told.Grade)
                    .ThenByDescending(rate => rate.Told.Id, StringComparer.Ordinal).ToArray());
        _currencies =
        [
            .. _byPair.Keys.Select(pair => pair.From).Distinct()
                .OrderBy(currency => currency.Code != "USD").ThenBy(currency => currency.Code, StringComparer.Ordinal),
        ];
    }

    /// <summary>Finds the rate of a day; null when none is recorded within <see cref="LongestAge"/> days before it.</summary>
    public FoundRate? Find(Currency from, Currency to, LocalDate on)
    {
        if (from == to)
        {
            return Same;
        }

        if (Direct(from, to, on) is { } direct)
        {
            return direct;
        }

        foreach (var pivot in _currencies)
        {
            if (pivot != from && pivot != to && Direct(from, pivot, on) is { } first && Direct(pivot, to, on) is { } second)
            {
                return new FoundRate(first.Rate * second.Rate, [.. first.Facts, .. second.Facts]);
            }
        }

        return null;
    }

    /// <summary>Says which rate is missing, for people.</summary>
    public static string Missing(Currency from, Currency to, LocalDate on) =>
        $"no exchange rate {from} to {to} is recorded for {on:uuuu-MM-dd} or the {LongestAge} days before";

    private FoundRate? Direct(Currency from, Currency to, LocalDate on)
    {
        if (!_byPair.TryGetValue((from, to), out var rates))
        {
            return null;
        }

        var dated = Dated.UpTo(rates, on, rate => rate.On);
        return dated > 0 && Period.DaysBetween(rates[dated - 1].On, on) <= LongestAge ? rates[dated - 1].Found : null;
    }

    /// <summary>A recorded rate as it answers for one direction of its pair.</summary>
    private sealed record DatedRate(LocalDate On, ExchangeRateRecorded Told, bool IsStraight, FoundRate Found)
    {
        public static DatedRate Straight(ExchangeRateRecorded rate) => new(rate.EffectiveOn, rate, true, new FoundRate(rate.Rate, [rate]));

        public static DatedRate TurnedRound(ExchangeRateRecorded rate) => new(rate.EffectiveOn, rate, false, new FoundRate(1m / rate.Rate, [rate]));
    }
}
