using System.Diagnostics;
using System.Globalization;
using Ledger.Benchmarks.Targets;
using Ledger.Domain.Indicators;
using Ledger.Domain.Parties;
using Ledger.Domain.Record;
using Ledger.Domain.Replay;
using Ledger.Domain.Rules;
using NodaTime;

namespace Ledger.Benchmarks.WorkerSpeed;

/// <summary>A worker replayed as of any day, as known at any instant.</summary>
internal static class ReplayLatency
{
    private const int Facts = 200;
    private const int Replays = 1_000;
    private const int Uncounted = 300;

    /// <summary>Measures with days and instants drawn at random, the same each time.</summary>
    public static Target Measure()
    {
        var (record, rates, random) = (LongRecord.Of(Facts), LongRecord.Rates(), new Random(7));
        var (first, last) = (record.Min(recorded => recorded.Fact.EffectiveOn), record.Max(recorded => recorded.Fact.EffectiveOn));
        var worker = record[0].Fact.Worker!;
        List<double> times = [];
        for (var index = 0; index < Replays + Uncounted; index++)
        {
            var asOf = first.PlusDays(random.Next(Period.DaysBetween(first, last) + 1));
            var knownAt = record[random.Next(Facts)].RecordedAt;
            var since = Stopwatch.GetTimestamp();
            WorkerReplay.Of(new Evaluation(WorkerHistory.Of(worker, record, asOf, knownAt), rates, PartyLinks.None, RulePack.Current, Thresholds.Default));
            if (index >= Uncounted)
            {
                times.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
            }
        }

        times.Sort();
        return new($"replay of a worker of {Facts} facts at any day and instant, p99",
            string.Create(CultureInfo.InvariantCulture, $"{Replays:N0} replays, p50 {times[Replays / 2]:N1} ms"), times[Replays * 99 / 100], 10, "ms", IsMost: true);
    }
}
