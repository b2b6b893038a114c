using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Domain.Record;
using Ledger.Domain.SameMoney;
using NodaTime;

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
            .Where(group => group.Accounts.Any(account => account.Fact.AssertedBy != group.Accounts[0].Fact.AssertedBy))
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

    private static MoneyKey Key(WorkerHistory history, Fact fact) => fact switch
    {
        FeeCharged fee => new(typeof(FeeCharged)) { Placement = history.PlacementOf(fee), Of = fee.Collector, Kind = ((int)fee.BorneBy, (int)fee.Class) },
        WagePaid wage => new(typeof(WagePaid)) { Placement = history.PlacementOf(wage), Period = wage.Period, Currency = wage.Net.Currency },
        DeductionTaken cut => new(typeof(DeductionTaken)) { Placement = history.PlacementOf(cut), Period = cut.Period, Currency = cut.Amount.Currency, Kind = ((int)cut.Reason, 0), Of = cut.Loan },
        Reimbursed reimbursed => new(typeof(Reimbursed)) { Placement = history.PlacementOf(reimbursed), Of = reimbursed.By },
        LoanDisbursed disbursed => new(typeof(LoanDisbursed)) { Of = disbursed.Loan },
        LoanCharged charged => new(typeof(LoanCharged)) { Of = charged.Loan, Kind = ((int)charged.Kind, 0), On = charged.EffectiveOn },
        LoanRepaid repaid => new(typeof(LoanRepaid)) { Of = repaid.Loan, On = repaid.EffectiveOn },
        LoanForgiven forgiven => new(typeof(LoanForgiven)) { Of = forgiven.Loan, On = forgiven.EffectiveOn },
        _ => new(typeof(Fact)) { Of = fact.Id },
    };

    /// <summary>What accounts of one money have in common; what moves on a loan is told apart by its day, so that each payment stands by itself.</summary>
    private readonly record struct MoneyKey(Type Type)
    {
        public string? Placement { get; init; }

        public string? Of { get; init; }

        public (int, int) Kind { get; init; }

        public PayPeriod? Period { get; init; }

        public Currency Currency { get; init; }

        public LocalDate? On { get; init; }

        /// <summary>Type and days tell most of them apart.</summary>
        public override int GetHashCode() => HashCode.Combine(Type, Kind, Period?.From, On);
    }
}
