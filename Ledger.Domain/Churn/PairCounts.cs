using Ledger.Domain.Indicators;
using NodaTime;

namespace Ledger.Domain.Churn;

/// <summary>Placements that are counted from one day on, and what became of them.</summary>
/// <param name="From">The day.</param>
/// <param name="Placements">The placements.</param>
/// <param name="Early">Those of them that ended early within their window.</param>
/// <param name="Replaced">Those of these that were followed by a replacement.</param>
public sealed record CohortDay(LocalDate From, int Placements, int Early, int Replaced);

/// <summary>A pair's placements of one corridor.</summary>
/// <param name="Corridor">The corridor, such as NP-QA.</param>
/// <param name="Placements">Those that every day after the pair's last one counts.</param>
/// <param name="Early">Those of them that ended early within their window.</param>
/// <param name="Replaced">Those of these that were followed by a replacement.</param>
/// <param name="Later">Those that are counted only from a later day on, in order.</param>
public sealed record CorridorCounts(string Corridor, int Placements, int Early, int Replaced, IReadOnlyList<CohortDay> Later)
{
    /// <summary>All that are counted on a day.</summary>
    public CohortDay On(LocalDate day) =>
        Later.Where(cohort => cohort.From <= day).Aggregate(
            new CohortDay(day, Placements, Early, Replaced),
            (sum, cohort) => new CohortDay(day, sum.Placements + cohort.Placements, sum.Early + cohort.Early, sum.Replaced + cohort.Replaced));
}

/// <summary>The days around a fee's recovery or the close of a refund window that are compared, and the early ends that fell into them.</summary>
/// <param name="Placements">The placements with a worker-borne fee.</param>
/// <param name="Ends">Their early ends in the days compared.</param>
/// <param name="EndsAfter">Those just after.</param>
/// <param name="Days">All days compared.</param>
/// <param name="DaysAfter">The days just after.</param>
public sealed record TimeAtRisk(int Placements, int Ends, int EndsAfter, long Days, long DaysAfter);

/// <summary>One sum that the employer's side collected from many of a recruiter's workers.</summary>
/// <param name="Amount">The sum.</param>
/// <param name="Currency">Its currency.</param>
/// <param name="Workers">The workers it was collected from.</param>
/// <param name="IsDocumented">Whether it is documented for as many of them as it takes.</param>
public sealed record ConstantSum(decimal Amount, string Currency, int Workers, bool IsDocumented);

/// <summary>What a recruiter's placements with an employer come to: all that the pair's indicators need to be judged by.</summary>
/// <remarks>
/// <para>
/// A placement is counted once the window in which an early end would show has run out, whether it ended or runs: it is so many months from
/// its start, or its term where that is shorter, and the days in which a replacement may begin. So whether it is counted turns on its
/// beginning alone. Were those that ended counted at once and those that run only later, a recruiter whose placements are young would
/// seem to lose nearly all.
/// </para>
/// <para>A placement without an end on record runs: silence counts in the recruiter's favour.</para>
/// </remarks>
public sealed record PairCounts
{
    /// <summary>The pair's key.</summary>
    public required string Id { get; init; }

    /// <summary>The recruiter's group.</summary>
    public required string Recruiter { get; init; }

    /// <summary>The employer's group.</summary>
    public required string Employer { get; init; }

    /// <summary>The placements by corridor, in alphabetical order.</summary>
    public required IReadOnlyList<CorridorCounts> Corridors { get; init; }

    /// <summary>The time at risk of placements with a worker-borne fee.</summary>
    public required TimeAtRisk AtRisk { get; init; }

    /// <summary>The sum that the employer's side collected from most workers; null where it collected none from enough of them.</summary>
    public ConstantSum? Constant { get; init; }

    /// <summary>The key of a pair: ids hold no control characters, so that one separates them.</summary>
    public static string Key(string recruiter, string employer) => $"{recruiter}\u001f{employer}";

