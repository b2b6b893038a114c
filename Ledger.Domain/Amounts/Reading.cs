namespace Ledger.Domain.Amounts;

/// <summary>The two ends of what the record says of one amount, in a currency the context names.</summary>
/// <param name="Documented">What graded evidence or an admission bears out; never above <paramref name="Claimed"/>.</param>
/// <param name="Claimed">What any credible account says.</param>
public readonly record struct Reading(decimal Documented, decimal Claimed)
{
    /// <summary>Nothing on either end.</summary>
    public static Reading Zero => default;

    /// <summary>Adds end to end.</summary>
    public static Reading operator +(Reading left, Reading right) => new(left.Documented + right.Documented, left.Claimed + right.Claimed);

    /// <summary>Adds end to end.</summary>
    public static Reading Add(Reading left, Reading right) => left + right;

    /// <summary>Takes an amount off both ends, neither of which falls below zero.</summary>
    public Reading Less(decimal amount) => new(Math.Max(0, Documented - amount), Math.Max(0, Claimed - amount));
}
