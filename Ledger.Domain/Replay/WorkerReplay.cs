using Ledger.Domain.Disclosure;
using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Domain.Record;
using Ledger.Domain.Repayment;
using Ledger.Domain.Rules;
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

/// <summary>What is owed to one creditor on a day.</summary>
/// <param name="Creditor">The party that lent.</param>
/// <param name="Owed">What is owed to it.</param>
public sealed record CreditorDebt(string Creditor, Measure Owed);

/// <summary>One point of a worker's trajectory, for a chart to draw.</summary>
public sealed record SeriesPoint
{
    /// <summary>The day.</summary>
    public required LocalDate Date { get; init; }

    /// <summary>What is owed for recruitment; null before any loan, or where a rate between loans is missing.</summary>
    public Measure? Debt { get; init; }

    /// <summary>Net wages received so far, by currency.</summary>
    public required IReadOnlyList<Measure> WagesReceived { get; init; }

    /// <summary>Months of wages owed at the last pay day; an end without a bound is left out.</summary>
    public Measure? MonthsOwed { get; init; }

    /// <summary>The debt split by creditor.</summary>
    public required IReadOnlyList<CreditorDebt> ByCreditor { get; init; }
}

/// <summary>A charge and what the rules say of it.</summary>
/// <param name="Fact">The id of the fact that tells of it.</param>
/// <param name="IsStandardBreach">Whether a standard is plainly broken: any amount that a worker bears is.</param>
/// <param name="IsLegalBreach">Whether a law is plainly broken, by all it counts up to the day of this charge.</param>
/// <param name="Rules">Every rule consulted.</param>
public sealed record JudgedCharge(string Fact, bool IsStandardBreach, bool IsLegalBreach, IReadOnlyList<ConsultedRule> Rules)
{
    /// <summary>Charges by the fact that tells of each.</summary>
    public static Dictionary<string, JudgedCharge> ByFact(IEnumerable<JudgedCharge> charges) =>
        charges.DistinctBy(charge => charge.Fact).ToDictionary(charge => charge.Fact, StringComparer.Ordinal);

    internal static IReadOnlyList<JudgedCharge> In(Evaluation evaluation) =>
    [
        .. evaluation.Fees.SelectMany(fees => evaluation.Law(fees).Charges())
            .OrderBy(charge => charge.Fee.EffectiveOn).ThenBy(charge => charge.Fee.Id, StringComparer.Ordinal)
            .Select(charge => new JudgedCharge(charge.Fee.Id, charge.IsStandardBreach, charge.IsLegalBreach, charge.Rules)),
    ];
}

/// <summary>When a worker is free of debt if payments go on at the present pace.</summary>
/// <param name="On">The last pay day, from which it is looked at.</param>
/// <param name="Monthly">What was paid a month over the last pay rounds.</param>
/// <param name="Months">Months from that day; an end at which no length of time clears the debt is left out.</param>
/// <param name="FreeOn">The day by the claimed debt; null where no length of time clears it.</param>
public sealed record Freedom(LocalDate On, Measure Monthly, Measure Months, LocalDate? FreeOn);

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
    /// <summary>Each charge that is told to have been borne by the worker, with its two verdicts: by the standards and by the law.</summary>
    public IReadOnlyList<JudgedCharge> Charges { get; init; } = [];

    /// <summary>The sums that several parties tell of, with the accounts of each.</summary>
    public IReadOnlyList<OneMoney> SameMoney { get; init; } = [];

    /// <summary>The trajectory: a point for each day on which something happened, and one for the date of the replay.</summary>
    public IReadOnlyList<SeriesPoint> Series { get; init; } = [];

    /// <summary>When the debt is cleared at the present pace; null without a debt or without a pace.</summary>
    public Freedom? Freedom { get; init; }

    /// <summary>The position without worker-borne fees, and the sum to be repaid; null where it is beyond what can be reckoned.</summary>
    public WithoutFees? Counterfactual { get; init; }

    /// <summary>Replays a worker's record.</summary>
    public static WorkerReplay Of(Evaluation evaluation)
    {
        var history = evaluation.History;
        var balances = new RunningBalances(evaluation);
        return new WorkerReplay(history.Worker, history.AsOf, history.KnownAt, evaluation.Rules.Version, Days(evaluation, balances), evaluation.Findings())
        {
            Charges = RunningBalances.Reckoned(() => JudgedCharge.In(evaluation)) ?? [],
            SameMoney = OneMoney.In(history),
            Series = balances.Series(),
            Freedom = RunningBalances.Reckoned(() => balances.Freedom()),
            Counterfactual = RunningBalances.Reckoned(() => WithoutFees.Of(evaluation)),
        };
    }

    private static List<TimelineDay> Days(Evaluation evaluation, RunningBalances balances)
    {
        var audience = evaluation.Audience;
        // Who reads everything is shown every reference.
        var shown = audience.ReadsComplaints() ? [] : evaluation.History.Facts.Select(fact => fact.Id).ToHashSet(StringComparer.Ordinal);
        return
        [
            .. evaluation.History.Standing.GroupBy(standing => standing.Fact.EffectiveOn).Select(day => new TimelineDay
            {
                On = day.Key,
                Facts = [.. day.Select(Told)],
                FeesBorne = balances.FeesBorne(day.Key),
                Debt = balances.On(day.Key).Debt,
                WagesReceived = balances.On(day.Key).WagesReceived,
                MonthsOwed = balances.On(day.Key).MonthsOwed,
            }),
        ];

        // The lines of a file are counted with what is hidden among them, so the line of a fact is not for all.
        TimelineFact Told(StandingFact standing) => new(standing.RecordedAt, standing.CorrectedBy, DisclosedRecord.Shown(audience, standing.Fact, shown))
        {
            Origin = audience.ReadsComplaints() ? standing.Origin : null,
        };
    }
}
