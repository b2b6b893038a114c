using Ledger.Domain.Indicators;
using NodaTime;
using Xunit;

namespace Ledger.Tests.Churn;

/// <summary>churn.pair-turnover: more early ends with a replacement than among all other pairs of the corridor.</summary>
public sealed class PairTurnoverTests
{
    [Fact]
    public void A_pair_that_loses_and_replaces_far_more_than_the_others_is_found_with_its_figures()
    {
        var finding = Judge([.. Outcomes.Pair("r-1", "e-1", 40, 15, 0), .. Outcomes.Pair("r-2", "e-1", 200, 4, 1_000)], "r-1");
        Assert.Equal((Verdict.Present, Severity.Red, "e-1", "NP-QA"), (finding.Verdict, finding.Severity, finding.Employer, finding.Corridor));
        Assert.Equal((55m, 15m), (finding.Measures["placements"].Value, finding.Measures["earlyEnds"].Value));
        // 4 of the others' 204 ended so: 55 times that rate.
        Assert.Equal(Math.Round(55m * 4 / 204, 6), finding.Measures["expectedEarlyEnds"].Value);
        Assert.Equal(Math.Round((15m / 55) / (4m / 204), 6), finding.Measures["rateRatio"].Value);
        Assert.Equal(Math.Round((15m / 55) - (4m / 204), 6), finding.Measures["rateDifference"].Value);
        Assert.Equal(Outcomes.First.PlusMonths(5), finding.Since);
        Assert.Contains("w-00000/end", finding.Because);
        Assert.Contains("An early end does not say why", finding.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void The_p_value_is_the_chance_that_so_many_of_all_fall_to_the_pair()
    {
        // 3 of 4 fall to a pair that has 20 of 40 placements: (4 + 1) / 16. Each is replaced, so that both tests say the same.
        var finding = Judge([.. Outcomes.Pair("r-1", "e-1", 17, 3, 0), .. Outcomes.Pair("r-2", "e-1", 19, 1, 1_000)], "r-1");
        Assert.Equal(0.3125m, finding.Measures["pValue"].Value);
        Assert.Equal((Verdict.Absent, 0.625m), (finding.Verdict, finding.Measures["qValue"].Value));
    }

    [Fact]
    public void Nineteen_placements_on_either_side_are_too_few()
    {
        Assert.Equal(Verdict.Insufficient, Judge([.. Outcomes.Pair("r-1", "e-1", 19, 0, 0), .. Outcomes.Pair("r-2", "e-1", 200, 4, 1_000)], "r-1").Verdict);
        var alone = Judge([.. Outcomes.Pair("r-1", "e-1", 40, 15, 0), .. Outcomes.Pair("r-2", "e-1", 19, 0, 1_000)], "r-1");
        Assert.Equal(Verdict.Insufficient, alone.Verdict);
        Assert.Contains("19 placements of other pairs", Assert.Single(alone.Missing), StringComparison.Ordinal);
    }

    [Fact]
    public void Placements_that_began_too_lately_to_show_are_not_counted_whether_they_ended_or_not()
    {
        // The record ends three days before the windows of the first beginnings run out: six months after the last of those that end early.
        var known = Outcomes.Pair("r-1", "e-1", 40, 15, 0).Concat(Outcomes.Pair("r-2", "e-1", 200, 4, 1_000))
            .Select(outcome => outcome.EndedEarly ? outcome : outcome with { End = null, ObservedUntil = outcome.Start.PlusDays(100) }).ToList();
        var counted = Outcomes.First.PlusMonths(12).PlusDays(60);
        Assert.Equal("0 placements of the pair have been under observation for long enough, and 20 are needed", Missing(counted.PlusDays(-1)));
        Assert.StartsWith("3 placements", Missing(counted.PlusDays(2)), StringComparison.Ordinal);
        Assert.Equal(40m, Judge(known, "r-1", counted.PlusDays(39)).Measures["placements"].Value);

        string Missing(LocalDate day) => Assert.Single(Judge(known, "r-1", day).Missing);
    }

    [Fact]
    public void Early_ends_that_nobody_replaces_are_no_turnover()
    {
        var abandoned = Outcomes.Pair("r-1", "e-1", 60, 20, 0).Where(outcome => outcome.EndedEarly || outcome.Start < Outcomes.First.PlusMonths(5)).ToList();
        var finding = Judge([.. abandoned, .. Outcomes.Pair("r-2", "e-1", 200, 4, 1_000)], "r-1");
        Assert.Equal((Verdict.Absent, 0m, 20m), (finding.Verdict, finding.Measures["earlyEnds"].Value, finding.Measures["endedEarly"].Value));
    }

    [Fact]
    public void A_pair_is_compared_within_its_corridor_only()
    {
        var elsewhere = Outcomes.Pair("r-2", "e-1", 200, 4, 1_000).Select(outcome => outcome with { Corridor = "BD-QA" });
        Assert.Equal(Verdict.Insufficient, Judge([.. Outcomes.Pair("r-1", "e-1", 40, 15, 0), .. elsewhere], "r-1").Verdict);
    }

    private static Finding Judge(IReadOnlyCollection<Domain.Churn.PlacementOutcome> outcomes, string recruiter, LocalDate? asOf = null) =>
        Outcomes.Findings(outcomes, PairTurnover.Code, asOf).Single(finding => finding.Recruiter == recruiter);
}
