using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;

namespace Ledger.Domain.Wages;

/// <summary>What accounts of one pay period have in common.</summary>
/// <param name="Period">The days of the period.</param>
/// <param name="Currency">The currency it was paid in.</param>
/// <param name="Placement">The placement; null where the worker has none on record.</param>
internal readonly record struct PeriodKey(PayPeriod Period, Currency Currency, string? Placement);
