using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;

namespace Ledger.Tests.Stories;

/// <summary>The one sum that a worker's money fact is about.</summary>
public static class Moneys
{
    public static Money? Of(Fact fact) => fact switch
    {
        FeeCharged fee => fee.Amount,
        LoanDisbursed lent => lent.Principal,
        LoanCharged charged => charged.Amount,
        LoanRepaid repaid => repaid.Amount,
        LoanForgiven forgiven => forgiven.Amount,
        WagePaid wage => wage.Net,
        DeductionTaken cut => cut.Amount,
        Reimbursed back => back.Amount,
        ContractRecorded contract => contract.MonthlyWage,
        _ => null,
    };

    public static Fact Changed(Fact fact, Func<decimal, decimal> change) => fact switch
    {
        FeeCharged fee => fee with { Amount = Changed(fee.Amount, change) },
        LoanDisbursed lent => lent with { Principal = Changed(lent.Principal, change) },
        LoanCharged charged => charged with { Amount = Changed(charged.Amount, change) },
        LoanRepaid repaid => repaid with { Amount = Changed(repaid.Amount, change) },
        LoanForgiven forgiven => forgiven with { Amount = Changed(forgiven.Amount, change) },
        WagePaid wage => wage with { Net = Changed(wage.Net, change), Gross = Changed(wage.Gross, change) },
        DeductionTaken cut => cut with { Amount = Changed(cut.Amount, change) },
        Reimbursed back => back with { Amount = Changed(back.Amount, change) },
        ContractRecorded contract => contract with { MonthlyWage = Changed(contract.MonthlyWage, change) },
        _ => fact,
    };

    /// <summary>The same fact with its money under another currency's name.</summary>
    public static Fact Renamed(Fact fact, string currency) => fact switch
    {
        FeeCharged fee => fee with { Amount = Money.Of(fee.Amount.Amount, currency) },
        LoanDisbursed lent => lent with { Principal = Money.Of(lent.Principal.Amount, currency) },
        LoanCharged charged => charged with { Amount = Money.Of(charged.Amount.Amount, currency) },
        LoanRepaid repaid => repaid with { Amount = Money.Of(repaid.Amount.Amount, currency) },
        LoanForgiven forgiven => forgiven with { Amount = Money.Of(forgiven.Amount.Amount, currency) },
        WagePaid wage => wage with { Net = Money.Of(wage.Net.Amount, currency), Gross = Money.Of(wage.Gross.Amount, currency) },
        DeductionTaken cut => cut with { Amount = Money.Of(cut.Amount.Amount, currency) },
        Reimbursed back => back with { Amount = Money.Of(back.Amount.Amount, currency) },
        ContractRecorded contract => contract with { MonthlyWage = Money.Of(contract.MonthlyWage.Amount, currency) },
        _ => fact,
    };

    private static Money Changed(Money money, Func<decimal, decimal> change) => Money.Of(change(money.Amount), money.Currency);
}
