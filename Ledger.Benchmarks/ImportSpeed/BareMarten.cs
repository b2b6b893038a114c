using JasperFx.Events;
using Ledger.Domain.Facts;
using Ledger.Domain.Workers;
using Ledger.Projections.Store;
using Marten;

namespace Ledger.Benchmarks.ImportSpeed;

/// <summary>The same facts appended with nothing but Marten: read already, neither decided on nor folded, a thousand a transaction.</summary>
internal static class BareMarten
{
    private const int FactsPerTransaction = 1_000;

    /// <summary>A store that has the ledger's events and nothing else.</summary>
    public static async Task<DocumentStore> OpenAsync(string connectionString)
    {
        var store = DocumentStore.For(options =>
        {
            options.Connection(connectionString);
            options.UseSystemTextJsonForSerialization(LedgerJson.Options);
            options.Events.StreamIdentity = StreamIdentity.AsString;
            options.Events.AppendMode = EventAppendMode.Rich;
            options.Events.EnableUniqueIndexOnEventId = true;
            foreach (var type in FactCatalogue.All)
            {
                options.Events.MapEventType(type.Record, type.StoredName);
            }
        });
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        return store;
    }

    /// <summary>Appends the facts; one that mends another goes to a stream of its own, for finding that stream is deciding.</summary>
    public static async Task AppendAsync(IDocumentStore store, IEnumerable<Fact> facts, CancellationToken cancellation)
    {
        foreach (var some in facts.Chunk(FactsPerTransaction))
        {
            await using var session = store.LightweightSession();
            foreach (var stream in some.GroupBy(fact => StreamName.Of(fact) ?? "mending/" + fact.Id))
            {
                session.Events.Append(stream.Key, stream.Select(fact =>
                {
                    var stored = session.Events.BuildEvent(fact);
                    stored.Id = Projections.Store.EventIdentity.Of(fact.Id);
                    return (object)stored;
                }));
            }

            await session.SaveChangesAsync(cancellation);
        }
    }
}
