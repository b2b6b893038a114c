using System.Globalization;
using Ledger.Domain.Amounts;
using Ledger.Domain.Churn;
using Ledger.Domain.Facts;
using Ledger.Domain.Fees;
using Ledger.Domain.Record;

namespace Ledger.Domain.Indicators;

/// <summary>
/// <c>churn.repeat-fee</c>: two or more placements with a worker-borne fee within 36 months; red within 12. A charge of any label
/// within 30 days of a placement's boundary counts as a fee for the placement that begins there.
/// </summary>
/// <remarks>
/// A placement that follows a promotion, a free transfer or a closure is netted out, where the worker or a document gives that
/// reason: an employer's bare word does not. So is one that follows an end by the worker's own choice, as she tells it herself. A
/// running cost that was charged in the midst of a placement before stays with that placement. The same collector, or a linked one, is
/// said; it decides nothing, so that a recruiter who collects under another name hides nothing. No published threshold exists; the
/// defaults are the ledger's own.
/// </remarks>
public static class RepeatFee
{
    /// <summary>The code of the indicator.</summary>
    public const string Code = "churn.repeat-fee";

    /// <summary>Judges a worker's placements.</summary>
    public static Finding Judge(Evaluation evaluation)
    {
        var history = evaluation.History;
        var all = evaluation.FeesAtBoundaries.Where(fees => fees.Placement is not null).ToList();
        var charged = all.Where(fees => fees.Borne.Claimed > 0).OrderBy(fees => fees.First).ThenBy(fees => fees.Placement, StringComparer.Ordinal).ToList();
        var pairs = Pairs(history, charged, evaluation.Thresholds.RepeatFeeMonths);
        if (pairs.Count > 0)
        {
            return Present(evaluation, pairs);
        }

        var untold = all.Where(fees => fees.Told.Count == 0).Select(fees => $"no account of who paid for {Words.Placement(fees.Placement)}").ToList();
        return all.Count < 2 || untold.Count == 0
            ? evaluation.Draft(Code, null, Verdict.Absent, Few(all.Count, charged.Count), charged.SelectMany(fees => fees.Facts)) with { Measures = Counted(charged.Count) }
            : evaluation.Draft(Code, null, Verdict.Insufficient, $"Whether a fee was repeated cannot be said: {string.Join("; ", untold)}.", charged.SelectMany(fees => fees.Facts)) with
            {
                Missing = untold,
                Measures = Counted(charged.Count),
            };
    }

    private static Finding Present(Evaluation evaluation, List<(PlacementFees Earlier, PlacementFees Later)> pairs)
    {
        var closest = pairs.MinBy(pair => Months.Days(pair.Earlier.First!.Value, pair.Later.First!.Value));
        var months = Months.Between(closest.Earlier.First!.Value, closest.Later.First!.Value);
        var placements = pairs.SelectMany(pair => new[] { pair.Earlier, pair.Later }).DistinctBy(fees => fees.Placement).ToList();
        var collector = SameCollector(evaluation, closest.Earlier, closest.Later);
        var red = pairs.Exists(pair => IsWithin(pair.Earlier, pair.Later, evaluation.Thresholds.RepeatFeeRedMonths));
        var measures = Counted(placements.Count);
        measures["monthsBetweenFees"] = Measure.Of(months, "months");
        return evaluation.Draft(Code, closest.Later.Placement, Verdict.Present,
            $"The worker bore fees for {placements.Count.ToString(CultureInfo.InvariantCulture)} placements: {Words.Of(closest.Earlier.Borne, closest.Earlier.Currency)} for {closest.Earlier.Placement} "
            + $"from {Words.Of(closest.Earlier.First!.Value)} and {Words.Of(closest.Later.Borne, closest.Later.Currency)} for {closest.Later.Placement} "
            + $"from {Words.Of(closest.Later.First!.Value)}, {Words.Months(months)} apart. {collector.Said}",
            placements.SelectMany(fees => fees.Facts), collector.Links, Starts(evaluation.History, placements)) with
        {
            Severity = red ? Severity.Red : Severity.Amber,
            Strength = pairs.Exists(pair => pair.Earlier.Borne.Documented > 0 && pair.Later.Borne.Documented > 0) ? Strength.Documented : Strength.Testified,
            Since = pairs.Min(pair => pair.Later.First),
            Measures = measures,
        };
    }

    /// <summary>Neighbouring charged placements whose first fees lie within the months, save those netted out.</summary>
    private static List<(PlacementFees Earlier, PlacementFees Later)> Pairs(WorkerHistory history, List<PlacementFees> charged, int months) =>
    [
        .. charged.Zip(charged.Skip(1)).Where(pair => IsWithin(pair.First, pair.Second, months) && !IsNettedOut(history, pair.Second.Placement!)),
    ];

    private static bool IsWithin(PlacementFees earlier, PlacementFees later, int months) => later.First <= earlier.First!.Value.PlusMonths(months);

    /// <summary>Whether the placement just before this one, charged or not, ended in a way that makes no churn.</summary>
    private static bool IsNettedOut(WorkerHistory history, string placement) =>
        EndsWithoutChurn.Of(history, history.Placements.TakeWhile(other => other.Id != placement).LastOrDefault()?.Id);

    private static (string Said, IReadOnlyList<PartiesLinked> Links) SameCollector(Evaluation evaluation, PlacementFees earlier, PlacementFees later)
    {
        var ways = from one in Collectors(earlier)
                   from other in Collectors(later)
                   let links = evaluation.Links.Between(one, other, later.First!.Value)
                   where links is not null
                   orderby links.Count, one, other
                   select (One: one, Other: other, Links: links);
        return ways.FirstOrDefault() switch
        {
            (null, _, _) => ("Different collectors charged them, with no link on record.", []),
            (var one, _, { Count: 0 }) => ($"The same collector, {one}, charged both.", []),
            var (one, other, links) => ($"The collectors {one} and {other} are linked.", links),
        };
    }

    private static IEnumerable<string> Collectors(PlacementFees fees) => fees.Parts.Select(part => part.Collector).Distinct(StringComparer.Ordinal);

    private static IEnumerable<Fact> Starts(WorkerHistory history, List<PlacementFees> placements) =>
        history.Placements.Where(placement => placements.Exists(fees => fees.Placement == placement.Id)).Select(placement => placement.Started).OfType<Fact>();

    private static SortedDictionary<string, Measure> Counted(int placements) =>
        new(StringComparer.Ordinal) { ["placementsWithFee"] = Measure.Of(placements, "placements") };

    private static string Few(int placements, int charged) => (placements, charged) switch
    {
        (0, _) => "No placement of the worker is recorded.",
        (_, 0) => "The worker bore no fee for any placement on record.",
        (_, 1) => "The worker bore a fee for one placement only.",
        _ => "No two placements with a worker-borne fee lie close enough to count.",
    };
}
