using FsCheck.Xunit;
using Ledger.Domain.Churn;
using Ledger.Domain.Indicators;
using Ledger.Domain.Parties;
using Ledger.Tests.Stories;
using Xunit;

namespace Ledger.Tests.Churn;

/// <summary>Findings on pairs against sums made from the definitions, and what must not change them.</summary>
[Properties(Arbitrary = [typeof(AnyPairs)])]
public sealed class PairOracleTests
{
    private const int Least = 20;

    [Property]
    public void Each_beginning_answers_one_early_end_and_no_way_of_pairing_answers_more(Placed placed)
    {
        var patient = Thresholds.Default with { TurnoverMonths = 1_000 };
        foreach (var pair in placed.Outcomes.Select(outcome => outcome with { Term = Outcomes.Late, Corridor = "NP-QA" }).GroupBy(outcome => (outcome.RecruiterGroup, outcome.EmployerGroup)))
        {
            var counted = PairCounts.Of([.. pair], patient).Corridors.Single().On(Outcomes.Late.PlusYears(10));
            Assert.Equal(NaivePairs.MostReplaced([.. pair], patient.ReplacementDays), counted.Replaced);
        }
    }

    [Fact]
    public void A_placement_that_ended_on_its_first_day_answers_the_end_before_it_and_is_answered_by_another()
    {
        var (earlier, day) = (Outcomes.First.PlusDays(20), Outcomes.First.PlusDays(40));
        PlacementOutcome[] pair = [Outcomes.Of(0, Outcomes.First, earlier), Outcomes.Of(1, day, null), Outcomes.Of(2, day, day)];
        var counted = PairCounts.Of(pair, Thresholds.Default).Corridors.Single().On(Outcomes.Late);
        Assert.Equal(2, counted.Replaced);
        PlacementOutcome[] alone = [Outcomes.Of(1, day, day), Outcomes.Of(2, day, day), Outcomes.Of(3, day, day)];
        Assert.Equal(3, PairCounts.Of(alone, Thresholds.Default).Corridors.Single().On(Outcomes.Late).Replaced);
    }

    [Property]
    public void Placements_are_counted_as_defined_on_any_day_after_the_record(Placed placed, ushort later)
    {
        var day = placed.Outcomes.Max(outcome => outcome.ObservedUntil).PlusDays(later % 800);
        foreach (var pair in Outcomes.Counted(placed.Outcomes))
        {
            var own = placed.Outcomes.Where(outcome => (outcome.Recruiter, outcome.Employer) == (pair.Recruiter, pair.Employer)).ToList();
            foreach (var corridor in pair.Corridors)
            {
                var counted = corridor.On(day);
                Assert.Equal(NaivePairs.Count(own, corridor.Corridor, day), (counted.Placements, counted.Early, counted.Replaced));
            }

            Assert.Equal(NaivePairs.Time(own), (pair.AtRisk.Ends, pair.AtRisk.EndsAfter, pair.AtRisk.Days, pair.AtRisk.DaysAfter));
        }
    }

    [Property]
    public void Turnover_is_tested_as_defined(Placed placed)
    {
        var sides = placed.Outcomes.GroupBy(outcome => (outcome.Recruiter, outcome.Employer))
            .SelectMany(pair => pair.Select(outcome => outcome.Corridor).Distinct().Select(corridor => (pair.Key, Corridor: corridor, Own: NaivePairs.Count([.. pair], corridor, Outcomes.Late)))).ToList();
        var findings = Outcomes.Findings(placed.Outcomes, PairTurnover.Code).ToDictionary(finding => ((finding.Recruiter!, finding.Employer!), finding.Corridor!));
        Assert.Equal(sides.Count, findings.Count);
        List<(Finding Finding, double P)> tested = [];
        foreach (var (key, corridor, own) in sides)
        {
            var all = sides.Where(side => side.Corridor == corridor).ToList();
            var (placements, early, replaced) = (all.Sum(side => side.Own.Placements), all.Sum(side => side.Own.Early), all.Sum(side => side.Own.Replaced));
            var finding = findings[(key, corridor)];
            if (own.Placements < Least || placements - own.Placements < Least)
            {
                Assert.Equal(Verdict.Insufficient, finding.Verdict);
                continue;
            }

            tested.Add((finding, Math.Max(NaiveStatistics.AtLeast(own.Replaced, replaced, own.Placements, placements), NaiveStatistics.AtLeast(own.Early, early, own.Placements, placements))));
            Assert.Equal(own.Replaced, finding.Measures["earlyEnds"].Value);
            Assert.Equal(Math.Round((decimal)own.Placements * (replaced - own.Replaced) / (placements - own.Placements), 6), finding.Measures["expectedEarlyEnds"].Value);
            AssertInterval(finding, own.Replaced, own.Placements);
        }

        AssertTested(tested);
    }

