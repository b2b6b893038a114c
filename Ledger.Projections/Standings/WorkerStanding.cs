using System.Text.Json.Serialization;
using Ledger.Domain.Churn;
using Ledger.Domain.Disclosure;
using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Domain.Record;
using Ledger.Domain.Rules;
using Ledger.Domain.Scorecards;
using Ledger.Domain.Statements;
using Ledger.Projections.Exposures;
using Ledger.Projections.Findings;
using Ledger.Projections.Pairs;
using Ledger.Projections.Reference;
using Ledger.Projections.Statements;
using NodaTime;

namespace Ledger.Projections.Standings;

/// <summary>How a worker stands by all that is recorded: the findings as of the last day of the record, and what they add to others' exposure.</summary>
/// <remarks>A pure function of the worker's stream, the reference streams and the rule pack, so that a rebuild gives the same bytes.</remarks>
public sealed record WorkerStanding
{
    /// <summary>The worker.</summary>
    public required string Worker { get; init; }

    /// <summary>How many facts of the worker's stream it rests on.</summary>
    public required int Facts { get; init; }

    /// <summary>The last day on which a recorded fact took effect or was recorded, whichever is later; the findings hold from then on.</summary>
    public required LocalDate AsOf { get; init; }

    /// <summary>The first day on which a finding may have changed by time alone; null while only another fact can change one.</summary>
    public LocalDate? JudgeAgainOn { get; init; }

    /// <summary>The findings, in order of indicator and placement.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>The findings as the watch list keeps them, in a table of its own.</summary>
    [JsonIgnore]
    public IReadOnlyList<FindingRow> Rows { get; init; } = [];

    /// <summary>The figures of the worker's placements, which scorecards add up, in a table of their own.</summary>
    [JsonIgnore]
    public IReadOnlyList<PlacementFigures> Figures { get; init; } = [];

    /// <summary>What became of the placements, as pairs of recruiter and employer are judged by it; in a table of its own.</summary>
    [JsonIgnore]
    public IReadOnlyList<PlacementOutcome> Outcomes { get; init; } = [];

    /// <summary>The employers that anybody ever told, by which statements find their workers; in a table of its own.</summary>
    [JsonIgnore]
    public IReadOnlyList<EmployerTold> Employers { get; init; } = [];

    /// <summary>What this worker adds to the exposure of recruiters, employers and corridors.</summary>
    public required IReadOnlyList<Contribution> Contributions { get; init; }

    /// <summary>The parties and currencies whose links and rates the findings turn on, in alphabetical order.</summary>
    public required IReadOnlyList<string> TurnsOn { get; init; }

    /// <summary>How a party is named in <see cref="TurnsOn"/>.</summary>
    public static string PartyKey(string party) => "party " + party;

    /// <summary>How a currency is named in <see cref="TurnsOn"/>.</summary>
    public static string CurrencyKey(string code) => "currency " + code;

    /// <summary>Judges a worker's record.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="record">Every fact of the worker's stream; at least one.</param>
    /// <param name="reference">The reference streams.</param>
    public static WorkerStanding Of(string worker, IReadOnlyList<RecordedFact> record, ReferenceRecord reference)
    {
        var lastDay = LastDay(record);
        var history = WorkerHistory.Of(worker, record, lastDay, Instant.MaxValue);
        var evaluation = reference.Now.Of(history);
        var findings = evaluation.Findings();
        var disclosed = DisclosedRecord.To(Audience.Employer, record);
        var (shared, told) = disclosed.Count == record.Count ? (evaluation, findings) : Shared(worker, disclosed, reference);
        return new WorkerStanding
        {
            Worker = worker,
            Facts = record.Count,
            AsOf = lastDay,
            JudgeAgainOn = findings.Min(finding => finding.HoldsUntil)?.PlusDays(1),
            Findings = findings,
            Rows = [.. FindingRow.Of(history, findings)],
            Figures = PlacementFigures.Of(shared, told),
            Outcomes = PlacementOutcome.In(shared, OutcomeTable.Groups(reference.Links)),
            Employers = [.. EmployersTold.In(record.Select(recorded => recorded.Fact)).Select(employer => new EmployerTold(worker, employer))],
            Contributions = Contribution.Of(shared.History, disclosed.Count, told),
            TurnsOn = [.. Keys(history, reference.Now.Pack).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        };
    }

    /// <summary>Exposures and scorecards are for employers, recruiters and brands too: what a worker adds to them is judged from what these may read.</summary>
    private static (Evaluation Evaluation, IReadOnlyList<Finding> Findings) Shared(string worker, IReadOnlyList<RecordedFact> disclosed, ReferenceRecord reference)
    {
        var shared = reference.Now.Of(WorkerHistory.Of(worker, disclosed, LastDay(disclosed), Instant.MaxValue)) with { Audience = Audience.Employer };
        return (shared, shared.Findings());
    }

    private static LocalDate LastDay(IReadOnlyList<RecordedFact> record) =>
        LocalDate.Max(record.Max(recorded => recorded.Fact.EffectiveOn), record.Max(recorded => recorded.RecordedAt).InUtc().Date);

    private static IEnumerable<string> Keys(WorkerHistory history, RulePack pack)
    {
        var facts = history.Facts;
        var caps = history.Placements.Select(placement => Situation.Of(history, placement.Id))
            .SelectMany(where => pack.CapCurrencies(where.OriginCountry).Concat(pack.CapCurrencies(where.DestinationCountry)));
        var currencies = facts.SelectMany(Currencies).Concat(caps).Distinct(StringComparer.Ordinal).ToList();
        return facts.SelectMany(Parties).Concat(facts.Where(fact => fact.AssertedAs is not Speaker.Worker).Select(fact => fact.AssertedBy)).Select(PartyKey)
            .Concat(currencies.Count > 1 ? currencies.Select(CurrencyKey) : []);
    }

    private static IEnumerable<string> Parties(Fact fact) => fact switch
    {
        FeeCharged fee => [fee.Collector],
        DeductionTaken deduction => [deduction.Payee ?? deduction.AssertedBy],
        LoanDisbursed loan => [loan.Lender],
        PlacementStarted started => [started.Recruiter, started.Employer, .. started.Chain],
        _ => [],
    };

    private static IEnumerable<string> Currencies(Fact fact) => fact switch
    {
        FeeCharged fee => [fee.Amount.Currency.Code],
        ContractRecorded contract => [contract.MonthlyWage.Currency.Code],
        WagePaid wage => [wage.Net.Currency.Code],
        DeductionTaken deduction => [deduction.Amount.Currency.Code],
        Reimbursed reimbursed => [reimbursed.Amount.Currency.Code],
        LoanDisbursed loan => [loan.Principal.Currency.Code],
        LoanCharged charged => [charged.Amount.Currency.Code],
        LoanRepaid repaid => [repaid.Amount.Currency.Code],
        LoanForgiven forgiven => [forgiven.Amount.Currency.Code],
        _ => [],
    };
}
