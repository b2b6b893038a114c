using JasperFx.Events.Daemon;
using JasperFx.Events.Projections;
using Ledger.Projections.Standings;
using Marten;

namespace Ledger.Projections.Detector;

/// <summary>The detector at work in this process, until it is disposed of or stops at an event that it cannot judge.</summary>
public sealed class RunningDetector : IAsyncDisposable, IObserver<ShardState>
{
    private readonly IProjectionDaemon _daemon;
    private readonly IDisposable? _wakeup;
    private IDisposable? _subscription;
    private volatile Exception? _stoppedBy;

    private RunningDetector(IProjectionDaemon daemon, IDisposable? wakeup) => (_daemon, _wakeup) = (daemon, wakeup);

    /// <summary>Why it stopped by itself; null while it works.</summary>
    public Exception? StoppedBy => _stoppedBy;

    /// <summary>Starts it. The caller holds the <see cref="DetectorLease"/>.</summary>
    public static async Task<RunningDetector> StartAsync(IDocumentStore store)
    {
        var daemon = await store.BuildProjectionDaemonAsync();

        // The store makes a connection that listens for each daemon, and leaves it to us to end it.
        var running = new RunningDetector(daemon, ((DocumentStore)store).Options.Projections.Wakeup);
        running._subscription = running._daemon.Tracker.Subscribe(running);
        await running._daemon.StartAllAsync();
        return running;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _subscription?.Dispose();
        await _daemon.StopAllAsync();
        _daemon.Dispose();
        _wakeup?.Dispose();
    }

    void IObserver<ShardState>.OnNext(ShardState value)
    {
        if (value.ShardName.StartsWith(StandingProjection.Name, StringComparison.Ordinal) && value.Action is ShardAction.Stopped or ShardAction.Paused or ShardAction.Faulted)
        {
            _stoppedBy = value.Exception ?? _stoppedBy;
        }
    }

    void IObserver<ShardState>.OnCompleted()
    {
    }

    void IObserver<ShardState>.OnError(Exception error) => _stoppedBy = error;
}
