using Ledger.Domain.Disclosure;
using Ledger.Domain.Facts;
using Ledger.Domain.Record;
using Ledger.Domain.Scorecards;
using Ledger.Domain.Workers;
using Ledger.Host.CommandLine;
using Ledger.Projections.Reference;
using Ledger.Projections.Scorecards;
using Ledger.Projections.Store;
using Marten;
using NodaTime;

namespace Ledger.Host.Scorecards;

/// <summary>A scorecard, with what oversight and workers say beside it.</summary>
/// <param name="Recruiter">Whose, where it is of a recruiter.</param>
/// <param name="Employer">Whose, where it is of an employer.</param>
/// <param name="Corridor">Of which corridor, where it is of one.</param>
/// <param name="From">The first day of the period, where one was asked for.</param>
/// <param name="To">The last day of the period, where one was asked for.</param>
/// <param name="Figures">The figures of the placements that began in the period.</param>
/// <param name="Peers">What receipts and charges come to with the other recruiters of its corridors, where it is of a recruiter that charged; null where they placed fewer than five workers.</param>
/// <param name="Ratings">Workers' ratings of the recruiter, from five on.</param>
/// <param name="Certificates">The recruiter's certificates beside its placements of all time.</param>
/// <param name="Audits">The audits of the employer's site beside its placements of all time.</param>
public sealed record ScorecardAnswer(
    string? Recruiter,
    string? Employer,
    string? Corridor,
    LocalDate? From,
    LocalDate? To,
    Scorecard Figures,
    PeersReceipts? Peers,
    WorkersRatings? Ratings,
    IReadOnlyList<CertificateBeside> Certificates,
    IReadOnlyList<AuditBeside> Audits);

/// <summary>Whose scorecard, of which period, for whom.</summary>
/// <param name="Subject">Whose.</param>
/// <param name="From">The first day of the period.</param>
/// <param name="To">The last day of the period.</param>
/// <param name="Audience">For whom: others than investigators and workers are shown no small group.</param>
public sealed record ScorecardQuestion(ScorecardSubject Subject, LocalDate? From, LocalDate? To, Audience Audience)
{
    /// <summary>Reads a question as people put it.</summary>
    /// <exception cref="BadUsageException">Nobody is named, or the period ends before it begins.</exception>
    public static ScorecardQuestion Of(string? recruiter, string? employer, string? corridor, LocalDate? from, LocalDate? to, Audience audience)
    {
        var subject = new ScorecardSubject(recruiter, employer, corridor);
        return subject.IsEverybody ? throw new BadUsageException("Name whose scorecard: a recruiter, an employer, a corridor such as NP-QA, or several of them together.")
            : from > to ? throw new BadUsageException("The period ends before it begins: give 'from' no later than 'to'.")
            : new ScorecardQuestion(subject, from, to, audience);
    }

    /// <summary>Answers from the placements as they stand.</summary>
    /// <exception cref="BadUsageException">There are more placements than one scorecard adds up.</exception>
    public async Task<ScorecardAnswer> AnswerAsync(IDocumentStore store, CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        var all = await PlacementTable.OfAsync(session, Subject, cancellation);
        if (all.Count > PlacementTable.MostPlacements)
        {
            throw new BadUsageException($"There are more than {PlacementTable.MostPlacements} placements: name a recruiter, an employer or a corridor besides.");
        }

        var reference = (await ReferenceRecord.LoadAsync(session, cancellation)).Now;
        var fewest = Audience.ReadsComplaints() ? 0 : Scorecard.SmallestGroup;
        var within = all.Where(placement => (From is null || placement.Started >= From) && (To is null || placement.Started <= To)).ToList();
        var figures = Scorecard.Of(within);
        return new ScorecardAnswer(
            Subject.Recruiter, Subject.Employer, Subject.Corridor, From, To,
            fewest == 0 ? figures : figures.WithSmallGroupsWithheld(),
            figures.Workers >= fewest ? await PeersAsync(session, within, figures, cancellation) : null,
            Subject.Recruiter is { } recruiter ? await RatingsAsync(session, recruiter, cancellation) : null,
            Subject.Recruiter is { } certified ? OversightBeside.Certificates(reference.Oversight, certified, all, LocalDate.MaxIsoValue, fewest) : [],
            Subject.Employer is { } site ? OversightBeside.Audits(reference.Oversight, site, all, LocalDate.MaxIsoValue, fewest) : []);
    }

    /// <summary>The others are compared in the currency in which the recruiter charged most often.</summary>
    private async Task<PeersReceipts?> PeersAsync(IQuerySession session, List<PlacementFigures> placements, Scorecard figures, CancellationToken cancellation) =>
        Subject.Recruiter is { } recruiter && figures.MedianCharged.Count > 0
            ? await PlacementTable.PeersAsync(
                session, recruiter, [.. placements.Select(placement => placement.Corridor).OfType<string>().Distinct(StringComparer.Ordinal)],
                figures.MedianCharged.MaxBy(median => median.Value.Placements).Key, From, To, cancellation)
            : null;

    private static async Task<WorkersRatings?> RatingsAsync(IQuerySession session, string recruiter, CancellationToken cancellation) =>
        WorkersRatings.Of(StandingRecord.Of(await RecordedEvents.OfStreamAsync(session, StreamName.OfParty(recruiter), cancellation)).Select(standing => standing.Fact).OfType<AgencyRated>());
}
