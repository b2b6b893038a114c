using Ledger.Domain.Amounts;
using Ledger.Domain.Debt;
using Ledger.Domain.Facts;
using Ledger.Domain.Fees;
using Ledger.Domain.Indicators;
using Ledger.Domain.Record;
using Ledger.Domain.Wages;
using NodaTime;

namespace Ledger.Domain.Replay;

/// <summary>A fact on a worker's timeline, as it stands.</summary>
/// <param name="RecordedAt">When the ledger was first told.</param>
/// <param name="CorrectedBy">The corrections it carries.</param>
/// <param name="Fact">The fact with its corrected fields.</param>
public sealed record TimelineFact(Instant RecordedAt, IReadOnlyList<string> CorrectedBy, Fact Fact)
{
    /// <summary>The line of the file it came in; absent where it came alone.</summary>
    public Origin? Origin { get; init; }
}

/// <summary>A day on a worker's timeline, with the balances at its end.</summary>
public sealed record TimelineDay
{
    /// <summary>The day.</summary>
    public required LocalDate On { get; init; }

    /// <summary>The facts of the day, every party's account side by side.</summary>
    public required IReadOnlyList<TimelineFact> Facts { get; init; }

    /// <summary>Fees borne so far after verified reimbursements, by currency.</summary>
    public required IReadOnlyList<Measure> FeesBorne { get; init; }

    /// <summary>What is owed for recruitment; null where there is no loan, no rate between loans, or no exact reckoning.</summary>
    public Measure? Debt { get; init; }

    /// <summary>Net wages received so far, by currency.</summary>
    public required IReadOnlyList<Measure> WagesReceived { get; init; }

    /// <summary>Months of wages owed at the last pay day; an end without a bound is left out.</summary>
    public Measure? MonthsOwed { get; init; }
}

/// <summary>One worker's finances as of a date, as known at an instant: timeline, running balances and the findings as they stood.</summary>
/// <param name="Worker">The worker.</param>
/// <param name="AsOf">The last day whose facts count.</param>
/// <param name="KnownAt">The last instant whose recordings count.</param>
/// <param name="Rules">The rule pack's version.</param>
/// <param name="Timeline">The days on which something happened.</param>
/// <param name="Findings">The findings.</param>
public sealed record WorkerReplay(
    string Worker, LocalDate AsOf, Instant KnownAt, string Rules, IReadOnlyList<TimelineDay> Timeline, IReadOnlyList<Finding> Findings)
{
    /// <summary>Replays a worker's record.</summary>
    public static WorkerReplay Of(Evaluation evaluation)
    {
        var history = evaluation.History;
        var findings = evaluation.Findings();
        return new WorkerReplay(history.Worker, history.AsOf, history.KnownAt, evaluation.Rules.Version, Days(evaluation), findings);
    }

    private static IReadOnlyList<TimelineDay> Days(Evaluation evaluation)
    {
        var history = evaluation.History;
        var debt = new DebtPosition(history, evaluation.Rates);
        var windows = Reckoned(() => DebtWindows.In(history, evaluation.Rates, evaluation.Thresholds.WagePeriods))?.Windows ?? [];
        return
        [
            .. history.Standing.GroupBy(standing => standing.Fact.EffectiveOn).Select(day => new TimelineDay
            {
                On = day.Key,
                Facts = [.. day.Select(standing => new TimelineFact(standing.RecordedAt, standing.CorrectedBy, standing.Fact) { Origin = standing.Origin })],
                FeesBorne = Reckoned(() => FeesBorne(history.AsOfDay(day.Key), evaluation)) ?? [],
                Debt = Reckoned(() => debt.Loans.SelectMany(loan => loan.Facts).Any(fact => fact.EffectiveOn <= day.Key) && debt.OwedOn(day.Key) is { } owed ? Measure.Of(owed, debt.Currency) : null),
                WagesReceived = WagesReceived(history.AsOfDay(day.Key)),
                MonthsOwed = debt.Loans.Count > 0 && windows.LastOrDefault(window => window.On <= day.Key) is { } window ? Owed(window) : null,
            }),
        ];
    }

    /// <summary>A figure that amounts or terms lead beyond what decimal holds is left out; the timeline is told all the same.</summary>
    private static T? Reckoned<T>(Func<T?> figure)
        where T : class
    {
        try
        {
            return figure();
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static List<Measure> FeesBorne(WorkerHistory history, Evaluation evaluation) =>
    [
        .. PlacementFees.In(history, evaluation.Rates).Where(fees => fees.Told.Count > 0)
            .GroupBy(fees => fees.Currency)
            .OrderBy(currency => currency.Key.Code, StringComparer.Ordinal)
            .Select(currency => Measure.Of(currency.Aggregate(Reading.Zero, (sum, fees) => sum + fees.Borne), currency.Key)),
    ];

    private static List<Measure> WagesReceived(WorkerHistory history) =>
    [
        .. WagePeriod.In(history)
            .GroupBy(wage => wage.Currency)
            .OrderBy(currency => currency.Key.Code, StringComparer.Ordinal)
            .Select(currency => Measure.Of(currency.Aggregate(Reading.Zero, (sum, wage) => sum + wage.Net.Reading), currency.Key)),
    ];

    private static Measure Owed(DebtWindow window) => Measure.Of(
        MonthsOwed.Of(window.OwedInWages.Documented, window.Monthly.Greatest).Months,
        MonthsOwed.Of(window.OwedInWages.Claimed, window.Monthly.Workers).Months,
        "months");
}
