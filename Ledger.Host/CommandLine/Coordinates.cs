using NodaTime;
using NodaTime.Text;

namespace Ledger.Host.CommandLine;

/// <summary>Reads the coordinates of a question: as of a date and as known at an instant.</summary>
public static class Coordinates
{
    /// <summary>Reads a date such as 2019-08-31.</summary>
    /// <exception cref="BadUsageException">It is no date.</exception>
    public static LocalDate? Date(string? text, string flag) =>
        text is null ? null
        : LocalDatePattern.Iso.Parse(text) is { Success: true } parsed ? parsed.Value
        : throw new BadUsageException($"{flag} '{text}' is not a date: write year-month-day, such as 2019-08-31.");

    /// <summary>Reads an instant such as 2019-08-31T12:00:00Z; a date alone is its end in UTC.</summary>
    /// <exception cref="BadUsageException">It is no instant.</exception>
    public static Instant? Known(string? text, string flag)
    {
        if (text is null)
        {
            return null;
        }

        if (LocalDatePattern.Iso.Parse(text) is { Success: true } date)
        {
            return date.Value.PlusDays(1).AtStartOfDayInZone(DateTimeZone.Utc).ToInstant() - Duration.Epsilon;
        }

        return InstantPattern.ExtendedIso.Parse(text) is { Success: true } parsed
            ? parsed.Value
            : throw new BadUsageException($"{flag} '{text}' is not an instant: write it in UTC, such as 2026-11-24T10:30:00Z, or give a date for its end.");
    }
}
