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
