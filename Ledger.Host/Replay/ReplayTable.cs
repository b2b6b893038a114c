using System.Globalization;
using Ledger.Domain.Indicators;
using Ledger.Domain.Replay;
using Spectre.Console;

namespace Ledger.Host.Replay;

/// <summary>A replay as people read it: each day's accounts, and under them what they come to.</summary>
internal static class ReplayTable
{
    /// <summary>Writes the timeline with its balances, then the findings.</summary>
    public static void Write(IAnsiConsole console, WorkerReplay replay)
    {
        console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Worker {replay.Worker} as of {replay.AsOf:uuuu-MM-dd}, as known at {replay.KnownAt:uuuu-MM-dd'T'HH:mm:ss.ffffff'Z'}, rules {replay.Rules}"));
        var table = new Table().Border(TableBorder.Simple)
            .AddColumn("Date", column => column.NoWrap()).AddColumn("What is told").AddColumn("By").AddColumn("Grade");
        IReadOnlyList<string> before = [];
        foreach (var day in replay.Timeline)
        {
            var date = day.On.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);
            foreach (var told in day.Facts)
            {
                table.AddRow(date, Markup.Escape(Told.Of(told.Fact) + (told.CorrectedBy.Count > 0 ? " (corrected)" : "")), Markup.Escape(told.Fact.AssertedBy), told.Fact.Grade.ToString());
                date = "";
            }

            var balances = Balances(day);
            if (!balances.SequenceEqual(before))
            {
                table.AddRow("", $"[bold]= {Markup.Escape(string.Join("; ", balances))}[/]", "", "");
                before = balances;
            }
        }

        console.Write(table);
        foreach (var finding in replay.Findings)
        {
            WriteFinding(console, finding);
        }
    }

    private static void WriteFinding(IAnsiConsole console, Finding finding)
    {
        var severity = finding.Severity is { } grave ? ", " + grave.ToString().ToLowerInvariant() : "";
        var strength = finding.Strength is { } backed ? ", " + backed.ToString().ToLowerInvariant() : "";
        console.WriteLine($"{finding.Indicator}: {finding.Verdict.ToString().ToLowerInvariant()}{severity}{strength}");
        WriteIndented(console, finding.Explanation);
        foreach (var missing in finding.Missing)
        {
            WriteIndented(console, $"Missing: {missing}.");
        }

        foreach (var rule in finding.Rules)
        {
            WriteIndented(console, $"Rule {rule.Rule} says {Told.Word(rule.Says)}: {rule.Why}.");
        }

        if (finding.Because.Count > 0)
        {
            WriteIndented(console, $"Rests on {string.Join(", ", finding.Because)}.");
        }
    }

    private static void WriteIndented(IAnsiConsole console, string sentence) => console.Write(new Padder(new Text(sentence), new Padding(4, 0, 0, 0)));

    private static IReadOnlyList<string> Balances(TimelineDay day)
    {
        List<string> balances = [];
        if (day.FeesBorne.Count > 0)
        {
            balances.Add($"fees borne {string.Join(" and ", day.FeesBorne.Select(Amount))}");
        }

        if (day.Debt is { } debt)
        {
            balances.Add($"debt {Amount(debt)}");
        }

        if (day.WagesReceived.Count > 0)
        {
            balances.Add($"wages received {string.Join(" and ", day.WagesReceived.Select(Amount))}");
        }

        if (day.MonthsOwed is { } owed)
        {
            balances.Add($"{Months(owed)} months of wages owed");
        }

        return balances;
    }

    private static string Amount(Measure sum) => sum.Documented == sum.Claimed
        ? string.Create(CultureInfo.InvariantCulture, $"{sum.Claimed:N2} {sum.Currency}")
        : string.Create(CultureInfo.InvariantCulture, $"{sum.Documented:N2} to {sum.Claimed:N2} {sum.Currency}");

    private static string Months(Measure owed) => (owed.Documented, owed.Claimed) switch
    {
        ({ } documented, { } claimed) when documented == claimed => claimed.ToString("N2", CultureInfo.InvariantCulture),
        ({ } documented, { } claimed) => string.Create(CultureInfo.InvariantCulture, $"{documented:N2} to {claimed:N2}"),
        ({ } documented, null) => string.Create(CultureInfo.InvariantCulture, $"{documented:N2} to unbounded"),
        _ => "unbounded",
    };
}
