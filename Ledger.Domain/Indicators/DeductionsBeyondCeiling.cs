using Ledger.Domain.Amounts;
using Ledger.Domain.Debt;
using Ledger.Domain.Facts;
using Ledger.Domain.Record;
using Ledger.Domain.Rules;
using Ledger.Domain.SameMoney;
using Ledger.Domain.Wages;

namespace Ledger.Domain.Indicators;

/// <summary>What the ceilings on deductions say of a worker's pay periods, each rule by the period that comes worst off.</summary>
internal sealed class DeductionsBeyondCeiling
{
    private readonly WorkerHistory _history;
    private readonly RulePack _pack;
    private readonly IReadOnlyList<Loan> _loans;
    private readonly ILookup<string, MoneyGroup> _cuts;
    private readonly ILookup<string, MoneyGroup> _gross;
    private readonly Dictionary<string, Situation> _situations = new(StringComparer.Ordinal);

    private DeductionsBeyondCeiling(Evaluation evaluation)
    {
        (_history, _pack, _loans) = (evaluation.History, evaluation.Rules, evaluation.Loans.All);
        _cuts = MoneyGroup.Sort(
                _history.Facts.OfType<DeductionTaken>().Select(cut => Account.Of(cut, cut.Amount.Amount)),
                account => $"{Key((DeductionTaken)account.Fact)} {((DeductionTaken)account.Fact).Reason} {((DeductionTaken)account.Fact).Loan}")
            .ToLookup(group => Key((DeductionTaken)group.Accounts[0].Fact), StringComparer.Ordinal);
        _gross = MoneyGroup.Sort(_history.Facts.OfType<WagePaid>().Select(wage => Account.Of(wage, wage.Gross.Amount)), account => Key((WagePaid)account.Fact))
            .ToLookup(group => Key((WagePaid)group.Accounts[0].Fact), StringComparer.Ordinal);
    }

    /// <summary>The rules consulted, in order of their ids, and what each said.</summary>
    /// <remarks>
    /// A share is what any credible account says was cut over the greatest gross wage any account gives, so that it is never
    /// overstated by the wage. Cuts that only testimony tells of make a breach doubtful no less than a doubtful rule does.
    /// </remarks>
    public static IReadOnlyList<ConsultedRule> Consult(Evaluation evaluation)
    {
        var law = new DeductionsBeyondCeiling(evaluation);
        return
        [
            .. evaluation.Wages.SelectMany(law.OfPeriod)
                .GroupBy(said => said.Rule, StringComparer.Ordinal).OrderBy(rule => rule.Key, StringComparer.Ordinal)
                .Select(rule => rule.OrderBy(said => Gravity(said.Says)).First()),
        ];
    }

    private static int Gravity(RuleSays says) => says switch { RuleSays.Breach => 0, RuleSays.Doubtful => 1, _ => 2 };

    private IEnumerable<ConsultedRule> OfPeriod(WagePeriod wage)
    {
        var key = PeriodKey.Of(wage.Period, wage.Currency, wage.Placement);
        var gross = _gross[key].Sum(group => group.Reading.Claimed);
        var cuts = _cuts[key].ToList();
        if (gross == 0 || cuts.Count == 0)
        {
            return [];
        }

        if (!_situations.TryGetValue(wage.Placement ?? "", out var situation))
        {
            _situations[wage.Placement ?? ""] = situation = Situation.Of(_history, wage.Placement);
        }

        var employer = _history.Placements.FirstOrDefault(placement => placement.Id == wage.Placement)?.Started?.Employer;
        return _pack.DeductionCeilings(situation, wage.PaidOn).Select(ceiling => Said(ceiling, cuts, gross, employer, wage));
    }

    private ConsultedRule Said(DeductionCeiling ceiling, List<MoneyGroup> cuts, decimal gross, string? employer, WagePeriod wage)
    {
        var limit = ceiling.Limit;
        var worst = new ConsultedRule(ceiling.Rule.Id, RuleSays.Within, $"no pay period's cuts exceed it; last looked at: {Words.Of(wage.PaidOn)}");
        if (limit.Overall is { } overall)
        {
            worst = Worse(worst, Said(ceiling, "all cuts together", overall, cuts.Where(cut => !limit.Outside.Any(part => IsPart(cut, part, employer))), gross, wage));
        }

        foreach (var part in limit.Parts)
        {
            worst = Worse(worst, Said(ceiling, $"cuts for {part.For.ToString().ToLowerInvariant()}", part.Share, cuts.Where(cut => IsPart(cut, part.For, employer)), gross, wage));
        }

        return worst;
    }

    private static ConsultedRule Worse(ConsultedRule one, ConsultedRule other) => Gravity(other.Says) < Gravity(one.Says) ? other : one;

    private static ConsultedRule Said(DeductionCeiling ceiling, string what, decimal share, IEnumerable<MoneyGroup> cuts, decimal gross, WagePeriod wage)
    {
        var reading = cuts.Aggregate(Reading.Zero, (sum, group) => sum + group.Reading);
        var isAbove = ceiling.Limit.IsBelow ? reading.Claimed >= share * gross && reading.Claimed > 0 : reading.Claimed > share * gross;
        var isProven = ceiling.Limit.IsBelow ? reading.Documented >= share * gross : reading.Documented > share * gross;
        if (!isAbove)
        {
            return new ConsultedRule(ceiling.Rule.Id, RuleSays.Within, $"{what} stay within {Words.Percent(share)}");
        }

        var why = $"{what} took {Words.Percent(reading.Claimed / gross)} of the wage paid on {Words.Of(wage.PaidOn)}, more than {Words.Percent(share)}";
        var doubt = ceiling.Doubt ?? (isProven ? null : "only testimony tells of the cuts");
        return new ConsultedRule(ceiling.Rule.Id, doubt is null ? RuleSays.Breach : RuleSays.Doubtful, doubt is null ? why : $"{why}; but {doubt}");
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

    private string Key(DeductionTaken cut) => PeriodKey.Of(cut.Period, cut.Amount.Currency, _history.PlacementOf(cut));

    private string Key(WagePaid wage) => PeriodKey.Of(wage.Period, wage.Net.Currency, _history.PlacementOf(wage));
}
