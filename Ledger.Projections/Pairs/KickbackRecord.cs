using Ledger.Domain.Facts;
using Ledger.Domain.Workers;
using Ledger.Projections.Chain;
using Ledger.Projections.Store;
using Marten;
using NodaTime;

namespace Ledger.Projections.Pairs;

/// <summary>The kickbacks that parties' streams tell of.</summary>
public static class KickbackRecord
{
    /// <summary>The kickbacks that stand as of a date, as known at an instant, by payer and in order of date.</summary>
    public static async Task<IReadOnlyList<KickbackPaid>> LoadAsync(IQuerySession session, LocalDate asOf, Instant knownAt, CancellationToken cancellation)
    {
        var streams = await session.AdvancedSql.QueryAsync<string>(
            $"select id from {LedgerStore.Schema}.mt_streams where id like '{StreamName.OfParty("")}%' order by id collate \"C\"", cancellation);
        return [.. (await PartyPayments.OfStreamsAsync(session, streams, asOf, knownAt, cancellation)).OfType<KickbackPaid>()];
    }
}
