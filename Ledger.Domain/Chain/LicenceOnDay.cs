using Ledger.Domain.Facts;
using Ledger.Domain.Parties;
using NodaTime;

namespace Ledger.Domain.Chain;

/// <summary>Whether a party held a licence to recruit.</summary>
public enum LicenceStatus
{
    /// <summary>A licence on record covers the day.</summary>
    Held,
    /// <summary>The licence on record does not cover the day, or an authority that registers the party names none.</summary>
    NotHeld,
    /// <summary>Nobody whose word is a register's tells of one or of none: silence is no answer.</summary>
    Untold,
}

/// <summary>A party's licence on a day.</summary>
/// <param name="On">The day.</param>
/// <param name="Status">Whether it held.</param>
/// <param name="Licence">The licence on record; null where none is.</param>
/// <param name="Because">The ids of the registrations that were read.</param>
public sealed record LicenceOnDay(LocalDate On, LicenceStatus Status, Licence? Licence, IReadOnlyList<string> Because)
{
    /// <summary>Reads the registrations of a party under all its ids: a licence is that of the party, whatever it calls itself.</summary>
    internal static LicenceOnDay Of(string party, LocalDate on, PartyRegister parties, PartyLinks links)
    {
        var accounts = links.Same(party, on).Select(id => parties.Find(id, on)).OfType<PartyRegistered>().ToList();
        var covering = accounts.Find(account => account.Licence is { } licence && licence.From <= on && on <= licence.To);
        var told = covering ?? accounts.Find(account => account.Licence is not null) ?? accounts.Find(account => account.AssertedAs == Speaker.Authority);
        var status = covering is not null ? LicenceStatus.Held : told is not null ? LicenceStatus.NotHeld : LicenceStatus.Untold;
        return new LicenceOnDay(on, status, told?.Licence, [.. accounts.Select(account => account.Id)]);
    }
}
