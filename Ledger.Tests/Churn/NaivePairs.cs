using Ledger.Domain.Churn;
using NodaTime;

namespace Ledger.Tests.Churn;

/// <summary>What a pair's placements come to, by the definitions.</summary>
internal static class NaivePairs
{
    /// <summary>The most early ends that can be answered, each by a beginning of its own within the days: found by trying every way to make room.</summary>
    public static int MostReplaced(IReadOnlyList<PlacementOutcome> pair, int days)
    {
        var answers = new int?[pair.Count];
        return Enumerable.Range(0, pair.Count).Where(end => pair[end].EndedEarly).Count(end => MakesRoom(end, []));

        bool MakesRoom(int end, HashSet<int> tried)
        {
            for (var begun = 0; begun < pair.Count; begun++)
            {
                if (begun != end && IsWithin(pair[end].End!.Value, pair[begun].Start, days) && tried.Add(begun) && (answers[begun] is not { } other || MakesRoom(other, tried)))
                {
                    answers[begun] = end;
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>The placements counted on a day: all, those that ended early within twelve months, and those of them that were replaced within sixty days.</summary>
    public static (int Placements, int Early, int Replaced) Count(IReadOnlyList<PlacementOutcome> pair, string corridor, LocalDate day)
    {
        var left = pair.ToList();
        HashSet<PlacementOutcome> replaced = new(ReferenceEqualityComparer.Instance);
        foreach (var ended in pair.Where(outcome => outcome.EndedEarly).OrderBy(outcome => outcome.End).ThenBy(outcome => outcome.Worker, StringComparer.Ordinal))
        {
            var by = left.Where(other => !ReferenceEquals(other, ended) && IsWithin(ended.End!.Value, other.Start, 60))
                .OrderBy(other => other.Start).ThenByDescending(other => other.EndedEarly && other.End == other.Start).ThenByDescending(other => other.Worker, StringComparer.Ordinal).FirstOrDefault();
            if (by is not null)
            {
                left.Remove(by);
                replaced.Add(ended);
            }
        }

        var counted = pair.Where(outcome => outcome.Corridor == corridor && Window(outcome).PlusDays(60) <= day).ToList();
        var early = counted.FindAll(outcome => outcome.EndedEarly && outcome.End < Window(outcome));
        return (counted.Count, early.Count, early.Count(replaced.Contains));
    }

    /// <summary>Early ends, those just after an anchor, days, and days just after one, over the days compared: every day looked at by itself.</summary>
    public static (int Ends, int EndsAfter, long Days, long DaysAfter) Time(IEnumerable<PlacementOutcome> pair)
    {
        var (ends, endsAfter, days, daysAfter) = (0, 0, 0L, 0L);
        foreach (var outcome in pair.Where(outcome => outcome.FeeBorne))
        {
            for (var day = outcome.Start; day <= outcome.ObservedUntil && day <= outcome.Term; day = day.PlusDays(1))
            {
                // How many days after the anchors it is: 1 to 30 just after, 31 to 60 beside; -29 to 0 beside the close of a refund window.
                int[] recovery = outcome.RecoveredOn is { } recovered ? [Period.DaysBetween(recovered, day)] : [];
                int[] refund = outcome.RefundClosedOn is { } closed ? [Period.DaysBetween(closed, day)] : [];
                var isAfter = recovery.Concat(refund).Any(after => after is >= 1 and <= 30);
                var isCompared = isAfter || recovery.Concat(refund).Any(after => after is >= 31 and <= 60) || refund.Any(after => after is >= -29 and <= 0);
                var isEnd = outcome.EndedEarly && day == outcome.End && isCompared;
                (days, daysAfter) = (days + (isCompared ? 1 : 0), daysAfter + (isAfter ? 1 : 0));
                (ends, endsAfter) = (ends + (isEnd ? 1 : 0), endsAfter + (isEnd && isAfter ? 1 : 0));
            }
        }

        return (ends, endsAfter, days, daysAfter);
    }

    private static LocalDate Window(PlacementOutcome outcome) => outcome.Term < outcome.Start.PlusMonths(12) ? outcome.Term : outcome.Start.PlusMonths(12);

    private static bool IsWithin(LocalDate end, LocalDate start, int days) => start >= end && start <= end.PlusDays(days);
}
