using System.Collections.Concurrent;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using Xunit;

namespace Ledger.Tests.Pages;

/// <summary>A reader's visit: the pages one after another, and whatever the browser complains of.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript() + "; undefined";

    private readonly IBrowserContext _context;
    // The browser tells of them on threads of its own.
    private readonly ConcurrentQueue<string> _complaints = [];
    private readonly ConcurrentQueue<Task<RequestSizesResult>> _transfers = [];

    private Visit(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _complaints.Enqueue(message.Text);
            }
        };
        page.PageError += (_, error) => _complaints.Enqueue(error);
        page.RequestFinished += (_, request) => _transfers.Enqueue(request.SizesAsync());
    }

    public IPage Page { get; }

    /// <summary>What the browser complained of: errors of scripts, of loading, and of the content security policy.</summary>
    public IReadOnlyList<string> Complaints => [.. _complaints];

    public static async Task<Visit> StartAsync(IBrowserContext context)
    {
        context.SetDefaultTimeout(120_000);
        return new Visit(context, await context.NewPageAsync());
    }

    /// <summary>Goes to a page and expects it to be there.</summary>
    public async Task GoAsync(string path, int status = 200)
    {
        var answer = await Page.GotoAsync(path);
        Assert.Equal(status, answer!.Status);
    }

    /// <summary>The bytes that came over the wire so far.</summary>
    public async Task<long> TransferredAsync() => (await Task.WhenAll(_transfers)).Sum(sizes => (long)sizes.ResponseHeadersSize + sizes.ResponseBodySize);

    /// <summary>Unfolds everything there is to unfold.</summary>
    public Task UnfoldAsync() => Page.EvaluateAsync("document.querySelectorAll('details').forEach(one => one.open = true)");

    /// <summary>By how much the page is wider than its window.</summary>
    public Task<int> OverflowAsync() => Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");

    /// <summary>The tables whose rows are to fit the window and do not.</summary>
    public Task<string[]> BeyondEdgeAsync() => Page.EvaluateAsync<string[]>(
        "[...document.querySelectorAll('.scroll:has(.stacked)')].filter(part => part.scrollWidth > part.clientWidth).map(part => part.getAttribute('aria-labelledby'))");

    /// <summary>What a screen reader is told of, by role and how often.</summary>
    public async Task<IReadOnlyDictionary<string, int>> HeardAsync()
    {
        var session = await _context.NewCDPSessionAsync(Page);
        var tree = await session.SendAsync("Accessibility.getFullAXTree");
        return tree!.Value.GetProperty("nodes").EnumerateArray().Where(node => !node.GetProperty("ignored").GetBoolean())
            .CountBy(node => node.GetProperty("role").GetProperty("value").GetString()!).ToDictionary();
    }

    /// <summary>Shows the same page as narrow and as dark as another reader has it.</summary>
    public async Task SeeAsync(Sight sight)
    {
        await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = Browser.ColoursOf(sight) });
        var window = Browser.WindowOf(sight);
        await Page.SetViewportSizeAsync(window.Width, window.Height);
    }

    /// <summary>
    /// What axe finds wrong, each with where. A page that is dark differs from one that is light in nothing but its colours, and on a phone in
    /// nothing but what is drawn, what is hidden and what is to be scrolled: there only the rules are asked that look at these. No page holds a
    /// frame, so axe is run in the page itself, which spares another page for each run.
    /// </summary>
    public async Task<IReadOnlyList<string>> ViolationsAsync(Sight sight = Sight.Light)
    {
        string[]? only = sight switch
        {
            Sight.Dark => ["color-contrast", "link-in-text-block"],
            Sight.Phone => ["aria-hidden-focus", "role-img-alt", "scrollable-region-focusable", "svg-img-alt", "target-size"],
            _ => null,
        };
        await Page.EvaluateAsync(Axe);
        return await Page.EvaluateAsync<string[]>(
            """
            only => axe.run(document, { resultTypes: ['violations'], ...(only && { runOnly: { type: 'rule', values: only } }) })
                .then(found => found.violations.flatMap(violation => violation.nodes.map(node => `${violation.id}: ${violation.help}: ${node.html}`)))
            """, only);
    }

    /// <summary>The text of the first element that fits.</summary>
    public Task<string> TextAsync(string selector) => Page.Locator(selector).First.InnerTextAsync();

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
