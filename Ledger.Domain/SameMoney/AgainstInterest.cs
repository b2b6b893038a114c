using Ledger.Domain.Facts;

namespace Ledger.Domain.SameMoney;

/// <summary>When a speaker says what costs the speaker something, the word counts as documented.</summary>
/// <remarks>
/// A collector admits a charge, a lender admits what was added to a loan, whoever cuts wages admits the cut, and a worker
/// admits what was paid, repaid or given back. Whoever paid or took a kickback admits it.
/// </remarks>
public static class AgainstInterest
{
    /// <summary>Whether the fact is asserted against the speaker's own interest.</summary>
    /// <param name="fact">The fact.</param>
    /// <param name="lenders">
    /// The lenders of the loan whose flow it is read as; null where it is read by itself. A worker who says that a cut was credited to
    /// her debt admits the credit; that her wages were cut is her claim.
    /// </param>
    public static bool Admits(Fact fact, IReadOnlySet<string>? lenders) => fact switch
    {
        FeeCharged fee => fee.AssertedBy == fee.Collector,
        LoanCharged charge => lenders?.Contains(charge.AssertedBy) ?? false,
        LoanRepaid or LoanForgiven => IsWorker(fact) || (lenders?.Contains(fact.AssertedBy) ?? false),
        DeductionTaken when lenders is not null => IsWorker(fact) || lenders.Contains(fact.AssertedBy),
        DeductionTaken deduction => deduction.AssertedAs == Speaker.Employer || deduction.AssertedBy == deduction.Payee,
        WagePaid or Reimbursed => IsWorker(fact),
        KickbackPaid kickback => kickback.AssertedBy == kickback.From || kickback.AssertedBy == kickback.To,
        _ => false,
    };

    private static bool IsWorker(Fact fact) => fact.AssertedAs == Speaker.Worker && fact.AssertedBy == fact.Worker;
}
