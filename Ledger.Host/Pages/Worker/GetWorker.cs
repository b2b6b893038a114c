using Ledger.Domain.Disclosure;
using Ledger.Domain.Replay;
using Ledger.Domain.Workers;
using Ledger.Host.CommandLine;
using Ledger.Host.Intake;
using Ledger.Host.Pages.Failures;
using Ledger.Host.Pages.Layout;
using Ledger.Host.Replay;
using Ledger.Host.Rules;
using Ledger.Host.Serve;
using Ledger.Projections.Reference;
using Ledger.Projections.Store;
using Marten;
using NodaTime;

namespace Ledger.Host.Pages.Worker;

/// <summary>What the sliders and fields of the worker's page ask for.</summary>
/// <param name="AsOf">As of a date.</param>
/// <param name="KnownAt">As known at an instant, or at the end of a date.</param>
/// <param name="FromAsOf">The date of the position to compare with.</param>
/// <param name="FromKnownAt">The instant of the position to compare with.</param>
/// <param name="Rules">Under which rule pack.</param>
/// <param name="Day">What the slider of dates says: days since 1970-01-01.</param>
/// <param name="Told">What the slider of instants says: how many times something was told of the worker, from 1.</param>
/// <param name="Page">The page of the timeline, from 1.</param>
public sealed record WorkerParameters(string? AsOf, string? KnownAt, string? FromAsOf, string? FromKnownAt, string? Rules, int? Day, int? Told, int? Page);

/// <summary>What the worker's page shows.</summary>
/// <param name="Address">Where it is: the worker, the position, and the position it is compared with.</param>
/// <param name="Now">The instant at which it is asked.</param>
/// <param name="Replay">The replay; null where nothing was known of the worker at that instant.</param>
/// <param name="Earlier">The replay at the position it is compared with; null where there is none, or nothing was known.</param>
/// <param name="ToldAt">The instants at which something was told of the worker, in order.</param>
/// <param name="Days">The days on which something is told to have happened, in order.</param>
/// <param name="Page">The page of the timeline, from 1.</param>
public sealed record WorkerShown(
    WorkerAddress Address, Instant Now, WorkerReplay? Replay, WorkerReplay? Earlier, IReadOnlyList<Instant> ToldAt, IReadOnlyList<LocalDate> Days, int Page);

/// <summary>Answers with a worker's page.</summary>
internal static class GetWorker
{
    private static readonly LocalDate FirstDayOfSliders = new(1970, 1, 1);

    /// <summary>The page of a worker at a position; 404 where nothing is recorded of the worker.</summary>
    public static async Task<IResult> Get(string? worker, [AsParameters] WorkerParameters asked, IDocumentStore store, LedgerAddress address, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(worker))
        {
            return Results.Redirect("/workers");
        }

        var now = await RecordingInstant.CompleteNowAsync(address.ConnectionString, cancellation);
        await using var session = store.QuerySession();
        var record = await RecordedEvents.OfStreamAsync(session, StreamName.OfWorker(worker), cancellation);
        if (record.Count == 0)
        {
            return FailurePage.Answer(StatusCodes.Status404NotFound, $"Nothing is recorded of a worker '{worker}'.", worker);
        }

        IReadOnlyList<Instant> toldAt = [.. record.Select(recorded => recorded.RecordedAt).Distinct().Order()];
        var at = new Position(Coordinates.Date(asked.AsOf, "asOf"), Coordinates.Known(asked.KnownAt, "knownAt"));
        var from = asked.FromAsOf is null && asked.FromKnownAt is null
            ? null
            : new Position(Coordinates.Date(asked.FromAsOf, "fromAsOf"), Coordinates.Known(asked.FromKnownAt, "fromKnownAt"));
        var place = new WorkerAddress(worker, at, from, asked.Rules);
        if (asked.Day is not null || asked.Told is not null)
        {
            return Results.Redirect((place with { At = Moved(at, asked, toldAt) }).Text());
        }

        var reference = await ReferenceRecord.LoadAsync(session, cancellation);
        return PageAnswer.Of<WorkerPage>(new WorkerShown(
            place, now, ReplayAt(at), from is null ? null : ReplayAt(from), toldAt,
            [.. record.Select(recorded => recorded.Fact).Where(fact => fact is not Domain.Facts.MendingFact).Select(fact => fact.EffectiveOn).Distinct().Order()],
            Math.Max(1, asked.Page ?? 1)));

        WorkerReplay? ReplayAt(Position position) =>
            new ReplayQuestion(worker, position.AsOf, position.KnownAt, RulesChoice.OfVersion(asked.Rules), Audience.Investigator)
                .Answer(record, reference, position.KnownAt is { } past && past < now ? past : now);
    }

    /// <summary>The position that the sliders stand at.</summary>
    private static Position Moved(Position at, WorkerParameters asked, IReadOnlyList<Instant> toldAt) => new(
        asked.Day is { } day ? FirstDayOfSliders.PlusDays(Math.Clamp(day, DayOf(new LocalDate(1, 1, 1)), DayOf(new LocalDate(9999, 12, 31)))) : at.AsOf,
        asked.Told is { } told ? KnownAfter(told, toldAt) : at.KnownAt);

    /// <summary>What a slider of dates says for a day.</summary>
    public static int DayOf(LocalDate day) => Period.DaysBetween(FirstDayOfSliders, day);

    /// <summary>
    /// The last instant before something more was told of the worker, so that what workers share is known as it was by then; null, which is
    /// now, once everything is told.
    /// </summary>
    public static Instant? KnownAfter(int told, IReadOnlyList<Instant> toldAt) =>
        told >= toldAt.Count ? null : toldAt[Math.Max(1, told)] - Duration.FromTicks(TimeSpan.TicksPerMicrosecond);
}
