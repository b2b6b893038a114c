using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Domain.Record;
using Ledger.Domain.Rules;
using Ledger.Projections.Exposures;
using NodaTime;

namespace Ledger.Projections.Standings;

/// <summary>How a worker stands by all that is recorded, so far as it moves others: what the findings add to exposures, and when they are to be judged again.</summary>
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

    /// <summary>What this worker adds to the exposure of recruiters, employers and corridors.</summary>
    public required IReadOnlyList<Contribution> Contributions { get; init; }

    /// <summary>The parties and currencies whose links and rates the findings turn on, in alphabetical order.</summary>
    public required IReadOnlyList<string> TurnsOn { get; init; }

    /// <summary>How a party is named in <see cref="TurnsOn"/>.</summary>
    public static string PartyKey(string party) => "party " + party;

    /// <summary>How a currency is named in <see cref="TurnsOn"/>.</summary>
    public static string CurrencyKey(string code) => "currency " + code;

    /// <summary>The standing that findings come to.</summary>
    /// <param name="history">The worker's record.</param>
    /// <param name="facts">How many facts it holds, those that mend others among them.</param>
    /// <param name="findings">The findings as of the last day of the record.</param>
    /// <param name="pack">The rule pack they were judged by.</param>
    /// <param name="contributions">What they add to exposures.</param>
    internal static WorkerStanding Of(WorkerHistory history, int facts, IReadOnlyList<Finding> findings, RulePack pack, IReadOnlyList<Contribution> contributions) => new()
    {
        Worker = history.Worker,
        Facts = facts,
        AsOf = history.AsOf,
        JudgeAgainOn = findings.Min(finding => finding.HoldsUntil)?.PlusDays(1),
        Contributions = contributions,
        TurnsOn = [.. Keys(history, pack).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
    };

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
