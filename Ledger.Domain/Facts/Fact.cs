using System.Text.Json.Serialization;
using Ledger.Domain.Facts.Reading;
using NodaTime;

namespace Ledger.Domain.Facts;

/// <summary>One thing that somebody asserts happened: what is imported, what the API accepts, and what becomes an event.</summary>
/// <remarks>
/// The names of types and fields are the storage format. They are versioned, never renamed: a changed meaning is a new
/// type with a new version (see <see cref="FactTypeAttribute"/>), and every stored sample must go on reading.
/// </remarks>
public abstract record Fact
{
    /// <summary>The most characters an id or a short name may have.</summary>
    public const int LongestId = 100;

    /// <summary>The most characters a note or another free text may have.</summary>
    public const int LongestText = 2_000;

    /// <summary>The most members a list inside a fact may have.</summary>
    public const int LongestList = 1_000;

    /// <summary>The wire name of the type, such as fee-charged.</summary>
    [JsonPropertyName("fact"), JsonPropertyOrder(-100)]
    public string Type => FactCatalogue.Of(GetType()).Name;

    /// <summary>The sender's own id, at most <see cref="LongestId"/> characters; one id is one fact for ever.</summary>
    [JsonPropertyOrder(-99)]
    public required string Id { get; init; }

    /// <summary>When it happened (valid time). When it was told is the ledger's to say.</summary>
    [JsonPropertyOrder(-98)]
    public required LocalDate EffectiveOn { get; init; }

    /// <summary>The id of who says so; a worker's own id for a worker's word.</summary>
    [JsonPropertyOrder(-97)]
    public required string AssertedBy { get; init; }

    /// <summary>The part that the speaker plays.</summary>
    [JsonPropertyOrder(-96)]
    public required Speaker AssertedAs { get; init; }

    /// <summary>What backs the assertion; absent means testimony alone (grade E).</summary>
    [JsonPropertyOrder(-95)]
    public Evidence? Evidence { get; init; }

    /// <summary>The worker it is about; required where the type is a <see cref="WorkerFact"/>.</summary>
    [JsonPropertyOrder(-94)]
    public string? Worker { get; init; }

    /// <summary>The placement it belongs to; its id is scoped to the worker.</summary>
    [JsonPropertyOrder(-93)]
    public string? Placement { get; init; }

    /// <summary>The id of another party's account of the same money.</summary>
    [JsonPropertyOrder(-92)]
    public string? SameAs { get; init; }

    /// <summary>Free text, at most <see cref="LongestText"/> characters; no personal data.</summary>
    [JsonPropertyOrder(-91), FreeText]
    public string? Note { get; init; }

    /// <summary>The grade of the evidence: E where none was given.</summary>
    [JsonIgnore]
    public Grade Grade => Evidence?.Grade ?? Grade.E;
}

/// <summary>A fact about one worker; it lives in that worker's stream.</summary>
public abstract record WorkerFact : Fact;

/// <summary>A fact about a party of the chain, or between parties; it lives in the stream of the party it names first, or in one that all parties share.</summary>
public abstract record PartyFact : Fact
{
    /// <summary>The party whose stream holds the fact.</summary>
    [JsonIgnore]
    public abstract string Subject { get; }
}

/// <summary>A fact about the world that all workers share.</summary>
public abstract record ReferenceFact : Fact;

/// <summary>A fact about another fact; it lives where that fact lives.</summary>
public abstract record MendingFact : Fact
{
    /// <summary>The id of the fact that is mended.</summary>
    [JsonIgnore]
    public abstract string Mends { get; }
}

/// <summary>Who speaks.</summary>
public enum Speaker
{
    /// <summary>The worker, in her own word.</summary>
    Worker,
    /// <summary>The employer.</summary>
    Employer,
    /// <summary>A licensed recruiter.</summary>
    Recruiter,
    /// <summary>A sub-agent or broker.</summary>
    SubAgent,
    /// <summary>A lender.</summary>
    Lender,
    /// <summary>A bank, a wage-protection system, or a mobile-money operator.</summary>
    Bank,
    /// <summary>A public authority.</summary>
    Authority,
    /// <summary>An auditor.</summary>
    Auditor,
    /// <summary>A union or another organisation of civil society.</summary>
    CivilSociety,
    /// <summary>A brand that buys from the employer.</summary>
    Brand,
}

/// <summary>What backs an assertion.</summary>
/// <param name="Grade">How strong it is, A to E, or X.</param>
/// <param name="Kind">What it is, such as receipt, chat, loan-deed.</param>
/// <param name="Reference">Where it is kept; never its content.</param>
/// <param name="Sha256">The SHA-256 of the kept file, 64 hexadecimal digits.</param>
public sealed record Evidence(Grade Grade, string? Kind = null, [property: FreeText] string? Reference = null, [property: Digest] string? Sha256 = null);

/// <summary>Grades of evidence, strongest first.</summary>
public enum Grade
{
    /// <summary>A bank or wage-protection record matched by two parties.</summary>
    A,
    /// <summary>An official itemised receipt.</summary>
    B,
    /// <summary>Contemporaneous informal proof: chat, notebook, loan deed, photo.</summary>
    C,
    /// <summary>Testimony consistent with peers of the same corridor and quarter.</summary>
    D,
    /// <summary>Testimony alone.</summary>
    E,
    /// <summary>Coached or contradicted.</summary>
    X,
}

/// <summary>A period of days, both ends included.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day, not before <paramref name="From"/>.</param>
public sealed record PayPeriod(LocalDate From, LocalDate To);

/// <summary>A placement of a worker, named from outside the worker's own stream.</summary>
/// <param name="Worker">The worker.</param>
/// <param name="Placement">The placement, an id scoped to the worker.</param>
public sealed record PlacementReference(string Worker, string Placement);
