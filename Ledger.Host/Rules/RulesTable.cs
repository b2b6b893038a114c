using System.Globalization;
using Ledger.Domain.Indicators;
using Ledger.Domain.Rules;
using Spectre.Console;
using Rule = Ledger.Domain.Rules.Rule;

namespace Ledger.Host.Rules;

/// <summary>Rules, and what differs between two packs, as people read them.</summary>
internal static class RulesTable
{
    private const int MostShown = 60;

    /// <summary>Writes a list of rules.</summary>
    public static void Write(IAnsiConsole console, RulePack pack, IReadOnlyList<Rule> rules)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("Rule", "In force", "Limit", "Doubt");
        foreach (var rule in rules.OrderBy(rule => rule.Jurisdiction, StringComparer.Ordinal).ThenBy(rule => rule.Id, StringComparer.Ordinal))
        {
            table.AddRow(
                Markup.Escape(rule.Id), Markup.Escape(RuleWords.Interval(rule)),
                Markup.Escape(rule.Limit is { } limit ? RuleWords.Limit(limit) : "informative: " + rule.Informative),
                Markup.Escape(rule.Limit is null ? "" : rule.Doubt ?? ""));
        }

        console.Write(table);
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rules.Count} rules of {pack.Version}."));
    }

    /// <summary>Writes one rule with everything that is known of it.</summary>
    public static void Write(IAnsiConsole console, Rule rule)
    {
        foreach (var (name, value) in Lines(RuleView.Of(rule), rule))
        {
            console.WriteLine($"{name,-13} {value}");
        }
    }

    /// <summary>Writes what differs between two packs.</summary>
    public static void Write(IAnsiConsole console, PackComparisonResult result)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("Worker", "Indicator", "Known from", "Under the first", "Under the second");
        foreach (var difference in result.Differences.OrderByDescending(one => one.IsVerdict).Take(MostShown))
        {
            table.AddRow(
                Markup.Escape(difference.Worker), difference.Indicator, difference.KnownAt.ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                Markup.Escape(Verdict(difference.A, difference.IsVerdict)), Markup.Escape(Verdict(difference.B, difference.IsVerdict)));
        }

        console.Write(table);
        console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{result.Differing:N0} findings differ between {result.A} and {result.B}, {result.DifferingVerdicts:N0} of them in verdict or severity"
            + $"{(result.Differences.Count > MostShown ? $", the first {MostShown} shown (--json for all)" : "")}; {result.Workers:N0} workers judged at {result.Judgements:N0} instants. Nothing was changed."));
    }

    private static string Verdict(Finding? finding, bool isVerdict) =>
        finding is null ? "none"
        : (finding.Verdict, finding.Severity) switch
        {
            (var verdict, { } severity) => $"{verdict.ToString().ToLowerInvariant()}, {severity.ToString().ToLowerInvariant()}",
            var (verdict, _) => verdict.ToString().ToLowerInvariant(),
        } + (isVerdict ? "" : ": " + finding.Explanation);

    private static IEnumerable<(string Name, string Value)> Lines(RuleView view, Rule rule)
    {
        (string, string?)[] lines =
        [
            ("rule", view.Id), ("jurisdiction", view.Jurisdiction), ("instrument", view.Instrument), ("article", view.Article), ("in force", RuleWords.Interval(rule)),
            ("reaches", view.Scope), ("limit", view.Limit), ("doubt", view.Doubt), ("informative", view.Informative), ("says", view.AppliesTo),
            .. view.Exceptions.Select(exception => ("except", (string?)exception)), .. view.Untyped.Select(untyped => ("not judged", (string?)untyped)),
            ("source", view.Source), ("address", view.SourceAddress), ("note", view.Note),
        ];
        return lines.Where(line => !string.IsNullOrEmpty(line.Item2)).Select(line => (line.Item1, line.Item2!));
    }
}
