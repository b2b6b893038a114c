using Ledger.Domain.Facts;
using Ledger.Domain.Workers;
using Ledger.Projections.Store;
using Marten;

namespace Ledger.Projections.Chain;

/// <summary>Finds the workers of whom any account ever said that a recruiter placed them.</summary>
/// <remarks>
/// What is asked is the record itself and not what stands of it now: a worker whose account was corrected or withdrawn since must still be
/// found by a question about an earlier instant.
/// </remarks>
public static class RecruitedWorkers
{
    /// <summary>Their ids, in alphabetical order.</summary>
    /// <param name="session">Reads the events.</param>
    /// <param name="recruiters">The ids that count as the recruiter.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static async Task<IReadOnlyList<string>> OfAsync(IQuerySession session, IReadOnlyList<string> recruiters, CancellationToken cancellation)
    {
        var streams = await session.AdvancedSql.QueryAsync<string>(
            $"""
             select stream_id from (
                 select distinct stream_id from {LedgerStore.Schema}.mt_events
                 where type = '{FactCatalogue.Of(typeof(PlacementStarted)).StoredName}' and data ->> 'recruiter' = any(?)
                    or type = '{FactCatalogue.Of(typeof(FactCorrected)).StoredName}' and data -> 'with' ->> 'recruiter' = any(?)
             ) as told order by stream_id collate "C"
             """,
            cancellation, recruiters.ToArray(), recruiters.ToArray());
        return [.. streams.Select(StreamName.WorkerOf).OfType<string>()];
    }
}
