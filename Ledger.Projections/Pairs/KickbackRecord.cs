using Ledger.Domain.Facts;
using Ledger.Domain.Record;
using Ledger.Domain.Workers;
using Ledger.Projections.Store;
using Marten;
using NodaTime;

namespace Ledger.Projections.Pairs;

/// <summary>The kickbacks that parties' streams tell of.</summary>
public static class KickbackRecord
{
    private const int StreamsPerReading = 500;

    /// <summary>The kickbacks that stand as of a date, as known at an instant, by payer and in order of date.</summary>
    public static async Task<IReadOnlyList<KickbackPaid>> LoadAsync(IQuerySession session, LocalDate asOf, Instant knownAt, CancellationToken cancellation)
    {
        var streams = await session.AdvancedSql.QueryAsync<string>(
            $"select id from {LedgerStore.Schema}.mt_streams where id like '{StreamName.OfParty("")}%' order by id collate \"C\"", cancellation);
        List<KickbackPaid> kickbacks = [];
        foreach (var some in streams.Chunk(StreamsPerReading))
        {
            var records = await RecordedEvents.OfStreamsAsync(session, some, cancellation);
            kickbacks.AddRange(some.SelectMany(stream => StandingRecord.Of(records[stream].Where(recorded => recorded.RecordedAt <= knownAt)))
                .Select(standing => standing.Fact).OfType<KickbackPaid>().Where(kickback => kickback.EffectiveOn <= asOf));
        }

        return kickbacks;
    }
}
