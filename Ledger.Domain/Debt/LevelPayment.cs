namespace Ledger.Domain.Debt;

/// <summary>The level payment of an annuity, and how long a level payment takes.</summary>
public static class LevelPayment
{
    /// <summary>The most months that a schedule or a projection goes on for: a hundred years.</summary>
    public const int MostMonths = 1_200;

    /// <summary>The payment that clears a principal in equal monthly payments, the first after a month: P i / (1 - (1 + i)^-n); P / n without interest.</summary>
    /// <param name="principal">What is to be cleared.</param>
    /// <param name="monthlyRate">The interest of a month, a fraction.</param>
    /// <param name="months">How many payments, from 1.</param>
    /// <returns>Unrounded, in the currency of the principal.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no month to pay in.</exception>
    public static decimal Of(decimal principal, decimal monthlyRate, int months)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(months, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(months, MostMonths);
        if (monthlyRate == 0)
        {
            return principal / months;
        }

        // (1 + i)^-n by dividing: it goes to nothing where the power itself would not fit.
        var discount = 1m;
        for (var month = 0; month < months; month++)
        {
            discount /= 1 + monthlyRate;
        }

        return principal * monthlyRate / (1 - discount);
    }
}
