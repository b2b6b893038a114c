using System.Collections.Frozen;

namespace Ledger.Domain.Amounts;

/// <summary>A currency of ISO 4217, by its three-letter code and the decimals its amounts carry.</summary>
public readonly record struct Currency
{
    /// <summary>Active codes of ISO 4217 (list one), by number of decimals; funds, metals and test codes are left out.</summary>
    private static readonly FrozenDictionary<string, Currency> Known = Table(
        (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"),
        (2, "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE "
          + "CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD "
          + "KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP "
          + "PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD "
          + "UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG"),
        (3, "BHD IQD JOD KWD LYD OMR TND"));

    private readonly string? _code;
    private readonly byte _decimals;

    private Currency(string code, int decimals) => (_code, _decimals) = (code, (byte)decimals);

    /// <summary>The three capital letters, such as NPR.</summary>
    /// <exception cref="InvalidOperationException">The value was never set.</exception>
    public string Code => _code ?? throw NeverSet;

    /// <summary>The number of decimals an amount of this currency may carry, 0 to 3.</summary>
    public int Decimals => _code is null ? throw NeverSet : _decimals;

    /// <summary>The smallest amount of this currency, such as 0.01.</summary>
    public decimal Unit => new(1, 0, 0, false, (byte)Decimals);

    /// <summary>Nothing, with all decimals of this currency, such as 0.00: added to an amount, it gives equal amounts equal digits.</summary>
    public decimal Nothing => new(0, 0, 0, false, (byte)Decimals);

    /// <summary>Every code the ledger knows, in alphabetical order.</summary>
    public static IEnumerable<string> Codes => Known.Keys.Order(StringComparer.Ordinal);

    /// <summary>Finds a currency by its code.</summary>
    /// <returns>False when ISO 4217 has no such active code.</returns>
    public static bool TryOf(string? code, out Currency currency)
    {
        currency = default;
        return code is not null && Known.TryGetValue(code, out currency);
    }

    /// <summary>Finds a currency by its code.</summary>
    /// <exception cref="ArgumentException">ISO 4217 has no such active code.</exception>
    public static Currency Of(string code) =>
        TryOf(code, out var currency) ? currency : throw new ArgumentException($"'{code}' is no active currency code of ISO 4217.", nameof(code));

    /// <summary>Whether both are one currency: a code has its decimals.</summary>
    public bool Equals(Currency other) => _code == other._code;

    /// <summary>The three letters in one number: currencies are part of many keys.</summary>
    public override int GetHashCode() => _code is null ? 0 : (_code[0] << 16) | (_code[1] << 8) | _code[2];

    /// <inheritdoc/>
    public override string ToString() => Code;

    private static InvalidOperationException NeverSet => new("A currency was used before it was set.");

    private static FrozenDictionary<string, Currency> Table(params (int Decimals, string Codes)[] rows) =>
        rows.SelectMany(row => row.Codes.Split(' ').Select(code => new Currency(code, row.Decimals)))
            .ToFrozenDictionary(currency => currency.Code, StringComparer.Ordinal);
}
