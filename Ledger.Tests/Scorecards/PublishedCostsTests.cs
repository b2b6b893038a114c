using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Domain.Parties;
using Ledger.Domain.Rates;
using Ledger.Domain.Record;
using Ledger.Domain.Rules;
using Ledger.Domain.Scorecards;
using Ledger.Tests.Samples;
using Ledger.Tests.Stories;
using Xunit;

namespace Ledger.Tests.Scorecards;

/// <summary>Both published forms of SDG indicator 10.7.1, from facts of single workers that add up to the published totals.</summary>
public sealed class PublishedCostsTests
{
    [Fact]
    public void Lao_labour_force_survey_2017_keeps_the_mean_of_ratios_and_the_ratio_of_totals_apart()
    {
        var published = SampleFiles.Published["lao-lfs-2017"].GetProperty("published");
        var workers = published.GetProperty("workers").GetProperty("all").GetInt32();
        var (costs, earnings) = (published.GetProperty("totalCosts").GetProperty("all").GetInt32(), published.GetProperty("totalEarnings").GetProperty("all").GetInt32());

        // Shares of the totals, from those who paid least to those who paid most; what is left of the totals falls to the last.
        var cost = Spread(costs, workers, (100, 160));
        var earned = Spread(earnings, workers, (420, 440));
        var scorecard = Scorecard.Of([.. cost.Zip(earned).Select((worker, index) => Placement(index, worker.First, worker.Second, "USD"))]);

        Assert.Equal((workers, workers, workers), (scorecard.Workers, scorecard.Charged, scorecard.Cost!.Placements));
        Assert.Equal(costs, scorecard.Fees["USD"].Charged.Claimed);
        Assert.Equal(0.32797m, decimal.Round(scorecard.Cost.RatioOfTotals["USD"].Claimed, 5));
        Assert.Equal(0.33m, decimal.Round(scorecard.Cost.MeanOfRatios.Claimed, 2));

        // The two forms are not one: those who paid more did not earn more in proportion.
        var naive = cost.Zip(earned).Average(worker => (double)worker.First / worker.Second);
        Assert.Equal(naive, (double)scorecard.Cost.MeanOfRatios.Claimed, 5);
        Assert.NotEqual(scorecard.Cost.RatioOfTotals["USD"].Claimed, scorecard.Cost.MeanOfRatios.Claimed);
    }

    [Theory]
    [InlineData("all", 17.59)]
    [InlineData("SG", 15.06)]
    [InlineData("OM", 16.06)]
    public void Bangladesh_cost_of_migration_survey_2020(string group, double months)
    {
        var published = SampleFiles.Published["bbs-2020"].GetProperty("published").GetProperty(group);
        var (cost, wage) = (published.GetProperty("cost").GetInt32(), published.GetProperty("monthlyEarnings").GetInt32());
        const int workers = 200;
        var spread = Spread(cost * workers, workers, (cost / 2, cost * 3 / 2)).Zip(Spread(wage * workers, workers, (wage * 9 / 10, wage * 11 / 10)));
        var scorecard = Scorecard.Of([.. spread.Select((worker, index) => Placement(index, worker.First, worker.Second, "BDT"))]);
        Assert.Equal((decimal)months, decimal.Round(scorecard.Cost!.RatioOfTotals["BDT"].Claimed, 2));
        Assert.NotEqual(scorecard.Cost.RatioOfTotals["BDT"].Claimed, scorecard.Cost.MeanOfRatios.Claimed);
    }

    /// <summary>Amounts between two ends for each worker in turn, up and then down again, that add up to a total exactly.</summary>
    private static List<int> Spread(int total, int workers, (int Least, int Most) ends)
    {
        var mean = total / workers;
        List<int> amounts = [.. Enumerable.Range(0, workers).Select(index => mean + ((index % 2 == 0 ? 1 : -1) * (index % 7) * Math.Min(mean - ends.Least, ends.Most - mean) / 7))];
        for (var (index, left) = (0, total - amounts.Sum()); left != 0; index = (index + 1) % workers)
        {
            var step = Math.Sign(left);
            amounts[index] += step;
            left -= step;
        }

        return amounts;
    }

    /// <summary>The figures of one worker who says what she paid and earned, by the same path as any other's.</summary>
    private static PlacementFigures Placement(int index, int cost, int wage, string currency)
    {
        var worker = $"w-{index}";
        Fact[] told = [Say.Registered(), Say.Started("2019-01-05"), Say.Fee(cost, "2019-01-10", currency: currency), Say.Wage(wage, "2019-02", currency: currency)];
        var history = WorkerHistory.Of(worker, told.Select((fact, line) => new RecordedFact(fact with { Id = $"{line}" }, Story.FirstRecording)), Story.End, Story.Now);
        var evaluation = new Evaluation(history, new ExchangeRates([]), PartyLinks.None, RulePack.Current, Thresholds.Default);
        return Assert.Single(PlacementFigures.Of(evaluation, []));
    }
}
