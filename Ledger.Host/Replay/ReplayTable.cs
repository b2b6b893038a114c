using System.Globalization;
using Ledger.Domain.Indicators;
using Ledger.Domain.Replay;
using Spectre.Console;

namespace Ledger.Host.Replay;

/// <summary>A replay as a table that people read.</summary>
internal static class ReplayTable
{
    /// <summary>Writes the timeline with its balances, then the findings.</summary>
    public static void Write(IAnsiConsole console, WorkerReplay replay)
    {
        console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Worker {replay.Worker} as of {replay.AsOf:uuuu-MM-dd}, as known at {replay.KnownAt:uuuu-MM-dd'T'HH:mm:ss.ffffff'Z'}, rules {replay.Rules}"));
        var table = new Table().Border(TableBorder.Simple)
            .AddColumns("Date", "What is told", "By", "Grade", "Fees borne", "Debt", "Wages received", "Months owed");
        foreach (var day in replay.Timeline)
        {
            for (var index = 0; index < day.Facts.Count; index++)
            {
                var told = day.Facts[index];
                var isLast = index == day.Facts.Count - 1;
                table.AddRow(
                    Markup.Escape(index == 0 ? day.On.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture) : ""),
                    Markup.Escape(Told.Of(told.Fact) + (told.CorrectedBy.Count > 0 ? " (corrected)" : "")),
                    Markup.Escape(told.Fact.AssertedBy),
                    told.Fact.Grade.ToString(),
                    Markup.Escape(isLast ? Sums(day.FeesBorne) : ""),
                    Markup.Escape(isLast && day.Debt is { } debt ? Sums([debt]) : ""),
                    Markup.Escape(isLast ? Sums(day.WagesReceived) : ""),
                    Markup.Escape(isLast && day.MonthsOwed is { } owed ? MonthsOf(owed) : ""));
            }
        }

        console.Write(table);
        foreach (var finding in replay.Findings)
        {
            console.WriteLine($"{finding.Indicator}: {finding.Verdict.ToString().ToLowerInvariant()}{(finding.Severity is { } severity ? ", " + severity.ToString().ToLowerInvariant() : "")}"
                + $"{(finding.Strength is { } strength ? ", " + strength.ToString().ToLowerInvariant() : "")}. {finding.Explanation}");
            WriteLines(console, "missing", finding.Missing);
            WriteLines(console, "rule", [.. finding.Rules.Select(rule => $"{rule.Rule} {rule.Says.ToString().ToLowerInvariant()}: {rule.Why}")]);
            WriteLines(console, "because of", finding.Because.Count == 0 ? [] : [string.Join(", ", finding.Because)]);
        }
    }

    private static void WriteLines(IAnsiConsole console, string label, IReadOnlyList<string> lines)
    {
        foreach (var line in lines)
        {
            console.WriteLine($"    {label}: {line}");
        }
    }

    private static string Sums(IReadOnlyList<Measure> sums) => string.Join("; ", sums.Select(sum => sum.Documented == sum.Claimed
        ? string.Create(CultureInfo.InvariantCulture, $"{sum.Claimed:N2} {sum.Currency}")
        : string.Create(CultureInfo.InvariantCulture, $"{sum.Documented:N2}-{sum.Claimed:N2} {sum.Currency}")));

    private static string MonthsOf(Measure owed) =>
        $"{owed.Documented?.ToString("N2", CultureInfo.InvariantCulture) ?? "no bound"} to {owed.Claimed?.ToString("N2", CultureInfo.InvariantCulture) ?? "no bound"}";
}
