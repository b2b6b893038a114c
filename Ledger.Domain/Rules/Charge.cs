using Ledger.Domain.Facts;
using Ledger.Domain.Parties;
using NodaTime;

namespace Ledger.Domain.Rules;

/// <summary>Whoever collected, as rules ask about it.</summary>
/// <param name="Party">The party.</param>
/// <param name="Role">What it does in the chain; null where that is not told.</param>
/// <param name="Places">The jurisdictions in which it acts: its own, and those of the parties it acts for; empty where none is recorded.</param>
public sealed record Collector(string Party, PartyRole? Role, IReadOnlyList<string> Places)
{
    /// <summary>The registrations that tell where it acts.</summary>
    public IReadOnlyList<PartyRegistered> Facts { get; init; } = [];

    /// <summary>Whether it acts in a jurisdiction, or in the country that the jurisdiction is a part of.</summary>
    public bool IsIn(string jurisdiction)
    {
        for (var index = 0; index < Places.Count; index++)
        {
            if (Places[index] == jurisdiction || (Places[index].Length > 2 && Places[index].AsSpan(0, 2).SequenceEqual(jurisdiction)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads a collector out of the record.</summary>
    /// <remarks>
    /// A charge is not taken out of a rule's reach by having another collect it: a party acts wherever a party acts whose sub-agent
    /// it is, that owns it or is owned by it, or that is the same. A sub-agent nobody registered acts where the placement's recruiter does.
    /// </remarks>
    /// <param name="party">The party.</param>
    /// <param name="role">What the fact says it does.</param>
    /// <param name="recruiter">The placement's recruiter; null where the start is not recorded.</param>
    /// <param name="parties">Who is registered.</param>
    /// <param name="links">Who is linked.</param>
    /// <param name="on">The day.</param>
    public static Collector Of(string party, PartyRole? role, string? recruiter, PartyRegister parties, PartyLinks links, LocalDate on)
    {
        var own = parties.Find(party, on);
        List<PartyRegistered> told = [.. own is null ? Array.Empty<PartyRegistered>() : [own], .. links.Principals(party, on).Select(one => parties.Find(one, on)).OfType<PartyRegistered>()];
        if (told.Count == 0 && role == PartyRole.SubAgent && recruiter is not null && parties.Find(recruiter, on) is { } known)
        {
            told.Add(known);
        }

        return new Collector(
            party, role ?? own?.Role, told is [var only] ? [only.Country] : [.. told.Select(one => one.Country).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]) { Facts = told };
    }
}

/// <summary>A charge, as rules ask about it.</summary>
/// <param name="On">The day.</param>
/// <param name="Class">What it was for; null where nobody named it.</param>
/// <param name="Collector">Whoever collected it.</param>
/// <param name="IsCut">Whether it was cut from wages.</param>
public readonly record struct Charge(LocalDate On, FeeClass? Class, Collector Collector, bool IsCut);
