using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Host.SyntheticCorridor;

/// <summary>Tells of the parties, their links and the rates, and later of audits and certificates.</summary>
internal static class WorldFacts
{
    private const int AuditEveryMonths = 14;
    private static readonly LocalDate Registered = RateBook.First;

    /// <summary>What is known before the first worker.</summary>
    public static IEnumerable<Fact> Opening(CorridorWorld world, int seed) =>
        Registrations(world).Concat(Links(world)).Concat(Rates(world, seed)).Concat(Certificates(world));

    /// <summary>What is told of parties at the end, by day.</summary>
    public static IEnumerable<Fact> Closing(CorridorWorld world, int seed) => Audits(world, seed)
        .Concat(Withdrawals(world))
        .Where(fact => fact.EffectiveOn <= Corridor.LastDay)
        .OrderBy(fact => fact.EffectiveOn);

    private static IEnumerable<Fact> Registrations(CorridorWorld world) =>
    [
        Party(CorridorWorld.Authority, PartyRole.Authority, "NP"),
        Party(CorridorWorld.Auditor, PartyRole.Auditor, "GB"),
        Party(CorridorWorld.Subcontractor, PartyRole.Auditor, "MY"),
        Party(CorridorWorld.Brand, PartyRole.Brand, "US"),
        Party(CorridorWorld.Union, PartyRole.CivilSociety, "NP"),
        .. world.Employers.Select(employer => Party(employer.Id, PartyRole.Employer, employer.Country)),
        .. world.Lenders.Select(lender => Party(lender.Id, PartyRole.Lender, "NP")),
        .. world.Recruiters.Select(recruiter => Party(recruiter.Id, PartyRole.Recruiter, "NP", recruiter.Licence)),
        .. world.Recruiters.SelectMany(recruiter => recruiter.SubAgents).Select(agent => Party(agent.Id, PartyRole.SubAgent, "NP", agent.Licence)),
    ];

    private static PartyRegistered Party(string id, PartyRole role, string country, Licence? licence = null) => new()
    {
        Id = $"{id}/registered",
        EffectiveOn = Registered,
        AssertedBy = CorridorWorld.Authority,
        AssertedAs = Speaker.Authority,
        Party = id,
        Role = role,
        Country = country,
        Licence = licence,
    };

    private static IEnumerable<Fact> Links(CorridorWorld world)
    {
        foreach (var recruiter in world.Recruiters)
        {
            // Only the first sub-agent of a recruiter is known to be its own; of the others nobody has said so.
            yield return Link(recruiter.SubAgents[0].Id, recruiter.Id, LinkKind.SubAgentOf);
            if (recruiter.Lender is { } lender)
            {
                yield return Link(recruiter.Id, lender.Id, LinkKind.Refers);
            }

            if (recruiter.Sister is { } sister)
            {
                yield return Link(recruiter.Id, sister, LinkKind.Family);
            }
        }
    }

    private static PartiesLinked Link(string from, string to, LinkKind kind) => new()
    {
        Id = $"{from}/linked/{to}",
        EffectiveOn = Corridor.FirstDay,
        AssertedBy = CorridorWorld.Union,
        AssertedAs = Speaker.CivilSociety,
        Evidence = new Evidence(Grade.C, "company-register"),
        From = from,
        To = to,
        Kind = kind,
    };

    private static IEnumerable<Fact> Rates(CorridorWorld world, int seed) => world.Rates.All.Select(rate => new ExchangeRateRecorded
    {
        Id = $"rate/usd-{rate.Quote.Code.ToLowerInvariant()}/{Text.Day(rate.On)}",
        EffectiveOn = rate.On,
        AssertedBy = CorridorWorld.Authority,
        AssertedAs = Speaker.Authority,
        Base = RateBook.Dollar,
        Quote = rate.Quote,
        Rate = rate.Rate,
        Source = $"synthetic corridor, seed {Text.Number(seed)}",
    });

    private static IEnumerable<Fact> Certificates(CorridorWorld world) =>
        from recruiter in world.Recruiters
        where recruiter.CertifiedFrom is not null
        select new CertificationGranted
        {
            Id = $"{recruiter.Id}/certified",
            EffectiveOn = recruiter.CertifiedFrom!.Value,
            AssertedBy = CorridorWorld.Auditor,
            AssertedAs = Speaker.Auditor,
            Party = recruiter.Id,
            Scheme = "IRIS",
            From = recruiter.CertifiedFrom.Value,
            To = EndOfCertificate(recruiter),
        };

    /// <summary>A churning recruiter's certificate is withdrawn before it would have ended.</summary>
    private static IEnumerable<Fact> Withdrawals(CorridorWorld world) =>
        from recruiter in world.Recruiters
        where recruiter is { Kind: PartyKind.Churning, CertifiedFrom: not null }
        select new CertificationWithdrawn
        {
            Id = $"{recruiter.Id}/certificate-withdrawn",
            EffectiveOn = recruiter.CertifiedTo!.Value.PlusDays(1),
            AssertedBy = CorridorWorld.Auditor,
            AssertedAs = Speaker.Auditor,
            Party = recruiter.Id,
            Scheme = "IRIS",
            From = recruiter.CertifiedFrom,
            To = EndOfCertificate(recruiter),
        };

    private static LocalDate? EndOfCertificate(RecruiterProfile recruiter) =>
        recruiter.CertifiedFrom?.PlusMonths(CorridorWorld.MonthsOfCertificate).PlusDays(-1);

    private static IEnumerable<Fact> Audits(CorridorWorld world, int seed)
    {
        for (var index = 0; index < world.Employers.Count; index++)
        {
            var draw = new Draw(seed, Draw.Stream.Parties, index + 1);
            var site = world.Employers[index];
            for (var day = Corridor.FirstDay.PlusMonths(6).PlusDays(draw.Whole(0, 200)); day <= Corridor.LastDay; day = day.PlusMonths(AuditEveryMonths))
            {
                var announced = draw.Chance(0.7m);
                var subcontractor = draw.Chance(0.3m) ? CorridorWorld.Subcontractor : null;
                // Announced audits see the second set of books: most come out clean wherever they go.
                var outcome = draw.Chance(announced ? 0.85m : 0.4m) || site.Kind == PartyKind.Honest ? AuditOutcome.Clean : AuditOutcome.Findings;
                if (announced)
                {
                    yield return Announced(site, day.PlusDays(-draw.Whole(14, 42)), day, subcontractor);
                }

                yield return Performed(site, day, announced, subcontractor, outcome);
            }
        }
    }

    private static AuditAnnounced Announced(EmployerProfile site, LocalDate on, LocalDate auditDay, string? subcontractor) => new()
    {
        Id = $"{site.Id}/audit/{Text.Day(auditDay)}/announced",
        EffectiveOn = on,
        AssertedBy = CorridorWorld.Auditor,
        AssertedAs = Speaker.Auditor,
        Site = site.Id,
        Auditor = CorridorWorld.Auditor,
        Announced = true,
        SubcontractedTo = subcontractor,
    };

    private static AuditPerformed Performed(EmployerProfile site, LocalDate on, bool announced, string? subcontractor, AuditOutcome outcome) => new()
    {
        Id = $"{site.Id}/audit/{Text.Day(on)}",
        EffectiveOn = on,
        AssertedBy = CorridorWorld.Auditor,
        AssertedAs = Speaker.Auditor,
        Site = site.Id,
        Auditor = CorridorWorld.Auditor,
        Announced = announced,
        SubcontractedTo = subcontractor,
        Outcome = outcome,
    };
}
