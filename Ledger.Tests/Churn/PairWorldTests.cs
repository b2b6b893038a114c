using Ledger.Domain.Churn;
using Ledger.Domain.Indicators;
using NodaTime;
using Xunit;

namespace Ledger.Tests.Churn;

/// <summary>Whole corridors made up at random: honest ones flag no more pairs than the stated rate, and a recruiter that replaces one worker in three is found.</summary>
public sealed class PairWorldTests
{
    private const int Worlds = 200;
    private const int Span = 1_100;

    [Fact]
    public void An_honest_world_flags_anyone_no_more_often_than_the_stated_rate()
    {
        List<int> turnover = [];
        List<int> exits = [];
        for (var seed = 1; seed <= Worlds; seed++)
        {
            var world = Honest(new Random(seed), 0.25);
            var indicators = Flagged(world).Select(finding => finding.Indicator).ToHashSet(StringComparer.Ordinal);
            turnover.AddRange(indicators.Contains(PairTurnover.Code) ? [seed] : []);
            exits.AddRange(indicators.Contains(ExitAfterRecovery.Code) ? [seed] : []);
        }

        // Where nobody churns every finding is false, so worlds with any are to be one in twenty at most.
        var most = (int)(Worlds * Thresholds.Default.FalseDiscoveryRate);
        Assert.True(turnover.Count <= most, $"turnover is found in {turnover.Count} honest worlds of {Worlds}: seeds {string.Join(", ", turnover)}");
        Assert.True(exits.Count <= most, $"exits after recovery are found in {exits.Count} honest worlds of {Worlds}: seeds {string.Join(", ", exits)}");
    }

    [Fact]
    public void A_pair_is_not_found_for_being_large()
    {
        List<int> found = [];
        List<decimal> ratios = [];
        for (var seed = 1; seed <= Worlds / 4; seed++)
        {
            // Any worker leaves early with the same chance; but with two beginnings a day every end is followed by one, and with one in six weeks half are not.
            var random = new Random(seed);
            List<PlacementOutcome> world = [.. Pair(random, 0, 2_000, "r-busy", "e-0"), .. Enumerable.Range(1, 80).SelectMany(pair => Pair(random, pair * 10_000, 25, $"r-{pair}", "e-0"))];
            var busy = Outcomes.Findings(world, PairTurnover.Code).Single(finding => finding.Recruiter == "r-busy");
            ratios.Add(busy.Measures["rateRatio"].Value!.Value);
            found.AddRange(busy.IsPresent ? [seed] : []);
        }

        Assert.True(ratios.Average() > 1.3m, $"the busy pair's ends are not replaced more often than others': {ratios.Average()} times");
        Assert.True(found.Count <= Worlds / 4 * 5 / 100, $"found in {found.Count} worlds: seeds {string.Join(", ", found)}");

        static IEnumerable<PlacementOutcome> Pair(Random random, int from, int placements, string recruiter, string employer) => Enumerable.Range(from, placements).Select(number =>
        {
            var start = Outcomes.First.PlusDays(random.Next(Span));
            return Placed(random, number, start, random.Next(8) == 0 ? start.PlusDays(random.Next(1, 365)) : null, recruiter, employer);
        });
    }

    [Fact]
    public void A_recruiter_that_replaces_one_worker_in_three_early_is_found_at_a_hundred_placements()
    {
        List<int> missed = [];
        for (var seed = 1; seed <= Worlds; seed++)
        {
            var random = new Random(seed);
            List<PlacementOutcome> world = [.. Honest(random, 0.12), .. Churning(random)];
            missed.AddRange(Flagged(world).Any(finding => finding is { Indicator: PairTurnover.Code, Recruiter: "r-bad" }) ? [] : [seed]);
        }

        Assert.True(missed.Count <= Worlds * 5 / 100, $"missed in {missed.Count} of {Worlds} worlds: seeds {string.Join(", ", missed)}");
    }

    [Fact]
    public void A_recruiter_whose_workers_leave_when_the_fee_is_recovered_is_found()
    {
        List<int> missed = [];
        for (var seed = 1; seed <= Worlds / 4; seed++)
        {
            var random = new Random(seed);
            List<PlacementOutcome> world = [.. Honest(random, 0.25)];
            for (var number = 0; number < 100; number++)
            {
                var start = Outcomes.First.PlusDays(random.Next(Span));
                var recovered = start.PlusDays(random.Next(150, 300));
                var early = random.Next(4) == 0 ? recovered.PlusDays(random.Next(1, 31)) : (LocalDate?)null;
                world.Add(Placed(random, 90_000 + number, start, early, "r-bad", "e-0") with { RecoveredOn = recovered });
            }

            missed.AddRange(Flagged(world).Any(finding => finding is { Indicator: ExitAfterRecovery.Code, Recruiter: "r-bad" }) ? [] : [seed]);
        }

        Assert.True(missed.Count <= Worlds / 4 * 5 / 100, $"missed in {missed.Count} worlds: seeds {string.Join(", ", missed)}");
    }

    /// <summary>A hundred placements of which one in three ends early, each of them replaced within a month.</summary>
    private static List<PlacementOutcome> Churning(Random random)
    {
        List<PlacementOutcome> pair = [];
        Queue<LocalDate> begin = new(Enumerable.Range(0, 100).Select(_ => Outcomes.First.PlusDays(random.Next(Span))));
        Queue<LocalDate> again = new();
        while (pair.Count < 100)
        {
            var start = again.Count > 0 ? again.Dequeue() : begin.Dequeue();
            LocalDate? early = random.Next(3) == 0 ? start.PlusDays(random.Next(30, 180)) : null;
            pair.Add(Placed(random, 90_000 + pair.Count, start, early, "r-bad", "e-0"));
            if (early is { } end)
            {
                again.Enqueue(end.PlusDays(random.Next(30)));
            }
        }

        return pair;
    }

    /// <summary>Forty pairs from small to large, in which any worker leaves early with one chance, the sooner the likelier, whoever recruited her.</summary>
    private static IEnumerable<PlacementOutcome> Honest(Random random, double highest)
    {
        var rate = 0.05 + (random.NextDouble() * (highest - 0.05));
        var number = 0;
        for (var pair = 0; pair < 40; pair++)
        {
            var placements = random.Next(10) == 0 ? random.Next(300, 600) : random.Next(5, 120);
            for (var count = 0; count < placements; count++)
            {
                var start = Outcomes.First.PlusDays(random.Next(Span));
                var after = (int)(-150 * Math.Log(1 - random.NextDouble()));
                LocalDate? early = random.NextDouble() < rate && after < 700 ? start.PlusDays(after) : null;
                var outcome = Placed(random, number++, start, early, $"r-{pair / 2}", $"e-{pair % 8}");

                // A fee is recovered only from a worker who is still there.
                var recovered = start.PlusDays(random.Next(60, 400));
                yield return outcome with { RecoveredOn = recovered <= outcome.ObservedUntil && random.Next(2) == 0 ? recovered : null };
            }
        }
    }

    private static PlacementOutcome Placed(Random random, int number, LocalDate start, LocalDate? early, string recruiter, string employer) =>
        Outcomes.Of(number, start, early, recruiter, employer) with { FeeBorne = true, RefundClosedOn = start.PlusDays(random.Next(80, 100)) };

    private static IEnumerable<Finding> Flagged(IEnumerable<PlacementOutcome> world) => Outcomes.Findings([.. world], null).Where(finding => finding.IsPresent);
}
