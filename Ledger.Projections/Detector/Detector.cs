using System.Diagnostics;
using Ledger.Projections.Store;
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

    /// <summary>Says what stopped the detector, and at which event.</summary>
    /// <param name="store">The store.</param>
    /// <param name="judged">The sequence up to which events were judged.</param>
    /// <param name="cause">What stopped it.</param>
    /// <param name="cancellation">Ends the look for the event.</param>
    public static async Task<DetectorStoppedException> ForAsync(IDocumentStore store, long judged, Exception cause, CancellationToken cancellation)
    {
        var trouble = await EventTrouble.FindAsync(store, cause, cancellation) ?? cause.GetBaseException().Message.TrimEnd('.');
        return new DetectorStoppedException($"The detector stopped after event {judged}: {trouble}. Nothing was skipped; everything recorded is kept.", cause);
    }
}

/// <summary>Brings findings and exposures up to what is recorded, in this process or by waiting for the one that does.</summary>
public static class Detector
{
    /// <summary>How long the detector may stand still before waiting for it is given up.</summary>
    private static readonly TimeSpan LongestStandstill = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);

    /// <summary>Returns once every event recorded before the call is judged.</summary>
    /// <param name="store">The store.</param>
    /// <param name="connectionString">Where it is.</param>
    /// <param name="progress">Told how far it has come.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="DetectorStoppedException">An event cannot be judged, or the detector stands still.</exception>
    public static async Task CatchUpAsync(IDocumentStore store, string connectionString, IProgress<DetectorProgress>? progress, CancellationToken cancellation)
    {
        var target = (await DetectorProgress.ReadAsync(store, cancellation)).Recorded;
        var since = Stopwatch.StartNew();
        (long, DateTime?) last = (-1, null);
        DetectorLease? lease = null;
        RunningDetector? running = null;
        try
        {
            while (true)
            {
                var (_, judged, lastSign) = await DetectorProgress.ReadAsync(store, cancellation);
                progress?.Report(new DetectorProgress(target, judged, lastSign));
                if (judged >= target)
                {
                    return;
                }

                // Whoever held the lease may be gone by now: then it is for this process to go on.
                if (lease is null && (lease = await DetectorLease.TryTakeAsync(connectionString, cancellation)) is not null)
                {
                    running = await RunningDetector.StartAsync(store);
                }

                if ((judged, lastSign) != last)
                {
                    last = (judged, lastSign);
                    since.Restart();
                }

                if (running?.StoppedBy is { } cause)
                {
                    throw await DetectorStoppedException.ForAsync(store, judged, cause, cancellation);
                }

                if (since.Elapsed > LongestStandstill)
                {
                    throw new DetectorStoppedException($"The detector has stood still after event {judged} of {target} for {LongestStandstill.TotalSeconds:0} seconds: "
                        + (running is null ? "see /health/ready of the ledger that runs on this database." : "see the database's log."));
                }

                await Task.Delay(LookEvery, cancellation);
            }
        }
        finally
        {
            await (running?.DisposeAsync() ?? ValueTask.CompletedTask);
            await (lease?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }
}
