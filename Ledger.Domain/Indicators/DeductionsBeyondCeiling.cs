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
    private readonly ILookup<PeriodKey, MoneyGroup> _cuts;
    private readonly ILookup<PeriodKey, MoneyGroup> _gross;
    private readonly Dictionary<string, IReadOnlyList<DeductionCeiling>> _ceilings = new(StringComparer.Ordinal);

    private DeductionsBeyondCeiling(Evaluation evaluation)
    {
        (_history, _pack, _loans) = (evaluation.History, evaluation.Rules, evaluation.Loans.All);
        _cuts = MoneyGroup.Sort(
                _history.All<DeductionTaken>().Select(cut => Account.Of(cut, cut.Amount.Amount)),
                account => (Key((DeductionTaken)account.Fact), ((DeductionTaken)account.Fact).Reason, ((DeductionTaken)account.Fact).Loan))
            .ToLookup(group => Key((DeductionTaken)group.Accounts[0].Fact));
        _gross = MoneyGroup.Sort(_history.All<WagePaid>().Select(wage => Account.Of(wage, wage.Gross.Amount)), account => Key((WagePaid)account.Fact))
            .ToLookup(group => Key((WagePaid)group.Accounts[0].Fact));
    }

    /// <summary>The rules consulted, in order of their ids, and what each said.</summary>
    /// <remarks>
    /// A share is what any credible account says was cut over the greatest gross wage any account gives, so that it is never
    /// overstated by the wage. Cuts that only testimony tells of make a breach doubtful no less than a doubtful rule does.
    /// </remarks>
    public static IReadOnlyList<ConsultedRule> Consult(Evaluation evaluation)
    {
        var law = new DeductionsBeyondCeiling(evaluation);
        var worst = new SortedDictionary<string, CutShare>(StringComparer.Ordinal);
        foreach (var share in evaluation.Wages.SelectMany(law.OfPeriod))
        {
            var rule = share.Ceiling.Rule.Id;
            worst[rule] = worst.TryGetValue(rule, out var known) ? Worse(known, share) : share;
        }

        return [.. worst.Values.Select(share => share.Consulted)];
    }

    private IEnumerable<CutShare> OfPeriod(WagePeriod wage)
    {
        var key = new PeriodKey(wage.Period, wage.Currency, wage.Placement);
        var gross = _gross[key].Sum(group => group.Reading.Claimed);
        var cuts = _cuts[key].ToList();
        if (gross == 0 || cuts.Count == 0)
        {
            return [];
        }

        if (!_ceilings.TryGetValue(wage.Placement ?? "", out var ceilings))
        {
            _ceilings[wage.Placement ?? ""] = ceilings = _pack.DeductionCeilings(Situation.Of(_history, wage.Placement));
        }

        var employer = _history.Find(wage.Placement)?.Started?.Employer;
        return ceilings.Where(ceiling => ceiling.Rule.IsInForce(wage.PaidOn)).Select(ceiling => WorstShare(ceiling, cuts, gross, employer, wage));
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

    private PeriodKey Key(DeductionTaken cut) => new(cut.Period, cut.Amount.Currency, _history.PlacementOf(cut));

    private PeriodKey Key(WagePaid wage) => new(wage.Period, wage.Net.Currency, _history.PlacementOf(wage));

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
