using System.Diagnostics;
using System.Globalization;
using Ledger.Benchmarks.ImportSpeed;
using Ledger.Benchmarks.Targets;
using Ledger.Domain.Facts;
using Ledger.Host.SyntheticCorridor;
using Ledger.Projections.Detector;
using Ledger.Projections.Store;

namespace Ledger.Benchmarks.IntakeSpeed;

/// <summary>Facts sent one after the other over HTTP, beside the same facts appended one by one with nothing but Marten.</summary>
internal static class PostingSpeed
{
    private const int Workers = 60;
    private const int FactsPerTurn = 100;

    /// <summary>Measures in turns, so that a busy moment does not fall on one of the two alone; the detector rests, for only taking in is compared.</summary>
    public static async Task<IReadOnlyList<Target>> MeasureAsync(string server, CancellationToken cancellation)
    {
        List<Fact> facts = [.. Corridor.Generate(new CorridorSettings(Workers: Workers)).Where(fact => fact is not MendingFact)];
        await using var database = await BenchDatabase.MakeAsync(server, cancellation);
        await using var bare = await BenchDatabase.MakeAsync(server, cancellation);
        await using var store = await BareMarten.OpenAsync(bare.ConnectionString);
        await LedgerStore.PrepareAsync(database.ConnectionString, cancellation);
        await using var resting = await DetectorLease.TryTakeAsync(database.ConnectionString, cancellation);
        await using var host = await BenchHost.StartAsync(database.ConnectionString, cancellation);
        List<double> ratios = [];
        var (posted, appended) = (TimeSpan.Zero, TimeSpan.Zero);
        foreach (var (turn, some) in facts.Chunk(FactsPerTurn).Index())
        {
            var post = await TimedAsync(() => PostAsync(host, some, cancellation));
            var append = await TimedAsync(() => AppendAsync(some));

            // The first turn makes both ready.
            if (turn > 0)
            {
                ratios.Add(append / post);
                (posted, appended) = (posted + post, appended + append);
            }
        }

        var count = facts.Count - FactsPerTurn;
        return
        [
            new("single facts over HTTP, against bare Marten append",
                string.Create(CultureInfo.InvariantCulture, $"{count:N0} facts one after the other: {count / posted.TotalSeconds:N0} a second against {count / appended.TotalSeconds:N0}"),
                ratios.Order().ElementAt(ratios.Count / 2), 0.8, "times"),
        ];

        async Task AppendAsync(IReadOnlyList<Fact> some)
        {
            foreach (var fact in some)
            {
                await BareMarten.AppendAsync(store, [fact], cancellation);
            }
        }
    }

    private static async Task PostAsync(BenchHost host, IReadOnlyList<Fact> facts, CancellationToken cancellation)
    {
        foreach (var fact in facts)
        {
            await host.PostAsync(fact, cancellation);
        }
    }

    private static async Task<TimeSpan> TimedAsync(Func<Task> run)
    {
        var since = Stopwatch.GetTimestamp();
        await run();
        return Stopwatch.GetElapsedTime(since);
    }
}
