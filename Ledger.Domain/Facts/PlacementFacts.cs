using Ledger.Domain.Amounts;
using Ledger.Domain.Facts.Reading;
using NodaTime;

namespace Ledger.Domain.Facts;

/// <summary>A worker is known, by a pseudonym: no name, passport or telephone number ever enters the ledger.</summary>
[FactType("worker-registered")]
public sealed record WorkerRegistered : WorkerFact
{
    /// <summary>The country the worker comes from, ISO 3166.</summary>
    [Country]
    public required string Origin { get; init; }
    /// <summary>The sex, where a cap depends on it.</summary>
    public Sex? Sex { get; init; }
}

/// <summary>Sex, as the rules that depend on it have it.</summary>
public enum Sex
{
    /// <summary>Female.</summary>
    Female,
    /// <summary>Male.</summary>
    Male,
    /// <summary>Other.</summary>
    Other,
}

/// <summary>A placement begins: the worker is recruited for a job.</summary>
[FactType("placement-started", NeedsPlacement = true)]
public sealed record PlacementStarted : WorkerFact
{
    /// <summary>The employer.</summary>
    public required string Employer { get; init; }
    /// <summary>The licensed recruiter.</summary>
    public required string Recruiter { get; init; }
    /// <summary>The parties between, nearest the worker first.</summary>
    public required FactList<string> Chain { get; init; }
    /// <summary>The country of the job, ISO 3166.</summary>
    [Country]
    public required string Destination { get; init; }
    /// <summary>The occupation.</summary>
    public required string Occupation { get; init; }
    /// <summary>The sector.</summary>
    public string? Sector { get; init; }
    /// <summary>The scheme, such as H-2A or government-to-government.</summary>
    public string? Scheme { get; init; }
}

/// <summary>A contract of a placement, as promised, signed or put in its place.</summary>
[FactType("contract-recorded", NeedsPlacement = true)]
public sealed record ContractRecorded : WorkerFact
{
    /// <summary>Its number within the placement, from 1.</summary>
    [Whole(1, 100)]
    public required int Version { get; init; }
    /// <summary>Whether it was promised, signed or substituted.</summary>
    public required ContractKind Kind { get; init; }
    /// <summary>When it was signed.</summary>
    public LocalDate? SignedOn { get; init; }
    /// <summary>The first day of work under it.</summary>
    public required LocalDate From { get; init; }
    /// <summary>The last day of work under it, where it has one.</summary>
    public LocalDate? To { get; init; }
    /// <summary>The wage a month.</summary>
    public required Money MonthlyWage { get; init; }
    /// <summary>Hours a week, above 0, at most 168.</summary>
    [Within("0", "168", AboveLeast = true)]
    public decimal? HoursPerWeek { get; init; }
}

/// <summary>How a contract came about.</summary>
public enum ContractKind
{
    /// <summary>Promised at recruitment.</summary>
    Promised,
    /// <summary>Signed.</summary>
    Signed,
    /// <summary>Put in the place of another.</summary>
    Substituted,
}

/// <summary>The worker arrived for a placement.</summary>
[FactType("arrived", NeedsPlacement = true)]
public sealed record Arrived : WorkerFact;

/// <summary>A placement ended.</summary>
[FactType("placement-ended", NeedsPlacement = true)]
public sealed record PlacementEnded : WorkerFact
{
    /// <summary>Why, such as contract-completed, dismissed, promoted, free-transfer, closure.</summary>
    public required string Reason { get; init; }
    /// <summary>Who ended it.</summary>
    public required EndInitiator Initiator { get; init; }
}

/// <summary>Who ended a placement.</summary>
public enum EndInitiator
{
    /// <summary>The worker.</summary>
    Worker,
    /// <summary>The employer.</summary>
    Employer,
    /// <summary>The recruiter.</summary>
    Recruiter,
    /// <summary>The contract ran out.</summary>
    Expiry,
    /// <summary>An authority.</summary>
    Authority,
}
