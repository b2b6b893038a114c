using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Domain.Rates;

/// <summary>Brings amounts into one currency for one result, and keeps which rates that took and which were not recorded.</summary>
/// <param name="rates">The recorded rates.</param>
public sealed class Conversion(ExchangeRates rates)
{
    // Most results are of one currency and neither use nor miss a rate.
    private HashSet<ExchangeRateRecorded>? _used;
    private ExchangeRateRecorded[]? _inOrder;
    private SortedSet<string>? _missing;
    private (Currency To, Currency From, LocalDate On, decimal? Rate) _last;

    /// <summary>The rates that were used, in order of their ids.</summary>
    public IReadOnlyList<ExchangeRateRecorded> Used => _used is null ? [] : _inOrder ??= [.. _used.OrderBy(rate => rate.Id, StringComparer.Ordinal)];

    /// <summary>A sentence for each rate that was wanted and not recorded.</summary>
    public IReadOnlyCollection<string> Missing => _missing is null ? [] : _missing;

    /// <summary>Converts an amount at the rate of a day; null, and one more entry in <see cref="Missing"/>, when there is no rate.</summary>
    public decimal? To(Currency currency, decimal amount, Currency from, LocalDate on)
    {
        if (from == currency || amount == 0)
        {
            return amount;
        }

        // Sums of one day come one after another.
        if ((currency, from, on) != (_last.To, _last.From, _last.On))
        {
            _last = (currency, from, on, Found(currency, from, on));
        }

        return amount * _last.Rate;
    }

    /// <summary>Converts the money of a fact at the rate of the day it happened.</summary>
    public decimal? To(Currency currency, Money money, LocalDate on) => To(currency, money.Amount, money.Currency, on);

    private decimal? Found(Currency currency, Currency from, LocalDate on)
    {
        if (rates.Find(from, currency, on) is not { } found)
        {
            (_missing ??= new(StringComparer.Ordinal)).Add(ExchangeRates.Missing(from, currency, on));
            return null;
        }

        foreach (var rate in found.Facts)
        {
            // Rates are told apart as they are recorded, without reading them.
            if ((_used ??= new(ReferenceEqualityComparer.Instance)).Add(rate))
            {
                _inOrder = null;
            }
        }

        return found.Rate;
    }
}
