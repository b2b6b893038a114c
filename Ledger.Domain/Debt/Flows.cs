using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Domain.Debt;

/// <summary>What money does to a loan.</summary>
public enum FlowKind
{
    /// <summary>It is lent.</summary>
    Disbursed,
    /// <summary>A fee or penalty is added.</summary>
    Charged,
    /// <summary>Interest is added by hand.</summary>
    InterestCharged,
    /// <summary>It is paid back.</summary>
    Repaid,
    /// <summary>It is forgiven.</summary>
    Forgiven,
}

/// <summary>A sum that a fact adds to or takes from a loan.</summary>
internal readonly record struct Flow(FlowKind Kind, Fact Fact, Money Money);

/// <summary>Reads the flows of one loan out of its facts.</summary>
internal static class Flows
{
    /// <summary>Days after a pay day within which a repayment by deduction is still that deduction's money (facts.md).</summary>
    private const int DaysAfterPayDay = 7;

    /// <summary>The flows; a deduction and the repayment it makes, told by one party, are one flow.</summary>
    public static IEnumerable<Flow> Of(IReadOnlyList<Fact> told)
    {
        var credited = DeductionsWithRepayment(told);
        foreach (var fact in told)
        {
            switch (fact)
            {
                case DeductionTaken when credited.Contains(fact.Id):
                    break;
                case LoanDisbursed disbursed:
                    yield return new Flow(FlowKind.Disbursed, fact, disbursed.Principal);
                    break;
                case LoanCharged { Kind: LoanChargeKind.Interest } charged:
                    yield return new Flow(FlowKind.InterestCharged, fact, charged.Amount);
                    break;
                case LoanCharged charged:
                    yield return new Flow(FlowKind.Charged, fact, charged.Amount);
                    break;
                case LoanRepaid repaid:
                    yield return new Flow(FlowKind.Repaid, fact, repaid.Amount);
                    break;
                case DeductionTaken deduction:
                    yield return new Flow(FlowKind.Repaid, fact, deduction.Amount);
                    break;
                case LoanForgiven forgiven:
                    yield return new Flow(FlowKind.Forgiven, fact, forgiven.Amount);
                    break;
            }
        }
    }

    /// <summary>
    /// The ids of deductions whose credit the same party also told as a repayment: what that party says was credited counts,
    /// and the deduction does not count again. Each repayment answers one deduction, the earliest that fits.
    /// </summary>
    private static HashSet<string> DeductionsWithRepayment(IReadOnlyList<Fact> told)
    {
        // A coached or contradicted account counts for nothing, so it neither answers a deduction nor needs an answer.
        var answers = told.OfType<LoanRepaid>().Where(repaid => repaid.Via == RepaymentRoute.Deduction && repaid.Grade != Grade.X)
            .OrderBy(repaid => repaid.EffectiveOn).ThenBy(repaid => repaid.Id, StringComparer.Ordinal).ToList();
        HashSet<string> matched = new(StringComparer.Ordinal);
        if (answers.Count == 0)
        {
            return matched;
        }

        var open = told.OfType<DeductionTaken>().Where(deduction => deduction.Grade != Grade.X)
            .OrderBy(deduction => deduction.EffectiveOn).ThenBy(deduction => deduction.Id, StringComparer.Ordinal).ToList();
        foreach (var repaid in answers)
        {
            if (open.Find(deduction => deduction.AssertedBy == repaid.AssertedBy && IsWithin(repaid.EffectiveOn, deduction)) is { } deduction)
            {
                open.Remove(deduction);
                matched.Add(deduction.Id);
            }
        }

        return matched;
    }

    private static bool IsWithin(LocalDate date, DeductionTaken deduction)
    {
        var last = LocalDate.Max(deduction.Period.To, deduction.EffectiveOn.PlusDays(DaysAfterPayDay));
        return deduction.Period.From <= date && date <= last;
    }
}
