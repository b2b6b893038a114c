using Ledger.Domain.Rules;
using NodaTime;

namespace Ledger.Host.Rules;

/// <summary>A rule as it is shown: its row's words, and in words what is typed of them.</summary>
/// <param name="Id">The row's id.</param>
/// <param name="Jurisdiction">The jurisdiction.</param>
/// <param name="Role">Whose rule it is.</param>
/// <param name="Kind">What it rules on.</param>
/// <param name="Instrument">The instrument.</param>
/// <param name="Article">The article.</param>
/// <param name="From">The first day in force.</param>
/// <param name="To">The last day in force.</param>
/// <param name="Scope">Whom and what it reaches.</param>
/// <param name="Limit">What it allows.</param>
/// <param name="Doubt">Why a breach of it is not plain.</param>
/// <param name="Informative">Why it is not judged by.</param>
/// <param name="AppliesTo">Whom it is for, in the row's words.</param>
/// <param name="Exceptions">The exceptions, in the row's words.</param>
/// <param name="Untyped">What the ledger does not judge by.</param>
/// <param name="Source">Where the row comes from.</param>
/// <param name="SourceAddress">The address of the source.</param>
/// <param name="Note">A note of whoever researched it.</param>
public sealed record RuleView(
    string Id, string Jurisdiction, RuleRole Role, RuleKind Kind, string Instrument, string Article, LocalDate? From, LocalDate? To, string? Scope, string? Limit, string? Doubt,
    string? Informative, string AppliesTo, IReadOnlyList<string> Exceptions, IReadOnlyList<string> Untyped, string Source, string? SourceAddress, string? Note)
{
    /// <summary>Shows a rule.</summary>
    public static RuleView Of(Rule rule) => new(
        rule.Id, rule.Jurisdiction, rule.Role, rule.Kind, rule.Instrument, rule.Article, rule.From, rule.To,
        rule.Scope is null ? null : RuleWords.Scope(rule), rule.Limit is null ? null : RuleWords.Limit(rule.Limit), rule.Limit is null ? null : rule.Doubt,
        rule.Informative, rule.AppliesTo, rule.Exceptions, rule.Untyped, rule.SourceTitle, rule.SourceAddress, rule.Note);
}
