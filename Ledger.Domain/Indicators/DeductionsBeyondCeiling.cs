using Ledger.Domain.Amounts;
using Ledger.Domain.Debt;
using Ledger.Domain.Facts;
using Ledger.Domain.Record;
using Ledger.Domain.Rules;
using Ledger.Domain.SameMoney;
using Ledger.Domain.Wages;
using NodaTime;

namespace Ledger.Domain.Indicators;

/// <summary>What the ceilings on deductions say of a worker's pay periods, each rule by the period that comes worst off.</summary>
internal sealed class DeductionsBeyondCeiling
{
    private readonly WorkerHistory _history;
    private readonly RulePack _pack;
    private readonly IReadOnlyList<Loan> _loans;
    private readonly Dictionary<PeriodKey, List<MoneyGroup>> _cuts = [];
    private readonly Dictionary<string, IReadOnlyList<DeductionCeiling>> _ceilings = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, CutShare> _worst = new(StringComparer.Ordinal);

    private DeductionsBeyondCeiling(Evaluation evaluation)
    {
        (_history, _pack, _loans) = (evaluation.History, evaluation.Rules, evaluation.Loans.All);
        foreach (var cut in MoneyGroup.Sort(_history.All<DeductionTaken>().Select(cut => Account.Of(cut, cut.Amount.Amount)), account => CutKey.Of((DeductionTaken)account.Fact, _history)))
        {
            var key = CutKey.Of((DeductionTaken)cut.Accounts[0].Fact, _history).Period;
            if (!_cuts.TryGetValue(key, out var cuts))
            {
                _cuts[key] = cuts = [];
            }

            cuts.Add(cut);
        }
    }

    /// <summary>The rules consulted, in order of their ids, and what each said.</summary>
    /// <remarks>
    /// A share is what any credible account says was cut over the greatest gross wage any account gives, so that it is never
    /// overstated by the wage. Cuts that only testimony tells of make a breach doubtful no less than a doubtful rule does.
    /// </remarks>
    public static IReadOnlyList<ConsultedRule> Consult(Evaluation evaluation)
    {
        var law = new DeductionsBeyondCeiling(evaluation);
        foreach (var wage in evaluation.Wages)
        {
            law.Look(wage);
        }

        return [.. law._worst.Values.Select(share => share.Consulted)];
    }

    private void Look(WagePeriod wage)
    {
        if (!_cuts.TryGetValue(new PeriodKey(wage.Period, wage.Currency, wage.Placement), out var cuts) || wage.GreatestGross is not (> 0 and var gross))
        {
            return;
        }

        if (!_ceilings.TryGetValue(wage.Placement ?? "", out var ceilings))
        {
            _ceilings[wage.Placement ?? ""] = ceilings = _pack.DeductionCeilings(Situation.Of(_history, wage.Placement));
        }

        var employer = _history.Find(wage.Placement)?.Started?.Employer;
        foreach (var ceiling in ceilings)
        {
            if (ceiling.Rule.IsInForce(wage.PaidOn))
            {
                var share = WorstShare(ceiling, cuts, gross, employer, wage);
                _worst[ceiling.Rule.Id] = _worst.TryGetValue(ceiling.Rule.Id, out var known) ? Worse(known, share) : share;
            }
        }
    }

    private CutShare WorstShare(DeductionCeiling ceiling, List<MoneyGroup> cuts, decimal gross, string? employer, WagePeriod wage)
    {
        var limit = ceiling.Limit;
        var worst = new CutShare(ceiling, null, 0, Reading.Zero, gross, wage.PaidOn);
        if (limit.Overall is { } overall)
        {
            worst = Worse(worst, new CutShare(ceiling, null, overall, Sum(cuts, limit.Outside.AsSpan(), employer, isWithin: false), gross, wage.PaidOn));
        }

        foreach (var part in limit.Parts)
        {
            worst = Worse(worst, new CutShare(ceiling, part.For, part.Share, Sum(cuts, [part.For], employer, isWithin: true), gross, wage.PaidOn));
        }

        return worst;
    }

