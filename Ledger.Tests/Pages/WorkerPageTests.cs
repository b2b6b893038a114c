using Microsoft.Playwright;
using Xunit;

namespace Ledger.Tests.Pages;

/// <summary>A worker's page: positions in time, what changed between two, and accounts side by side.</summary>
[Collection(PagesCollection.Name)]
public sealed class WorkerPageTests(PagesLedger ledger, Browser browser)
{
    [Fact]
    public async Task An_investigator_finds_what_was_owed_on_a_day_and_what_the_record_showed()
    {
        await using var visit = await browser.OpenAsync(ledger.Address);
        await visit.GoAsync("/");
        await visit.Page.GetByLabel("Find a worker").FillAsync("np-qa-2019");
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForURLAsync("**/workers/np-qa-2019");
        await visit.Page.GetByText("Exact dates").ClickAsync();
        await visit.Page.Locator("#exact-as-of").FillAsync("2019-07-31");
        await visit.Page.Locator("#exact").GetByRole(AriaRole.Button).ClickAsync();
        await visit.Page.WaitForURLAsync("**asOf=2019-07-31**");
        Assert.Equal("0 to 115,325 NPR", await FigureAsync(visit, "Debt for recruitment"));
        Assert.Equal("0 to 4.13 months", await FigureAsync(visit, "Months of wages owed"));
        Assert.Equal("10,000 to 105,000 NPR", await FigureAsync(visit, "Fees borne by the worker"));

        // Both accounts of the fee stand side by side with their grades.
        var money = visit.Page.Locator(".money.several").First;
        Assert.Contains("10,000 to 105,000 NPR", Plain(await money.InnerTextAsync()), StringComparison.Ordinal);
        Assert.Contains("Grade E", await money.Locator(".account").Nth(0).InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("Grade B", await money.Locator(".account").Nth(1).InnerTextAsync(), StringComparison.Ordinal);
        Assert.Contains("which is 4.13 months of the net wage", await visit.TextAsync(".finding"), StringComparison.Ordinal);

        // A finding leads to the facts it rests on.
        await visit.Page.Locator(".finding summary", new PageLocatorOptions { HasTextString = "Facts it rests on" }).First.ClickAsync();
        await visit.Page.Locator(".finding a", new PageLocatorOptions { HasTextString = "np-qa-2019/wage-1" }).First.ClickAsync();
        Assert.Equal("fact-np-qa-2019%2Fwage-1", await visit.Page.EvaluateAsync<string>("document.querySelector(':target').id"));
        await Assertions.Expect(visit.Page.Locator(":target")).ToBeInViewportAsync(new() { Timeout = 120_000 });
    }

    [Fact]
    public async Task What_is_not_painted_at_first_is_there_for_those_who_hear_the_page()
    {
        await using var visit = await browser.OpenAsync(ledger.Address);
        await visit.GoAsync("/workers/" + PagesLedger.Long);
        await visit.UnfoldAsync();
        await visit.Page.Locator("html.whole").WaitForAsync();
        Assert.Equal(await visit.Page.Locator("article").CountAsync(), (await visit.HeardAsync())["article"]);
    }

    [Fact]
    public async Task Without_scripts_the_button_sends_what_the_slider_says()
    {
        await using var visit = await browser.OpenAsync(ledger.Address, runsScripts: false);
        await visit.GoAsync("/workers/np-qa-2019?asOf=2019-07-31");
        Assert.Equal("0 to 115,325 NPR", await FigureAsync(visit, "Debt for recruitment"));
        await visit.Page.Locator("#as-of").PressAsync("ArrowLeft");
        await visit.Page.Locator("form[data-live] button").ClickAsync();
        Assert.Contains("asOf=2019-07-30", visit.Page.Url, StringComparison.Ordinal);

        // The thirtieth and the thirty-first are one day to interest, so the debt stands; the month's wage is what went.
        Assert.Equal("0 to 4.13 months", await BeforeAsync(visit, "Months of wages owed"));
        Assert.Contains("Facts that went: 1", await visit.TextAsync(".changes"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_keyboard_a_slider_moves_the_figures_and_keeps_focus_and_address()
    {
        await using var visit = await browser.OpenAsync(ledger.Address);
        await visit.GoAsync("/workers/np-qa-2019?asOf=2019-07-31");
        for (var tabs = 0; tabs < 30 && await FocusAsync(visit) != "as-of"; tabs++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
        }

        Assert.Equal("as-of", await FocusAsync(visit));

        // By months of thirty days the thirtieth owes what the thirty-first does.
        await visit.Page.Keyboard.PressAsync("ArrowLeft");
        await visit.Page.Keyboard.PressAsync("ArrowLeft");
        await visit.Page.WaitForURLAsync("**asOf=2019-07-29**");
        Assert.Equal("as-of", await FocusAsync(visit));
        Assert.Equal("29 Jul 2019", await visit.TextAsync("#as-of-said"));
        Assert.Equal("29 Jul 2019", await visit.Page.Locator("#as-of").GetAttributeAsync("aria-valuetext"));
        Assert.NotEqual("0 to 115,325 NPR", await FigureAsync(visit, "Debt for recruitment"));
        Assert.Equal("0 to 115,325 NPR", await BeforeAsync(visit, "Debt for recruitment"));

        // The address that is kept leads to the same answer.
        var shown = await visit.TextAsync("#answer");
        await visit.GoAsync(visit.Page.Url);
        Assert.Equal(shown, await visit.TextAsync("#answer"));
        Assert.Equal([], visit.Complaints);
    }

    [Fact]
    public async Task The_slider_of_instants_goes_back_to_what_was_known()
    {
        await using var visit = await browser.OpenAsync(ledger.Address);
        await visit.GoAsync($"/workers/{PagesLedger.ToldThrice}?asOf=2023-05-31");
        Assert.Equal("10,000 to 100,000 NPR", await FigureAsync(visit, "Fees borne by the worker"));
        await visit.Page.Locator("#known-at").FocusAsync();
        await visit.Page.Keyboard.PressAsync("ArrowLeft");
        await visit.Page.WaitForURLAsync("**knownAt=**");
        await visit.Page.Locator(".changes").WaitForAsync();
        Assert.Contains("Facts that were corrected: 1", await visit.TextAsync(".changes"), StringComparison.Ordinal);
        await visit.Page.Keyboard.PressAsync("Home");
        await visit.Page.GetByText("Facts that went: 1").WaitForAsync();
        Assert.Equal("0 to 100,000 NPR", await FigureAsync(visit, "Fees borne by the worker"));
        Assert.Equal("10,000 to 100,000 NPR", await BeforeAsync(visit, "Fees borne by the worker"));
    }

    [Fact]
    public async Task What_came_between_two_instants_is_listed_from_the_address_alone()
    {
        await using var visit = await browser.OpenAsync(ledger.Address, runsScripts: false);
        await visit.GoAsync($"/workers/{PagesLedger.ToldThrice}?asOf=2023-05-31&knownAt={ledger.Rounds[1]}&fromAsOf=2023-05-31&fromKnownAt={ledger.Rounds[0]}");
        var changes = Plain(await visit.TextAsync(".changes"));
        Assert.Contains("Facts that came: 1", changes, StringComparison.Ordinal);
        Assert.Contains("Fee charged 10,000 NPR by r-1", changes, StringComparison.Ordinal);
        Assert.DoesNotContain("corrected", changes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_was_known_before_the_first_telling_and_the_sliders_still_lead_back()
    {
        await using var visit = await browser.OpenAsync(ledger.Address, runsScripts: false);
        await visit.GoAsync("/workers/np-qa-2019?knownAt=2020-01-01");
        Assert.Contains("Nothing was known of this worker", await visit.TextAsync("#answer"), StringComparison.Ordinal);
        await visit.Page.GetByText("Everything known now").ClickAsync();
        Assert.True(await visit.Page.Locator("#figures").IsVisibleAsync());
    }

    [Fact]
    public async Task A_long_timeline_comes_in_pages_and_a_fact_on_another_page_is_led_to()
    {
        await using var visit = await browser.OpenAsync(ledger.Address);
        await visit.GoAsync("/workers/" + PagesLedger.Long);
        Assert.Equal(0, await visit.Page.Locator($"[id='fact-{PagesLedger.Long}%2Floan%2F2022-12-28']").CountAsync());
        await visit.UnfoldAsync();
        await visit.Page.Locator(".finding a", new PageLocatorOptions { HasTextString = $"{PagesLedger.Long}/loan/2022-12-28" }).First.ClickAsync();
        await visit.Page.WaitForURLAsync("**page=2**");
        Assert.Equal($"fact-{PagesLedger.Long}%2Floan%2F2022-12-28", await visit.Page.EvaluateAsync<string>("document.querySelector(':target').id"));
    }

    [Fact]
    public async Task Each_chart_has_its_figures_as_a_table()
    {
        await using var visit = await browser.OpenAsync(ledger.Address);
        await visit.GoAsync("/workers/np-qa-2019?asOf=2019-07-31");
        Assert.Equal(3, await visit.Page.Locator("figure.chart").CountAsync());
        Assert.Equal(3, await visit.Page.Locator("figure.chart table").CountAsync());
        await visit.UnfoldAsync();
        var rows = await visit.Page.Locator("#debt-table ~ thead, figure:has(#debt-table) tbody tr").AllInnerTextsAsync();
        Assert.Contains(rows, row => row.Contains("31 Jul 2019", StringComparison.Ordinal) && row.Contains("115,325", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Hostile_text_is_shown_as_text()
    {
        await using var visit = await browser.OpenAsync(ledger.Address, Sight.Phone);
        await visit.GoAsync(PagesLedger.HostilePath);
        await visit.UnfoldAsync();
        Assert.DoesNotContain("taken", await visit.Page.TitleAsync(), StringComparison.Ordinal);
        var body = await visit.Page.Locator("body").EvaluateAsync<string>("body => body.textContent");
        Assert.Contains(Hostile.Name, body, StringComparison.Ordinal);
        Assert.Contains(Hostile.Text, body, StringComparison.Ordinal);
        Assert.Contains(Hostile.Worker, body, StringComparison.Ordinal);
        Assert.Equal(0, await visit.Page.Locator("main b, main img, main i, main script").CountAsync());
        Assert.Equal(0, await visit.OverflowAsync());
        Assert.Equal([], visit.Complaints);
    }

    private static async Task<string> FigureAsync(Visit visit, string name) =>
        Plain(await visit.Page.Locator(".figures > div", new PageLocatorOptions { HasTextString = name }).First.Locator(".figure").First.InnerTextAsync());

    /// <summary>What a figure was before, by the table of what changed.</summary>
    private static async Task<string> BeforeAsync(Visit visit, string name) =>
        Plain(await visit.Page.Locator(".changes tr", new PageLocatorOptions { HasTextString = name }).First.Locator("td").First.InnerTextAsync());

    private static Task<string> FocusAsync(Visit visit) => visit.Page.EvaluateAsync<string>("document.activeElement.id");

    /// <summary>An amount and its currency are kept on one line by a space that does not break.</summary>
    private static string Plain(string text) => text.Replace('\u00a0', ' ');
}
