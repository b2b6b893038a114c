using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Fees;
using Ledger.Domain.Rates;
using Ledger.Domain.Record;
using Ledger.Domain.Scorecards;
using Ledger.Domain.Wages;
using NodaTime;

namespace Ledger.Domain.Statements;

/// <summary>What a worker was charged for one class of cost.</summary>
/// <param name="Class">The class; null for cuts from wages that recover a fee nobody named.</param>
/// <param name="Charged">The sum, in the currency of the placement's fees.</param>
public readonly record struct ChargeOfClass(FeeClass? Class, Reading Charged);

/// <summary>What the record bears out of one placement.</summary>
/// <param name="Recruiter">Who recruited for it.</param>
/// <param name="Currency">The currency of the sums; null where nothing is told of any.</param>
/// <param name="Sums">What was charged, repaid and is still borne.</param>
/// <param name="Charges">What was charged, by class.</param>
/// <param name="Gaps">What the record lacks.</param>
public sealed record CoveredPlacement(string Recruiter, string? Currency, FeeSums Sums, IReadOnlyList<ChargeOfClass> Charges, IReadOnlyList<StatementGap> Gaps)
{
    /// <summary>Judges one placement that is covered.</summary>
    internal static CoveredPlacement Of(WorkerHistory history, PlacementRecord placement, PlacementFees fees, LocalDate until)
    {
        var decimals = fees.Told.Count == 0 ? 0 : fees.Currency.Decimals;
        return new CoveredPlacement(
            placement.Started!.Recruiter,
            fees.Told.Count == 0 ? null : fees.Currency.Code,
            new FeeSums(Rounded(fees.Charged), Rounded(fees.Reimbursed), Rounded(fees.Borne)),
            [.. fees.Parts.GroupBy(part => part.Class).Select(parts => new ChargeOfClass(parts.Key, Rounded(parts.Aggregate(Reading.Zero, (sum, part) => sum + part.Reading))))],
            [.. Records(history, placement, fees, until).Where(record => record.IsMissing).Select(record => record.Gap)]);

        Reading Rounded(Reading reading) => new(decimal.Round(reading.Documented, decimals), decimal.Round(reading.Claimed, decimals));
    }

    private static IEnumerable<(StatementGap Gap, bool IsMissing)> Records(WorkerHistory history, PlacementRecord placement, PlacementFees fees, LocalDate until)
    {
        // A reimbursement alone tells that something was paid back, and not who had paid what.
        var told = fees.Told.Where(fact => fact is not Reimbursed).ToList();
        return
        [
            (StatementGap.WhoPaid, told.Count == 0),
            (StatementGap.IndependentWord, told.Count > 0 && !told.Exists(IsIndependent)),
            (StatementGap.Contract, PromisedWage.Of(history, placement.Id) is null),
            (StatementGap.Wages, LacksWages(history, placement, until)),
            (StatementGap.Charge, fees.Reimbursed.Claimed > 0 && fees.Charged.Claimed == 0),
            (StatementGap.ExchangeRate, fees.Conversion.Missing.Count > 0),
        ];
    }

    /// <summary>An employer, a recruiter or a lender cannot clear itself, nor a brand its supplier.</summary>
    private static bool IsIndependent(Fact fact) => fact.AssertedAs is Speaker.Worker or Speaker.Authority or Speaker.Auditor or Speaker.CivilSociety;

    private static bool LacksWages(WorkerHistory history, PlacementRecord placement, LocalDate until)
    {
        var last = placement.Ended is { } ended ? LocalDate.Min(ended.EffectiveOn, until) : until;
        var periods = WagePeriod.In(history).Where(wage => wage.Placement == placement.Id).Select(wage => wage.Period).ToList();
        return StatementPeriod.WholeMonths(placement.Arrived ?? placement.Start, last)
            .Any(month => !periods.Exists(period => period.From <= month.With(DateAdjusters.EndOfMonth) && period.To >= month));
    }
}

/// <summary>A worker that a statement covers: one who was placed with the employer on a day of its period.</summary>
/// <param name="Placements">The worker's placements that are covered; at least one.</param>
public sealed record CoveredWorker(IReadOnlyList<CoveredPlacement> Placements)
{
    /// <summary>What the worker's record lacks, over all covered placements.</summary>
    public IEnumerable<StatementGap> Gaps => Placements.SelectMany(placement => placement.Gaps).Distinct();

    /// <summary>Whether the record lacks nothing that a statement needs.</summary>
    public bool IsComplete => Placements.All(placement => placement.Gaps.Count == 0);

    /// <summary>Whether the worker was charged, by some credible account.</summary>
    public bool IsCharged => Placements.Any(placement => placement.Sums.Charged.Claimed > 0);

    /// <summary>Whether all that the worker was charged was verifiably paid back.</summary>
    public bool IsPaidBackInFull => IsCharged && Placements.All(placement => placement.Sums.Borne.Claimed == 0);

    /// <summary>Reads a worker's record; null where no placement is covered.</summary>
    /// <param name="history">The record as of the statement's date, as an employer may read it.</param>
    /// <param name="rates">The exchange rates.</param>
    /// <param name="employers">The employer's id, and those of parties that are one with it.</param>
    /// <param name="period">The days of the statement.</param>
    public static CoveredWorker? Of(WorkerHistory history, ExchangeRates rates, IReadOnlySet<string> employers, StatementPeriod period)
    {
        var covered = history.Placements.Where(IsCovered).ToList();
        if (covered.Count == 0)
        {
            return null;
        }

        var fees = PlacementFees.In(history, rates).Where(told => told.Placement is not null).ToDictionary(told => told.Placement!, StringComparer.Ordinal);
        var until = LocalDate.Min(period.To, history.AsOf);
        return new CoveredWorker([.. covered.Select(placement => CoveredPlacement.Of(history, placement, fees[placement.Id], until))]);

        bool IsCovered(PlacementRecord placement) =>
            placement.Started is { } started && employers.Contains(started.Employer) && placement.Start <= period.To && (placement.Ended is null || placement.Ended.EffectiveOn >= period.From);
    }
}
