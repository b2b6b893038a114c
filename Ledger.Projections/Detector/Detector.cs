using System.Diagnostics;
using JasperFx.Events.Daemon;
using Marten;

namespace Ledger.Projections.Detector;

/// <summary>The detector cannot go on: something recorded can not be judged, or whoever holds the lease does not move.</summary>
public sealed class DetectorStoppedException : Exception
{
    /// <summary>Says why.</summary>
    public DetectorStoppedException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}

/// <summary>Brings findings and exposures up to what is recorded, in this process or by waiting for the one that does.</summary>
public static class Detector
{
    /// <summary>How long another process may stand still before waiting for it is given up.</summary>
    private static readonly TimeSpan LongestStandstill = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    /// <summary>Returns once every event recorded before the call is judged.</summary>
    /// <param name="store">The store.</param>
    /// <param name="connectionString">Where it is.</param>
    /// <param name="progress">Told how far it has come.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="DetectorStoppedException">An event cannot be judged, or another process holds the lease and stands still.</exception>
    public static async Task CatchUpAsync(IDocumentStore store, string connectionString, IProgress<DetectorProgress>? progress, CancellationToken cancellation)
    {
        var target = (await DetectorProgress.ReadAsync(store, cancellation)).Recorded;
        var since = Stopwatch.StartNew();
        long judged = -1;
        while (true)
        {
            var now = await DetectorProgress.ReadAsync(store, cancellation);
            progress?.Report(now with { Recorded = target });
            if (now.Judged >= target)
            {
                return;
            }

            if (await DetectorLease.TryTakeAsync(connectionString, cancellation) is { } lease)
            {
                await using (lease)
                {
                    await JudgeAsync(store, target, progress, cancellation);
                    return;
                }
            }

            if (now.Judged > judged)
            {
                judged = now.Judged;
                since.Restart();
            }

            if (since.Elapsed > LongestStandstill)
            {
                throw new DetectorStoppedException(
                    $"The ledger that runs on this database has stood still at event {now.Judged} of {target} for {LongestStandstill.TotalSeconds:0} seconds: see its /health/ready.");
            }

            await Task.Delay(LookEvery, cancellation);
        }
    }

    private static async Task JudgeAsync(IDocumentStore store, long target, IProgress<DetectorProgress>? progress, CancellationToken cancellation)
    {
        using var daemon = await store.BuildProjectionDaemonAsync();
        using var watch = progress is null ? null : daemon.Tracker.Subscribe(new Watcher(target, progress));
        try
        {
            await daemon.CatchUpAsync(cancellation);
        }
        catch (AggregateException exception)
        {
            throw new DetectorStoppedException($"A recorded event cannot be judged: {exception.InnerExceptions[0].Message}", exception);
        }

        var reached = await DetectorProgress.ReadAsync(store, cancellation);
        if (reached.Judged < target)
        {
            throw new DetectorStoppedException($"The detector stopped at event {reached.Judged} of {target}: run it again, and if it stops there again see the log.");
        }

        progress?.Report(reached with { Recorded = target });
    }

    private sealed class Watcher(long target, IProgress<DetectorProgress> progress) : IObserver<JasperFx.Events.Projections.ShardState>
    {
        public void OnNext(JasperFx.Events.Projections.ShardState value)
        {
            if (value.ShardName.StartsWith(Standings.StandingProjection.Name, StringComparison.Ordinal))
            {
                progress.Report(new DetectorProgress(target, value.Sequence));
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
