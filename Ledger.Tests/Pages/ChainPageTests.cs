using System.Net;
using System.Text.Json;
using Xunit;

namespace Ledger.Tests.Pages;

/// <summary>The pages of who was paid, as a reader meets them.</summary>
[Collection(PagesCollection.Name)]
public sealed class ChainPageTests(PagesLedger ledger, Browser browser)
{
    private const string Page = "/chains/np-qa-2019";

    /// <summary>The boxes of all labels that are seen, and those of the drawings they belong to.</summary>
    private const string Boxes =
        """
        [...document.querySelectorAll('svg')].filter(svg => svg.getClientRects().length > 0 && svg.querySelector('.node')).map(svg => {
            const of = box => [box.left, box.top, box.right, box.bottom];
            return { drawing: of(svg.getBoundingClientRect()), labels: [...svg.querySelectorAll('.node text')].map(text => of(text.getBoundingClientRect())), window: document.documentElement.clientWidth };
        })
        """;

    [Fact]
    public async Task From_a_worker_one_comes_to_who_was_paid_at_the_same_position_and_back()
    {
        await using var visit = await browser.OpenAsync(ledger.Address, runsScripts: false);
        await visit.GoAsync("/workers/np-qa-2019?asOf=2019-06-15");
        await visit.Page.ClickAsync("a[href^='/chains/']");
        Assert.Contains("asOf=2019-06-15", visit.Page.Url, StringComparison.Ordinal);
        Assert.Contains("10,000 to 105,000", await visit.TextAsync(".figures"), StringComparison.Ordinal);
        Assert.Contains("np-qa-2019-recruiter", await visit.TextAsync("table"), StringComparison.Ordinal);
        Assert.True(await visit.Page.Locator("svg.for-wide .node").CountAsync() >= 3);
        await visit.Page.ClickAsync("a[href^='/workers/np-qa-2019?']");
        Assert.Contains("asOf=2019-06-15", visit.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_form_moves_in_time_without_a_script()
    {
        await using var visit = await browser.OpenAsync(ledger.Address, runsScripts: false);
        await visit.GoAsync(Page);
        await visit.Page.FillAsync("#as-of", "2019-05-25");
        await visit.Page.ClickAsync(".filters button");
        Assert.Contains("Nobody tells of money", await visit.TextAsync("main"), StringComparison.Ordinal);
        Assert.Equal("2019-05-25", await visit.Page.InputValueAsync("#as-of"));
    }

    [Fact]
    public async Task From_a_scorecard_one_comes_to_who_was_paid_by_a_recruiters_workers()
    {
        await using var visit = await browser.OpenAsync(ledger.Address);
        await visit.GoAsync("/scorecards?recruiter=np-qa-2019-recruiter");
        await visit.Page.ClickAsync("a[href^='/recruiter-chains/']");
        Assert.Contains("105,000", await visit.TextAsync(".figures"), StringComparison.Ordinal);
        await visit.Page.SelectOptionAsync("#audience", "brand");
        await visit.Page.ClickAsync(".filters button");
        Assert.Contains("Fewer than five workers", await visit.TextAsync("main"), StringComparison.Ordinal);
        Assert.Equal(0, await visit.Page.Locator("svg .node").CountAsync());
    }

    [Theory]
    [InlineData("/chains/" + PagesLedger.ManyPaid, Sight.Light)]
    [InlineData("/chains/" + PagesLedger.ManyPaid, Sight.Phone)]
    [InlineData(null, Sight.Light)]
    [InlineData(null, Sight.Phone)]
    public async Task No_label_meets_another_or_leaves_its_drawing(string? path, Sight sight)
    {
        await using var visit = await browser.OpenAsync(ledger.Address, sight);
        await visit.GoAsync(path ?? PagesLedger.HostileChainPath);
        var drawings = (await visit.Page.EvaluateAsync<JsonElement>(Boxes)).EnumerateArray().ToList();
        Assert.NotEmpty(drawings);
        foreach (var drawing in drawings)
        {
            var (edge, labels) = (Box(drawing.GetProperty("drawing")), drawing.GetProperty("labels").EnumerateArray().Select(Box).ToList());
            Assert.NotEmpty(labels);
            Assert.All(labels, label => Assert.True(label.Left >= edge.Left - 1 && label.Right <= edge.Right + 1 && label.Bottom <= edge.Bottom + 1 && label.Right <= drawing.GetProperty("window").GetDouble(), $"{label} leaves {edge}"));
            Assert.All(labels.Index(), one => Assert.All(labels.Skip(one.Index + 1), other =>
                Assert.False(one.Item.Left < other.Right && other.Left < one.Item.Right && one.Item.Top + 1 < other.Bottom && other.Top + 1 < one.Item.Bottom, $"{one.Item} meets {other}")));
        }
    }

    [Fact]
    public async Task Many_workers_many_payees_and_a_long_name_are_added_up_on_one_page()
    {
        await using var visit = await browser.OpenAsync(ledger.Address, Sight.Phone, "ne-NP");
        await visit.GoAsync("/recruiter-chains/r-1");
        Assert.Equal(0, await visit.OverflowAsync());
        Assert.Contains("अरू", string.Concat(await visit.Page.Locator("svg.for-narrow").AllTextContentsAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_asked_wrongly_or_of_nobody_is_answered_with_a_page()
    {
        Assert.Equal((HttpStatusCode.NotFound, "text/html"), await OfAsync("/chains/w-nobody"));
        Assert.Equal((HttpStatusCode.NotFound, "text/html"), await OfAsync("/recruiter-chains/r-nobody"));
        Assert.Equal((HttpStatusCode.BadRequest, "text/html"), await OfAsync(Page + "?asOf=soon"));
        Assert.Equal((HttpStatusCode.BadRequest, "text/html"), await OfAsync(Page + "?audience=public"));
    }

    private async Task<(HttpStatusCode, string?)> OfAsync(string path)
    {
        var reply = await ledger.Host.GetAsync(path);
        return (reply.Status, reply.MediaType);
    }

    private static (double Left, double Top, double Right, double Bottom) Box(JsonElement box) => (box[0].GetDouble(), box[1].GetDouble(), box[2].GetDouble(), box[3].GetDouble());
}
