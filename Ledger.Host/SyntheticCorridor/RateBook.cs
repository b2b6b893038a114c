using Ledger.Domain.Amounts;
using NodaTime;

namespace Ledger.Host.SyntheticCorridor;

/// <summary>Monthly exchange rates of the corridor's currencies, all against the US dollar.</summary>
internal sealed class RateBook
{
    public static readonly Currency Dollar = Currency.Of("USD");
    public static readonly Currency Rupee = Currency.Of("NPR");
    public static readonly Currency Riyal = Currency.Of("QAR");
    public static readonly Currency Ringgit = Currency.Of("MYR");

    /// <summary>The riyal is pegged to the dollar.</summary>
    private const decimal Peg = 3.64m;

    private readonly Dictionary<Currency, decimal[]> _byMonth;

    public RateBook(int seed)
    {
        var draw = new Draw(seed, Draw.Stream.Rates, 0);
        var months = Period.Between(First, Corridor.LastDay, PeriodUnits.Months).Months + 1;
        _byMonth = new()
        {
            [Rupee] = Walk(draw, months, start: 119m, least: 115m, most: 145m, step: 80, drift: 15),
            [Riyal] = [.. Enumerable.Repeat(Peg, months)],
            [Ringgit] = Walk(draw, months, start: 4.2m, least: 3.9m, most: 4.8m, step: 6, drift: 0),
        };
    }

    /// <summary>The day of the first rates, before anything is paid.</summary>
    public static LocalDate First { get; } = Corridor.FirstDay.PlusMonths(-1);

    /// <summary>All rates, by day and then by currency: one on the first of each month, so none is older than 31 days.</summary>
    public IEnumerable<(LocalDate On, Currency Quote, decimal Rate)> All =>
        from month in Enumerable.Range(0, _byMonth[Rupee].Length)
        from quote in new[] { Rupee, Riyal, Ringgit }
        select (First.PlusMonths(month), quote, _byMonth[quote][month]);

    /// <summary>An amount in another currency at the rates of the day's month, not rounded.</summary>
    /// <remarks>A story runs on past the last day before what lies there is left out: it goes on with the last rates.</remarks>
    public decimal Convert(decimal amount, Currency from, Currency to, LocalDate on)
    {
        var month = Period.Between(First, LocalDate.Min(on, Corridor.LastDay), PeriodUnits.Months).Months;
        return amount / _byMonth[from][month] * _byMonth[to][month];
    }

    /// <summary>A walk in hundredths within bounds.</summary>
    private static decimal[] Walk(Draw draw, int months, decimal start, decimal least, decimal most, int step, int drift)
    {
        var rates = new decimal[months];
        for (var (month, rate) = (0, start); month < months; month++)
        {
            rates[month] = rate;
            rate = Math.Clamp(rate + draw.Hundredths(drift - step, drift + step), least, most);
        }

        return rates;
    }
}
