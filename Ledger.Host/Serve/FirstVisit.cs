using System.Net;
using System.Text.RegularExpressions;

namespace Ledger.Host.Serve;

/// <summary>Visits a page of each kind once the host listens, so that what pages need is compiled before the first reader asks.</summary>
internal static partial class FirstVisit
{
    /// <summary>
    /// Pages in the order in which readers are likely to come to them; one that ends openly is the first link that begins so on a page visited
    /// before. What adds up all workers of a party is left out: of a large one that is work, not compiling.
    /// </summary>
    private static readonly string[] Pages =
        ["/", "/workers", "/workers/", "/watch-list", "/chains/", "/scorecards", "/scorecards?recruiter=", "/pairs", "/rules", "/import", "/terms"];

    /// <summary>What was compiled in haste at the first visit is compiled well once it is called often.</summary>
    private const int VisitsEach = 4;

    /// <summary>Beyond this whatever is left is compiled when it is asked for.</summary>
    private static readonly TimeSpan LongestVisit = TimeSpan.FromSeconds(30);

    /// <summary>Visits them one after the other, each some times, as a browser would. It never fails: a host that cannot be visited says so in its log and serves as before.</summary>
    /// <param name="host">Where the host listens.</param>
    /// <param name="log">The host's log.</param>
    /// <param name="cancellation">Ends the visit.</param>
    /// <returns>The pages that answered, in the order of the visit.</returns>
    public static async Task<IReadOnlyList<string>> MakeAsync(Uri host, ILogger log, CancellationToken cancellation)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        bounded.CancelAfter(LongestVisit);
        using var browser = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All }) { BaseAddress = Reached(host) };
        browser.DefaultRequestHeaders.Add("Accept", "text/html");
        List<string> visited = [], links = [];
        try
        {
            foreach (var page in Pages)
            {
                var address = page[^1] is '/' or '=' && page != "/" ? links.Find(link => link.StartsWith(page, StringComparison.Ordinal)) : page;
                for (var visit = 0; address is not null && visit < VisitsEach; visit++)
                {
                    using var answer = await browser.GetAsync(new Uri(address, UriKind.Relative), bounded.Token);
                    var text = await answer.Content.ReadAsStringAsync(bounded.Token);
                    if (visit == 0 && answer.IsSuccessStatusCode)
                    {
                        links.AddRange(Links().Matches(text).Select(link => WebUtility.HtmlDecode(link.Groups["address"].Value)));
                        visited.Add(address);
                    }
                }
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            if (!cancellation.IsCancellationRequested)
            {
                log.LogWarning(exception, "The host could not visit its own pages; the first readers wait for what is compiled then. Visited: {Visited}.", visited);
            }
        }

        return visited;
    }

    /// <summary>A host that listens on every address of a container is reached on its loopback.</summary>
    private static Uri Reached(Uri host) => IPAddress.TryParse(host.Host, out var address) && address.Equals(IPAddress.Any) ? new UriBuilder(host) { Host = "127.0.0.1" }.Uri : host;

    [GeneratedRegex("href=\"(?<address>/[^\"#]*)")]
    private static partial Regex Links();
}
