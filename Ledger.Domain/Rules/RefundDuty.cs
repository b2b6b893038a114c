using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Record;
using NodaTime;

namespace Ledger.Domain.Rules;

/// <summary>What a rule says must be paid back for one placement.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Reach">Whether it reaches the placement and its charges.</param>
/// <param name="Why">Why not, or what is missing; null where a sum is due.</param>
/// <param name="From">The day the duty arises: the first charge, or the early end; null where it does not.</param>
/// <param name="Due">What is due, in the currency of the placement's fees.</param>
/// <param name="WithinDays">The days the rule gives; null where it sets none.</param>
public sealed record RefundDuty(Rule Rule, RuleSays Reach, string? Why, LocalDate? From, Reading Due, int? WithinDays)
{
    /// <summary>The duty that a rule lays down.</summary>
    /// <param name="rule">A rule with a refund limit.</param>
    /// <param name="where">The worker and the placement.</param>
    /// <param name="charges">The charges with their sums by collector and class, in the currency of the placement's fees.</param>
    /// <param name="history">The record.</param>
    /// <param name="placement">The placement.</param>
    internal static RefundDuty Of(Rule rule, Situation where, IReadOnlyList<(Charge Charge, Reading Sum)> charges, WorkerHistory history, string? placement)
    {
        var limit = (RefundLimit)rule.Limit!;
        var (from, share, why) = limit.When == RefundOccasion.Found ? (charges.Min(one => one.Charge.On), limit.Share, null) : EarlyEnd(limit, history, placement);
        var on = limit.When == RefundOccasion.Found ? charges.Max(one => one.Charge.On) : from;
        if (why is null && !rule.IsInForce(on!.Value))
        {
            return Not(rule, rule.From > on ? $"in force from {rule.From:uuuu-MM-dd}, after that day" : $"in force to {rule.To:uuuu-MM-dd}, before that day");
        }

        var reaches = charges.Select(one => (one.Sum, Reach: RuleReach.OfPlacement(rule, where).And(RuleReach.OfCharge(rule, one.Charge)))).ToList();
        var reached = reaches.FindAll(one => one.Reach.IsReached);
        if (reached.Count == 0)
        {
            var reach = reaches.Select(one => one.Reach).OrderByDescending(one => one.Says).ThenBy(one => one.Why).First();
            return new RefundDuty(rule, reach.Says, RuleReach.Text(rule, reach.Why), null, Reading.Zero, null);
        }

        if (share is null)
        {
            return new RefundDuty(rule, why!.Value.IsMissing ? RuleSays.Insufficient : RuleSays.NotApplicable, why.Value.Text, null, Reading.Zero, null);
        }

        var sum = reached.Aggregate(Reading.Zero, (total, one) => total + one.Sum);
        return new RefundDuty(rule, RuleSays.Within, null, from, new Reading(sum.Documented * share.Value, sum.Claimed * share.Value), limit.WithinDays);
    }

    /// <summary>
    /// The last day on which an early end of the placement would make the fee fall due; null where the rule sets no months, does not reach
    /// the placement or its charges, or the day it begins is not recorded.
    /// </summary>
    internal static LocalDate? WindowCloses(Rule rule, Situation where, IEnumerable<Charge> charges, WorkerHistory history, PlacementRecord placement) =>
        rule.Limit is RefundLimit { When: RefundOccasion.EarlyEnd, WithinMonths: { } months } && (placement.Arrived ?? placement.ContractIn(history)?.From) is { } start
        && rule.IsInForce(start) && charges.Any(charge => RuleReach.OfPlacement(rule, where).And(RuleReach.OfCharge(rule, charge)).IsReached)
            ? start.PlusMonths(months)
            : null;

    private static RefundDuty Not(Rule rule, string why) => new(rule, RuleSays.NotApplicable, why, null, Reading.Zero, null);

    /// <summary>The day of an early end and the share of the fee that falls due with it, or why there is none.</summary>
    private static (LocalDate? On, decimal? Share, (string Text, bool IsMissing)? Why) EarlyEnd(RefundLimit limit, WorkerHistory history, string? placement)
    {
        var record = history.Find(placement);
        if (record?.Ended is not { } ended)
        {
            return (null, null, ("the placement has not ended", false));
        }

        if (limit.NotByWorker && ended.Initiator == EndInitiator.Worker)
        {
            return (ended.EffectiveOn, null, ("the worker ended the placement", false));
        }

        var contract = record.ContractIn(history);
        if (limit.WithinMonths is { } months)
        {
            return (record.Arrived ?? contract?.From) is not { } start ? (ended.EffectiveOn, null, ("neither arrival nor contract is recorded", true))
                : ended.EffectiveOn > start.PlusMonths(months) ? (ended.EffectiveOn, null, ($"the placement ended more than {months} months after it began", false))
                : (ended.EffectiveOn, limit.Share, null);
        }

        return contract?.To is not { } to ? (ended.EffectiveOn, null, ("the term of the contract is not recorded", true))
            : ended.EffectiveOn >= to ? (ended.EffectiveOn, null, ("the contract had run its term", false))
            : (ended.EffectiveOn, limit.Share ?? Remaining(contract.From, to, ended.EffectiveOn), null);
    }

    /// <summary>The part of a contract that was left after its last day, by months of thirty days; between 0 and 1.</summary>
    private static decimal Remaining(LocalDate from, LocalDate to, LocalDate last)
    {
        var all = Math.Max(1, Months.Days(from, to.PlusDays(1)));
        return Math.Clamp(Months.Days(LocalDate.Max(last.PlusDays(1), from), to.PlusDays(1)) / (decimal)all, 0, 1);
    }
}
