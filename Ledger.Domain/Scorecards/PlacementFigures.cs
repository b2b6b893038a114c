using Ledger.Domain.Amounts;
using Ledger.Domain.Churn;
using Ledger.Domain.Facts;
using Ledger.Domain.Fees;
using Ledger.Domain.Indicators;
using Ledger.Domain.Rates;
using Ledger.Domain.Record;
using Ledger.Domain.Wages;
using NodaTime;

namespace Ledger.Domain.Scorecards;

/// <summary>What a record may lack without which a placement cannot be fully judged.</summary>
public enum MissingRecord
{
    /// <summary>Nobody tells who employs and who recruited.</summary>
    Start,
    /// <summary>Nobody tells who paid for the recruitment.</summary>
    WhoPaid,
    /// <summary>No contract was promised or signed.</summary>
    Contract,
    /// <summary>No wage is recorded, not even one of zero.</summary>
    Wages,
}

/// <summary>The cost of a placement to the worker beside a month's earnings there, in the currency of the earnings.</summary>
/// <param name="Currency">The currency of the wage; the cost is converted at the day of its first charge.</param>
/// <param name="Cost">The cost she bore, less verified reimbursements.</param>
/// <param name="GreatestWage">The first month's earnings by the greatest credible account: it divides the documented end.</param>
/// <param name="WorkersWage">The first month's earnings by the worker's account: it divides the claimed end.</param>
public sealed record CostAndWage(string Currency, Reading Cost, decimal GreatestWage, decimal WorkersWage);

/// <summary>What one placement adds to the scorecards of its recruiter, employer and corridor.</summary>
public sealed record PlacementFigures
{
    /// <summary>The worker.</summary>
    public required string Worker { get; init; }

    /// <summary>The placement.</summary>
    public required string Placement { get; init; }

    /// <summary>Who recruited, where that is recorded.</summary>
    public string? Recruiter { get; init; }

    /// <summary>Who employs, where that is recorded.</summary>
    public string? Employer { get; init; }

    /// <summary>The corridor, such as NP-QA, where that is recorded.</summary>
    public string? Corridor { get; init; }

    /// <summary>When it began: it belongs to the period of that day.</summary>
    public required LocalDate Started { get; init; }

    /// <summary>The currency of the fees; null where nothing is told of any.</summary>
    public string? Currency { get; init; }

    /// <summary>What the worker was charged.</summary>
    public required Reading Charged { get; init; }

    /// <summary>What was paid back to her.</summary>
    public required Reading Repaid { get; init; }

    /// <summary>What she bears: charged less verified reimbursements.</summary>
    public required Reading Borne { get; init; }

    /// <summary>The cost beside a month's earnings; null without a recorded wage or rate.</summary>
    public CostAndWage? Cost { get; init; }

    /// <summary>Whether it ended before its term; not by promotion, free transfer, closure, the worker's own choice, or because it ran out.</summary>
    public bool EndedEarly { get; init; }

    /// <summary>Whether a receipt for it names exactly a legal cap in force; null where no receipt is shown.</summary>
    public bool? ReceiptAtCap { get; init; }

    /// <summary>How many facts there are of each grade of evidence.</summary>
    public required SortedDictionary<Grade, int> Grades { get; init; }

    /// <summary>What is missing, in order.</summary>
    public required IReadOnlyList<MissingRecord> Missing { get; init; }

    /// <summary>The indicators that are present, each with how grave it is.</summary>
    public required SortedDictionary<string, Severity> Present { get; init; }

    /// <summary>The figures of each placement of a worker, in order of their start.</summary>
    /// <param name="evaluation">The worker's record as those may read it who could retaliate: they read scorecards too.</param>
    /// <param name="findings">What was found.</param>
    public static IReadOnlyList<PlacementFigures> Of(Evaluation evaluation, IReadOnlyList<Finding> findings)
    {
        var history = evaluation.History;
        var present = findings.Where(finding => finding.IsPresent && finding.Worker is not null).ToLookup(finding => finding.ShownWith(history)?.Id, StringComparer.Ordinal);
        var grades = history.Facts.Where(fact => fact is not WorkerRegistered).ToLookup(history.PlacementOf, fact => fact.Grade, StringComparer.Ordinal);
        var fees = evaluation.Fees.Where(told => told.Placement is not null).ToDictionary(told => told.Placement!, StringComparer.Ordinal);
        return [.. history.Placements.Select(placement => Of(evaluation, placement, fees[placement.Id]) with
        {
            Grades = new(grades[placement.Id].CountBy(grade => grade).ToDictionary()),
            Present = new(present[placement.Id].GroupBy(finding => finding.Indicator, StringComparer.Ordinal)
                .ToDictionary(indicator => indicator.Key, indicator => indicator.Max(finding => finding.Severity)!.Value), StringComparer.Ordinal),
        })];
    }

    private static PlacementFigures Of(Evaluation evaluation, PlacementRecord placement, PlacementFees fees)
    {
        var first = evaluation.Wages.FirstOrDefault(wage => wage.Placement == placement.Id);
        IEnumerable<(MissingRecord Record, bool IsMissing)> records =
        [
            (MissingRecord.Start, placement.Started is null),
            (MissingRecord.WhoPaid, fees.Told.Count == 0),
            (MissingRecord.Contract, PromisedWage.Of(evaluation.History, placement.Id) is null),
            (MissingRecord.Wages, first is null),
        ];
        return new PlacementFigures
        {
            Worker = evaluation.History.Worker,
            Placement = placement.Id,
            Recruiter = placement.Started?.Recruiter,
            Employer = placement.Started?.Employer,
            Corridor = evaluation.History.CorridorOf(placement),
            Started = placement.Start,
            Currency = fees.Told.Count == 0 ? null : fees.Currency.Code,
            Charged = Rounded(fees, fees.Charged),
            Repaid = Rounded(fees, fees.Reimbursed),
            Borne = Rounded(fees, fees.Borne),
            Cost = first is null ? null : CostBeside(first, fees, new Conversion(evaluation.Rates)),
            EndedEarly = PlacementOutcome.IsEarly(evaluation, placement),
            ReceiptAtCap = ReceiptMismatch.IsAtCap(evaluation, fees),
            Grades = [],
            Missing = [.. records.Where(record => record.IsMissing).Select(record => record.Record)],
            Present = [],
        };
    }

    private static CostAndWage? CostBeside(WagePeriod first, PlacementFees fees, Conversion conversion) =>
        fees.First is { } on
            && conversion.To(first.Currency, fees.Borne.Documented, fees.Currency, on) is { } documented
            && conversion.To(first.Currency, fees.Borne.Claimed, fees.Currency, on) is { } claimed
            ? new CostAndWage(first.Currency.Code, Settled(new Reading(documented, claimed)), Ratio.Settled(first.EarnedMonthly.Greatest), Ratio.Settled(first.EarnedMonthly.Workers))
            : null;

    private static Reading Settled(Reading reading) => new(Ratio.Settled(reading.Documented), Ratio.Settled(reading.Claimed));

    /// <summary>Rounds half to even to the currency's unit; where nothing is told there is no currency, and nothing to round.</summary>
    private static Reading Rounded(PlacementFees fees, Reading reading) => fees.Told.Count == 0
        ? Reading.Zero
        : new(decimal.Round(reading.Documented, fees.Currency.Decimals), decimal.Round(reading.Claimed, fees.Currency.Decimals));
}
