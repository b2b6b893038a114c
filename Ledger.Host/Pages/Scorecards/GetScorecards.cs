using Ledger.Domain.Disclosure;
using Ledger.Host.CommandLine;
using Ledger.Host.Pages.Layout;
using Ledger.Host.Scorecards;
using Ledger.Projections.Exposures;
using Marten;

namespace Ledger.Host.Pages.Scorecards;

/// <summary>Whose scorecard is asked for; what is empty leaves nothing out.</summary>
/// <param name="Recruiter">A recruiter.</param>
/// <param name="Employer">An employer.</param>
/// <param name="Corridor">A corridor.</param>
/// <param name="From">Placements that began on this day or later.</param>
/// <param name="To">Placements that began on this day or earlier.</param>
/// <param name="Audience">For whom.</param>
public sealed record ScorecardAsked(string? Recruiter, string? Employer, string? Corridor, string? From, string? To, string? Audience);

/// <summary>What the page of scorecards shows.</summary>
/// <param name="Asked">What was asked.</param>
/// <param name="Audience">For whom.</param>
/// <param name="Answer">The scorecard; null while nobody is named.</param>
/// <param name="Known">The recruiters, employers and corridors with the most present findings, to choose from.</param>
public sealed record ScorecardShown(ScorecardAsked Asked, Audience Audience, ScorecardAnswer? Answer, IReadOnlyList<Exposure> Known);

/// <summary>Answers with a scorecard, or with those there are.</summary>
internal static class GetScorecards
{
    /// <summary>The most that are listed to choose from, of each kind.</summary>
    public const int MostListed = 50;

    /// <summary>The page.</summary>
    public static async Task<IResult> Get([AsParameters] ScorecardAsked asked, IDocumentStore store, CancellationToken cancellation)
    {
        var audience = Audiences.Of(FormField.Text(asked.Audience), "audience");
        var (recruiter, employer, corridor) = (FormField.Text(asked.Recruiter), FormField.Text(asked.Employer), FormField.Text(asked.Corridor));
        if ((recruiter ?? employer ?? corridor) is null)
        {
            return PageAnswer.Of<ScorecardPage>(new ScorecardShown(asked, audience, null, await KnownAsync(store, cancellation)));
        }

        var question = ScorecardQuestion.Of(recruiter, employer, corridor, Coordinates.Date(FormField.Text(asked.From), "from"), Coordinates.Date(FormField.Text(asked.To), "to"), audience);
        return PageAnswer.Of<ScorecardPage>(new ScorecardShown(asked, audience, await question.AnswerAsync(store, cancellation), []));
    }

    private static async Task<IReadOnlyList<Exposure>> KnownAsync(IDocumentStore store, CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        List<Exposure> known = [];
        foreach (var kind in (string[])["recruiter/", "employer/", "corridor/"])
        {
            known.AddRange(await session.Query<Exposure>().Where(exposure => exposure.Id.StartsWith(kind)).OrderByDescending(exposure => exposure.Workers).ThenBy(exposure => exposure.Id)
                .Take(MostListed).ToListAsync(cancellation));
        }

        return known;
    }
}
