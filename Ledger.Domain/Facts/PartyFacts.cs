using Ledger.Domain.Amounts;
using Ledger.Domain.Facts.Reading;
using NodaTime;

namespace Ledger.Domain.Facts;

/// <summary>A party of recruitment chains is known.</summary>
[FactType("party-registered")]
public sealed record PartyRegistered : PartyFact
{
    /// <summary>The party's id.</summary>
    public required string Party { get; init; }
    /// <summary>What the party does.</summary>
    public required PartyRole Role { get; init; }
    /// <summary>Where it is established, ISO 3166.</summary>
    [Country]
    public required string Country { get; init; }
    /// <summary>Its licence to recruit, where it has one.</summary>
    public Licence? Licence { get; init; }
    /// <inheritdoc/>
    public override string Subject => Party;
}

/// <summary>What a party does in a chain.</summary>
public enum PartyRole
{
    /// <summary>Employs workers.</summary>
    Employer,
    /// <summary>Recruits under a licence.</summary>
    Recruiter,
    /// <summary>Finds workers for a recruiter, mostly without a licence.</summary>
    SubAgent,
    /// <summary>Lends to workers.</summary>
    Lender,
    /// <summary>Grants licences or hears complaints.</summary>
    Authority,
    /// <summary>Audits sites.</summary>
    Auditor,
    /// <summary>Stands with workers.</summary>
    CivilSociety,
    /// <summary>Buys from employers.</summary>
    Brand,
}

/// <summary>A licence to recruit.</summary>
/// <param name="Number">Its number as printed.</param>
/// <param name="From">The first day it holds.</param>
/// <param name="To">The last day it holds.</param>
public sealed record Licence(string Number, LocalDate From, LocalDate To);

/// <summary>Two parties are linked from <see cref="Fact.EffectiveOn"/> on.</summary>
[FactType("parties-linked")]
public sealed record PartiesLinked : PartyFact
{
    /// <summary>The party that owns, refers, is the agent, or is the same.</summary>
    public required string From { get; init; }
    /// <summary>The other party.</summary>
    public required string To { get; init; }
    /// <summary>How they are linked.</summary>
    public required LinkKind Kind { get; init; }
    /// <summary>The last day of the link, where it has ended.</summary>
    public LocalDate? Until { get; init; }
    /// <inheritdoc/>
    public override string Subject => From;
}

/// <summary>How two parties are linked.</summary>
public enum LinkKind
{
    /// <summary>From owns To.</summary>
    Owns,
    /// <summary>From and To are of one family.</summary>
    Family,
    /// <summary>From refers workers to To.</summary>
    Refers,
    /// <summary>From is a sub-agent of To.</summary>
    SubAgentOf,
    /// <summary>From and To are one party under two ids.</summary>
    SameAs,
}

/// <summary>An exchange rate of a day.</summary>
[FactType("exchange-rate-recorded")]
public sealed record ExchangeRateRecorded : ReferenceFact
{
    /// <summary>The currency of which one unit is priced.</summary>
    public required Currency Base { get; init; }
    /// <summary>The currency that prices it.</summary>
    public required Currency Quote { get; init; }
    /// <summary>Units of <see cref="Quote"/> for one unit of <see cref="Base"/>, above zero.</summary>
    [Within("0", "1000000000000", AboveLeast = true)]
    public required decimal Rate { get; init; }
    /// <summary>Who publishes it, or from what it is implied.</summary>
    [FreeText]
    public required string Source { get; init; }
}

/// <summary>A recruiter paid an employer, or whoever sells the places.</summary>
[FactType("kickback-paid")]
public sealed record KickbackPaid : PartyFact
{
    /// <summary>Who paid.</summary>
    public required string From { get; init; }
    /// <summary>Who received.</summary>
    public required string To { get; init; }
    /// <summary>The sum.</summary>
    public required Money Amount { get; init; }
    /// <summary>The placements it was paid for, where known.</summary>
    public FactList<PlacementReference>? Placements { get; init; }
    /// <inheritdoc/>
    public override string Subject => From;
}

/// <summary>An employer paid a recruiter for its service.</summary>
[FactType("employer-paid-recruiter")]
public sealed record EmployerPaidRecruiter : PartyFact
{
    /// <summary>The employer that paid.</summary>
    public required string Employer { get; init; }
    /// <summary>The recruiter that received.</summary>
    public required string Recruiter { get; init; }
    /// <summary>The sum.</summary>
    public required Money Amount { get; init; }
    /// <summary>The placements it was paid for, where known.</summary>
    public FactList<PlacementReference>? Placements { get; init; }
    /// <inheritdoc/>
    public override string Subject => Employer;
}
