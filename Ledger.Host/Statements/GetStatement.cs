using Ledger.Host.CommandLine;
using Ledger.Host.Serve;
using Marten;
using Wolverine.Http;

namespace Ledger.Host.Statements;

/// <summary>Answers with the statement of an employer for a period.</summary>
public static class GetStatement
{
    /// <summary>The statement by employer, from and to, and where given by asOf, knownAt and audience.</summary>
    [WolverineGet("/statement")]
    public static Task<StatementAnswer> Get(
        string? employer, string? from, string? to, string? asOf, string? knownAt, string? audience, IDocumentStore store, LedgerAddress address, CancellationToken cancellation) =>
        StatementQuestion.Of(
                employer, Coordinates.Date(from, "from"), Coordinates.Date(to, "to"), Coordinates.Date(asOf, "asOf"), Coordinates.Known(knownAt, "knownAt"),
                Audiences.Of(audience, "audience"), name => $"'{name}'")
            .AnswerAsync(store, address.ConnectionString, cancellation);
}
