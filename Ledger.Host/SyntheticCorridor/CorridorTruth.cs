using Ledger.Domain.Amounts;
using NodaTime;

namespace Ledger.Host.SyntheticCorridor;

/// <summary>What truly happened in a synthetic corridor, whatever of it was recorded.</summary>
/// <param name="Settings">What the corridor was made from.</param>
/// <param name="Judged">The indicators that <see cref="WorkerTruth.Indicators"/> speaks of; it says nothing of any other.</param>
/// <param name="Recruiters">The recruiters, by id.</param>
/// <param name="Employers">The employers, by id.</param>
/// <param name="Workers">The workers, by id; told one after the other as they are asked for.</param>
public sealed record CorridorTruth(
    CorridorSettings Settings,
    IReadOnlyList<string> Judged,
    IReadOnlyList<RecruiterTruth> Recruiters,
    IReadOnlyList<EmployerTruth> Employers,
    IEnumerable<WorkerTruth> Workers);

/// <summary>How a party behaves.</summary>
public enum PartyKind
{
    /// <summary>Workers pay nothing.</summary>
    Honest,
    /// <summary>Workers pay once.</summary>
    FeeCharging,
    /// <summary>Workers pay, are dismissed early, and pay again.</summary>
    Churning,
}

/// <summary>What a recruiter truly is.</summary>
/// <param name="Recruiter">Its id.</param>
/// <param name="Kind">How it behaves.</param>
/// <param name="Sister">The linked recruiter that takes over its workers, where it has one.</param>
/// <param name="KickbacksTo">The employers it pays for places.</param>
/// <param name="CertifiedFrom">The first day of its certificate, where it has one.</param>
/// <param name="CertifiedTo">The last day of its certificate, where it has one.</param>
public sealed record RecruiterTruth(
    string Recruiter, PartyKind Kind, string? Sister, IReadOnlyList<string> KickbacksTo, LocalDate? CertifiedFrom, LocalDate? CertifiedTo);

/// <summary>What an employer truly is.</summary>
/// <param name="Employer">Its id.</param>
/// <param name="Kind">How it behaves.</param>
/// <param name="Country">Where it is.</param>
public sealed record EmployerTruth(string Employer, PartyKind Kind, string Country);

/// <summary>What truly happened to a worker up to <see cref="Corridor.LastDay"/>.</summary>
/// <param name="Worker">The worker.</param>
/// <param name="Placements">The placements in order.</param>
/// <param name="Debt">What was lent, charged, repaid and forgiven, in order; interest runs by the stated rates and is not written out.</param>
/// <param name="Indicators">Which of <see cref="CorridorTruth.Judged"/> are truly present, in alphabetical order.</param>
public sealed record WorkerTruth(string Worker, IReadOnlyList<PlacementTruth> Placements, IReadOnlyList<DebtStep> Debt, IReadOnlyList<string> Indicators);

/// <summary>What a placement truly cost and paid.</summary>
/// <param name="Placement">The placement, an id scoped to the worker.</param>
/// <param name="Recruiter">The recruiter.</param>
/// <param name="Employer">The employer.</param>
/// <param name="Started">The day it started.</param>
/// <param name="Ended">The day it ended; null where it had not by the last day.</param>
/// <param name="Fee">What the worker bore, one sum a currency; empty where she bore nothing.</param>
/// <param name="Reimbursed">What she was paid back, one sum a currency.</param>
/// <param name="NetWages">What reached her, one sum a currency.</param>
public sealed record PlacementTruth(
    string Placement,
    string Recruiter,
    string Employer,
    LocalDate Started,
    LocalDate? Ended,
    IReadOnlyList<Money> Fee,
    IReadOnlyList<Money> Reimbursed,
    IReadOnlyList<Money> NetWages);

/// <summary>A step in the course of a debt.</summary>
/// <param name="On">The day.</param>
/// <param name="Loan">The loan, an id scoped to the worker.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Amount">The sum.</param>
public sealed record DebtStep(LocalDate On, string Loan, DebtStepKind Kind, Money Amount);

/// <summary>What happened to a debt.</summary>
public enum DebtStepKind
{
    /// <summary>Money, or a fee on account, was lent.</summary>
    Disbursed,
    /// <summary>Something was added.</summary>
    Charged,
    /// <summary>Something was paid back by the worker or cut from her wages.</summary>
    Repaid,
    /// <summary>Something was forgiven.</summary>
    Forgiven,
}
