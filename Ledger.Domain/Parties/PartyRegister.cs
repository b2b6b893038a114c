using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Domain.Parties;

/// <summary>Who the parties of recruitment chains are and where they are established, by every credible account.</summary>
public sealed class PartyRegister
{
    /// <summary>No party at all.</summary>
    public static PartyRegister None { get; } = new([]);

    private readonly Dictionary<string, PartyRegistered[]> _byParty;

    /// <summary>Orders registrations for look-up; coached or contradicted ones (grade X) are left out.</summary>
    /// <param name="recorded">Registrations that stand, in any order.</param>
    public PartyRegister(IEnumerable<PartyRegistered> recorded) =>
        _byParty = recorded.Where(registered => registered.Grade != Grade.X)
            .GroupBy(registered => registered.Party, StringComparer.Ordinal)
            .ToDictionary(
                party => party.Key,
                party => party.OrderBy(registered => registered.EffectiveOn).ThenByDescending(registered => registered.Grade)
                    .ThenByDescending(registered => registered.Id, StringComparer.Ordinal).ToArray(),
                StringComparer.Ordinal);

    /// <summary>What a party was on a day: the latest account from on or before it, else the first after it; null for a party nobody registered.</summary>
    /// <remarks>Of accounts from one day the better graded counts, then the first by id. Where a party is does not begin with its being told.</remarks>
    public PartyRegistered? Find(string party, LocalDate on) =>
        _byParty.TryGetValue(party, out var accounts) ? Array.FindLast(accounts, account => account.EffectiveOn <= on) ?? accounts[0] : null;
}