    private static CutShare Worse(CutShare one, CutShare other) => other.Gravity < one.Gravity ? other : one;

    /// <summary>The sum of the cuts that are one of some parts, or none of them.</summary>
    private Reading Sum(List<MoneyGroup> cuts, ReadOnlySpan<DeductionPart> parts, string? employer, bool isWithin)
    {
        var sum = Reading.Zero;
        foreach (var cut in cuts)
        {
            var isPart = false;
            for (var index = 0; index < parts.Length && !isPart; index++)
            {
                isPart = IsPart(cut, parts[index], employer);
            }

            sum = isPart == isWithin ? sum + cut.Reading : sum;
        }

        return sum;
    }

    private bool IsPart(MoneyGroup cut, DeductionPart part, string? employer)
    {
        var taken = (DeductionTaken)cut.Accounts[0].Fact;
        var isLoan = taken.Loan is not null || taken.Reason == DeductionReason.Loan;
        return part switch
        {
            DeductionPart.Loan => isLoan,
            DeductionPart.EmployerLoan => isLoan && employer is not null
                && (taken.Loan is { } id ? _loans.Any(loan => loan.Id == id && loan.Lenders.Contains(employer)) : taken.Payee == employer),
            DeductionPart.Advance => taken.Reason == DeductionReason.Advance,
            DeductionPart.Lodging => taken.Reason == DeductionReason.Lodging,
            // The reasons of a cut tell neither courts' debts, nor attachment, nor damage.
            _ => false,
        };
    }

    /// <summary>What accounts of one cut have in common.</summary>
    private readonly record struct CutKey(PeriodKey Period, DeductionReason Reason, string? Loan)
    {
        public static CutKey Of(DeductionTaken cut, WorkerHistory history) => new(new(cut.Period, cut.Amount.Currency, history.PlacementOf(cut)), cut.Reason, cut.Loan);

        public override int GetHashCode() => HashCode.Combine(Period, Reason);
    }

    /// <summary>What was cut from one wage against what a rule allows: in words only where the rule is then named by it.</summary>
    /// <param name="Ceiling">The rule.</param>
    /// <param name="Part">The kind of cuts it speaks of; null for all together.</param>
    /// <param name="Allowed">The share of the gross wage that it allows.</param>
    /// <param name="Taken">What was cut.</param>
    /// <param name="Gross">The gross wage.</param>
    /// <param name="PaidOn">The pay day.</param>
    private readonly record struct CutShare(DeductionCeiling Ceiling, DeductionPart? Part, decimal Allowed, Reading Taken, decimal Gross, LocalDate PaidOn)
    {
        public int Gravity => Says switch { RuleSays.Breach => 0, RuleSays.Doubtful => 1, _ => 2 };

        public ConsultedRule Consulted => new(Ceiling.Rule.Id, Says, Says == RuleSays.Within
            ? $"no pay period's cuts exceed it; last looked at: {Words.Of(PaidOn)}"
            : $"{What} took {Words.Percent(Taken.Claimed / Gross)} of the wage paid on {Words.Of(PaidOn)}, more than {Words.Percent(Allowed)}{(Doubt is { } doubt ? $"; but {doubt}" : "")}");

        private RuleSays Says => !IsAbove(Taken.Claimed) ? RuleSays.Within : Doubt is null ? RuleSays.Breach : RuleSays.Doubtful;

        private string? Doubt => Ceiling.Doubt ?? (IsAbove(Taken.Documented) ? null : "only testimony tells of the cuts");

        private string What => Part is { } part ? $"cuts for {part.ToString().ToLowerInvariant()}" : "all cuts together";

        /// <summary>Whether a sum is beyond what is allowed; where shares must stay below a limit, the limit itself is beyond it.</summary>
        private bool IsAbove(decimal sum) => sum > 0 && (Ceiling.Limit.IsBelow ? sum >= Allowed * Gross : sum > Allowed * Gross);
    }
}
