using Ledger.Domain.Facts.Reading;
using NodaTime;

namespace Ledger.Domain.Facts;

/// <summary>A worker complained.</summary>
[FactType("complaint-filed")]
public sealed record ComplaintFiled : WorkerFact
{
    /// <summary>What or whom it is about.</summary>
    [FreeText]
    public required string About { get; init; }
    /// <summary>Where it was filed, such as hotline, union, labour-office.</summary>
    public required string Channel { get; init; }
}

/// <summary>A worker's statement was taken.</summary>
[FactType("statement-recorded")]
public sealed record StatementRecorded : WorkerFact
{
    /// <summary>Where and how, such as on-camera, dormitory, by-phone.</summary>
    public required string Setting { get; init; }
    /// <summary>Whether the taker was independent of employer and recruiter.</summary>
    public required bool Independent { get; init; }
}

/// <summary>An audit of a site was announced.</summary>
[FactType("audit-announced")]
public sealed record AuditAnnounced : PartyFact
{
    /// <summary>The site, by the id of the party that runs it.</summary>
    public required string Site { get; init; }
    /// <summary>The auditor.</summary>
    public required string Auditor { get; init; }
    /// <summary>Whether the site is told the date.</summary>
    public required bool Announced { get; init; }
    /// <summary>Who does the work, where it is passed on.</summary>
    public string? SubcontractedTo { get; init; }
    /// <inheritdoc/>
    public override string Subject => Site;
}

/// <summary>An audit of a site took place.</summary>
[FactType("audit-performed")]
public sealed record AuditPerformed : PartyFact
{
    /// <summary>The site, by the id of the party that runs it.</summary>
    public required string Site { get; init; }
    /// <summary>The auditor.</summary>
    public required string Auditor { get; init; }
    /// <summary>Whether the site was told the date.</summary>
    public required bool Announced { get; init; }
    /// <summary>Who did the work, where it was passed on.</summary>
    public string? SubcontractedTo { get; init; }
    /// <summary>What it came to, where that is known.</summary>
    public AuditOutcome? Outcome { get; init; }
    /// <inheritdoc/>
    public override string Subject => Site;
}

/// <summary>What an audit came to.</summary>
public enum AuditOutcome
{
    /// <summary>Nothing was found.</summary>
    Clean,
    /// <summary>Something was found.</summary>
    Findings,
}

/// <summary>A party was certified.</summary>
[FactType("certification-granted")]
public sealed record CertificationGranted : PartyFact
{
    /// <summary>The certified party.</summary>
    public required string Party { get; init; }
    /// <summary>The scheme, such as IRIS.</summary>
    public required string Scheme { get; init; }
    /// <summary>The first day it holds.</summary>
    public required LocalDate From { get; init; }
    /// <summary>The last day it holds, where it has one.</summary>
    public LocalDate? To { get; init; }
    /// <inheritdoc/>
    public override string Subject => Party;
}

/// <summary>A party's certificate was withdrawn on <see cref="Fact.EffectiveOn"/>.</summary>
[FactType("certification-withdrawn")]
public sealed record CertificationWithdrawn : PartyFact
{
    /// <summary>The party.</summary>
    public required string Party { get; init; }
    /// <summary>The scheme.</summary>
    public required string Scheme { get; init; }
    /// <summary>The first day of the certificate that was withdrawn.</summary>
    public LocalDate? From { get; init; }
    /// <summary>The day it would have ended.</summary>
    public LocalDate? To { get; init; }
    /// <inheritdoc/>
    public override string Subject => Party;
}

/// <summary>A worker rated an agency.</summary>
[FactType("agency-rated")]
public sealed record AgencyRated : PartyFact
{
    /// <summary>The rated party.</summary>
    public required string Party { get; init; }
    /// <summary>From 1, worst, to 5, best.</summary>
    [Whole(1, 5)]
    public required int Score { get; init; }
    /// <summary>Scores of single aspects, 1 to 5.</summary>
    [Wholes(1, 5)]
    public FactMap<int>? Aspects { get; init; }
    /// <inheritdoc/>
    public override string Subject => Party;
}
