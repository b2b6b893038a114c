using System.Globalization;
using System.Text;

namespace Ledger.Domain.Rules;

/// <summary>The page of all rules by jurisdiction, written from a pack so that it cannot say anything else.</summary>
public static class RulePage
{
    /// <summary>The page in Markdown.</summary>
    public static string Markdown(RulePack pack)
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture, $"""
            # Rules
            Every rule of the pack {pack.Version} that comes with the ledger, by jurisdiction: {pack.Rules.Length} rows, {pack.Rules.Count(rule => rule.Limit is null)} of them informative only. Written from the pack; `./ledger rules show ID` gives a rule's own words, exceptions and notes.

            *Limit* is what may be charged, cut, or taken as interest, or what must be done. *How well verified* names what is in doubt: a rule in doubt informs, and never makes a finding present. *Not judged by* is what the row says besides.

            """);
        foreach (var jurisdiction in pack.Rules.GroupBy(rule => rule.Jurisdiction, StringComparer.Ordinal).OrderBy(group => group.Key != "INT").ThenBy(group => group.Key, StringComparer.Ordinal))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {(jurisdiction.Key == "INT" ? "International" : jurisdiction.Key)}\n");
            page.Append("| rule | instrument, article | in force | reaches | limit | how well verified |\n|---|---|---|---|---|---|\n");
            foreach (var rule in jurisdiction)
            {
                Append(page, rule);
            }
        }

        return page.ToString();
    }

    private static void Append(StringBuilder page, Rule rule)
    {
        var limit = rule.Limit is { } typed ? RuleWords.Limit(typed) : $"informative only: {rule.Informative}";
        var rest = rule.Untyped.Count == 0 ? "" : $". Not judged by: {string.Join("; ", rule.Untyped)}";
        var article = rule.Article is "-" ? "" : $", {rule.Article}";
        string[] cells =
        [
            $"`{rule.Id}`", rule.Instrument + article, RuleWords.Interval(rule), rule.Scope is null ? rule.AppliesTo : RuleWords.Scope(rule), limit + rest,
            rule.Limit is null ? "" : rule.Doubt ?? "verified to the day",
        ];
        page.Append(CultureInfo.InvariantCulture, $"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))} |\n");
    }
}
