using System.Globalization;
using System.Text;
using Ledger.Domain.Indicators;
using Ledger.Domain.Rules;

namespace Ledger.Host.Accuracy;

/// <summary>The page that says how often each indicator is right, with the command that makes it.</summary>
public static class AccuracyPage
{
    /// <summary>Writes the page, in Markdown.</summary>
    /// <param name="settings">What was measured on.</param>
    /// <param name="measured">What was measured.</param>
    public static string Markdown(AccuracySettings settings, IReadOnlyList<Measured> measured)
    {
        var pooled = Pooled(measured);
        var page = new StringBuilder(Head(settings));
        foreach (var yardstick in Enum.GetValues<Yardstick>())
        {
            page.Append(Line($"## {Title(yardstick)}")).Append(Line()).Append(Line(Meaning(yardstick))).Append(Line());
            page.Append(Line("| indicator | facts missing | sums contradicted | true | found | right | precision | false discovery | recall | missed, said insufficient | recall by seed, least to most |"));
            page.Append(Line("|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"));
            foreach (var indicator in Evaluation.Indicators.Where(indicator => AccuracyMeasure.YardstickOf(indicator) == yardstick))
            {
                foreach (var condition in Condition.All.Where(condition => yardstick == Yardstick.Story || condition.Missing > 0))
                {
                    page.Append(Row(indicator, condition, pooled[(condition, indicator)], [.. measured.Where(one => one.Condition == condition && one.Indicator == indicator)]));
                }
            }

            page.Append(Line());
        }

        page.Append(Line("## By seed")).Append(Line())
            .Append(Line("All indicators and conditions together, so that a change in any of them shows here.")).Append(Line())
            .Append(Line("| seed | true | found | right | missed, said insufficient |")).Append(Line("|--:|--:|--:|--:|--:|"));
        foreach (var seed in measured.GroupBy(one => one.Seed))
        {
            page.Append(Line(SeedRow(seed.Key, [.. seed])));
        }

        return page.ToString();
    }

    /// <summary>The row of one seed: what the page must say as long as no indicator has changed.</summary>
    public static string SeedRow(int seed, IReadOnlyList<Measured> measured)
    {
        var sum = measured.Aggregate(default(Tally), (sum, one) => sum + one.Tally);
        return string.Create(CultureInfo.InvariantCulture, $"| {seed} | {sum.True:N0} | {sum.Found:N0} | {sum.Both:N0} | {sum.SaidInsufficient:N0} |");
    }

    /// <summary>The command that makes the page of these settings.</summary>
    public static string Command(AccuracySettings settings) => string.Create(
        CultureInfo.InvariantCulture, $"./ledger accuracy --seeds {settings.Seeds} --first-seed {settings.FirstSeed} --workers {settings.Workers} --page docs/accuracy.md");

    /// <summary>All seeds together.</summary>
    internal static IReadOnlyDictionary<(Condition Condition, string Indicator), Tally> Pooled(IReadOnlyList<Measured> measured) => measured
        .GroupBy(one => (one.Condition, one.Indicator))
        .ToDictionary(group => group.Key, group => group.Aggregate(default(Tally), (sum, one) => sum + one.Tally));

    /// <summary>A share in per cent; a dash where nothing was there to be shared.</summary>
    internal static string Percent(decimal? share) => share is { } some ? string.Create(CultureInfo.InvariantCulture, $"{some * 100:0.0} %") : "–";

    private static string Head(AccuracySettings settings) => string.Create(CultureInfo.InvariantCulture,
        $"""
        # How often the indicators are right

        Measured, not promised: on invented corridors from Nepal to Qatar and Malaysia whose truth is known, with parts of the record
        missing and sums contradicted. They imitate no real party, and a real record is likely to be worse in ways that nobody invented; what
        holds here is how the indicators bear gaps and contradictions, not how common anything is.

        {settings.Seeds} corridors (seeds {settings.FirstSeed} to {settings.FirstSeed + settings.Seeds - 1}), each of {settings.Workers:N0} workers, {settings.Recruiters} recruiters and {settings.Employers} employers, judged as if their files had been imported whole
        on the day after their last, by the rules {RulePack.Current.Version} and the default thresholds. To reproduce this page:

        ```
        {Command(settings)}
        ```

        *Facts missing* is the share of facts that nobody recorded, drawn one by one; registrations, starts of placements and loans are never
        lost. *Sums contradicted* is the share of fees, wages and repayments of which a second party tells another sum. An indicator
        counts once for a worker, or for a pair of recruiter and employer where it speaks of pairs. *Precision* is the share of those found that are
        true, *false discovery* the rest; *recall* the share of those true that are found. An indicator that misses one may say that the
        record does not suffice: those are counted beside. A dash stands where there was nothing to divide.


        """);

    private static string Title(Yardstick yardstick) => yardstick == Yardstick.Story ? "Against the story" : "Against the whole record";

    private static string Meaning(Yardstick yardstick) => yardstick == Yardstick.Story
        ? "The stories behind these corridors settle whether the indicator is truly present, without any rule, threshold or record."
        : "No story settles these: they hang on thresholds and laws. They are held against what the same indicator says of the same corridor with nothing missing, so the figures tell what gaps cost and nothing of whether the indicator itself is right; worked cases and independent oracles in the tests see to that.";

    private static string Row(string indicator, Condition condition, Tally tally, IReadOnlyList<Measured> seeds)
    {
        var recalls = seeds.Select(one => one.Tally.Recall).OfType<decimal>().ToList();
        var range = recalls.Count == 0 ? "–" : $"{Percent(recalls.Min())} to {Percent(recalls.Max())}";
        return Line(string.Create(
            CultureInfo.InvariantCulture,
            $"| `{indicator}` | {condition.Missing * 100:0} % | {condition.Conflicting * 100:0} % | {tally.True:N0} | {tally.Found:N0} | {tally.Both:N0} | {Percent(tally.Precision)} | {Percent(tally.FalseDiscovery)} | {Percent(tally.Recall)} | {tally.SaidInsufficient:N0} | {range} |"));
    }

    private static string Line(string text = "") => text + "\n";
}
