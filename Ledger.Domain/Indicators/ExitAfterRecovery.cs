using System.Globalization;
using Ledger.Domain.Churn;

namespace Ledger.Domain.Indicators;

/// <summary>
/// <c>churn.exit-after-recovery</c>: early ends of a recruiter's placements with an employer cluster in the 30 days just after what the worker
/// was charged had been recovered from her, or her last day to claim a refund had passed, by an exact one-sided binomial test against the
/// same placements' days beside those. The false discovery rate is held over all pairs (Benjamini-Hochberg).
/// </summary>
/// <remarks>
/// Were there no cluster, each early end of the days compared would fall just after with the share that such days have of them; Observed
/// says which days are compared, and why not all. Fewer than 20 placements with a worker-borne fee, or fewer than 5 early ends in the days
/// compared, are insufficient. The last day to claim a refund is that of the law, else 90 days after the first charge. Red where even
/// the lower end of the exact 95 per cent interval is above that share by half of what is left. An early end does not say why.
/// </remarks>
public static class ExitAfterRecovery
{
    /// <summary>The code of the indicator.</summary>
    public const string Code = "churn.exit-after-recovery";

    /// <summary>Judges every pair.</summary>
    internal static IEnumerable<PairDraft> Judge(PairEvaluation evaluation)
    {
        var tested = evaluation.Counts.Where(pair => Missing(pair.AtRisk, evaluation.Thresholds) is null).Select(pair => new Test(pair, pair.AtRisk)).ToList();
        var q = FalseDiscovery.QValues(tested.ConvertAll(test => test.PValue));
        var binomial = new Binomial();
        return tested.Select((test, index) => Tested(evaluation, test, q[index], binomial))
            .Concat(from pair in evaluation.Counts
                    let missing = Missing(pair.AtRisk, evaluation.Thresholds)
                    where missing is not null
                    select evaluation.Insufficient(Code, pair, null, missing));
    }

    private static string? Missing(TimeAtRisk atRisk, Thresholds thresholds) =>
        atRisk.Placements < thresholds.LeastPlacements
            ? string.Create(CultureInfo.InvariantCulture, $"{atRisk.Placements} placements of the pair bore a fee of the worker's, and {thresholds.LeastPlacements} are needed")
        : atRisk.Ends < thresholds.LeastExits ? string.Create(CultureInfo.InvariantCulture, $"{atRisk.Ends} of them ended early in the days compared, and {thresholds.LeastExits} are needed")
        : null;

    private static PairDraft Tested(PairEvaluation evaluation, Test test, decimal qValue, Binomial binomial)
    {
        var verdict = qValue <= evaluation.Thresholds.FalseDiscoveryRate ? Verdict.Present : Verdict.Absent;
        return new PairDraft(Code, test.Pair.Recruiter, test.Pair.Employer, null, verdict, pair =>
        {
            var (low, high) = binomial.Interval(test.AtRisk.EndsAfter, test.AtRisk.Ends);
            var finding = evaluation.Draft(Code, test.Pair.Recruiter, test.Pair.Employer, null, verdict, Explain(evaluation, test, low, high, qValue)) with
            {
                Measures = Measures(test, low, high, qValue),
            };
            return verdict == Verdict.Absent ? finding : Complete(finding, pair, evaluation) with
            {
                Severity = low >= test.Share + ((1 - test.Share) * evaluation.Thresholds.ExitRedPart) ? Severity.Red : Severity.Amber,
                Strength = Strength.Testified,
            };
        });
    }

    /// <summary>Names the ends that were counted, and since when there were any.</summary>
    private static Finding Complete(Finding draft, IReadOnlyList<PlacementOutcome> pair, PairEvaluation evaluation)
    {
        var after = pair.Where(outcome => Observed.EndedJustAfter(outcome, evaluation.Thresholds)).ToList();
        return draft with { Since = after.Min(outcome => outcome.End), Because = PairEvaluation.Because(after.SelectMany(outcome => new[] { outcome.StartFact, outcome.EndFact })) };
    }

    private static SortedDictionary<string, Measure> Measures(Test test, decimal low, decimal high, decimal qValue) => new(StringComparer.Ordinal)
    {
        ["placements"] = Measure.Of(test.AtRisk.Placements, "placements"),
        ["earlyEnds"] = Measure.Of(test.AtRisk.EndsAfter, "placements"),
        ["expectedEarlyEnds"] = Measure.Of(test.AtRisk.Ends * test.Share, "placements"),
        ["pValue"] = Measure.OfProbability(test.PValue),
        ["qValue"] = Measure.OfProbability(qValue),
        ["rate"] = Measure.Of(test.Rate, "of early ends"),
        ["rateLow"] = Measure.Of(low, "of early ends"),
        ["rateHigh"] = Measure.Of(high, "of early ends"),
        ["otherRate"] = Measure.Of(test.Share, "of days compared"),
    };

    private static string Explain(PairEvaluation evaluation, Test test, decimal low, decimal high, decimal qValue) => string.Create(CultureInfo.InvariantCulture,
        $"{test.AtRisk.Placements:N0} placements of {evaluation.Named(test.Pair.Recruiter)} with {evaluation.Named(test.Pair.Employer)} bore a fee of the worker's. Of {test.AtRisk.Ends:N0} early ends around the day on which it was "
        + $"recovered, or a refund could no longer be claimed, {test.AtRisk.EndsAfter:N0} came within {evaluation.Thresholds.ExitDays} days after: {Words.Percent(test.Rate)} "
        + $"(95 per cent interval {Words.Percent(low)} to {Words.Percent(high)}). Such days are {Words.Percent(test.Share)} of the days compared, so that {test.AtRisk.Ends * test.Share:N1} "
        + $"would be expected; p {Words.Probability(test.PValue)}, q {Words.Probability(qValue)}. An early end does not say why.");

    /// <summary>A pair's early ends against its days.</summary>
    private sealed record Test(PairCounts Pair, TimeAtRisk AtRisk)
    {
        public decimal Rate => AtRisk.EndsAfter / (decimal)AtRisk.Ends;

        public decimal Share => AtRisk.DaysAfter / (decimal)AtRisk.Days;

        public decimal PValue { get; } = Binomial.AtLeast(AtRisk.EndsAfter, AtRisk.Ends, AtRisk.DaysAfter / (decimal)AtRisk.Days);
    }
}
