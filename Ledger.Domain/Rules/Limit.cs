using System.Collections.Immutable;
using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;

namespace Ledger.Domain.Rules;

/// <summary>What a rule allows. Each kind of limit has the fields its kind needs and no others.</summary>
public abstract record Limit;

/// <summary>A limit of what workers may be charged.</summary>
public abstract record FeeLimit : Limit
{
    /// <summary>Whether it becomes zero where a rule of the destination forbids fees.</summary>
    public bool IsZeroWhereDestinationForbids { get; init; }

    /// <summary>Other limits for some workers; the first that fits holds.</summary>
    public ImmutableArray<LimitVariant> Variants { get; init; } = [];
}

/// <summary>A limit for some workers in place of the general one.</summary>
/// <param name="Sex">For workers of this sex; null for all.</param>
/// <param name="Trades">For these trades; none for all.</param>
/// <param name="Limit">The limit.</param>
public sealed record LimitVariant(Sex? Sex, Trades Trades, FeeLimit Limit);

/// <summary>Nothing may be charged.</summary>
public sealed record ZeroFee : FeeLimit;

/// <summary>No more than an amount a placement.</summary>
/// <param name="Amount">The amount, above zero.</param>
/// <param name="Currency">Its currency.</param>
public sealed record FixedFee(decimal Amount, Currency Currency) : FeeLimit;

/// <summary>Which wage a multiple is of.</summary>
public enum WageBasis
{
    /// <summary>The wage of the contract.</summary>
    Contract,
    /// <summary>The first month's earnings.</summary>
    FirstMonth,
    /// <summary>What reached the worker for the first month.</summary>
    FirstNet,
}

/// <summary>No more than so many monthly wages.</summary>
/// <param name="Multiple">How many, 0.01 to 24.</param>
/// <param name="Wage">Of which wage.</param>
/// <param name="IsPerContractYear">Whether it is for each year of the contract that is begun; else for the placement.</param>
/// <param name="GreatestMultiple">The most in all, where there is one.</param>
public sealed record MonthlyWages(decimal Multiple, WageBasis Wage, bool IsPerContractYear, decimal? GreatestMultiple) : FeeLimit;

/// <summary>No more than so many daily wages; a day is a thirtieth of a month.</summary>
/// <param name="Days">How many, 1 to 360.</param>
/// <param name="Wage">Of which wage.</param>
public sealed record DailyWages(decimal Days, WageBasis Wage) : FeeLimit;

/// <summary>Nothing before the first wage is paid, and then no more than a share of it.</summary>
/// <param name="Share">The share, 0.01 to 1.</param>
public sealed record FirstWageShare(decimal Share) : FeeLimit;

/// <summary>So much for each month of service that is begun, by year of service; the last entry holds for all later years.</summary>
/// <param name="Monthly">The amount a month, by year.</param>
/// <param name="Currency">Its currency.</param>
public sealed record ServiceSchedule(ImmutableArray<decimal> Monthly, Currency Currency) : FeeLimit;

/// <summary>The least of several limits.</summary>
/// <param name="Limits">Two to ten limits.</param>
public sealed record LeastOf(ImmutableArray<FeeLimit> Limits) : FeeLimit;

/// <summary>What a part of the deductions is for.</summary>
public enum DeductionPart
{
    /// <summary>Loans by the employer.</summary>
    EmployerLoan,
    /// <summary>Loans by anyone.</summary>
    Loan,
    /// <summary>Advances of wages.</summary>
    Advance,
    /// <summary>Debts that a court has found.</summary>
    CourtDebt,
    /// <summary>Attachment of wages.</summary>
    Attachment,
    /// <summary>Lodging.</summary>
    Lodging,
    /// <summary>Damage to the employer's goods.</summary>
    Damage,
}

/// <summary>The ceiling of one part of the deductions.</summary>
/// <param name="For">The part.</param>
/// <param name="Share">The share of the wage of a pay period, above 0 to 1.</param>
public sealed record PartCeiling(DeductionPart For, decimal Share);

