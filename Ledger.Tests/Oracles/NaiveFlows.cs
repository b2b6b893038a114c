using Ledger.Domain.Debt;
using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Tests.Oracles;

/// <summary>What the facts say went into and out of one loan on one side, by asking all parties anew for every day.</summary>
/// <param name="standing">The facts that stand, in order of date and id.</param>
/// <param name="loan">The loan.</param>
/// <param name="side">The side.</param>
/// <param name="terms">The interest terms of that side.</param>
/// <param name="inLoanCurrency">Brings the money of a fact into the loan's currency; null where the rate is missing.</param>
internal sealed class NaiveFlows(IReadOnlyList<Fact> standing, string loan, Side side, IReadOnlyList<Terms> terms, Func<Fact, decimal?> inLoanCurrency)
{
    private readonly List<Fact> _told = [.. standing.Where(fact => LoanOf(fact) == loan && NaiveMoney.IsCredible(fact))];

    /// <summary>The first day on which this side has anything lent, added or paid.</summary>
    public LocalDate? First => _told.Count == 0 ? null : _told.Min(fact => fact.EffectiveOn);

    /// <summary>The greatest of the parties' sums up to a day.</summary>
    public decimal Sum(FlowKind kind, LocalDate today)
    {
        var lowersDebt = kind is FlowKind.Repaid or FlowKind.Forgiven;
        var takesAll = side == Side.Claimed != lowersDebt;
        var flows = _told.Where(fact => fact.EffectiveOn <= today && IsOf(fact, kind) && (takesAll || IsDocumented(fact))).ToList();
        return flows.GroupBy(fact => fact.AssertedBy)
            .Select(party => party.Sum(fact => IsAnswered(fact) ? 0m : inLoanCurrency(fact) ?? 0m))
            .DefaultIfEmpty(0m).Max();
    }

    public InterestRate? RateOn(LocalDate day) => terms.LastOrDefault(term => term.From <= day)?.Rate;

    /// <summary>Whether a whole number of compounding periods has passed since the first disbursement.</summary>
    public bool CompoundsOn(LocalDate today)
    {
        var lent = _told.OfType<LoanDisbursed>().Where(lent => lent.Principal.Amount > 0).ToList();
        var first = lent.Where(fact => side == Side.Claimed || IsDocumented(fact)).Select(fact => (LocalDate?)fact.EffectiveOn).Min()
            ?? lent.Select(fact => (LocalDate?)fact.EffectiveOn).Min();
        if (first is not { } start || RateOn(today.PlusDays(-1)) is not { Method: InterestMethod.Compound } rate)
        {
            return false;
        }

        var months = rate.Every switch
        {
            CompoundingPeriod.Month => 1,
            CompoundingPeriod.Quarter => 3,
            CompoundingPeriod.HalfYear => 6,
            CompoundingPeriod.Year => 12,
            _ => rate.Per == RatePeriod.Year ? 12 : 1,
        };
        return Enumerable.Range(1, 1_000).Any(count => start.PlusMonths(count * months) == today);
    }

    private static string? LoanOf(Fact fact) => fact switch
    {
        LoanDisbursed lent => lent.Loan,
        LoanCharged charged => charged.Loan,
        LoanRepaid repaid => repaid.Loan,
        LoanForgiven forgiven => forgiven.Loan,
        DeductionTaken cut => cut.Loan,
        _ => null,
    };

    private static bool IsOf(Fact fact, FlowKind kind) => kind switch
    {
        FlowKind.Disbursed => fact is LoanDisbursed,
        FlowKind.Charged => fact is LoanCharged { Kind: not LoanChargeKind.Interest },
        FlowKind.InterestCharged => fact is LoanCharged { Kind: LoanChargeKind.Interest },
        FlowKind.Repaid => fact is LoanRepaid or DeductionTaken,
        _ => fact is LoanForgiven,
    };

    private bool IsDocumented(Fact fact) => NaiveMoney.IsGraded(fact) || (fact is not LoanDisbursed && Admits(fact));

    /// <summary>A lender admits what was added or credited, a worker what she paid back.</summary>
    private bool Admits(Fact fact) =>
        _told.OfType<LoanDisbursed>().Any(lent => lent.Lender == fact.AssertedBy)
        || (fact is not LoanCharged && fact.AssertedAs == Speaker.Worker && fact.AssertedBy == fact.Worker);

    /// <summary>Whether the party that told of a deduction told of the repayment it made as well; each repayment answers the earliest deduction that fits.</summary>
    private bool IsAnswered(Fact fact)
    {
        if (fact is not DeductionTaken)
        {
            return false;
        }

        var open = _told.OfType<DeductionTaken>().Where(cut => cut.AssertedBy == fact.AssertedBy).ToList();
        foreach (var repaid in _told.OfType<LoanRepaid>().Where(repaid => repaid.AssertedBy == fact.AssertedBy && repaid.Via == RepaymentRoute.Deduction))
        {
            var answered = open.FirstOrDefault(cut => cut.Period.From <= repaid.EffectiveOn
                && (repaid.EffectiveOn <= cut.Period.To || repaid.EffectiveOn <= cut.EffectiveOn.PlusDays(7)));
            if (answered == fact)
            {
                return true;
            }

            open.RemoveAll(cut => cut == answered);
        }

        return false;
    }
}
