using NodaTime;

namespace Ledger.Domain.Rules;

/// <summary>Whose rule it is.</summary>
public enum RuleRole
{
    /// <summary>A standard: of a convention, a principle, a buyer's code. A breach of it is no breach of law.</summary>
    Standard,
    /// <summary>Law of the country that workers leave.</summary>
    Origin,
    /// <summary>Law of the country of the job.</summary>
    Destination,
}

/// <summary>What a rule rules on, as its row has it.</summary>
public enum RuleKind
{
    /// <summary>Workers are charged nothing.</summary>
    FeeProhibition,
    /// <summary>Workers are charged no more than an amount.</summary>
    FeeCap,
    /// <summary>No more than a share of wages is cut.</summary>
    DeductionCap,
    /// <summary>Loans bear no more than some interest.</summary>
    InterestCap,
    /// <summary>Fees are paid back.</summary>
    RefundDuty,
    /// <summary>Receipts are given or records kept.</summary>
    DocumentRetention,
}

/// <summary>How exactly a row knows its first day.</summary>
public enum DatePrecision
{
    /// <summary>To the day.</summary>
    Day,
    /// <summary>By month.</summary>
    Month,
    /// <summary>By year.</summary>
    Year,
    /// <summary>Not at all.</summary>
    Unknown,
}

/// <summary>A dated rule of law or of a standard: the texts of its row, and what of them is typed so that it can be judged by.</summary>
public sealed record Rule
{
    /// <summary>The row's id, such as STD-DHAKA-1.</summary>
    public required string Id { get; init; }

    /// <summary>The country of ISO 3166, or a part of one such as CA-ON, or INT.</summary>
    public required string Jurisdiction { get; init; }

    /// <summary>Whose rule it is.</summary>
    public required RuleRole Role { get; init; }

    /// <summary>The instrument.</summary>
    public required string Instrument { get; init; }

    /// <summary>The article, as printed in the row.</summary>
    public required string Article { get; init; }

    /// <summary>What it rules on.</summary>
    public required RuleKind Kind { get; init; }

    /// <summary>The first day in force; null where it is not known.</summary>
    public LocalDate? From { get; init; }

    /// <summary>The last day in force; null where it still is.</summary>
    public LocalDate? To { get; init; }

    /// <summary>Whether the row was verified against its source.</summary>
    public required bool IsVerified { get; init; }

    /// <summary>Whether the first day was verified.</summary>
    public required bool IsDateVerified { get; init; }

    /// <summary>Whether the last day, or that there is none, was verified.</summary>
    public required bool IsEndVerified { get; init; }

    /// <summary>How exact the first day is.</summary>
    public required DatePrecision DatePrecision { get; init; }

    /// <summary>Whom it is for, in the row's words.</summary>
    public required string AppliesTo { get; init; }

    /// <summary>The exceptions, in the row's words.</summary>
    public IReadOnlyList<string> Exceptions { get; init; } = [];

    /// <summary>Where the row comes from.</summary>
    public required string SourceTitle { get; init; }

    /// <summary>The address of the source, where there is one.</summary>
    public string? SourceAddress { get; init; }

    /// <summary>A note of whoever researched the row.</summary>
    public string? Note { get; init; }

    /// <summary>Whether it is current or superseded, in the row's words.</summary>
    public required string Status { get; init; }

    /// <summary>Whom and what it reaches; null where the row is informative only.</summary>
    public RuleScope? Scope { get; init; }

    /// <summary>What it allows; null where the row is informative only.</summary>
    public Limit? Limit { get; init; }

    /// <summary>Why the row is not judged by; null where it is.</summary>
    public string? Informative { get; init; }

    /// <summary>What the row says besides and the ledger does not judge by.</summary>
    public IReadOnlyList<string> Untyped { get; init; } = [];

    /// <summary>Why a finding may not call a breach of this rule plain; null when it may.</summary>
    public string? Doubt =>
        !IsVerified ? "its text is not verified"
        : From is null ? "the day it took force is not known"
        : !IsDateVerified ? "its first day is not verified"
        : DatePrecision == DatePrecision.Month ? "its first day is known only by month"
        : DatePrecision != DatePrecision.Day ? "its first day is known only by year"
        : To is not null && !IsEndVerified ? "its last day is approximate"
        : Scope?.Condition;

    /// <summary>Whether it is the law of a country or of a part of it.</summary>
    public bool IsOf(string? country) => country is not null && Jurisdiction.StartsWith(country, StringComparison.Ordinal);

    /// <summary>Whether a day lies within its interval; an end that is not known is open.</summary>
    public bool IsInForce(LocalDate on) => (From is not { } from || on >= from) && (To is not { } to || on <= to);
}
