using System.Text.Json;
using Ledger.Domain.Indicators;
using Ledger.Host.Accuracy;
using Ledger.Host.SyntheticCorridor;
using Ledger.Tests.CommandLine;
using Ledger.Tests.Facts;
using Xunit;

namespace Ledger.Tests.Indicators;

/// <summary>How often the indicators are right, and that the page which says so is not out of date.</summary>
public sealed class AccuracyTests
{
    private static readonly AccuracySettings Small = new(Seeds: 1, FirstSeed: 7, Workers: 150, Recruiters: 14, Employers: 9);

    private static readonly Lazy<IReadOnlyList<Measured>> Counted = new(() => AccuracyMeasure.OfSeed(Small, Small.FirstSeed, CancellationToken.None));

    /// <summary>Of workers: turnover takes more placements than these, and of half of the kickbacks nobody tells.</summary>
    [Fact]
    public void Of_a_whole_record_what_the_story_settles_is_found_and_nothing_else()
    {
        var measured = Counted.Value
            .Where(one => one.Condition.Missing == 0 && one.Indicator is not (Kickback.Code or PairTurnover.Code) && AccuracyMeasure.YardstickOf(one.Indicator) == Yardstick.Story).ToList();
        Assert.All(measured, one => Assert.True(one.Tally is { True: var truly, Found: var found, Both: var both } && truly == found && found == both, $"{one}"));
        Assert.All(measured.Where(one => one.Condition.Conflicting > 0), one => Assert.True(one.Tally.True > 0, $"{one}: nothing is true of anybody"));
    }

    [Fact]
    public void Gaps_cost_recall_and_contradictions_turn_nobody_honest()
    {
        var measured = Counted.Value;
        var paid = measured.Where(one => one.Indicator == WorkerPaidFee.Code).ToDictionary(one => one.Condition, one => one.Tally);
        Assert.True(paid[new(0.5m, 0)].Both < paid[new(0, 0)].Both, "half of the record may not be missing without anything being missed");
        Assert.Equal(paid[new(0, 0)], paid[new(0, 0.2m)]);
    }

    /// <summary>Counted once more, one worker after the other, straight from the definitions of precision and recall.</summary>
    [Theory]
    [InlineData(0.2, 0.2)]
    [InlineData(0.5, 0)]
    public void The_counts_are_those_of_a_plain_count(double missing, double conflicting)
    {
        var condition = new Condition((decimal)missing, (decimal)conflicting);
        var settings = new CorridorSettings(Small.Workers, Small.Recruiters, Small.Employers, Small.FirstSeed, condition.Missing, condition.Conflicting);
        var truth = Corridor.Truth(settings).Workers.ToList();
        var findings = CorridorTruthTests.Present(settings);
        foreach (var measured in Counted.Value.Where(one => one.Condition == condition && Corridor.Truth(settings).Judged.Contains(one.Indicator)))
        {
            var found = findings[measured.Indicator].ToHashSet(StringComparer.Ordinal);
            var (right, wrong, missed) = (0, 0, 0);
            foreach (var worker in truth)
            {
                var (isTrue, isFound) = (worker.Indicators.Contains(measured.Indicator), found.Contains(worker.Worker));
                right += isTrue && isFound ? 1 : 0;
                wrong += !isTrue && isFound ? 1 : 0;
                missed += isTrue && !isFound ? 1 : 0;
            }

            Assert.Equal((right, right + wrong, right + missed), (measured.Tally.Both, measured.Tally.Found, measured.Tally.True));
            Assert.Equal(right + wrong == 0 ? null : (decimal)right / (right + wrong), measured.Tally.Precision);
            Assert.Equal(right + wrong == 0 ? null : (decimal)wrong / (right + wrong), measured.Tally.FalseDiscovery);
            Assert.Equal(right + missed == 0 ? null : (decimal)right / (right + missed), measured.Tally.Recall);
            Assert.InRange(measured.Tally.SaidInsufficient, 0, missed);
        }
    }

    /// <summary>Measuring all seeds again takes a minute; the first tells whether any indicator has changed.</summary>
    [Fact]
    public void The_page_is_what_is_measured()
    {
        var settings = new AccuracySettings();
        var page = Published.Read("docs/accuracy.md");
        Assert.Contains(AccuracyPage.Command(settings), page, StringComparison.Ordinal);
        var first = AccuracyPage.SeedRow(settings.FirstSeed, AccuracyMeasure.OfSeed(settings, settings.FirstSeed, TestContext.Current.CancellationToken));
        Assert.True(page.Contains(first, StringComparison.Ordinal), $"docs/accuracy.md is out of date, seed {settings.FirstSeed} is now {first}: run {AccuracyPage.Command(settings)} and store the change with its cause.");
    }

    [Fact]
    public async Task The_command_shows_a_table_or_one_document()
    {
        var calls = new LedgerCalls("Host=no.database.is.needed");
        var table = await calls.CallAsync("accuracy", "--seeds", "1", "--workers", "20");
        Assert.Equal(0, table.Exit);
        Assert.All(Evaluation.Indicators, indicator => Assert.Contains(indicator, table.Output, StringComparison.Ordinal));

        var json = await calls.CallAsync("accuracy", "--seeds", "1", "--workers", "20", "--json");
        Assert.Equal(Condition.All.Count * Evaluation.Indicators.Count, JsonDocument.Parse(json.Output).RootElement.GetArrayLength());

        var wrong = await calls.CallAsync("accuracy", "--seeds", "0");
        Assert.Equal(2, wrong.Exit);
        Assert.Contains("seeds is 0: give a number from 1 to 1000", wrong.Errors, StringComparison.Ordinal);
    }
}
