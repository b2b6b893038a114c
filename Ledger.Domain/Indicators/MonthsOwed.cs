using Ledger.Domain.Amounts;

namespace Ledger.Domain.Indicators;

/// <summary>r(t) = D(t) / W(t): months of wages owed. Against a wage of zero a debt has no bound.</summary>
/// <param name="Value">The months; zero where there is no bound.</param>
/// <param name="IsUnbounded">Whether a debt stands against no wage.</param>
public readonly record struct MonthsOwed(decimal Value, bool IsUnbounded) : IComparable<MonthsOwed>
{
    /// <summary>Sets a debt against a monthly wage.</summary>
    public static MonthsOwed Of(decimal debt, decimal monthlyWage) =>
        debt == 0 ? new MonthsOwed(0, false)
        : monthlyWage == 0 ? new MonthsOwed(0, true)
        : new MonthsOwed(debt / monthlyWage, false);

    /// <summary>The months as they are compared.</summary>
    private decimal Settled { get; } = Ratio.Settled(Value);

    /// <summary>The months; null where there is no bound.</summary>
    public decimal? Months => IsUnbounded ? null : Value;

    /// <summary>Whether these months are above a multiple of others.</summary>
    public bool Exceeds(MonthsOwed other, decimal times) => !other.IsUnbounded && (IsUnbounded || Settled > Ratio.Settled(times * other.Value));

    /// <summary>Whether these months stand at a multiple of others, or above.</summary>
    public bool Reaches(MonthsOwed other, decimal times) => Exceeds(other, times) || (!IsUnbounded && !other.IsUnbounded && Value > 0 && Settled == Ratio.Settled(times * other.Value));

    /// <inheritdoc/>
    public int CompareTo(MonthsOwed other) => (IsUnbounded, other.IsUnbounded) switch
    {
        (false, false) => Settled.CompareTo(other.Settled),
        (var mine, var theirs) => mine.CompareTo(theirs),
    };

    /// <summary>Whether the left months are fewer.</summary>
    public static bool operator <(MonthsOwed left, MonthsOwed right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left months are more.</summary>
    public static bool operator >(MonthsOwed left, MonthsOwed right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left months are fewer or equal.</summary>
    public static bool operator <=(MonthsOwed left, MonthsOwed right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left months are more or equal.</summary>
    public static bool operator >=(MonthsOwed left, MonthsOwed right) => left.CompareTo(right) >= 0;
}
