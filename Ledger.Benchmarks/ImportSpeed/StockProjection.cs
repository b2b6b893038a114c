using JasperFx;
using JasperFx.Events;
using JasperFx.Events.Projections;
using Ledger.Domain.Facts;
using Ledger.Projections.Store;
using Marten;
using Marten.Events.Projections;

namespace Ledger.Benchmarks.ImportSpeed;

/// <summary>The yardstick of a rebuild: the stock way to fold events of many streams, with the least there is to fold.</summary>
internal static class StockProjection
{
    /// <summary>Folds all that a ledger's database records from nothing.</summary>
    public static async Task RebuildAsync(IDocumentStore store, CancellationToken cancellation)
    {
        using var daemon = await store.BuildProjectionDaemonAsync();
        await daemon.RebuildProjectionAsync<FactCounts>(cancellation);
    }

    /// <summary>The ledger's own store with that projection beside its own.</summary>
    public static async Task<DocumentStore> OpenAsync(string connectionString)
    {
        var store = DocumentStore.For(options =>
        {
            LedgerStore.Configure(options, connectionString);
            options.AutoCreateSchemaObjects = AutoCreate.CreateOrUpdate;
            options.Projections.Add(new FactCounts(), ProjectionLifecycle.Async);
        });
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        return store;
    }
}

/// <summary>How many facts are told of a worker.</summary>
public sealed record FactCount(string Id, int Facts);

/// <summary>Counts the facts of each worker.</summary>
public sealed class FactCounts : MultiStreamProjection<FactCount, string>
{
    /// <summary>By worker.</summary>
    public FactCounts() => Identity<WorkerFact>(fact => fact.Worker!);

    /// <inheritdoc/>
    public override FactCount? Evolve(FactCount? snapshot, string id, IEvent e) => new(id, (snapshot?.Facts ?? 0) + 1);
}
