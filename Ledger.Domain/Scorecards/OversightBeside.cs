using Ledger.Domain.Facts;
using Ledger.Domain.Oversight;
using NodaTime;

namespace Ledger.Domain.Scorecards;

/// <summary>A certificate beside what the record shows of its time.</summary>
/// <param name="Scheme">The scheme.</param>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day, where it has one.</param>
/// <param name="IsWithdrawn">Whether it was withdrawn.</param>
/// <param name="Placements">Placements that began while it held; null where they are too few to be shown.</param>
/// <param name="Charged">Of these, those whose worker was charged.</param>
public sealed record CertificateBeside(string Scheme, LocalDate From, LocalDate? To, bool IsWithdrawn, int? Placements, int? Charged);

/// <summary>An audit beside what the record shows of the year before it.</summary>
/// <param name="On">The day of the audit.</param>
/// <param name="Auditor">The auditor.</param>
/// <param name="SubcontractedTo">Who did the work, where it was passed on.</param>
/// <param name="Announced">Whether the site was told the date.</param>
/// <param name="Outcome">What it came to, where that is known.</param>
/// <param name="Placements">Placements that began in the year up to it; null where they are too few to be shown.</param>
/// <param name="Charged">Of these, those whose worker was charged.</param>
public sealed record AuditBeside(LocalDate On, string Auditor, string? SubcontractedTo, bool Announced, AuditOutcome? Outcome, int? Placements, int? Charged);

/// <summary>Sets certificates and audits of a party beside the placements that the record shows for their periods.</summary>
public static class OversightBeside
{
    /// <summary>The certificates of a recruiter, in order of their granting.</summary>
    /// <param name="oversight">The certificates.</param>
    /// <param name="party">The recruiter.</param>
    /// <param name="placements">Its placements.</param>
    /// <param name="asOf">Facts effective after this day are left out.</param>
    /// <param name="fewest">Fewer placements than these are not shown.</param>
    public static IReadOnlyList<CertificateBeside> Certificates(OversightRecord oversight, string party, IReadOnlyCollection<PlacementFigures> placements, LocalDate asOf, int fewest) =>
    [
        .. oversight.Certificates(party, asOf).Select(certificate => (Certificate: certificate, Within: Shown(placements.Where(placement => certificate.Holds(placement.Started)), fewest)))
            .Select(held => new CertificateBeside(
                held.Certificate.Scheme, held.Certificate.Granted.From, held.Certificate.LastDay, held.Certificate.Withdrawn is not null, held.Within?.Count, held.Within?.Count(IsCharged))),
    ];

    /// <summary>The audits of a site that took place, in order.</summary>
    /// <param name="oversight">The audits.</param>
    /// <param name="site">The site, by the employer that runs it.</param>
    /// <param name="placements">The employer's placements.</param>
    /// <param name="asOf">Facts effective after this day are left out.</param>
    /// <param name="fewest">Fewer placements than these are not shown.</param>
    public static IReadOnlyList<AuditBeside> Audits(OversightRecord oversight, string site, IReadOnlyCollection<PlacementFigures> placements, LocalDate asOf, int fewest) =>
    [
        .. oversight.Performed(site, asOf)
            .Select(audit => (Audit: audit, Before: Shown(placements.Where(placement => placement.Started > audit.EffectiveOn.PlusYears(-1) && placement.Started <= audit.EffectiveOn), fewest)))
            .Select(audited => new AuditBeside(
                audited.Audit.EffectiveOn, audited.Audit.Auditor, audited.Audit.SubcontractedTo, audited.Audit.Announced, audited.Audit.Outcome, audited.Before?.Count, audited.Before?.Count(IsCharged))),
    ];

    private static List<PlacementFigures>? Shown(IEnumerable<PlacementFigures> placements, int fewest) => placements.ToList() is { } all && all.Count >= fewest ? all : null;

    private static bool IsCharged(PlacementFigures placement) => placement.Charged.Claimed > 0;
}
