using Ledger.Host.CommandLine;
using Ledger.Host.Rules;
using Ledger.Host.Serve;
using Marten;
using Wolverine.Http;

namespace Ledger.Host.Replay;

/// <summary>Answers with one worker's replay.</summary>
public static class GetReplay
{
    /// <summary>The replay of a worker, by asOf, knownAt, rules and audience; 404 where nothing was known of the worker.</summary>
    [WolverineGet("/replay")]
    public static async Task<IResult> Get(
        string? worker, string? asOf, string? knownAt, string? rules, string? audience, IDocumentStore store, LedgerAddress address, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(worker))
        {
            throw new BadUsageException("Name the worker: /replay?worker=ID");
        }

        var question = new ReplayQuestion(worker, Coordinates.Date(asOf, "asOf"), Coordinates.Known(knownAt, "knownAt"), RulesChoice.OfVersion(rules), Audiences.Of(audience, "audience"));
        return await question.AnswerAsync(store, address.ConnectionString, cancellation) is { } replay
            ? Results.Ok(replay)
            : Results.Problem($"Nothing was known of a worker '{worker}' at that instant.", statusCode: StatusCodes.Status404NotFound);
    }
}
