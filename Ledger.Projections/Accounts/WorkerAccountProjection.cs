using JasperFx.Events;
using Ledger.Domain.Facts;
using Ledger.Domain.Workers;
using Ledger.Projections.Store;
using Marten.Events.Aggregation;

namespace Ledger.Projections.Accounts;

/// <summary>Keeps each worker's account in the same transaction as the facts it is folded from.</summary>
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
