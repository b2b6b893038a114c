using System.Globalization;
using Ledger.Domain.Churn;

namespace Ledger.Domain.Indicators;

/// <summary>
/// <c>churn.pair-turnover</c>: of a recruiter's placements with an employer, more ended early and were followed by a replacement from the
/// same recruiter than among all other pairs of the corridor, by an exact one-sided binomial test. The false discovery rate is held over all
/// pairs (Benjamini-Hochberg); fewer than 20 placements on either side are insufficient.
/// </summary>
/// <remarks>
/// The test: of all replaced early ends of the corridor, so many fell to this pair; were it like the others, each would fall to it with
/// its share of the corridor's placements. So the others' rate is not taken for known where few placements bear it out. All early
/// ends are put to the same test, and the greater of the two p-values counts: where a recruiter sends workers every week, any end
/// is followed by some beginning, and that alone is no turnover.
/// Placements are counted as PairCounts says. Beside the p-value stand both rates, their difference and ratio, and exact 95 per cent
/// intervals (Clopper-Pearson) of the pair's rate and of the ratio. Red where even the lower end of the ratio's interval is twice the
/// others' rate. Parties that own one another, or are one under two ids, count as one. An early end does not say why: it may be
/// the work, the season, or the worker's wish that nobody recorded.
/// </remarks>
public static class PairTurnover
{
    /// <summary>The code of the indicator.</summary>
    public const string Code = "churn.pair-turnover";

    private const string Caveat = "An early end does not say why.";

    /// <summary>Judges every pair in each of its corridors.</summary>
    internal static IEnumerable<PairDraft> Judge(PairEvaluation evaluation)
    {
        var least = evaluation.Thresholds.LeastPlacements;
        var sides = evaluation.Counts.SelectMany(pair => pair.Corridors.Select(corridor => (Pair: pair, corridor.Corridor, Own: corridor.On(evaluation.AsOf)))).ToList();
        var totals = sides.GroupBy(side => side.Corridor, StringComparer.Ordinal).ToDictionary(
            corridor => corridor.Key, corridor => Sum(evaluation, corridor.Select(side => side.Own)), StringComparer.Ordinal);
        var tests = sides.ConvertAll(side => new Test(side.Pair, side.Corridor, side.Own, totals[side.Corridor]));
        var tested = tests.FindAll(test => test.Own.Placements >= least && test.OtherPlacements >= least);
        var q = FalseDiscovery.QValues(tested.ConvertAll(test => test.PValue));
        var binomial = new Binomial();
        return tested.Select((test, index) => Tested(evaluation, test, q[index], binomial))
            .Concat(tests.Where(test => test.Own.Placements < least || test.OtherPlacements < least).Select(test => Insufficient(evaluation, test, least)));
    }

    private static CohortDay Sum(PairEvaluation evaluation, IEnumerable<CohortDay> sides) => sides.Aggregate(
        new CohortDay(evaluation.AsOf, 0, 0, 0), (sum, one) => new CohortDay(sum.From, sum.Placements + one.Placements, sum.Early + one.Early, sum.Replaced + one.Replaced));

    private static PairDraft Insufficient(PairEvaluation evaluation, Test test, int least) => evaluation.Insufficient(
        Code, test.Pair, test.Corridor, test.Own.Placements < least
            ? string.Create(CultureInfo.InvariantCulture, $"{test.Own.Placements} placements of the pair have been under observation for long enough, and {least} are needed")
            : string.Create(CultureInfo.InvariantCulture, $"{test.OtherPlacements} placements of other pairs of the corridor have been under observation for long enough, and {least} are needed"));

    private static PairDraft Tested(PairEvaluation evaluation, Test test, decimal qValue, Binomial binomial)
    {
        var verdict = qValue <= evaluation.Thresholds.FalseDiscoveryRate ? Verdict.Present : Verdict.Absent;
        return new PairDraft(Code, test.Pair.Recruiter, test.Pair.Employer, test.Corridor, verdict, pair =>
        {
            var interval = binomial.Interval(test.Own.Replaced, test.Own.Placements);
            var ratio = Ratio(test, binomial);
            var finding = evaluation.Draft(Code, test.Pair.Recruiter, test.Pair.Employer, test.Corridor, verdict, Explain(evaluation, test, interval, qValue)) with
            {
                Measures = Measures(test, interval, ratio, qValue),
            };
            return verdict == Verdict.Absent ? finding : Complete(finding, pair, evaluation) with
            {
                Severity = ratio.Low >= evaluation.Thresholds.TurnoverRedRatio ? Severity.Red : Severity.Amber,
                Strength = Strength.Testified,
            };
        });
    }

