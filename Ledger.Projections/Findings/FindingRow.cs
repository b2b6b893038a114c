using Ledger.Domain.Indicators;
using Ledger.Domain.Record;
using NodaTime;

namespace Ledger.Projections.Findings;

/// <summary>A finding on a worker as the watch list keeps it: what it is filtered, sorted and shown by.</summary>
/// <remarks>Only what is present or cannot be said has a row. Names of properties are those of columns.</remarks>
public sealed record FindingRow
{
    /// <summary>The worker.</summary>
    public required string Worker { get; init; }

    /// <summary>The placement it is about; empty where it is about the worker's whole record.</summary>
    public required string Placement { get; init; }

    /// <summary>The indicator.</summary>
    public required string Indicator { get; init; }

    /// <summary>How grave; null where it cannot be said whether it is present.</summary>
    public Severity? Severity { get; init; }

    /// <summary>What it rests on; null unless present.</summary>
    public Strength? Strength { get; init; }

    /// <summary>Since when; null unless present.</summary>
    public LocalDate? Since { get; init; }

    /// <summary>The last day on which it holds while nothing more is recorded.</summary>
    public LocalDate? HoldsUntil { get; init; }

    /// <summary>The corridor of the placement, such as NP-QA.</summary>
    public string? Corridor { get; init; }

    /// <summary>The employer of the placement.</summary>
    public string? Employer { get; init; }

    /// <summary>The recruiter of the placement.</summary>
    public string? Recruiter { get; init; }

    /// <summary>The finding's sentences with the figures in them.</summary>
    public required string Explanation { get; init; }

    /// <summary>The rows of a worker, in order of indicator and placement. A finding on the whole record is shown with the worker's latest placement.</summary>
    public static IEnumerable<FindingRow> Of(WorkerHistory history, IReadOnlyList<Finding> findings) =>
        findings.Where(finding => finding.Verdict != Verdict.Absent).Select(finding => Of(history, finding, finding.ShownWith(history)));

    private static FindingRow Of(WorkerHistory history, Finding finding, PlacementRecord? placement) => new()
    {
        Worker = finding.Worker!,
        Placement = finding.Placement ?? "",
        Indicator = finding.Indicator,
        Severity = finding.Severity,
        Strength = finding.Strength,
        Since = finding.Since,
        HoldsUntil = finding.HoldsUntil,
        Corridor = placement is null ? null : history.CorridorOf(placement),
        Employer = placement?.Started?.Employer,
        Recruiter = placement?.Started?.Recruiter,
        Explanation = finding.Explanation,
    };
}
