using Ledger.Domain.Amounts;
using Ledger.Domain.Rates;
using Ledger.Domain.Wages;
using NodaTime;

namespace Ledger.Domain.Fees;

/// <summary>The recruitment cost indicator of SDG 10.7.1: the cost a worker bore over a month's wage, in months.</summary>
/// <param name="Documented">The documented cost over the greatest wage any credible party asserts; null where that wage is zero.</param>
/// <param name="Claimed">The claimed cost over the wage by the worker's account; null where that wage is zero.</param>
public sealed record Rci(decimal? Documented, decimal? Claimed)
{
    /// <summary>Whether the claimed cost stands against a wage of zero, so that no number of months would pay it.</summary>
    public bool IsUnbounded => Claimed is null;

    /// <summary>Sets the cost of a placement against a wage; the cost is converted at the day of its first charge. Null where that rate is missing.</summary>
    public static Rci? Of(PlacementFees fees, Currency currency, WageSides monthly, Conversion conversion)
    {
        LocalDate on = fees.First!.Value;
        return conversion.To(currency, fees.Borne.Documented, fees.Currency, on) is { } documented
            && conversion.To(currency, fees.Borne.Claimed, fees.Currency, on) is { } claimed
            ? new Rci(monthly.Greatest == 0 ? null : documented / monthly.Greatest, monthly.Workers == 0 ? null : claimed / monthly.Workers)
            : null;
    }
}
