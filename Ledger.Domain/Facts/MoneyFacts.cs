using Ledger.Domain.Amounts;
using Ledger.Domain.Facts.Reading;

namespace Ledger.Domain.Facts;

/// <summary>A fee or related cost of recruitment was charged.</summary>
[FactType("fee-charged")]
public sealed record FeeCharged : WorkerFact
{
    /// <summary>The sum.</summary>
    public required Money Amount { get; init; }
    /// <summary>What it was charged for.</summary>
    public required FeeClass Class { get; init; }
    /// <summary>Who collected it.</summary>
    public required string Collector { get; init; }
    /// <summary>What the collector does in the chain.</summary>
    public required PartyRole CollectorRole { get; init; }
    /// <summary>Who bore it in the end.</summary>
    public required Payer BorneBy { get; init; }
    /// <summary>In what form it was paid.</summary>
    public required FeeForm Form { get; init; }
    /// <summary>The loan that funded it or that it became; an id scoped to the worker.</summary>
    public string? Loan { get; init; }
    /// <summary>The sum printed on the receipt, where it differs or is known.</summary>
    public Money? ReceiptAmount { get; init; }
}

/// <summary>Classes of recruitment fees and related costs (ILO 2019 definition; FAR 22.1702).</summary>
public enum FeeClass
{
    /// <summary>Recruiting and placing.</summary>
    Service,
    /// <summary>Advertising the job.</summary>
    Advertising,
    /// <summary>Labour certification.</summary>
    Certification,
    /// <summary>Processing an application.</summary>
    Application,
    /// <summary>Visas.</summary>
    Visa,
    /// <summary>Identity and immigration documents, photographs.</summary>
    Documents,
    /// <summary>Access to the job: medical and background checks.</summary>
    Access,
    /// <summary>Attorneys and notaries.</summary>
    Legal,
    /// <summary>Translation and accompaniment.</summary>
    Interpretation,
    /// <summary>Government levies and welfare funds.</summary>
    Levy,
    /// <summary>Transport, lodging and subsistence on the way.</summary>
    Transport,
    /// <summary>Deposits and bonds.</summary>
    Deposit,
    /// <summary>Tools and equipment.</summary>
    Equipment,
    /// <summary>Training, orientation, skills tests.</summary>
    Training,
    /// <summary>Insurance.</summary>
    Insurance,
    /// <summary>Bribes and tribute.</summary>
    Bribe,
    /// <summary>Renewing a contract or permit.</summary>
    Renewal,
    /// <summary>Transfer to another employer.</summary>
    Transfer,
    /// <summary>None of these.</summary>
    Other,
}

/// <summary>Who bears a fee.</summary>
public enum Payer
{
    /// <summary>The worker.</summary>
    Worker,
    /// <summary>The employer.</summary>
    Employer,
    /// <summary>The recruiter.</summary>
    Recruiter,
}

/// <summary>The form a fee is paid in; none changes what it is.</summary>
public enum FeeForm
{
    /// <summary>Cash.</summary>
    Cash,
    /// <summary>By bank.</summary>
    Bank,
    /// <summary>Cut from wages.</summary>
    Deduction,
    /// <summary>Goods or property.</summary>
    InKind,
    /// <summary>A lower wage or benefit.</summary>
    WageConcession,
    /// <summary>On account: a loan by the collector.</summary>
    Loan,
    /// <summary>Work without pay.</summary>
    FreeLabour,
}

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

/// <summary>Wages of a period were paid; zero says that nothing was paid, which is not the same as no record.</summary>
[FactType("wage-paid")]
public sealed record WagePaid : WorkerFact
{
    /// <summary>The days the wage is for; the pay day is <see cref="Fact.EffectiveOn"/>.</summary>
    public required PayPeriod Period { get; init; }
    /// <summary>What was earned before deductions.</summary>
    public required Money Gross { get; init; }
    /// <summary>What reached the worker.</summary>
    public required Money Net { get; init; }
    /// <summary>How it was paid.</summary>
    public required WageMethod Method { get; init; }
    /// <summary>Hours worked in the period, where known.</summary>
    [Within("0", "9000")]
    public decimal? Hours { get; init; }
}

/// <summary>How wages are paid.</summary>
public enum WageMethod
{
    /// <summary>Into a bank account.</summary>
    Bank,
    /// <summary>In cash.</summary>
    Cash,
    /// <summary>By mobile money.</summary>
    Mobile,
}

/// <summary>Something was cut from wages, inside the difference of gross and net of its period.</summary>
[FactType("deduction-taken")]
public sealed record DeductionTaken : WorkerFact
{
    /// <summary>The pay period.</summary>
    public required PayPeriod Period { get; init; }
    /// <summary>The sum.</summary>
    public required Money Amount { get; init; }
    /// <summary>What it is said to be for.</summary>
    public required DeductionReason Reason { get; init; }
    /// <summary>The loan it was credited to.</summary>
    public string? Loan { get; init; }
    /// <summary>Who received it.</summary>
    public string? Payee { get; init; }
}

/// <summary>What a deduction is said to be for.</summary>
public enum DeductionReason
{
    /// <summary>To recover a recruitment fee.</summary>
    FeeRecovery,
    /// <summary>To repay a loan.</summary>
    Loan,
    /// <summary>To repay an advance.</summary>
    Advance,
    /// <summary>Lodging.</summary>
    Lodging,
    /// <summary>Food.</summary>
    Food,
    /// <summary>Savings held by another.</summary>
    Savings,
    /// <summary>A penalty.</summary>
    Penalty,
    /// <summary>Tax.</summary>
    Tax,
    /// <summary>Insurance.</summary>
    Insurance,
    /// <summary>Handed back in cash after payment.</summary>
    HandedBack,
    /// <summary>None of these.</summary>
    Other,
}

/// <summary>A worker was paid back what a fee or its loan had cost.</summary>
[FactType("reimbursed")]
public sealed record Reimbursed : WorkerFact
{
    /// <summary>The sum.</summary>
    public required Money Amount { get; init; }
    /// <summary>Who paid it back.</summary>
    public required string By { get; init; }
    /// <summary>The facts it answers, or the repayment scheme it is part of.</summary>
    public required ReimbursementGround For { get; init; }
}

/// <summary>Something was taken from the worker as security.</summary>
[FactType("security-taken")]
public sealed record SecurityTaken : WorkerFact
{
    /// <summary>What it is.</summary>
    public required SecurityKind Kind { get; init; }
    /// <summary>Who holds it.</summary>
    public required string Holder { get; init; }
    /// <summary>Its worth, where it has one.</summary>
    public Money? Value { get; init; }
}

/// <summary>What was taken as security was given back.</summary>
[FactType("security-returned")]
public sealed record SecurityReturned : WorkerFact
{
    /// <summary>What it is.</summary>
    public required SecurityKind Kind { get; init; }
    /// <summary>Who held it.</summary>
    public required string Holder { get; init; }
    /// <summary>Its worth, where it has one.</summary>
    public Money? Value { get; init; }
}

/// <summary>What is taken as security.</summary>
public enum SecurityKind
{
    /// <summary>A passport or other identity document.</summary>
    Passport,
    /// <summary>A deed to land or a house.</summary>
    Deed,
    /// <summary>Money deposited.</summary>
    Deposit,
    /// <summary>Savings held back.</summary>
    Savings,
    /// <summary>A person who answers for the worker.</summary>
    Guarantor,
    /// <summary>None of these.</summary>
    Other,
}
