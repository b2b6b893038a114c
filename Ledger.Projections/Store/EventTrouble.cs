using JasperFx.Events;
using JasperFx.Events.Daemon;
using Ledger.Domain.Facts;
using Ledger.Projections.Imports;
using Ledger.Projections.RulePacks;
using Marten;
using Npgsql;
using UnknownEventTypeException = Marten.Exceptions.UnknownEventTypeException;

namespace Ledger.Projections.Store;

/// <summary>Says which stored event stands in the way, where that is why something failed.</summary>
public static class EventTrouble
{
    private const string NoSuchType = "this build of the ledger knows no such type";

    /// <summary>Names the event and what is wrong with it, as far as the failure tells; null when it is not about one stored event.</summary>
    public static string? Of(Exception failure) => About(failure) switch
    {
        IEventFailureContext { Sequence: > 0 } about => $"event {about.Sequence} ({about.EventTypeName}) cannot be read: {Reason((Exception)about)}",
        IEventFailureContext about => $"an event ({about.EventTypeName}) cannot be read: {Reason((Exception)about)}",
        null => null,
    };

    /// <summary>Names the event, by looking for it where the failure tells no more than its type.</summary>
    public static async Task<string?> FindAsync(IDocumentStore store, Exception failure, CancellationToken cancellation)
    {
        if (About(failure) is not UnknownEventTypeException { Sequence: <= 0 })
        {
            return Of(failure);
        }

        await using var session = store.QuerySession();
        await using var command = new NpgsqlCommand($"select seq_id, type from {LedgerStore.Schema}.mt_events where type <> all(@known) order by seq_id limit 1");
        command.Parameters.AddWithValue("known", FactCatalogue.All.Select(type => type.StoredName).Append(ImportFinished.StoredName).Append(RulePackAdopted.StoredName).Append(Tombstone.Name).ToArray());
        await using var reader = await session.ExecuteReaderAsync(command, cancellation);
        return await reader.ReadAsync(cancellation) ? $"event {reader.GetInt64(0)} ({reader.GetString(1)}) cannot be read: {NoSuchType}" : Of(failure);
    }

    private static IEventFailureContext? About(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            if (cause is IEventFailureContext about)
            {
                return about;
            }
        }

        return null;
    }

    private static string Reason(Exception about) => about is UnknownEventTypeException ? NoSuchType : about.GetBaseException().Message.TrimEnd('.');
}
