using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;

namespace Ledger.Domain.Wages;

/// <summary>What accounts of one pay period have in common.</summary>
/// <param name="Period">The days of the period.</param>
/// <param name="Currency">The currency it was paid in.</param>
/// <param name="Placement">The placement; null where the worker has none on record.</param>
internal readonly record struct PeriodKey(PayPeriod Period, Currency Currency, string? Placement)
{
    /// <summary>The days alone tell most periods of a worker apart.</summary>
    public override int GetHashCode() => HashCode.Combine(Period.From, Period.To);
}
