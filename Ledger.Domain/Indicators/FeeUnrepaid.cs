using System.Globalization;
using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Fees;
using Ledger.Domain.Rates;
using Ledger.Domain.Rules;
using Ledger.Domain.SameMoney;
using NodaTime;

namespace Ledger.Domain.Indicators;

/// <summary>
/// <c>fee.unrepaid</c>: what the worker was charged and borne was not fully repaid within 90 days, or what a law has fall due at an
/// early end of the placement was not.
/// </summary>
/// <remarks>
/// The days run from the charge itself: the record cannot tell when an employer came to know of it, and a complaint that comes late
/// must not give more time. So a fee of 90 days ago or more, less all that was verifiably repaid by now, is what is overdue. Only
/// verified repayment counts. It changes with time alone, so each finding says until when it holds.
/// </remarks>
public static class FeeUnrepaid
{
    /// <summary>The code of the indicator.</summary>
    public const string Code = "fee.unrepaid";

    /// <summary>Judges the fees of one placement.</summary>
    public static Finding Judge(Evaluation evaluation, PlacementFees fees)
    {
        var where = Words.Placement(fees.Placement);
        if (fees.Told.Count == 0)
        {
            return evaluation.Untold(Code, fees.Placement, $"no account of who paid for {where}");
        }

        if (fees.Conversion.Missing.Count > 0 && fees.Borne.Claimed == 0)
        {
            return evaluation.Draft(Code, fees.Placement, Verdict.Insufficient, $"The sum cannot be said: {string.Join("; ", fees.Conversion.Missing)}.", fees.Told) with
            {
                Missing = [.. fees.Conversion.Missing],
            };
        }

        return fees.Borne.Claimed == 0
            ? evaluation.Draft(Code, fees.Placement, Verdict.Absent, fees.Charged.Claimed == 0
                ? $"Every account says that the worker bore nothing for {where}."
                : $"The worker bore {Words.Of(fees.Charged, fees.Currency)} for {where}, and verified reimbursements cover it.", fees.Told) with { Measures = Measures(evaluation, fees) }
            : Borne(evaluation, fees, where);
    }

    private static Finding Borne(Evaluation evaluation, PlacementFees fees, string where)
    {
        var days = evaluation.Thresholds.RepayWithinDays;
        var law = evaluation.Law(fees);
        var duties = law.Refunds().Select(duty => new Owed(duty, fees, evaluation.History.AsOf, days)).ToList();
        var overdue = Overdue(evaluation, fees, days);
        var broken = duties.FindAll(duty => duty.Says == RuleSays.Breach);
        var isPresent = overdue.Sum.Claimed > 0 || broken.Count > 0;
        var changes = ChargedOn(fees).Select(on => on.PlusDays(days)).Concat(duties.Select(duty => duty.DueOn).OfType<LocalDate>());
        var residual = isPresent ? Most(overdue.Sum, broken.Select(duty => duty.Residual)) : fees.Borne;
        return evaluation.Draft(Code, fees.Placement, isPresent ? Verdict.Present : Verdict.Absent, Explain(fees, where, days, isPresent, overdue.Sum, broken), fees.Facts, Ends(evaluation, fees, broken)) with
        {
            Severity = !isPresent ? null : fees.Reimbursed.Documented == 0 ? Severity.Red : Severity.Amber,
            Strength = !isPresent ? null : residual.Documented > 0 ? Strength.Documented : Strength.Testified,
            Since = !isPresent ? null : broken.Select(duty => duty.DueOn!.Value.PlusDays(1)).Concat(overdue.Since is { } since ? [since] : []).Min(),
            HoldsUntil = changes.Where(on => on >= evaluation.History.AsOf).Select(on => (LocalDate?)on).Min(),
            Measures = Measures(evaluation, fees),
            Rules = [.. duties.Select(duty => duty.Consulted)],
            Missing = [.. fees.Conversion.Missing, .. duties.Where(duty => duty.Says == RuleSays.Insufficient).Select(duty => $"{duty.Why} ({duty.Rule})").Distinct(StringComparer.Ordinal)],
        };
    }

    /// <summary>What was charged so long ago that its time has run, less all repayments; and the day that first became so.</summary>
    private static (Reading Sum, LocalDate? Since) Overdue(Evaluation evaluation, PlacementFees fees, int days)
    {
        var sums = ChargedOn(fees).Where(on => on.PlusDays(days) < evaluation.History.AsOf)
            .Select(on => (On: on, Sum: fees.ChargedOn(on).Less(fees.Reimbursed.Documented)))
            .Where(day => day.Sum.Claimed > 0).ToList();
        return sums.Count == 0 ? (Reading.Zero, null) : (sums[^1].Sum, sums[0].On.PlusDays(days + 1));
    }

