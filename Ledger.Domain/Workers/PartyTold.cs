using Ledger.Domain.Facts;

namespace Ledger.Domain.Workers;

/// <summary>A party that anybody ever told a worker to have been placed by or with.</summary>
/// <param name="Worker">The worker.</param>
/// <param name="Role">Recruiter or employer.</param>
/// <param name="Party">The party.</param>
public sealed record PartyTold(string Worker, PartyRole Role, string Party)
{
    /// <summary>The recruiters and employers that the facts of one worker name, each once, in order of role and id; taken back since or not.</summary>
    /// <remarks>A question as of an earlier instant must find workers whose placement was corrected or withdrawn later.</remarks>
    /// <param name="worker">The worker.</param>
    /// <param name="facts">Every fact of the worker's stream, mending facts among them.</param>
    public static IReadOnlyList<PartyTold> In(string worker, IEnumerable<Fact> facts) =>
        [.. facts.SelectMany(fact => Named(worker, fact)).Distinct().OrderBy(told => told.Role).ThenBy(told => told.Party, StringComparer.Ordinal)];

    private static IEnumerable<PartyTold> Named(string worker, Fact fact) => fact switch
    {
        PlacementStarted started => [new(worker, PartyRole.Recruiter, started.Recruiter), new(worker, PartyRole.Employer, started.Employer)],
        FactCorrected { With: var with } => Corrected(worker, PartyRole.Recruiter, with, "recruiter").Concat(Corrected(worker, PartyRole.Employer, with, "employer")),
        _ => [],
    };

    private static IEnumerable<PartyTold> Corrected(string worker, PartyRole role, FactFields with, string field) =>
        with.Text(field) is { } party ? [new(worker, role, party)] : [];
}
