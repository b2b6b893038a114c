using NodaTime;

namespace Ledger.Domain.Record;

/// <summary>Puts what is dated in order, and finds a day in what is in order of date.</summary>
internal static class Dated
{
    /// <summary>Puts entries in order of date, those of one day as they came; most come in order and are left as they are.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="dateOf">The date of an entry.</param>
    public static T[] InOrder<T>(IEnumerable<T> entries, Func<T, LocalDate> dateOf)
    {
        T[] all = [.. entries];
        for (var index = 1; index < all.Length; index++)
        {
            if (dateOf(all[index]) < dateOf(all[index - 1]))
            {
                return [.. all.OrderBy(dateOf)];
            }
        }

        return all;
    }

    /// <summary>Puts entries in order, equal ones as they came; most come in order and are left as they are.</summary>
    /// <param name="entries">The entries.</param>
    /// <param name="compare">Below zero where the first comes before the second, above zero where it comes after.</param>
    public static T[] InOrder<T>(IEnumerable<T> entries, Comparison<T> compare)
    {
        T[] all = [.. entries];
        for (var index = 1; index < all.Length; index++)
        {
            if (compare(all[index], all[index - 1]) < 0)
            {
                return [.. all.Order(Comparer<T>.Create(compare))];
            }
        }

        return all;
    }

    /// <summary>A number for each day, in order of days: numbers are compared much faster.</summary>
    public static int Number(LocalDate day) => (((day.Year * 16) + day.Month) * 32) + day.Day;

    /// <summary>How many entries are dated up to a day; the last of them is what holds on it.</summary>
    /// <param name="entries">The entries in order of date.</param>
    /// <param name="day">The day.</param>
    /// <param name="dateOf">The date of an entry.</param>
    public static int UpTo<T>(ReadOnlySpan<T> entries, LocalDate day, Func<T, LocalDate> dateOf)
    {
        var (low, high) = (0, entries.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = dateOf(entries[middle]) <= day ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
