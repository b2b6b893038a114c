using Ledger.Host.CommandLine;
using Ledger.Host.Rules;
using Ledger.Host.Serve;
using Marten;
using Wolverine.Http;

namespace Ledger.Host.Chains;

/// <summary>Answers with who was paid.</summary>
public static class GetChain
{
    /// <summary>The chains of a worker or of a recruiter, by asOf, knownAt, rules and audience; 404 where nothing was known at that instant.</summary>
    [WolverineGet("/chain")]
    public static async Task<IResult> Get(
        string? worker, string? placement, string? recruiter, string? asOf, string? knownAt, string? rules, string? audience, IDocumentStore store, LedgerAddress address, CancellationToken cancellation)
    {
        var question = ChainQuestion.Of(
            Named(worker), Named(placement), Named(recruiter), Coordinates.Date(asOf, "asOf"), Coordinates.Known(knownAt, "knownAt"), RulesChoice.OfVersion(rules), Audiences.Of(audience, "audience"));
        return await question.AnswerAsync(store, address.ConnectionString, cancellation) is { } answer
            ? Results.Ok(answer)
            : Results.Problem("Nothing was known of such a worker, placement or recruiter at that instant.", statusCode: StatusCodes.Status404NotFound);
    }

    private static string? Named(string? id) => string.IsNullOrEmpty(id) ? null : id;
}
