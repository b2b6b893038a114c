using System.Globalization;

namespace Ledger.Domain.Amounts;

/// <summary>An amount that somebody paid, owed or received: never negative, never finer than the currency's unit.</summary>
/// <remarks>Differences and totals are plain decimals of a named currency; only what a fact asserts is <see cref="Money"/>.</remarks>
public readonly record struct Money
{
    /// <summary>The largest amount a fact may carry: one quadrillion, so that sums over millions of facts stay exact.</summary>
    public const decimal Largest = 1_000_000_000_000_000m;

    private Money(decimal amount, Currency currency) => (Amount, Currency) = (amount, currency);

    /// <summary>The amount in units of <see cref="Currency"/>, 0 to <see cref="Largest"/>.</summary>
    public decimal Amount { get; }

    /// <summary>The currency of <see cref="Amount"/>.</summary>
    public Currency Currency { get; }

    /// <summary>Makes money of an amount.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative, too large or finer than the currency's unit.</exception>
    public static Money Of(decimal amount, Currency currency) =>
        Objection(amount, currency) is { } objection
            ? throw new ArgumentOutOfRangeException(nameof(amount), amount, objection)
            : new Money(WithDecimals(amount, currency), currency);

    /// <summary>Makes money of an amount and a currency code.</summary>
    /// <exception cref="ArgumentException">The code is unknown, or the amount is not an amount of that currency.</exception>
    public static Money Of(decimal amount, string currency) => Of(amount, Currency.Of(currency));

    /// <summary>Says why an amount cannot be money of a currency, and how to mend it; null when it can.</summary>
    public static string? Objection(decimal amount, Currency currency) => amount switch
    {
        < 0 => "an amount is never negative; record what went the other way as a fact of its own",
        > Largest => $"an amount is at most {Largest.ToString(CultureInfo.InvariantCulture)}",
        _ when decimal.Round(amount, currency.Decimals) != amount => $"{currency} has {currency.Decimals} decimals at most; give the amount as it was paid",
        _ => null,
    };

    /// <summary>The amount with all decimals of its currency, as facts write it: 105000.00.</summary>
    public string AmountText => Amount.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override string ToString() => $"{Amount.ToString("N" + Currency.Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)} {Currency}";

    /// <summary>Gives equal amounts equal digits (1.5 and 1.50 both become 1.50), so that equal facts have equal bytes.</summary>
    private static decimal WithDecimals(decimal amount, Currency currency) =>
        decimal.Round(amount, currency.Decimals) + currency.Nothing;
}
