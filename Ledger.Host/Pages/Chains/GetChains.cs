using Ledger.Domain.Disclosure;
using Ledger.Host.Chains;
using Ledger.Host.CommandLine;
using Ledger.Host.Pages.Failures;
using Ledger.Host.Pages.Layout;
using Ledger.Host.Pages.Worker;
using Ledger.Host.Rules;
using Ledger.Host.Serve;
using Marten;
using Microsoft.AspNetCore.Http.Extensions;
using NodaTime;

namespace Ledger.Host.Pages.Chains;

/// <summary>What the fields of the pages of chains ask for.</summary>
/// <param name="AsOf">As of a date.</param>
/// <param name="KnownAt">As known at an instant, or at the end of a date.</param>
/// <param name="Audience">For whom.</param>
public sealed record ChainParameters(string? AsOf, string? KnownAt, string? Audience);

/// <summary>What a page of chains shows.</summary>
/// <param name="Asked">What was asked.</param>
/// <param name="Audience">For whom.</param>
/// <param name="Answer">The chains of a worker, or that of a recruiter.</param>
public sealed record ChainsShown(ChainParameters Asked, Audience Audience, ChainAnswer Answer);

/// <summary>Answers with who was paid: by a worker, or by the workers of a recruiter.</summary>
internal static class GetChains
{
    /// <summary>The page of a worker; 404 where nothing was known of her.</summary>
    public static Task<IResult> OfWorker(string? worker, [AsParameters] ChainParameters asked, IDocumentStore store, LedgerAddress address, CancellationToken cancellation) =>
        AnswerAsync<WorkerChainPage>(worker, null, "/workers", asked, store, address, cancellation);

    /// <summary>The page of a recruiter; 404 where nothing was known of workers of its.</summary>
    public static Task<IResult> OfRecruiter(string? recruiter, [AsParameters] ChainParameters asked, IDocumentStore store, LedgerAddress address, CancellationToken cancellation) =>
        AnswerAsync<RecruiterChainPage>(null, recruiter, "/scorecards", asked, store, address, cancellation);

    /// <summary>The address of a worker's page at a position in time.</summary>
    public static string AddressOfWorker(string worker, LocalDate? asOf, Instant? knownAt)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in new[] { ("asOf", WorkerAddress.Date(asOf)), ("knownAt", WorkerAddress.Instant(knownAt)) })
        {
            if (value is not null)
            {
                query.Add(name, value);
            }
        }

        return PageAnswer.OfChain(worker) + query;
    }

    private static async Task<IResult> AnswerAsync<TPage>(
        string? worker, string? recruiter, string search, ChainParameters asked, IDocumentStore store, LedgerAddress address, CancellationToken cancellation)
        where TPage : Microsoft.AspNetCore.Components.IComponent
    {
        if ((worker ?? recruiter) is not { Length: > 0 } named)
        {
            return Results.Redirect(search);
        }

        var audience = Audiences.Of(FormField.Text(asked.Audience), "audience");
        var question = ChainQuestion.Of(
            worker, null, recruiter, Coordinates.Date(FormField.Text(asked.AsOf), "asOf"), Coordinates.Known(FormField.Text(asked.KnownAt), "knownAt"), RulesChoice.Adopted, audience);
        return await question.AnswerAsync(store, address.ConnectionString, cancellation) is { } answer
            ? PageAnswer.Of<TPage>(new ChainsShown(asked, audience, answer))
            : FailurePage.Answer(StatusCodes.Status404NotFound, $"Nothing was known of '{named}' at that instant.", worker);
    }
}
