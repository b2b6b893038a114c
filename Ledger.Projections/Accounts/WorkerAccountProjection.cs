using JasperFx.Events;
using Ledger.Domain.Facts;
using Ledger.Domain.Workers;
using Ledger.Projections.Store;
using Marten.Events.Aggregation;

namespace Ledger.Projections.Accounts;

/// <summary>Keeps each worker's account in the same transaction as the facts it is folded from.</summary>
/// <remarks>
/// The intake writes accounts with its events and without the store's appends; this is what gives their table its revisions, and
/// keeps an account right should anything else append through the store.
/// </remarks>
public sealed class WorkerAccountProjection : SingleStreamProjection<WorkerAccount, string>
{
    /// <summary>Takes in the facts that live in workers' streams.</summary>
    public WorkerAccountProjection()
    {
        foreach (var type in FactCatalogue.All.Where(type => type.NeedsWorker || type.Record.IsSubclassOf(typeof(MendingFact))))
        {
            IncludeType(type.Record);
        }
    }

    /// <inheritdoc/>
    public override WorkerAccount? Evolve(WorkerAccount? snapshot, string id, IEvent e) =>
        StreamName.WorkerOf(id) is null || RecordedEvents.Of(e) is not { } recorded ? snapshot : (snapshot ?? WorkerAccount.Empty(id)).With(recorded);
}
