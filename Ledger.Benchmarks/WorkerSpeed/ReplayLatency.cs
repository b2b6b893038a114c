using System.Diagnostics;
using System.Globalization;
using Ledger.Benchmarks.Targets;
using Ledger.Domain.Indicators;
using Ledger.Domain.Parties;
using Ledger.Domain.Record;
using Ledger.Domain.Repayment;
using Ledger.Domain.Replay;
using Ledger.Domain.Rules;
using NodaTime;

namespace Ledger.Benchmarks.WorkerSpeed;

/// <summary>A worker replayed as of any day, as known at any instant; and one of whom very much is told, judged to the day.</summary>
internal static class ReplayLatency
{
    private const int Facts = 200;
    private const int Replays = 1_000;
    private const int Uncounted = 300;
    private const int ManyFacts = 1_000;
    private const int Rounds = 300;

    /// <summary>Measures both.</summary>
    public static IReadOnlyList<Target> Measure() => [AtAnyDay(), OfManyFacts()];

    /// <summary>Measures with days and instants drawn at random, the same each time.</summary>
    private static Target AtAnyDay()
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

    /// <summary>
    /// Measures, from recorded facts on one thread, all findings, the debt on every day with its creditors, wages and months owed, and when it is
    /// cleared; then the position without fees besides; and, in turns, the whole replay, which has every fact, account and charge too.
    /// </summary>
    /// <remarks>The least of the rounds counts: a machine that others use makes some of them longer, and none shorter.</remarks>
    private static Target OfManyFacts()
    {
        var (record, rates) = (LongRecord.Of(ManyFacts), LongRecord.Rates());
        List<double> judged = [], without = [], whole = [];
        for (var index = 0; index < Uncounted + Rounds; index++)
        {
            var since = Stopwatch.GetTimestamp();
            var evaluation = LongRecord.Evaluation(record, rates);
            Judge(evaluation);
            var toJudge = Stopwatch.GetElapsedTime(since);
            WithoutFees.Of(evaluation);
            var toBoth = Stopwatch.GetElapsedTime(since);
            since = Stopwatch.GetTimestamp();
            WorkerReplay.Of(LongRecord.Evaluation(record, rates));
            if (index >= Uncounted)
            {
                judged.Add(toJudge.TotalMilliseconds);
                without.Add(toBoth.TotalMilliseconds);
                whole.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
            }
        }

        return new($"findings, position and series of a worker of {ManyFacts:N0} facts, on one core",
            string.Create(CultureInfo.InvariantCulture, $"the least of {Rounds:N0} rounds, half of them within {judged.Order().ElementAt(Rounds / 2):N1} ms; with the position without fees {without.Min():N1} ms, a whole replay {whole.Min():N1} ms"),
            judged.Min(), 10, "ms", IsMost: true);
    }

    private static void Judge(Evaluation evaluation)
    {
        evaluation.Findings();
        var balances = new RunningBalances(evaluation);
        balances.Series();
        balances.Freedom();
    }
}
