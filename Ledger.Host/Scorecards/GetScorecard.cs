using Ledger.Host.CommandLine;
using Marten;
using Wolverine.Http;

namespace Ledger.Host.Scorecards;

/// <summary>Answers with the scorecard of a recruiter, an employer, a corridor or a pair.</summary>
public static class GetScorecard
{
    /// <summary>The scorecard of those that are named, for the placements that began from one day to another.</summary>
    [WolverineGet("/scorecard")]
    public static Task<ScorecardAnswer> Get(
        string? recruiter, string? employer, string? corridor, string? from, string? to, string? audience, IDocumentStore store, CancellationToken cancellation) =>
        ScorecardQuestion.Of(recruiter, employer, corridor, Coordinates.Date(from, "from"), Coordinates.Date(to, "to"), Audiences.Of(audience, "audience")).AnswerAsync(store, cancellation);
}
