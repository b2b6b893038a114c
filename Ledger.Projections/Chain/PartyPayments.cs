using Ledger.Domain.Facts;
using Ledger.Domain.Parties;
using Ledger.Domain.Record;
using Ledger.Domain.Workers;
using Ledger.Projections.Store;
using Marten;
using NodaTime;

namespace Ledger.Projections.Chain;

/// <summary>What parties' own streams tell that they paid one another: kickbacks, and what employers paid recruiters.</summary>
public static class PartyPayments
{
    private const int StreamsPerReading = 500;

    /// <summary>The payments of some parties and of those that any link leads to from them, as they stand as of a date, as known at an instant.</summary>
    public static Task<IReadOnlyList<PartyFact>> OfPartiesAsync(IQuerySession session, IEnumerable<string> parties, PartyLinks links, LocalDate asOf, Instant knownAt, CancellationToken cancellation) =>
        OfStreamsAsync(
            session, [.. parties.SelectMany(party => links.Linked(party, asOf, _ => true)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(StreamName.OfParty)], asOf, knownAt, cancellation);

    /// <summary>The payments that some streams tell of, by stream and in order of date.</summary>
    public static async Task<IReadOnlyList<PartyFact>> OfStreamsAsync(IQuerySession session, IReadOnlyList<string> streams, LocalDate asOf, Instant knownAt, CancellationToken cancellation)
    {
        List<PartyFact> payments = [];
        foreach (var some in streams.Chunk(StreamsPerReading))
        {
            var records = await RecordedEvents.OfStreamsAsync(session, some, cancellation);
            payments.AddRange(some.SelectMany(stream => StandingRecord.Of(records[stream].Where(recorded => recorded.RecordedAt <= knownAt)))
                .Select(standing => standing.Fact).Where(fact => fact is (KickbackPaid or EmployerPaidRecruiter) && fact.EffectiveOn <= asOf).Cast<PartyFact>());
        }

        return payments;
    }
}
