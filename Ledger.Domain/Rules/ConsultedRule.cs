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
    /// <summary>The record lacks something without which neither can be said.</summary>
    Insufficient,
}

/// <summary>A rule that was consulted and what it said.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Says">The verdict.</param>
/// <param name="Why">In a few words.</param>
public sealed record ConsultedRule(string Rule, RuleSays Says, string Why);
