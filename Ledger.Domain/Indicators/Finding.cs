using System.Text.Json.Serialization;
using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Record;
using Ledger.Domain.Rules;
using NodaTime;

namespace Ledger.Domain.Indicators;

/// <summary>Whether an indicator is present. It says what the record shows, never that anyone is guilty or bonded.</summary>
public enum Verdict
{
    /// <summary>The record meets its definition.</summary>
    Present,
    /// <summary>The record does not meet its definition.</summary>
    Absent,
    /// <summary>Something is missing without which neither can be said.</summary>
    Insufficient,
}

/// <summary>How grave a present indicator is.</summary>
public enum Severity
{
    /// <summary>To be looked into.</summary>
    Amber,
    /// <summary>To be looked into first.</summary>
    Red,
}

/// <summary>What a present indicator rests on.</summary>
public enum Strength
{
    /// <summary>Documents or admissions alone bear it out.</summary>
    Documented,
    /// <summary>It needs testimony.</summary>
    Testified,
}

/// <summary>One number of a finding; the fields that do not apply are left out.</summary>
public sealed record Measure
{
    /// <summary>What documents or admissions bear out.</summary>
    public decimal? Documented { get; init; }

    /// <summary>What any credible account says.</summary>
    public decimal? Claimed { get; init; }

    /// <summary>The number, where it is not a range.</summary>
    public decimal? Value { get; init; }

    /// <summary>The currency of money.</summary>
    public string? Currency { get; init; }

    /// <summary>The unit of anything else.</summary>
    public string? Unit { get; init; }

    /// <summary>Money as a range, rounded half to even to the currency's unit.</summary>
    public static Measure Of(Reading reading, Currency currency) => new()
    {
        Documented = Rounded(reading.Documented, currency),
        Claimed = Rounded(reading.Claimed, currency),
        Currency = currency.Code,
    };

    /// <summary>A ratio as a range; an end without a bound or without its inputs is left out. Rounded half to even to six decimals.</summary>
    public static Measure Of(decimal? documented, decimal? claimed, string unit) =>
        new() { Documented = Rounded(documented), Claimed = Rounded(claimed), Unit = unit };

    /// <summary>A single number, rounded half to even to six decimals.</summary>
    public static Measure Of(decimal value, string unit) => new() { Value = Rounded(value), Unit = unit };

    /// <summary>A probability, rounded half to even to six digits that count, however small it is.</summary>
    public static Measure OfProbability(decimal probability)
    {
        var decimals = 6;
        for (var scaled = probability; scaled is > 0 and < 0.1m && decimals < 28; decimals++)
        {
            scaled *= 10;
        }

        return new() { Value = decimal.Round(probability, decimals), Unit = "probability" };
    }

    private static decimal Rounded(decimal amount, Currency currency) => decimal.Round(amount, currency.Decimals) + currency.Nothing;

    private static decimal? Rounded(decimal? number) => number is { } value ? decimal.Round(value, 6) : null;
}

/// <summary>A part of a fee.</summary>
/// <param name="Collector">Who collected it.</param>
/// <param name="Amount">The sum.</param>
/// <param name="Class">What for; null, and not written, for cuts from wages that recover a fee nobody named.</param>
public sealed record Share(string Collector, Measure Amount, FeeClass? Class = null);

/// <summary>What one indicator says of one worker, or of a recruiter and an employer, with all it rests on.</summary>
public sealed record Finding
{
    /// <summary>The indicator's code, such as fee.worker-paid.</summary>
    public required string Indicator { get; init; }

    /// <summary>The worker; left out where it is about parties.</summary>
    public string? Worker { get; init; }

    /// <summary>The recruiter it is about; left out where it is about a worker.</summary>
    public string? Recruiter { get; init; }

    /// <summary>The employer it is about; left out where it is about a worker or a recruiter alone.</summary>
    public string? Employer { get; init; }

    /// <summary>The corridor within which parties were compared, such as NP-QA; left out where none was.</summary>
    public string? Corridor { get; init; }

    /// <summary>The placement, where the indicator judges each.</summary>
    public string? Placement { get; init; }

    /// <summary>The verdict.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>How grave; left out unless present.</summary>
    public Severity? Severity { get; init; }

    /// <summary>What it rests on; left out unless present.</summary>
    public Strength? Strength { get; init; }

    /// <summary>Since when; left out unless present.</summary>
    public LocalDate? Since { get; init; }

    /// <summary>The last day whose facts were read.</summary>
    public required LocalDate AsOf { get; init; }

    /// <summary>The last day on which it holds while nothing more is recorded; left out where only a new fact can change it.</summary>
    public LocalDate? HoldsUntil { get; init; }

    /// <summary>The numbers, by name.</summary>
    public SortedDictionary<string, Measure> Measures { get => field ??= new(StringComparer.Ordinal); init; }

    /// <summary>The parts of a fee by collector and class, before reimbursements; empty for other indicators.</summary>
    public IReadOnlyList<Share> Shares { get; init; } = [];

    /// <summary>The rules consulted, and what each said.</summary>
    public IReadOnlyList<ConsultedRule> Rules { get; init; } = [];

    /// <summary>The ids of the facts it rests on.</summary>
    public IReadOnlyList<string> Because { get; init; } = [];

    /// <summary>What is missing from the record, in plain words.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>One or two plain sentences with the figures in them.</summary>
    public required string Explanation { get; init; }

    /// <summary>The thresholds it was judged by, by name.</summary>
    public required SortedDictionary<string, decimal> Thresholds { get; init; }

    /// <summary>The version of the rule pack it was judged by.</summary>
    public required string RulePack { get; init; }

    /// <summary>Whom it is about: a worker, a recruiter, or a recruiter and an employer.</summary>
    [JsonIgnore]
    public string About => Worker ?? (Employer is null ? Recruiter! : $"{Recruiter} with {Employer}");

    /// <summary>The placement it is shown with: its own, or the latest whose parties are told where it is about the worker's whole record; null where there is none.</summary>
    public PlacementRecord? ShownWith(WorkerHistory history) => Placement is null
        ? history.Placements.LastOrDefault(placement => placement.Started is not null) ?? (history.Placements.Count > 0 ? history.Placements[^1] : null)
        : history.Placements.FirstOrDefault(placement => placement.Id == Placement);

    /// <summary>Whether the indicator is present.</summary>
    [JsonIgnore]
    public bool IsPresent => Verdict == Verdict.Present;
}
