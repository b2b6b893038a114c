using NodaTime;

namespace Ledger.Domain.Record;

/// <summary>Finds a day in what is in order of date.</summary>
internal static class Dated
{
    /// <summary>How many entries are dated up to a day; the last of them is what holds on it.</summary>
    /// <param name="entries">The entries in order of date.</param>
    /// <param name="day">The day.</param>
    /// <param name="dateOf">The date of an entry.</param>
    public static int UpTo<T>(IReadOnlyList<T> entries, LocalDate day, Func<T, LocalDate> dateOf)
    {
        var (low, high) = (0, entries.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = dateOf(entries[middle]) <= day ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
