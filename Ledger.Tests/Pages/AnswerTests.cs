using System.Net;
using System.Text.RegularExpressions;
using Ledger.Host.Serve;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Ledger.Tests.Pages;

/// <summary>What pages and their files answer with, beyond what one sees.</summary>
[Collection(PagesCollection.Name)]
public sealed partial class AnswerTests(PagesLedger ledger)
{
    [Theory]
    [InlineData("/")]
    [InlineData("/rules")]
    [InlineData("/workers/w-nobody")]
    [InlineData("/workers/np-qa-2019?asOf=soon")]
    public async Task A_page_holds_browsers_to_a_strict_policy_and_is_kept_by_none(string path)
    {
        using var answer = await ledger.Host.SendAsync(path, ("Accept", "text/html"));
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Headers.CacheControl!.ToString());
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Files_are_kept_for_good_under_an_address_that_changes_with_them()
    {
        var page = await ledger.Host.GetAsync("/terms");
        var addresses = Files().Matches(page.Body).Select(match => match.Value).ToList();
        Assert.Equal(3, addresses.Count);
        foreach (var address in addresses)
        {
            using var file = await ledger.Host.SendAsync(address);
            Assert.Equal(HttpStatusCode.OK, file.StatusCode);
            Assert.Contains("immutable", file.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            Assert.Equal("nosniff", file.Headers.GetValues("X-Content-Type-Options").Single());
        }

        Assert.Equal(HttpStatusCode.NotFound, (await ledger.Host.GetAsync("/assets/0123456789abcdef/ledger.css")).Status);
    }

    [Fact]
    public async Task A_failure_is_a_page_for_a_reader_and_a_problem_for_a_program()
    {
        Assert.Equal("application/problem+json", (await ledger.Host.GetAsync("/nosuch", ("Accept", "application/json"))).MediaType);
        Assert.Equal("text/html", (await ledger.Host.GetAsync("/nosuch", ("Accept", "text/html,*/*;q=0.8"))).MediaType);
        var bad = await ledger.Host.GetAsync("/workers/np-qa-2019?asOf=2019-02-30");
        Assert.Equal((HttpStatusCode.BadRequest, "text/html"), (bad.Status, bad.MediaType));
        Assert.Contains("is not a date: write year-month-day", bad.Body, StringComparison.Ordinal);
        var unknown = await ledger.Host.GetAsync("/workers/w-nobody");
        Assert.Contains("value=\"w-nobody\"", unknown.Body, StringComparison.Ordinal);
        Assert.Equal("application/problem+json", (await ledger.Host.GetAsync("/flags?asOf=soon", ("Accept", "text/html"))).MediaType);
    }

    /// <summary>Each step of the guided visit, and each count, leads to a page that has something to say.</summary>
    [Fact]
    public async Task The_first_page_leads_every_reader_to_an_answer()
    {
        var home = await ledger.Host.GetAsync("/");
        var steps = Steps().Matches(home.Body).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).Distinct(StringComparer.Ordinal).ToList();
        Assert.Superset(new HashSet<string>(["/pairs", "/chains/np-qa-2019?asOf=2019-07-31", "/employers/np-qa-2019-employer/statement", "/watch-list?indicator=fee.worker-paid"]), steps.ToHashSet());
        foreach (var step in steps)
        {
            var page = await ledger.Host.GetAsync(step, ("Accept", "text/html"));
            Assert.True(page.Status == HttpStatusCode.OK, $"{step}: {page.Status}");
        }
    }

    [Fact]
    public async Task A_host_visits_a_page_of_each_kind_before_its_first_reader_does()
    {
        var visited = await FirstVisit.MakeAsync(ledger.Address, NullLogger.Instance, TestContext.Current.CancellationToken);
        Assert.Equal(["", "workers", "workers", "watch-list", "chains", "scorecards", "scorecards", "pairs", "rules", "import", "terms"], visited.Select(address => address.Split('/', '?')[1]));
        Assert.Empty(await FirstVisit.MakeAsync(new Uri("http://127.0.0.1:1"), NullLogger.Instance, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("np-qa-2019", "/workers/np-qa-2019")]
    [InlineData("%20np-qa-2019%20", "/workers/np-qa-2019")]
    public async Task An_exact_id_leads_to_its_page(string search, string path)
    {
        using var answer = await ledger.Host.SendAsync("/workers?search=" + search);
        Assert.Equal(path, answer.RequestMessage!.RequestUri!.AbsolutePath);
    }

    [Fact]
    public async Task A_beginning_lists_those_that_begin_so_and_nothing_that_is_a_pattern_matches_more()
    {
        var found = await ledger.Host.GetAsync("/workers?search=bd-");
        Assert.Contains("/workers/bd-my-2017", found.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("/workers/np-qa-2019", found.Body, StringComparison.Ordinal);
        Assert.Contains("No worker&#x27;s id begins with", (await ledger.Host.GetAsync("/workers?search=%25")).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await ledger.Host.GetAsync("/workers?search=%00")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await ledger.Host.GetAsync("/workers?search=" + new string('w', 101))).Status);
    }

    [Fact]
    public async Task The_first_page_counts_what_the_flags_say_of_workers_save_what_a_complaint_led_to()
    {
        var flags = (await ledger.Host.GetAsync("/flags?verdict=present")).Json.GetProperty("findings").EnumerateArray()
            .Where(flag => flag.TryGetProperty("worker", out _) && flag.GetProperty("indicator").GetString() != "worker.reprisal-after-complaint").ToList();
        var red = flags.Count(flag => flag.GetProperty("severity").GetString() == "red");
        var page = await ledger.Host.GetAsync("/", ("Accept-Language", "en-GB"));
        Assert.Contains($"Findings present, red</dt><dd><span class=\"figure\">{red}</span>", page.Body, StringComparison.Ordinal);
        Assert.Contains($"Findings present, amber</dt><dd><span class=\"figure\">{flags.Count - red}</span>", page.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_narrow_by_jurisdiction_kind_and_date()
    {
        var all = await CountAsync("/rules");
        Assert.Equal(110, all);
        var nepal = await CountAsync("/rules?jurisdiction=NP");
        Assert.InRange(nepal, 1, all - 1);
        Assert.InRange(await CountAsync("/rules?jurisdiction=NP&kind=fee-cap"), 1, nepal - 1);
        Assert.True(await CountAsync("/rules?jurisdiction=BD&on=2010-01-01") < await CountAsync("/rules?jurisdiction=BD&on=2023-01-01"));
        Assert.Equal(nepal, await CountAsync("/rules?jurisdiction=NP&kind=&on="));
        Assert.Equal(0, await CountAsync("/rules?jurisdiction=nowhere"));

        async Task<int> CountAsync(string path) => Rules().Count((await ledger.Host.GetAsync(path)).Body);
    }

    [GeneratedRegex("/assets/[0-9a-f]{16}/[a-z.]+")]
    private static partial Regex Files();

    [GeneratedRegex("<article class=\"rule ")]
    private static partial Regex Rules();

    [GeneratedRegex("<a href=\"(/[^\"#]*)")]
    private static partial Regex Steps();
}
