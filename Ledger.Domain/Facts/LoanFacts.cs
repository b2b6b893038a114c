using Ledger.Domain.Amounts;
using Ledger.Domain.Facts.Reading;

namespace Ledger.Domain.Facts;

/// <summary>A loan, or a part of one, was paid out.</summary>
[FactType("loan-disbursed")]
public sealed record LoanDisbursed : WorkerFact
{
    /// <summary>The loan; an id scoped to the worker.</summary>
    public required string Loan { get; init; }
    /// <summary>Who lent.</summary>
    public required string Lender { get; init; }
    /// <summary>What was lent.</summary>
    public required Money Principal { get; init; }
    /// <summary>The interest agreed, where it is known; absent means that no terms are known.</summary>
    public InterestRate? Rate { get; init; }
    /// <summary>The months in which it is to be repaid, 1 to 600.</summary>
    [Whole(1, 600)]
    public int? TermMonths { get; init; }
    /// <summary>The sum due at each payment.</summary>
    public Money? Instalment { get; init; }
    /// <summary>What it was taken for.</summary>
    public required LoanPurpose Purpose { get; init; }
    /// <summary>What secures it, such as deed, gold, passport, guarantor.</summary>
    public FactList<string>? Security { get; init; }
    /// <summary>The months after the first disbursement in which no payment is due, 1 to 600; interest goes on. Absent means none.</summary>
    [Whole(1, 600)]
    public int? GraceMonths { get; init; }
    /// <summary>What a payment meets first, second and third; absent, or for parts left out, charges, then interest, then principal.</summary>
    public FactList<LoanPart>? AppliedTo { get; init; }
}

/// <summary>A part of what is owed on a loan.</summary>
public enum LoanPart
{
    /// <summary>Fees and penalties.</summary>
    Charges,
    /// <summary>Interest.</summary>
    Interest,
    /// <summary>What was lent, and interest that joined it.</summary>
    Principal,
}

/// <summary>An interest rate.</summary>
/// <param name="Value">A fraction: 0.6 is 60 per cent. From 0 to 10.</param>
/// <param name="Per">The time the value is for.</param>
/// <param name="Method">Whether interest bears interest.</param>
/// <param name="Every">How often a compound rate is compounded; absent means once each <paramref name="Per"/>.</param>
/// <param name="DayCount">How days are counted; absent means months of thirty days.</param>
public sealed record InterestRate(
    [property: Within("0", "10", Hint = "0.6 for 60 per cent")] decimal Value,
    RatePeriod Per,
    InterestMethod Method,
    CompoundingPeriod? Every = null,
    DayCount? DayCount = null);

/// <summary>How the days of interest are counted (ISDA 2006 Definitions, section 4.16).</summary>
public enum DayCount
{
    /// <summary>Every month has thirty days and every year twelve months: 30E/360.</summary>
    ThirtyDayMonths,
    /// <summary>The days of the calendar over a year of 365: actual/365 fixed.</summary>
    Actual365,
    /// <summary>The days of the calendar over a year of 360: actual/360.</summary>
    Actual360,
}

/// <summary>The time an interest rate is for.</summary>
public enum RatePeriod
{
    /// <summary>A month.</summary>
    Month,
    /// <summary>A year of twelve months.</summary>
    Year,
}

/// <summary>Whether interest bears interest.</summary>
public enum InterestMethod
{
    /// <summary>It does not.</summary>
    Simple,
    /// <summary>Unpaid interest joins the principal at each compounding.</summary>
    Compound,
}

/// <summary>How often interest is compounded.</summary>
public enum CompoundingPeriod
{
    /// <summary>Every month.</summary>
    Month,
    /// <summary>Every three months.</summary>
    Quarter,
    /// <summary>Every six months.</summary>
    HalfYear,
    /// <summary>Every twelve months.</summary>
    Year,
}

/// <summary>What a loan was taken for.</summary>
public enum LoanPurpose
{
    /// <summary>To pay for recruitment.</summary>
    Recruitment,
    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>Something was added to a loan.</summary>
[FactType("loan-charged")]
public sealed record LoanCharged : WorkerFact
{
    /// <summary>The loan.</summary>
    public required string Loan { get; init; }
    /// <summary>The sum.</summary>
    public required Money Amount { get; init; }
    /// <summary>What it is.</summary>
    public required LoanChargeKind Kind { get; init; }
}

/// <summary>What is added to a loan.</summary>
public enum LoanChargeKind
{
    /// <summary>Interest that was charged by hand, beside or in place of the stated rate.</summary>
    Interest,
    /// <summary>A penalty.</summary>
    Penalty,
    /// <summary>A fee of the lender.</summary>
    Fee,
}

/// <summary>Something was paid back on a loan.</summary>
[FactType("loan-repaid")]
public sealed record LoanRepaid : WorkerFact
{
    /// <summary>The loan.</summary>
    public required string Loan { get; init; }
    /// <summary>The sum.</summary>
    public required Money Amount { get; init; }
    /// <summary>Who paid.</summary>
    public required string By { get; init; }
    /// <summary>How it was paid.</summary>
    public required RepaymentRoute Via { get; init; }
}

/// <summary>How a repayment was made.</summary>
public enum RepaymentRoute
{
    /// <summary>Cash.</summary>
    Cash,
    /// <summary>By bank.</summary>
    Bank,
    /// <summary>Cut from wages; one money with the deduction that names the loan.</summary>
    Deduction,
}

/// <summary>The terms of a loan changed; a term left out stays as it was.</summary>
[FactType("loan-terms-changed")]
public sealed record LoanTermsChanged : WorkerFact
{
    /// <summary>The loan.</summary>
    public required string Loan { get; init; }
    /// <summary>The new rate.</summary>
    public InterestRate? Rate { get; init; }
    /// <summary>The new term in months from the first disbursement, 1 to 600.</summary>
    [Whole(1, 600)]
    public int? TermMonths { get; init; }
    /// <summary>The new sum due at each payment.</summary>
    public Money? Instalment { get; init; }
    /// <summary>The months after the first disbursement in which no payment is due, 1 to 600.</summary>
    [Whole(1, 600)]
    public int? GraceMonths { get; init; }
    /// <summary>What a payment now meets first, second and third.</summary>
    public FactList<LoanPart>? AppliedTo { get; init; }
}

/// <summary>A part of a loan, or all, was forgiven.</summary>
[FactType("loan-forgiven")]
public sealed record LoanForgiven : WorkerFact
{
    /// <summary>The loan.</summary>
    public required string Loan { get; init; }
    /// <summary>The sum.</summary>
    public required Money Amount { get; init; }
}
