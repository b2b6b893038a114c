using Microsoft.Playwright;
using MiniExcelLibs;
using Xunit;

namespace Ledger.Tests.Pages;

/// <summary>
/// What an employer, a brand and an investigator came for, from the first page to their answer: by the keyboard alone, with scripts and without.
/// </summary>
[Collection(PagesCollection.Name)]
public sealed class JourneyTests(PagesLedger ledger, Browser browser)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_employer_learns_who_in_its_chain_charged_its_workers_what_was_repaid_and_that_a_site_is_fee_free(bool runsScripts)
    {
        await using var visit = await browser.OpenAsync(ledger.Address, runsScripts: runsScripts);
        var (page, keys) = (visit.Page, new Keys(visit));
        await DrawStatementAsync(visit, keys, "e-1");
        Assert.Contains("Charges were found", await visit.TextAsync("[role=status]"), StringComparison.Ordinal);
        var sums = await page.Locator("#fees ~ .scroll").First.InnerTextAsync();
        Assert.Contains(PagesLedger.Repaid, sums, StringComparison.Ordinal);

        // No worker is named to an employer, and each recruiter leads to who was paid.
        await keys.SkipAsync();
        await keys.FollowAsync(PagesLedger.Churner, exact: true);
        Assert.Contains("audience=employer", page.Url, StringComparison.Ordinal);
        Assert.Contains(PagesLedger.Churner, await visit.TextAsync("table"), StringComparison.Ordinal);
        await keys.BackAsync();
        var report = await File.ReadAllTextAsync(await keys.TakeHomeAsync("Evidence report as a file"), TestContext.Current.CancellationToken);
        Assert.Contains("Charges were found", report, StringComparison.Ordinal);

        await DrawStatementAsync(visit, keys, PagesLedger.FeeFree);
        Assert.Contains("Fee-free by these records: no worker covered, of 5, was charged", await visit.TextAsync("[role=status]"), StringComparison.Ordinal);
        Assert.Contains("100 %", await visit.TextAsync(".figures"), StringComparison.Ordinal);
        Assert.Equal([], visit.Complaints);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_brand_finds_a_recruiter_whose_workers_are_replaced_early_and_takes_the_list_home(bool runsScripts)
    {
        await using var visit = await browser.OpenAsync(ledger.Address, runsScripts: runsScripts);
        var (page, keys) = (visit.Page, new Keys(visit));
        await visit.GoAsync("/");
        await keys.SkipAsync();
        await keys.FollowAsync("Narrow the watch list");
        await keys.SkipAsync();
        await keys.TypeAsync("Recruiter", PagesLedger.Churner);
        await keys.TypeAsync("Employer", "e-1");
        await keys.TypeAsync("Since, from", "01012022");
        await keys.PressAsync("Filter");
        Assert.Contains("since=2022-01-01", page.Url, StringComparison.Ordinal);
        var rows = page.Locator("table.listed tbody tr");
        Assert.Equal(await rows.CountAsync(), await rows.Filter(new() { HasText = PagesLedger.Churner }).CountAsync());

        await keys.SkipAsync();
        await keys.FollowAsync(rows.First.GetByRole(AriaRole.Link, new() { Name = PagesLedger.Churner, Exact = true }));
        await keys.SkipAsync();
        await keys.TypeAsync("Shown to", "b");
        await keys.PressAsync("Filter");
        Assert.Contains("audience=brand", page.Url, StringComparison.Ordinal);
        Assert.Contains("36", await visit.TextAsync(".figures"), StringComparison.Ordinal);

        await keys.SkipAsync();
        await keys.FollowAsync("Early ends, against the corridor’s other pairs");
        var pair = page.Locator("table.listed tbody tr");
        Assert.Equal(1, await pair.CountAsync());
        Assert.Contains("36 placements", await pair.InnerTextAsync(), StringComparison.Ordinal);
        await keys.SkipAsync();
        await keys.FollowAsync("Watch list");

        await keys.SkipAsync();
        var csv = await File.ReadAllLinesAsync(await keys.TakeHomeAsync("Take these home as CSV"), TestContext.Current.CancellationToken);
        Assert.StartsWith("worker,placement,indicator", csv[0].TrimStart('\ufeff'), StringComparison.Ordinal);
        Assert.All(csv.Skip(1).Where(line => line.Length > 0), line => Assert.Contains($",e-1,{PagesLedger.Churner},", line, StringComparison.Ordinal));
        var workbook = await keys.TakeHomeAsync(page.Locator("main").GetByRole(AriaRole.Link, new() { Name = ".xlsx" }));
        await using var stream = File.OpenRead(workbook);
        Assert.Equal(csv.Count(line => line.Length > 0), stream.Query().Count());
        Assert.Equal([], visit.Complaints);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_investigator_replays_a_worker_and_hands_on_what_was_found(bool runsScripts)
    {
        await using var visit = await browser.OpenAsync(ledger.Address, runsScripts: runsScripts);
        var (page, keys) = (visit.Page, new Keys(visit));
        await visit.GoAsync("/");
        await keys.ToAsync(page.Locator("#search"));
        await page.Keyboard.TypeAsync(PagesLedger.ToldThrice[..^2]);
        await keys.LeaveByAsync("Enter");
        await keys.FollowAsync(PagesLedger.ToldThrice, exact: true);

        // As of the last day of which anything is told, then a day earlier.
        await keys.FollowAsync("← Before");
        Assert.Contains("asOf=2023-04-30", page.Url, StringComparison.Ordinal);
        await keys.SkipAsync();
        await MoveAsync("As of", "asOf=2023-04-29");
        Assert.Contains("Facts that went", await visit.TextAsync(".changes"), StringComparison.Ordinal);

        // As it was known before the last thing was told.
        await keys.FollowAsync("Everything known now");
        await keys.SkipAsync();
        await MoveAsync("As known at", "knownAt=");
        Assert.Contains("Facts that were corrected: 1", await visit.TextAsync(".changes"), StringComparison.Ordinal);
        Assert.Contains("2 accounts", await visit.TextAsync(".timeline .money.several"), StringComparison.Ordinal);

        // What is found, the rule that says so, and who was paid.
        var finding = page.Locator("article.finding", new() { HasText = "fee.worker-paid" });
        await keys.UnfoldAsync(finding, "Rules consulted");
        await keys.FollowAsync(finding.Locator(".rules a").First);
        Assert.Equal(1, await page.Locator("article.rule").CountAsync());
        await keys.BackAsync();
        await keys.SkipAsync();
        await keys.FollowAsync("Who was paid");
        Assert.Contains("r-1", await visit.TextAsync("table"), StringComparison.Ordinal);
        await keys.SkipAsync();
        var report = await File.ReadAllTextAsync(await keys.TakeHomeAsync("Evidence report as a file"), TestContext.Current.CancellationToken);
        Assert.Contains($"<bdi>{PagesLedger.ToldThrice}</bdi>", report, StringComparison.Ordinal);
        Assert.Contains("exhibit-1", report, StringComparison.Ordinal);
        Assert.Equal([], visit.Complaints);

        // A script shows the answer as the slider moves; without one the button does.
        async Task MoveAsync(string slider, string comesTo)
        {
            await keys.ToAsync(page.GetByRole(AriaRole.Slider, new() { Name = slider, Exact = true }));
            await page.Keyboard.PressAsync("ArrowLeft");
            if (!runsScripts)
            {
                await keys.FollowAsync(page.Locator("form[data-live] button"));
            }

            await page.WaitForURLAsync($"**{comesTo}**");
            await page.Locator(".changes").WaitForAsync();
        }
    }

    /// <summary>From the first page to the statement of an employer, as the employer may see it.</summary>
    private static async Task DrawStatementAsync(Visit visit, Keys keys, string employer)
    {
        await visit.GoAsync("/");
        await keys.SkipAsync();
        await keys.FollowAsync("Name the employer on a scorecard");
        await keys.SkipAsync();
        await keys.TypeAsync("Employer", employer);
        await keys.TypeAsync("Shown to", "e");
        await keys.PressAsync("Filter");
        await keys.SkipAsync();
        await keys.FollowAsync("Statement of this employer for a period");
        Assert.Contains("audience=employer", visit.Page.Url, StringComparison.Ordinal);
    }
}
