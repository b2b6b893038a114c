using Ledger.Domain.Rules;
using Ledger.Host.CommandLine;
using Ledger.Host.Intake;
using Ledger.Host.Pages.Layout;
using Ledger.Host.Replay;
using Ledger.Host.Rules;
using Ledger.Host.Serve;
using Ledger.Projections.Reference;
using Marten;
using NodaTime;

namespace Ledger.Host.Pages.Rules;

/// <summary>Which rules are asked for; what is empty leaves nothing out.</summary>
/// <param name="Jurisdiction">Of one jurisdiction.</param>
/// <param name="Kind">Of one kind, as it is written on the wire.</param>
/// <param name="On">In force on a date.</param>
/// <param name="Id">One rule.</param>
/// <param name="Rules">Of which rule pack; the adopted one where it is left out.</param>
public sealed record RulesAsked(string? Jurisdiction, string? Kind, string? On, string? Id, string? Rules);

/// <summary>What the page of rules shows.</summary>
/// <param name="Asked">What was asked.</param>
/// <param name="On">The date asked for.</param>
/// <param name="Pack">The pack.</param>
/// <param name="Listed">The rules that fit, by jurisdiction and id.</param>
public sealed record RulesShown(RulesAsked Asked, LocalDate? On, RulePack Pack, IReadOnlyList<Rule> Listed);

/// <summary>Answers with the rules that findings are judged by.</summary>
internal static class GetRules
{
    /// <summary>The rules of a pack that fit the filters.</summary>
    public static async Task<IResult> Get([AsParameters] RulesAsked asked, IDocumentStore store, LedgerAddress address, CancellationToken cancellation)
    {
        var on = Coordinates.Date(Given(asked.On), "on");
        var now = await RecordingInstant.CompleteNowAsync(address.ConnectionString, cancellation);
        await using var session = store.QuerySession();
        var pack = RulesChoice.OfVersion(Given(asked.Rules)).Find(await ReferenceRecord.LoadAsync(session, cancellation), now);
        return PageAnswer.Of<RulesPage>(new RulesShown(asked, on, pack,
        [
            .. pack.Rules
                .Where(rule => Given(asked.Jurisdiction) is not { } jurisdiction || rule.Jurisdiction == jurisdiction)
                .Where(rule => Given(asked.Kind) is not { } kind || Told.Word(rule.Kind) == kind)
                .Where(rule => Given(asked.Id) is not { } id || rule.Id == id)
                .Where(rule => on is not { } day || rule.IsInForce(day))
                .OrderBy(rule => rule.Jurisdiction != "INT").ThenBy(rule => rule.Jurisdiction, StringComparer.Ordinal).ThenBy(rule => rule.Id, StringComparer.Ordinal),
        ]));
    }

    /// <summary>A form sends its empty fields too.</summary>
    private static string? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
