using Ledger.Domain.Facts;
using Ledger.Domain.Workers;
using Ledger.Host.CommandLine;
using Ledger.Host.Pages.Layout;
using Ledger.Projections.Store;
using Marten;

namespace Ledger.Host.Pages.Worker;

/// <summary>What a search came to.</summary>
/// <param name="Wanted">What was searched for; empty for the first workers of all.</param>
/// <param name="Found">The ids that begin so, in order, at most <see cref="GetWorkerSearch.Most"/>.</param>
/// <param name="HasMore">Whether there are more.</param>
public sealed record WorkersFound(string Wanted, IReadOnlyList<string> Found, bool HasMore);

/// <summary>Finds workers by the beginning of their ids.</summary>
internal static class GetWorkerSearch
{
    /// <summary>The most workers one answer lists.</summary>
    public const int Most = 100;

    private const string Accounts = $"{LedgerStore.Schema}.mt_doc_worker_account";

    /// <summary>The worker's page where the id is exact, else the list of those that begin so.</summary>
    public static async Task<IResult> Get(string? search, IDocumentStore store, CancellationToken cancellation)
    {
        var wanted = (search ?? "").Trim();
        if (wanted.EnumerateRunes().Count() > Fact.LongestId)
        {
            throw new BadUsageException($"search is longer than an id may be: give {Fact.LongestId} characters or fewer.");
        }

        // No id holds a control character, and the database takes no text that holds a zero.
        wanted = string.Concat(wanted.Where(letter => !char.IsControl(letter)));
        await using var session = store.QuerySession();
        var streams = await session.AdvancedSql.QueryAsync<string>(
            $"select id from {Accounts} where starts_with(id, ?) order by id limit ?", cancellation, StreamName.OfWorker(wanted), Most + 1);
        List<string> found = [.. streams.Select(stream => StreamName.WorkerOf(stream)!)];
        return wanted.Length > 0 && found.Contains(wanted)
            ? Results.Redirect(PageAnswer.OfWorker(wanted))
            : PageAnswer.Of<WorkersPage>(new WorkersFound(wanted, [.. found.Take(Most)], found.Count > Most));
    }
}
