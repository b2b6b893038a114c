using Ledger.Domain.Workers;
using Ledger.Host.Pages.Layout;
using Ledger.Projections.Exposures;
using Marten;

namespace Ledger.Host.Pages.Home;

/// <summary>What the first page shows.</summary>
/// <param name="All">What the record shows across all workers; null while nothing is judged.</param>
/// <param name="HasDemo">Whether the sample that the guided visit leads to is on record.</param>
public sealed record HomeShown(Exposure? All, bool HasDemo);

/// <summary>Answers with the first page.</summary>
internal static class GetHome
{
    /// <summary>The worker of the guided visit, a published case of the demo.</summary>
    public const string WorkedCase = "np-qa-2019";

    /// <summary>The counts, from the one stored sum over all workers.</summary>
    public static async Task<IResult> Get(IDocumentStore store, CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        var hasDemo = await session.LoadAsync<WorkerAccount>(StreamName.OfWorker(WorkedCase), cancellation) is not null;
        return PageAnswer.Of<HomePage>(new HomeShown(await session.LoadAsync<Exposure>(Exposure.OfAll, cancellation), hasDemo));
    }
}
