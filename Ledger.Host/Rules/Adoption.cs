using Ledger.Domain.Workers;
using Ledger.Host.Intake;
using Ledger.Projections.RulePacks;
using Marten;

namespace Ledger.Host.Rules;

/// <summary>Records that findings are judged by another rule pack from now on.</summary>
internal static class Adoption
{
    /// <summary>Adopts a pack; false where it is the adopted one already, and nothing is recorded.</summary>
    public static async Task<bool> RecordAsync(IDocumentStore store, RulePackFile file, string? by, CancellationToken cancellation)
    {
        await using var session = store.LightweightSession();
        await session.BeginTransactionAsync(cancellation);
        var at = await RecordingInstant.TakeAsync(session.Connection!, [StreamName.RulePacks], cancellation);
        var before = await session.Events.FetchStreamAsync(StreamName.RulePacks, token: cancellation);
        if (before.Select(stored => stored.Data).OfType<RulePackAdopted>().LastOrDefault()?.Version == file.Pack.Version)
        {
            return false;
        }

        var stored = session.Events.BuildEvent(new RulePackAdopted(file.Label, file.Pack.Version, file.Rows, by, at));
        stored.Timestamp = at.ToDateTimeOffset();
        session.Events.Append(StreamName.RulePacks, stored);
        await session.SaveChangesAsync(cancellation);
        return true;
    }
}
