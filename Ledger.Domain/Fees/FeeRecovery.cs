using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Record;
using Ledger.Domain.SameMoney;

namespace Ledger.Domain.Fees;

/// <summary>How cuts show that a fee is recovered.</summary>
public enum RecoverySign
{
    /// <summary>They are called so.</summary>
    Named,
    /// <summary>They repay a loan that a fee became, or that its collector gave.</summary>
    LoanOfCollector,
    /// <summary>They go to a recruiter or sub-agent who collected a fee.</summary>
    PaidToCollector,
    /// <summary>They are equal and round over the first pay periods.</summary>
    EqualAndRound,
}

/// <summary>Cuts from wages of one pay period that recover a fee.</summary>
/// <param name="Sign">How that shows.</param>
/// <param name="Period">The pay period.</param>
/// <param name="Payee">Who received them: the employer where nobody is named.</param>
/// <param name="Sum">The sum, in <paramref name="Currency"/>.</param>
/// <param name="Currency">The currency.</param>
/// <param name="Facts">The facts that tell of them.</param>
public sealed record RecoveredCut(RecoverySign Sign, PayPeriod Period, string Payee, Reading Sum, Currency Currency, IReadOnlyList<Fact> Facts);

/// <summary>Finds the cuts from wages that recover a fee, under whatever name.</summary>
/// <remarks>
/// Equal round cuts are looked for among cuts called other, penalty, savings, advance or handed-back, and in the part of a wage's gross
/// that neither net pay nor any cut explains. Round is an amount with no more than two digits that are not zero at its head.
/// Lodging, food, tax and insurance are equal every month by their nature and are no sign.
/// </remarks>
public static class FeeRecovery
{
    /// <summary>The cuts of one placement, in order of pay period.</summary>
    /// <param name="history">The record.</param>
    /// <param name="fees">What the worker was charged for the placement.</param>
    /// <param name="firstPeriods">Pay periods from the first in which equal round cuts are looked for.</param>
    /// <param name="equalCuts">Equal round cuts in a row that are a sign.</param>
    public static IReadOnlyList<RecoveredCut> In(WorkerHistory history, PlacementFees fees, int firstPeriods, int equalCuts)
    {
        var placement = history.Find(fees.Placement);
        var employer = placement?.Started?.Employer;
        var cuts = history.All<DeductionTaken>(fees.Placement).Where(cut => cut.Grade != Grade.X).ToList();
        var signs = new Signs(history, fees);
        var told = cuts.ToLookup(cut => signs.Of(cut) is not null);
        var recovered = MoneyGroup.Sort(told[true].Select(cut => Account.Of(cut, cut.Amount.Amount)), account => Key((DeductionTaken)account.Fact))
            .Select(group => (Group: group, First: (DeductionTaken)group.Accounts[0].Fact))
            .Select(one => new RecoveredCut(
                signs.Of(one.First)!.Value, one.First.Period, one.First.Payee ?? employer ?? one.First.AssertedBy, one.Group.Reading, one.First.Amount.Currency, [.. one.Group.Facts]));
        return [.. recovered.Concat(EqualRoundCuts.In(history, fees.Placement, [.. told[false]], cuts, employer, firstPeriods, equalCuts)).OrderBy(cut => cut.Period.From).ThenBy(cut => cut.Sign)];
    }

    private static (PayPeriod, Currency, DeductionReason) Key(DeductionTaken cut) => (cut.Period, cut.Amount.Currency, cut.Reason);

    /// <summary>What shows, of one cut by itself, that it recovers a fee.</summary>
    private sealed class Signs
    {
        private readonly HashSet<string> _loans;
        private readonly HashSet<string> _agents;

        public Signs(WorkerHistory history, PlacementFees fees)
        {
            var collectors = fees.Fees.Select(fee => fee.Collector).ToHashSet(StringComparer.Ordinal);
            _agents = fees.Fees.Where(fee => fee.CollectorRole is PartyRole.Recruiter or PartyRole.SubAgent).Select(fee => fee.Collector).ToHashSet(StringComparer.Ordinal);
            _loans = fees.Fees.Where(fee => fee.Form is FeeForm.Loan or FeeForm.Deduction).Select(fee => fee.Loan).OfType<string>()
                .Concat(history.All<LoanDisbursed>().Where(loan => loan.Grade != Grade.X && collectors.Contains(loan.Lender)).Select(loan => loan.Loan))
                .ToHashSet(StringComparer.Ordinal);
        }

        public RecoverySign? Of(DeductionTaken cut) =>
            cut.Reason == DeductionReason.FeeRecovery ? RecoverySign.Named
            : cut.Loan is { } loan && _loans.Contains(loan) ? RecoverySign.LoanOfCollector
            : cut.Payee is { } payee && _agents.Contains(payee) ? RecoverySign.PaidToCollector
            : null;
    }
}
