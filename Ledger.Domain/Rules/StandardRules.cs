using NodaTime;

namespace Ledger.Domain.Rules;

/// <summary>What a rule says of a charge.</summary>
public enum RuleSays
{
    /// <summary>The charge breaks it.</summary>
    Breach,
    /// <summary>The charge keeps it.</summary>
    Within,
    /// <summary>It does not reach the charge.</summary>
    NotApplicable,
    /// <summary>The charge would break it, were the rule's text or date beyond doubt.</summary>
    Doubtful,
}

/// <summary>A rule that was consulted and what it said.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Says">The verdict.</param>
/// <param name="Why">In a few words.</param>
public sealed record ConsultedRule(string Rule, RuleSays Says, string Why);

/// <summary>The standards under which any amount that a worker bears is a breach, whoever employs her.</summary>
public static class StandardRules
{
    /// <summary>The general standards; codes of single companies and of public buyers reach only their own suppliers and are not among them.</summary>
    private static readonly string[] General = ["STD-DHAKA-1", "STD-EPP", "STD-ILO-DEF-2019", "STD-IRIS-1.2-P1"];

    /// <summary>Consults the general standards on fees that a worker bore.</summary>
    /// <param name="pack">The rule pack.</param>
    /// <param name="last">The day of the last charge.</param>
    public static IReadOnlyList<ConsultedRule> OnWorkerPaid(RulePack pack, LocalDate last) => [.. General.Select(id => Consult(pack[id], last))];

    private static ConsultedRule Consult(Rule rule, LocalDate on) => rule switch
    {
        { From: { } from } when on < from => new(rule.Id, RuleSays.NotApplicable, $"in force from {from:uuuu-MM-dd}, after the charge"),
        { To: { } to } when on > to => new(rule.Id, RuleSays.NotApplicable, $"in force to {to:uuuu-MM-dd}, before the charge"),
        { Doubt: { } doubt } => new(rule.Id, RuleSays.Doubtful, $"a worker bore a cost, which {rule.Instrument} does not allow; but {doubt}"),
        _ => new(rule.Id, RuleSays.Breach, $"a worker bore a cost, which {rule.Instrument} does not allow"),
    };
}