/// <summary>How much of a wage may be cut.</summary>
/// <param name="Overall">The share that all deductions of a pay period together may reach, above 0 to 1; null where the rule sets none.</param>
/// <param name="Parts">The ceilings of parts.</param>
/// <param name="Outside">What lies outside the overall ceiling.</param>
/// <param name="IsBelow">Whether the share itself is already too much: less than a tenth, rather than a tenth at most.</param>
/// <param name="EmployerLoanPerYear">The most interest a year on the employer's own loans; null where the rule sets none.</param>
public sealed record DeductionLimit(
    decimal? Overall, ImmutableArray<PartCeiling> Parts, ImmutableArray<DeductionPart> Outside, bool IsBelow, decimal? EmployerLoanPerYear) : Limit;

/// <summary>Whose loans an interest limit is for.</summary>
public enum LenderKind
{
    /// <summary>Anyone's.</summary>
    Any,
    /// <summary>Those of private persons and firms that are no credit institution.</summary>
    Private,
    /// <summary>Those of licensed moneylenders.</summary>
    Moneylender,
}

/// <summary>How much interest a loan may bear. Rates are fractions: 0.1 is ten per cent.</summary>
public sealed record InterestLimit : Limit
{
    /// <summary>Whose loans.</summary>
    public LenderKind Lenders { get; init; }

    /// <summary>The most a year.</summary>
    public decimal? PerYear { get; init; }

    /// <summary>The most a month.</summary>
    public decimal? PerMonth { get; init; }

    /// <summary>The most a year on secured loans.</summary>
    public decimal? SecuredPerYear { get; init; }

    /// <summary>The rate a year above which a loan is presumed extortionate.</summary>
    public decimal? PresumptionPerYear { get; init; }

    /// <summary>The most a month on what is overdue.</summary>
    public decimal? LatePerMonth { get; init; }

    /// <summary>The most that being late may cost a month.</summary>
    public Money? LateFeePerMonth { get; init; }

    /// <summary>The most that a fee for the loan may be, as a share of the principal.</summary>
    public decimal? FeeOfPrincipal { get; init; }

    /// <summary>The most that all interest may come to, as a multiple of the principal.</summary>
    public decimal? TotalOfPrincipal { get; init; }

    /// <summary>Whether fees and penalties count towards <see cref="TotalOfPrincipal"/>.</summary>
    public bool ChargesCount { get; init; }

    /// <summary>Whether interest on interest is forbidden.</summary>
    public bool IsSimpleOnly { get; init; }

    /// <summary>Whether the rate meant is the effective one.</summary>
    public bool IsEffective { get; init; }

    /// <summary>Whether the loan itself is forbidden.</summary>
    public bool IsForbidden { get; init; }
}

/// <summary>When a duty to pay back arises.</summary>
public enum RefundOccasion
{
    /// <summary>A fee is found to have been charged.</summary>
    Found,
    /// <summary>The placement ends early.</summary>
    EarlyEnd,
}

/// <summary>What must be paid back.</summary>
/// <param name="When">When the duty arises.</param>
/// <param name="Share">The least share of the fee, above 0 to 1; null where it is pro rata.</param>
/// <param name="IsProRata">Whether the share is what remains of the contract.</param>
/// <param name="WithinMonths">For an early end: the months from the start within which it must fall; null for the whole contract.</param>
/// <param name="WithinDays">The days within which it must be paid; null where the rule sets none.</param>
/// <param name="NotByWorker">Whether an end that the worker brought about is left out.</param>
public sealed record RefundLimit(RefundOccasion When, decimal? Share, bool IsProRata, int? WithinMonths, int? WithinDays, bool NotByWorker) : Limit;

/// <summary>What must be written down.</summary>
/// <param name="NeedsReceipt">Whether a receipt is due for what is collected.</param>
/// <param name="IsItemised">Whether it must be itemised.</param>
/// <param name="AllowsCash">Whether cash may be taken.</param>
/// <param name="MustKeep">Whether records of fees must be kept.</param>
public sealed record RecordsLimit(bool NeedsReceipt, bool IsItemised, bool AllowsCash, bool MustKeep) : Limit;
