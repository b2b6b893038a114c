using Ledger.Domain.Amounts;
using NodaTime;

namespace Ledger.Domain.Rules;

/// <summary>What one rule says of one charge by itself.</summary>
/// <param name="Says">The verdict.</param>
/// <param name="Why">Why it does not reach the charge, or why that cannot be told; reached otherwise.</param>
public readonly record struct RuleAnswer(RuleSays Says, ReachReason Why);

/// <content>Caps, and the whole pack put to one charge.</content>
public sealed partial class RulePack
{
    /// <summary>The cap of a rule for a placement, which is zero where the rule defers to a destination that forbids fees.</summary>
    /// <param name="rule">A rule with a fee limit.</param>
    /// <param name="where">The worker and the placement.</param>
    /// <param name="basis">What the cap is reckoned from.</param>
    /// <param name="on">The day up to which charges are counted.</param>
    /// <exception cref="InvalidCastException">The rule has no fee limit.</exception>
    public Cap CapOf(Rule rule, Situation where, CapBasis basis, LocalDate on)
    {
        var limit = (FeeLimit)rule.Limit!;
        var cap = Cap.Of(limit, where, basis, on);
        if (!limit.IsZeroWhereDestinationForbids || where.DestinationCountry is null)
        {
            return cap;
        }

        string? doubtful = null;
        foreach (var other in FeeRules)
        {
            if (other is not { Role: RuleRole.Destination, Kind: RuleKind.FeeProhibition, Limit: ZeroFee, Scope.OnlyCuts: false } || !other.IsOf(where.DestinationCountry) || !other.IsInForce(on))
            {
                continue;
            }

            var reach = RuleReach.OfPlacement(other, where);
            if (reach.IsReached && other.Doubt is null)
            {
                return Cap.Zero;
            }

            doubtful ??= reach.Says == RuleSays.NotApplicable ? null : other.Id;
        }

        return doubtful is null ? cap : cap.Or(Cap.Zero, $"whether {where.DestinationCountry} forbids fees is in doubt ({doubtful})");
    }

    /// <summary>Puts every fee rule of the pack to one charge by itself: the question of a clerk with one receipt, and of a batch with a million.</summary>
    /// <remarks>A charge that is within by itself may exceed a cap together with others: <see cref="FeeLaw"/> counts those together.</remarks>
    /// <param name="where">The worker and the placement.</param>
    /// <param name="basis">What caps are reckoned from.</param>
    /// <param name="charge">The charge.</param>
    /// <param name="amount">Its amount.</param>
    /// <param name="currency">The currency of <paramref name="amount"/>.</param>
    /// <param name="answers">Takes one answer for each rule of <see cref="FeeRules"/>, in that order; at least as long.</param>
    public void Judge(Situation where, CapBasis basis, in Charge charge, decimal amount, Currency currency, Span<RuleAnswer> answers)
    {
        for (var index = 0; index < FeeRules.Length; index++)
        {
            var rule = FeeRules[index];
            var reach = RuleReach.Of(rule, where, charge);
            answers[index] = reach.IsReached ? new RuleAnswer(Says(rule, where, basis, charge.On, amount, currency), ReachReason.Reached) : new RuleAnswer(reach.Says, reach.Why);
        }
    }

    private RuleSays Says(Rule rule, Situation where, CapBasis basis, LocalDate on, decimal amount, Currency currency)
    {
        var cap = CapOf(rule, where, basis, on);
        if (cap.Currency is not { } wanted || wanted == currency)
        {
            return cap.Says(rule, amount);
        }

        return basis.Rates.Find(currency, wanted, on) is { } found ? cap.Says(rule, amount * found.Rate) : RuleSays.Insufficient;
    }
}
