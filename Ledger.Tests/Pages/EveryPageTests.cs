using Xunit;

namespace Ledger.Tests.Pages;

/// <summary>What holds for every page there is.</summary>
[Collection(PagesCollection.Name)]
public sealed class EveryPageTests(PagesLedger ledger, Browser browser)
{
    private const int MostBytes = 60 * 1024;

    /// <summary>Every page and what it looks like in its different states.</summary>
    public static TheoryData<string, int> Pages => new()
    {
        { "/", 200 },
        { "/workers", 200 },
        { "/workers?search=np-", 200 },
        { "/workers?search=nobody", 200 },
        { "/workers/np-qa-2019?asOf=2019-07-31&fromAsOf=2019-06-30", 200 },
        { "/workers/np-qa-2019?knownAt=2020-01-01", 200 },
        { "/workers/" + PagesLedger.ToldThrice, 200 },
        { PagesLedger.HostilePath, 200 },
        { "/chains/np-qa-2019", 200 },
        { "/chains/" + PagesLedger.ManyPaid, 200 },
        { PagesLedger.HostileChainPath, 200 },
        { "/recruiter-chains/r-1", 200 },
        { "/recruiter-chains/np-qa-2019-recruiter?audience=brand", 200 },
        { "/watch-list", 200 },
        { "/watch-list?show=insufficient&indicator=fee.worker-paid&order=gravest", 200 },
        { "/pairs", 200 },
        { "/scorecards", 200 },
        { "/scorecards?corridor=NP-QA", 200 },
        { "/scorecards?corridor=NP-QA&audience=brand", 200 },
        { "/employers/np-qa-2019-employer/statement?from=2019-01-01&to=2019-12-31", 200 },
        { "/employers/e-1/statement?audience=brand", 200 },
        { PagesLedger.HostileStatement, 200 },
        { "/employers/e-1", 404 },
        { "/import", 200 },
        { "/import/0123456789abcdef", 404 },
        { "/rules", 200 },
        { "/rules?jurisdiction=NP&kind=fee-cap&on=2020-01-01", 200 },
        { "/rules?id=NP-FVFT-2015", 200 },
        { "/terms", 200 },
        { "/workers/w-nobody", 404 },
        { "/nosuch", 404 },
        { "/workers/np-qa-2019?asOf=soon", 400 },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task It_is_light_and_accessible_in_every_sight_and_nothing_is_complained_of(string path, int status)
    {
        await using var visit = await browser.OpenAsync(ledger.Address);
        await visit.GoAsync(path, status);
        await AssertLightAsync(visit);
        await visit.UnfoldAsync();
        foreach (var sight in Enum.GetValues<Sight>())
        {
            await visit.SeeAsync(sight);
            var violations = await visit.ViolationsAsync(sight);
            Assert.True(violations.Count == 0, $"{sight}: {string.Join('\n', violations)}");
            Assert.True(await visit.OverflowAsync() == 0, $"{path} is wider than its window, {sight}");
        }

        // The phone is the last of them.
        Assert.Empty(await visit.BeyondEdgeAsync());

        // The browser itself remarks on a page that answers with a status of failure.
        Assert.Equal([], visit.Complaints.Where(complaint => status == 200 || !complaint.StartsWith("Failed to load resource", StringComparison.Ordinal)));
    }

    /// <summary>Each page in one state: what a question changes in it is no matter of language.</summary>
    public static TheoryData<string, int> InOneState => [.. Pages.Where(page => !page.Data.Item1.Contains('?', StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(InOneState))]
    public async Task It_is_light_and_accessible_in_nepali(string path, int status)
    {
        await using var visit = await browser.OpenAsync(ledger.Address, Sight.Phone, "ne-NP");
        await visit.GoAsync(path, status);
        await AssertLightAsync(visit);
        await visit.UnfoldAsync();
        Assert.Equal("ne", await visit.Page.Locator("html").GetAttributeAsync("lang"));
        var violations = await visit.ViolationsAsync();
        Assert.True(violations.Count == 0, string.Join('\n', violations));
        Assert.Equal(0, await visit.OverflowAsync());
        Assert.Empty(await visit.BeyondEdgeAsync());
    }

    [Fact]
    public async Task On_a_phone_a_finding_reads_from_top_to_bottom_and_is_heard_as_a_row_of_a_table()
    {
        await using var visit = await browser.OpenAsync(ledger.Address, Sight.Phone);
        await visit.GoAsync("/watch-list");
        var (heard, rows, cells) = (await visit.HeardAsync(), await visit.Page.Locator("table tbody tr").CountAsync(), await visit.Page.Locator("table td:not(:empty)").CountAsync());
        Assert.Equal((1, rows + 1, 5, rows, cells), (heard["table"], heard["row"], heard["columnheader"], heard["rowheader"], heard["cell"]));
        var (worker, explanation) = (await visit.Page.Locator("tbody th").First.BoundingBoxAsync(), await visit.Page.Locator("tbody td[lang]").First.BoundingBoxAsync());
        Assert.True(explanation!.Y > worker!.Y && explanation.X + explanation.Width <= Browser.WindowOf(Sight.Phone).Width, "what is found stands below the worker, within the window");
    }

    /// <summary>Each visit is a first one, so the stylesheet, the module and the icon are among what came.</summary>
    private static async Task AssertLightAsync(Visit visit) => Assert.InRange(await visit.TransferredAsync(), 5_000, MostBytes);
}