    /// <summary>Names the ends and the beginnings that were counted, and since when there were any.</summary>
    private static Finding Complete(Finding draft, IReadOnlyList<PlacementOutcome> pair, PairEvaluation evaluation)
    {
        var thresholds = evaluation.Thresholds;
        var counted = Replacements.In(pair, thresholds.ReplacementDays)
            .Where(one => one.Ended.Corridor == draft.Corridor && PairCounts.IsEarly(one.Ended, thresholds) && PairCounts.CountedFrom(one.Ended, thresholds) <= evaluation.AsOf).ToList();
        return draft with
        {
            Since = counted.Min(one => one.Ended.End),
            Because = PairEvaluation.Because(counted.SelectMany(one => new[] { one.Ended.StartFact, one.Ended.EndFact, one.By.StartFact })),
        };
    }

    /// <summary>How many times as often as among the others, with its interval: that of the pair's share of all replaced ends, turned into a ratio of rates.</summary>
    private static (decimal? Value, decimal? Low, decimal? High) Ratio(Test test, Binomial binomial)
    {
        if (test.All.Replaced == 0)
        {
            return (null, null, null);
        }

        var (low, high) = binomial.Interval(test.Own.Replaced, test.All.Replaced);
        var scale = test.OtherPlacements / (decimal)test.Own.Placements;
        return (test.OtherRate == 0 ? null : test.Rate / test.OtherRate, low / (1 - low) * scale, high == 1 ? null : high / (1 - high) * scale);
    }

    private static SortedDictionary<string, Measure> Measures(Test test, (decimal Low, decimal High) interval, (decimal? Value, decimal? Low, decimal? High) ratio, decimal qValue)
    {
        var measures = new SortedDictionary<string, Measure>(StringComparer.Ordinal)
        {
            ["placements"] = Measure.Of(test.Own.Placements, "placements"),
            ["earlyEnds"] = Measure.Of(test.Own.Replaced, "placements"),
            ["expectedEarlyEnds"] = Measure.Of(test.OtherRate * test.Own.Placements, "placements"),
            ["endedEarly"] = Measure.Of(test.Own.Early, "placements"),
            ["expectedEndedEarly"] = Measure.Of(test.Own.Placements * (test.All.Early - test.Own.Early) / (decimal)test.OtherPlacements, "placements"),
            ["pValue"] = Measure.OfProbability(test.PValue),
            ["qValue"] = Measure.OfProbability(qValue),
            ["rate"] = Measure.Of(test.Rate, "of placements"),
            ["rateLow"] = Measure.Of(interval.Low, "of placements"),
            ["rateHigh"] = Measure.Of(interval.High, "of placements"),
            ["otherRate"] = Measure.Of(test.OtherRate, "of placements"),
            ["rateDifference"] = Measure.Of(test.Rate - test.OtherRate, "of placements"),
        };
        foreach (var (name, value) in new[] { ("rateRatio", ratio.Value), ("rateRatioLow", ratio.Low), ("rateRatioHigh", ratio.High) })
        {
            if (value is { } known)
            {
                measures[name] = Measure.Of(known, "times");
            }
        }

        return measures;
    }

    private static string Explain(PairEvaluation evaluation, Test test, (decimal Low, decimal High) interval, decimal qValue) => string.Create(CultureInfo.InvariantCulture,
        $"Of {test.Own.Placements:N0} placements of {evaluation.Named(test.Pair.Recruiter)} with {evaluation.Named(test.Pair.Employer)} in {test.Corridor}, {test.Own.Early:N0} ended early and "
        + $"{test.Own.Replaced:N0} of these were followed by a replacement: {Words.Percent(test.Rate)} (95 per cent interval {Words.Percent(interval.Low)} to {Words.Percent(interval.High)}). "
        + $"By the rate of the corridor's other pairs, {Words.Percent(test.OtherRate)}, {test.OtherRate * test.Own.Placements:N1} would be expected; "
        + $"p {Words.Probability(test.PValue)}, q {Words.Probability(qValue)}. {Caveat}");

    /// <summary>A pair against all others of its corridor.</summary>
    private sealed record Test(PairCounts Pair, string Corridor, CohortDay Own, CohortDay All)
    {
        public int OtherPlacements => All.Placements - Own.Placements;

        public decimal Rate => Own.Replaced / (decimal)Own.Placements;

        public decimal OtherRate => (All.Replaced - Own.Replaced) / (decimal)OtherPlacements;

        public decimal PValue { get; } = Own.Placements == 0 ? 1 : Math.Max(
            Binomial.AtLeast(Own.Replaced, All.Replaced, Own.Placements / (decimal)All.Placements),
            Binomial.AtLeast(Own.Early, All.Early, Own.Placements / (decimal)All.Placements));
    }
}
