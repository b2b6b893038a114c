using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Domain.Record;
using Ledger.Domain.SameMoney;
using Ledger.Domain.Wages;

namespace Ledger.Domain.Replay;

/// <summary>One sum that several parties tell of, for their accounts to be shown side by side.</summary>
/// <param name="Accounts">The ids of the facts, in order of date and id.</param>
/// <param name="Amount">The range they make; null where they are not in one currency.</param>
public sealed record OneMoney(IReadOnlyList<string> Accounts, Measure? Amount)
{
    /// <summary>The sums of which more than one party tells; what is coached or contradicted counts for nothing and is not among the accounts.</summary>
    internal static IReadOnlyList<OneMoney> In(WorkerHistory history) =>
    [
        .. MoneyGroup.Sort(
                history.Facts.Select(fact => MoneyOf(fact) is { } money ? Account.Of(fact, money.Amount) : null),
                account => Key(history, account.Fact))
            .Where(group => group.Accounts.DistinctBy(account => account.Fact.AssertedBy).Skip(1).Any())
            .Select(group => new OneMoney(
                [.. group.Accounts.OrderBy(account => account.On).ThenBy(account => account.Fact.Id, StringComparer.Ordinal).Select(account => account.Fact.Id)],
                Currencies(group) is [var one] ? Measure.Of(group.Reading, one) : null)),
    ];

    private static List<Currency> Currencies(MoneyGroup group) => [.. group.Facts.Select(fact => MoneyOf(fact)!.Value.Currency).Distinct()];

    private static Money? MoneyOf(Fact fact) => fact switch
    {
        FeeCharged fee => fee.Amount,
        WagePaid wage => wage.Net,
        DeductionTaken deduction => deduction.Amount,
        Reimbursed reimbursed => reimbursed.Amount,
        LoanDisbursed disbursed => disbursed.Principal,
        LoanCharged charged => charged.Amount,
        LoanRepaid repaid => repaid.Amount,
        LoanForgiven forgiven => forgiven.Amount,
        _ => null,
    };

    /// <summary>What accounts of one money have in common; what moves on a loan is told apart by its day, so that each payment stands by itself.</summary>
    private static object Key(WorkerHistory history, Fact fact) => fact switch
    {
        FeeCharged fee => (fee.Type, history.PlacementOf(fee), fee.BorneBy, fee.Class, fee.Collector),
        WagePaid wage => (wage.Type, new PeriodKey(wage.Period, wage.Net.Currency, history.PlacementOf(wage))),
        DeductionTaken deduction => (deduction.Type, new PeriodKey(deduction.Period, deduction.Amount.Currency, history.PlacementOf(deduction)), deduction.Reason, deduction.Loan),
        Reimbursed reimbursed => (reimbursed.Type, history.PlacementOf(reimbursed), reimbursed.By),
        LoanDisbursed disbursed => (disbursed.Type, disbursed.Loan),
        LoanCharged charged => (charged.Type, charged.Loan, charged.Kind, charged.EffectiveOn),
        LoanRepaid repaid => (repaid.Type, repaid.Loan, repaid.EffectiveOn),
        LoanForgiven forgiven => (forgiven.Type, forgiven.Loan, forgiven.EffectiveOn),
        _ => fact.Id,
    };
}
