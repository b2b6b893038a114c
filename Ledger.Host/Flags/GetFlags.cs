using Ledger.Host.CommandLine;
using Ledger.Host.Rules;
using Ledger.Host.Serve;
using Marten;
using Wolverine.Http;

namespace Ledger.Host.Flags;

/// <summary>Answers which flags there are.</summary>
public static class GetFlags
{
    /// <summary>The most findings one answer holds; more need a narrower question.</summary>
    public const int MostFindings = 10_000;

    /// <summary>Flags by worker, recruiter, employer, indicator, verdict, asOf, knownAt, rules and audience, each left out or given once.</summary>
    [WolverineGet("/flags")]
    public static async Task<FlagsAnswer> Get(
        string? worker, string? recruiter, string? employer, string? indicator, string? verdict, string? asOf, string? knownAt, string? rules, string? audience,
        IDocumentStore store, LedgerAddress address, CancellationToken cancellation)
    {
        var question = FlagsQuestion.Of(
            worker, indicator, verdict, Coordinates.Date(asOf, "asOf"), Coordinates.Known(knownAt, "knownAt"), RulesChoice.OfVersion(rules), Audiences.Of(audience, "audience")) with
        {
            Recruiter = recruiter,
            Employer = employer,
        };
        var answer = await question.AnswerAsync(store, address.ConnectionString, cancellation);
        return answer.Findings.Count <= MostFindings
            ? answer
            : throw new BadUsageException($"The answer has {answer.Findings.Count} findings and {MostFindings} are the most: narrow it by worker, recruiter, employer, indicator or verdict.");
    }
}
