using Ledger.Projections.Detector;
using Marten;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Ledger.Host.Serve;

/// <summary>Keeps the detector at work for as long as the host runs, or waits for the process that does.</summary>
internal sealed class DetectorService(IDocumentStore store, LedgerAddress address, ILogger<DetectorService> log) : BackgroundService, IHealthCheck
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <summary>How long a detector that stopped rests before it tries again; meanwhile a command may try and say why.</summary>
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(10);

    private volatile bool _worksHere;
    private volatile Stop? _stop;
    private volatile string? _failure;

    /// <summary>Whether the detector stopped after an event, and nobody got beyond it since, or cannot work at all: findings stay behind until that is mended.</summary>
    /// <param name="judged">The sequence up to which events are judged.</param>
    public bool IsStoppedAt(long judged) => _stop is { } stop && judged <= stop.Judged || _failure is not null;

    /// <summary>Unhealthy once the detector stopped at an event, until it or another process got beyond that event; healthy while one works.</summary>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var progress = await DetectorProgress.ReadAsync(store, cancellationToken);
            var data = new Dictionary<string, object> { ["recorded"] = progress.Recorded, ["judged"] = progress.Judged };
            return _stop is { } stop && progress.Judged <= stop.Judged ? HealthCheckResult.Unhealthy(stop.Sentence, data: data)
                : _failure is { } failure ? HealthCheckResult.Unhealthy($"The detector cannot work: {failure}", data: data)
                : _worksHere ? HealthCheckResult.Healthy($"Projected up to {progress.Judged} of {progress.Recorded}.", data)
                : HealthCheckResult.Healthy($"Another process runs the detector, projected up to {progress.Judged} of {progress.Recorded}.", data);
        }
        catch (NpgsqlException exception)
        {
            return HealthCheckResult.Unhealthy($"The database cannot be reached: {exception.Message}");
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var hasStopped = false;
            try
            {
                hasStopped = await WorkAsync(stoppingToken);
                _failure = null;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // Whatever it is, a host that went on without its detector and said nothing would be worse.
                log.LogError(exception, "The detector could not work and tries again.");
                _failure = exception.GetBaseException().Message;
                hasStopped = true;
            }

            await Task.Delay(hasStopped ? TryAgainAfter : LookEvery, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Judges for as long as this process holds the lease.</summary>
    /// <returns>True when the detector stopped by itself; the lease is given back then.</returns>
    private async Task<bool> WorkAsync(CancellationToken cancellation)
    {
        await using var lease = await DetectorLease.TryTakeAsync(address.ConnectionString, cancellation);
        if (lease is null)
        {
            return false;
        }

        await using var running = await RunningDetector.StartAsync(store);
        _worksHere = true;
        try
        {
            while (running.StoppedBy is null && await lease.IsHeldAsync(cancellation))
            {
                await Task.Delay(LookEvery, cancellation);
            }
        }
        finally
        {
            _worksHere = false;
        }

        if (running.StoppedBy is not { } cause)
        {
            return false;
        }

        var judged = (await DetectorProgress.ReadAsync(store, cancellation)).Judged;
        var stopped = await DetectorStoppedException.ForAsync(store, judged, cause, cancellation);
        _stop = new Stop(judged, stopped.Message);
        log.LogError(stopped, "The detector stopped.");
        return true;
    }

    /// <summary>After which event the detector stopped, and why.</summary>
    private sealed record Stop(long Judged, string Sentence);
}

/// <summary>Where the host's database is.</summary>
/// <param name="ConnectionString">For Npgsql; it may hold a password.</param>
public sealed record LedgerAddress(string ConnectionString);
