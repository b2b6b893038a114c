using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Domain.Oversight;

/// <summary>Audits of sites and certificates of parties, by every credible account.</summary>
public sealed class OversightRecord
{
    private readonly ILookup<string, CertificationGranted> _granted;
    private readonly ILookup<string, CertificationWithdrawn> _withdrawn;
    private readonly ILookup<string, AuditAnnounced> _announced;
    private readonly ILookup<string, AuditPerformed> _performed;

    /// <summary>Orders audits and certificates for look-up; coached or contradicted accounts (grade X) are left out.</summary>
    /// <param name="recorded">Facts that stand, in any order; other facts are passed over.</param>
    public OversightRecord(IEnumerable<Fact> recorded)
    {
        var credible = recorded.Where(fact => fact.Grade != Grade.X).OrderBy(fact => fact.EffectiveOn).ThenBy(fact => fact.Id, StringComparer.Ordinal).ToList();
        _granted = credible.OfType<CertificationGranted>().ToLookup(fact => fact.Party, StringComparer.Ordinal);
        _withdrawn = credible.OfType<CertificationWithdrawn>().ToLookup(fact => fact.Party, StringComparer.Ordinal);
        _announced = credible.OfType<AuditAnnounced>().ToLookup(fact => fact.Site, StringComparer.Ordinal);
        _performed = credible.OfType<AuditPerformed>().ToLookup(fact => fact.Site, StringComparer.Ordinal);
    }

    /// <summary>No oversight at all.</summary>
    public static OversightRecord None { get; } = new([]);

    /// <summary>The certificates of a party, in order of their granting.</summary>
    /// <param name="party">The party.</param>
    /// <param name="asOf">Facts effective after this day are left out.</param>
    public IEnumerable<Certificate> Certificates(string party, LocalDate asOf) =>
        _granted[party].Where(granted => granted.EffectiveOn <= asOf)
            .Select(granted => new Certificate(granted, _withdrawn[party].FirstOrDefault(withdrawn => withdrawn.EffectiveOn <= asOf && Ends(withdrawn, granted))));

    /// <summary>The audits of a site that were announced by a day, in order of their announcement.</summary>
    public IEnumerable<AuditAnnounced> Announced(string site, LocalDate asOf) => _announced[site].TakeWhile(audit => audit.EffectiveOn <= asOf);

    /// <summary>The audits of a site that took place by a day, in order.</summary>
    public IEnumerable<AuditPerformed> Performed(string site, LocalDate asOf) => _performed[site].TakeWhile(audit => audit.EffectiveOn <= asOf);

    /// <summary>The first day after another on which a fact about an audit of a site takes effect; null where none is known.</summary>
    public LocalDate? NextAudit(string site, LocalDate after) =>
        _announced[site].Cast<Fact>().Concat(_performed[site]).Where(audit => audit.EffectiveOn > after).Min(audit => (LocalDate?)audit.EffectiveOn);

    /// <summary>The first day after another on which a certificate of a party is granted or withdrawn; null where none is known.</summary>
    public LocalDate? NextCertificate(string party, LocalDate after) =>
        _granted[party].Cast<Fact>().Concat(_withdrawn[party]).Where(certificate => certificate.EffectiveOn > after).Min(certificate => (LocalDate?)certificate.EffectiveOn);

    /// <summary>A withdrawal ends the certificate it names by its first day; one that names none ends those of its scheme that began before it.</summary>
    private static bool Ends(CertificationWithdrawn withdrawn, CertificationGranted granted) =>
        withdrawn.Scheme == granted.Scheme && (withdrawn.From is { } from ? from == granted.From : granted.From <= withdrawn.EffectiveOn);
}
