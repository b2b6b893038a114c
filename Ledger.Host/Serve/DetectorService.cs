using Ledger.Projections.Detector;
using Marten;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Ledger.Host.Serve;

/// <summary>Keeps the detector at work for as long as the host runs, or waits for the process that does.</summary>
internal sealed class DetectorService(IDocumentStore store, LedgerAddress address, ILogger<DetectorService> log) : BackgroundService, IHealthCheck
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private volatile RunningDetector? _running;

    /// <summary>Unhealthy once the detector stopped at an event; healthy while it works here or in another process.</summary>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var progress = await DetectorProgress.ReadAsync(store, cancellationToken);
            return _running switch
            {
                { StoppedBy: { } cause } => HealthCheckResult.Unhealthy(
                    $"The detector stopped after event {progress.Judged} of {progress.Recorded}: {cause.GetBaseException().Message}"),
                null => HealthCheckResult.Healthy($"Another process runs the detector, projected up to {progress.Judged} of {progress.Recorded}."),
                _ => HealthCheckResult.Healthy($"Projected up to {progress.Judged} of {progress.Recorded}."),
            };
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
            try
            {
                await WorkAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException exception)
            {
                log.LogWarning(exception, "The detector lost the database and tries again.");
            }

            await Task.Delay(LookEvery, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WorkAsync(CancellationToken cancellation)
    {
        await using var lease = await DetectorLease.TryTakeAsync(address.ConnectionString, cancellation);
        if (lease is null)
        {
            return;
        }

        await using var running = await RunningDetector.StartAsync(store);
        _running = running;
        try
        {
            // A detector that stopped at an event stays stopped, and says so, until people have looked at it.
            while (await lease.IsHeldAsync(cancellation))
            {
                await Task.Delay(LookEvery, cancellation);
            }
        }
        finally
        {
            _running = null;
        }
    }
}

/// <summary>Where the host's database is.</summary>
/// <param name="ConnectionString">For Npgsql; it may hold a password.</param>
public sealed record LedgerAddress(string ConnectionString);