    [Property]
    public void Ends_just_after_recovery_are_tested_as_defined(Placed placed)
    {
        List<(Finding Finding, double P)> tested = [];
        foreach (var finding in Outcomes.Findings(placed.Outcomes, ExitAfterRecovery.Code))
        {
            var own = placed.Outcomes.Where(outcome => (outcome.Recruiter, outcome.Employer) == (finding.Recruiter!, finding.Employer!)).ToList();
            var (ends, endsAfter, days, daysAfter) = NaivePairs.Time(own);
            if (own.Count(outcome => outcome.FeeBorne) < Least || ends < 5)
            {
                Assert.Equal(Verdict.Insufficient, finding.Verdict);
                continue;
            }

            tested.Add((finding, NaiveStatistics.AtLeast(endsAfter, ends, daysAfter, days)));
            Assert.Equal(endsAfter, finding.Measures["earlyEnds"].Value);
            AssertInterval(finding, endsAfter, ends);
        }

        AssertTested(tested);
    }

    [Property]
    public void The_order_of_placements_changes_nothing(Placed placed, int seed)
    {
        var shuffled = placed.Outcomes.ToArray();
        new Random(seed).Shuffle(shuffled);
        Assert.Equal(Said(placed.Outcomes), Said(shuffled));
    }

    [Property]
    public void Renaming_the_parties_changes_nothing(Placed placed)
    {
        // A name that sorts the other way round, so that whatever followed the alphabet would show.
        var renamed = placed.Outcomes.Select(outcome => outcome with
        {
            Recruiter = Turned(outcome.Recruiter), RecruiterGroup = Turned(outcome.Recruiter), Employer = Turned(outcome.Employer), EmployerGroup = Turned(outcome.Employer),
        }).ToList();
        Assert.Equal(Said(placed.Outcomes, Turned), Said(renamed));
    }

    [Property]
    public void Splitting_recruiters_into_linked_ones_changes_nothing(Placed placed, int seed)
    {
        var random = new Random(seed);
        var groups = new PartyGroups([
            Say.Linked("r-0", "r-0/b", "2019-01-01"), Say.Linked("r-0/b", "r-0/c", "2019-01-01", Domain.Facts.LinkKind.SameAs), Say.Linked("r-1/b", "r-1", "2019-01-01"),
            Say.Linked("r-2", "r-3", "2019-01-01", Domain.Facts.LinkKind.Refers)]);
        var split = placed.Outcomes.Select(outcome => outcome with
        {
            Recruiter = outcome.Recruiter switch { "r-0" => random.Next(3) switch { 0 => "r-0", 1 => "r-0/b", _ => "r-0/c" }, "r-1" => random.Next(2) == 0 ? "r-1" : "r-1/b", var other => other },
        });
        Assert.Equal(Said(placed.Outcomes), Said(Outcomes.Grouped(split, groups)));
    }

    private static string Turned(string party) => $"{(char)('z' - party[^1])}{party}";

    private static List<string> Said(IReadOnlyCollection<PlacementOutcome> outcomes, Func<string, string>? name = null)
    {
        var named = name ?? (party => party);
        return [.. Outcomes.Findings(outcomes, null)
            .Select(finding => $"{finding.Indicator} {named(finding.Recruiter!)} {named(finding.Employer!)} {finding.Corridor} {finding.Verdict} {finding.Severity} {finding.Since} "
                + $"{string.Join(' ', finding.Measures.Select(measure => $"{measure.Key}={measure.Value.Value}"))} {string.Join(' ', finding.Because)}").Order(StringComparer.Ordinal)];
    }

    private static void AssertTested(IReadOnlyList<(Finding Finding, double P)> tested)
    {
        var expected = NaiveStatistics.QValues([.. tested.Select(test => test.P)]);
        foreach (var ((finding, p), q) in tested.Zip(expected))
        {
            AssertClose(p, finding.Measures["pValue"].Value!.Value);
            AssertClose(q, finding.Measures["qValue"].Value!.Value);
            Assert.Equal(finding.Measures["qValue"].Value <= 0.05m, finding.IsPresent);
            Assert.Equal(finding.IsPresent, finding.Since is not null);
        }
    }

    /// <summary>At the ends of an exact interval each tail holds 2.5 per cent.</summary>
    private static void AssertInterval(Finding finding, int successes, int trials)
    {
        var (low, high) = (finding.Measures["rateLow"].Value!.Value, finding.Measures["rateHigh"].Value!.Value);
        Assert.True(successes == 0 ? low == 0 : Math.Abs(NaiveStatistics.AtLeast(successes, trials, low) - 0.025) < 1e-4, $"{successes} of {trials}: {low}");
        Assert.True(successes == trials ? high == 1 : Math.Abs(1 - NaiveStatistics.AtLeast(successes + 1, trials, high) - 0.025) < 1e-4, $"{successes} of {trials}: {high}");
    }

    private static void AssertClose(double expected, decimal found) =>
        Assert.True(Math.Abs((double)found - expected) <= (1e-5 * expected) + 1e-27, $"{expected} expected, {found} found");
}