    /// <summary>The days on which something was charged, in order: a fee told of, or a cut from wages that can go beyond all such fees.</summary>
    private static IEnumerable<LocalDate> ChargedOn(PlacementFees fees) =>
        fees.Facts.Where(fact => fact is FeeCharged or DeductionTaken).Select(fact => fact.EffectiveOn).Distinct().Order();

    private static Reading Most(Reading overdue, IEnumerable<Reading> duties) =>
        duties.Aggregate(overdue, (most, duty) => new Reading(Math.Max(most.Documented, duty.Documented), Math.Max(most.Claimed, duty.Claimed)));

    private static SortedDictionary<string, Measure> Measures(Evaluation evaluation, PlacementFees fees)
    {
        var measures = new SortedDictionary<string, Measure>(StringComparer.Ordinal)
        {
            ["claimed"] = Measure.Of(fees.Charged, fees.Currency),
            ["paid"] = Measure.Of(fees.Reimbursed, fees.Currency),
            ["residual"] = Measure.Of(fees.Borne, fees.Currency),
        };
        if (Assessed(evaluation, fees) is { } assessed)
        {
            measures["assessed"] = Measure.Of(assessed, fees.Currency);
        }

        return measures;
    }

    /// <summary>What those who stand outside the chain found was charged: auditors, authorities, civil society, brands. Null where none of them spoke.</summary>
    private static Reading? Assessed(Evaluation evaluation, PlacementFees fees)
    {
        var conversion = new Conversion(evaluation.Rates);
        var accounts = fees.Fees.Where(fee => fee.AssertedAs is Speaker.Auditor or Speaker.Authority or Speaker.CivilSociety or Speaker.Brand)
            .Select(fee => conversion.To(fees.Currency, fee.Amount, fee.EffectiveOn) is { } amount ? Account.Of(fee, amount) : null).ToList();
        return accounts.Count == 0 ? null
            : MoneyGroup.Sort(accounts, account => PlacementFees.SumOf((FeeCharged)account.Fact)).Aggregate(Reading.Zero, (sum, group) => sum + group.Reading);
    }

    private static IEnumerable<Fact> Ends(Evaluation evaluation, PlacementFees fees, List<Owed> broken) =>
        broken.Count == 0 ? [] : evaluation.History.Placements.Where(placement => placement.Id == fees.Placement).Select(placement => placement.Ended).OfType<Fact>();

    private static string Explain(PlacementFees fees, string where, int days, bool isPresent, Reading overdue, List<Owed> broken)
    {
        var paid = fees.Reimbursed.Documented > 0 ? $"{Words.Of(new Reading(fees.Reimbursed.Documented, fees.Reimbursed.Documented), fees.Currency)} of it is verifiably repaid" : "none of it is verifiably repaid";
        var late = overdue.Claimed > 0 ? string.Create(CultureInfo.InvariantCulture, $"; {Words.Of(overdue, fees.Currency)} was charged more than {days} days ago")
            : isPresent ? "" : string.Create(CultureInfo.InvariantCulture, $"; the {days} days for it have not run out");
        var law = string.Concat(broken.Select(duty => $" By {duty.Rule}, {duty.Why}."));
        return $"The worker was charged {Words.Of(fees.Charged, fees.Currency)} for {where}, and {paid}{late}.{law}";
    }

    /// <summary>A duty to pay back, against what was verifiably paid.</summary>
    private sealed class Owed
    {
        public Owed(RefundDuty duty, PlacementFees fees, LocalDate asOf, int days)
        {
            Rule = duty.Rule.Id;
            (Says, Why) = (duty.Reach, duty.Why ?? "");
            if (duty.From is not { } from)
            {
                return;
            }

            DueOn = from.PlusDays(duty.WithinDays ?? days);
            Residual = duty.Due.Less(fees.Reimbursed.Documented);
            Why = $"{Words.Of(duty.Due, fees.Currency)} fell due by {Words.Of(DueOn.Value)}, of which {Words.Of(Residual, fees.Currency)} is open";
            var isOpen = Residual.Claimed > 0 && asOf > DueOn;
            Says = !isOpen ? RuleSays.Within : duty.Rule.Doubt is null ? RuleSays.Breach : RuleSays.Doubtful;
            Why += duty.Rule.Doubt is { } doubt && isOpen ? $"; but {doubt}" : "";
        }

        public string Rule { get; }

        public RuleSays Says { get; }

        public string Why { get; }

        public LocalDate? DueOn { get; }

        public Reading Residual { get; }

        public ConsultedRule Consulted => new(Rule, Says, Why);
    }
}
