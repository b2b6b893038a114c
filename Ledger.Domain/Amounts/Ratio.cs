namespace Ledger.Domain.Amounts;

/// <summary>Ratios as they are compared.</summary>
public static class Ratio
{
    /// <summary>
    /// Ratios are compared at this many decimals. A division leaves noise at the 28th digit; without rounding, 5,000 over 900 would
    /// stand above a quarter more than 4,000 over 900.
    /// </summary>
    private const int DecimalsCompared = 18;

    /// <summary>A ratio, or a multiple of one, without the noise of its division.</summary>
    public static decimal Settled(decimal ratio) => Math.Round(ratio, DecimalsCompared);
}