    /// <summary>Counts a pair's placements.</summary>
    /// <param name="pair">All outcomes of one recruiter's group with one employer's group, in any order; at least one.</param>
    /// <param name="thresholds">The windows.</param>
    public static PairCounts Of(IReadOnlyList<PlacementOutcome> pair, Thresholds thresholds)
    {
        var (recruiter, employer) = (pair[0].RecruiterGroup, pair[0].EmployerGroup);
        var replaced = Replacements.In(pair, thresholds.ReplacementDays).Select(one => one.Ended).ToHashSet(ReferenceEqualityComparer.Instance);
        // A fact may be dated a day ahead of its recording: what is counted on the day before the last is counted on every day asked about.
        var last = pair.Max(outcome => outcome.ObservedUntil).PlusDays(-1);
        return new PairCounts
        {
            Id = Key(recruiter, employer),
            Recruiter = recruiter,
            Employer = employer,
            Corridors = [.. pair.GroupBy(outcome => outcome.Corridor, StringComparer.Ordinal).OrderBy(corridor => corridor.Key, StringComparer.Ordinal)
                .Select(corridor => Of(corridor.Key, corridor.Select(outcome => Cohort(outcome, replaced.Contains(outcome), thresholds)), last))],
            AtRisk = Observed.In(pair, thresholds),
            Constant = ConstantIn(pair, thresholds.ConstantSumWorkers),
        };
    }

    /// <summary>The day up to which, and not including it, an end of a placement counts as turnover.</summary>
    internal static LocalDate WindowEnd(PlacementOutcome outcome, Thresholds thresholds) => LocalDate.Min(outcome.Start.PlusMonths(thresholds.TurnoverMonths), outcome.Term);

    /// <summary>Whether a placement ended early within its window.</summary>
    internal static bool IsEarly(PlacementOutcome outcome, Thresholds thresholds) => outcome.EndedEarly && outcome.End < WindowEnd(outcome, thresholds);

    /// <summary>The day from which on a placement is counted.</summary>
    internal static LocalDate CountedFrom(PlacementOutcome outcome, Thresholds thresholds) => WindowEnd(outcome, thresholds).PlusDays(thresholds.ReplacementDays);

    private static CohortDay Cohort(PlacementOutcome outcome, bool isReplaced, Thresholds thresholds)
    {
        var isEarly = IsEarly(outcome, thresholds);
        return new CohortDay(CountedFrom(outcome, thresholds), 1, isEarly ? 1 : 0, isEarly && isReplaced ? 1 : 0);
    }

    private static CorridorCounts Of(string corridor, IEnumerable<CohortDay> cohorts, LocalDate last)
    {
        var days = cohorts.ToLookup(cohort => cohort.From > last);
        var now = Sum(last, days[false]);
        return new CorridorCounts(corridor, now.Placements, now.Early, now.Replaced, [.. days[true].GroupBy(cohort => cohort.From).OrderBy(day => day.Key).Select(day => Sum(day.Key, day))]);
    }

    private static CohortDay Sum(LocalDate from, IEnumerable<CohortDay> cohorts) =>
        cohorts.Aggregate(new CohortDay(from, 0, 0, 0), (sum, one) => new CohortDay(from, sum.Placements + one.Placements, sum.Early + one.Early, sum.Replaced + one.Replaced));

    private static ConstantSum? ConstantIn(IReadOnlyList<PlacementOutcome> pair, int workers) => pair.Where(outcome => outcome.Taken is not null)
        .GroupBy(outcome => (Amount: outcome.Taken!.Amount.Claimed!.Value, Currency: outcome.Taken.Amount.Currency!))
        .Select(sum => new ConstantSum(sum.Key.Amount, sum.Key.Currency, Workers(sum), Workers(sum.Where(outcome => outcome.Taken!.Amount.Documented == sum.Key.Amount)) >= workers))
        .Where(sum => sum.Workers >= workers)
        .OrderByDescending(sum => sum.Workers).ThenByDescending(sum => sum.Amount).ThenBy(sum => sum.Currency, StringComparer.Ordinal)
        .FirstOrDefault();

    private static int Workers(IEnumerable<PlacementOutcome> outcomes) => outcomes.Select(outcome => outcome.Worker).Distinct(StringComparer.Ordinal).Count();
}
