using System.Text;
using Ledger.Host.CommandLine;
using Ledger.Host.Rules;
using Ledger.Host.Serve;
using Marten;
using Microsoft.AspNetCore.Http.HttpResults;
using Wolverine.Http;

namespace Ledger.Host.Reports;

/// <summary>Hands out an evidence report as a file.</summary>
public static class GetReport
{
    /// <summary>The report of a worker, or of an employer from one day to another; by asOf, knownAt, rules, audience and lang where given.</summary>
    [WolverineGet("/report")]
    public static async Task<FileContentHttpResult> Get(
        string? worker, string? employer, string? from, string? to, string? asOf, string? knownAt, string? rules, string? audience, string? lang,
        IDocumentStore store, LedgerAddress address, CancellationToken cancellation)
    {
        var question = ReportQuestion.Of(
            worker, employer, Coordinates.Date(from, "from"), Coordinates.Date(to, "to"), Coordinates.Date(asOf, "asOf"), Coordinates.Known(knownAt, "knownAt"),
            RulesChoice.OfVersion(rules), Audiences.Of(audience, "audience"), lang, name => $"'{name}'");
        return TypedResults.File(Encoding.UTF8.GetBytes(await question.DrawAsync(store, address.ConnectionString, cancellation)), "text/html; charset=utf-8", "evidence-report.html");
    }
}
