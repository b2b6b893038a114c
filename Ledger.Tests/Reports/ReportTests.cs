using System.Net;
using System.Text.RegularExpressions;
using Ledger.Host.CommandLine;
using Ledger.Tests.CommandLine;
using Ledger.Tests.Database;
using Ledger.Tests.Pages;
using Ledger.Tests.Samples;
using Ledger.Tests.Serve;
using UglyToad.PdfPig;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;
using Xunit;

namespace Ledger.Tests.Reports;

/// <summary>Evidence reports: one document that loads nothing, says where each finding comes from, and is the same for ever.</summary>
public sealed partial class ReportTests(LedgerServer server, Browser browser)
{
    private static readonly string[] OfWorker = ["report", "--worker", "np-qa-2019", "--as-of", "2019-07-31"];
    private static readonly string[] OfEmployer = ["report", "--employer", "e-1", "--from", "2023-01-01", "--to", "2023-04-30", "--as-of", "2024-12-31"];

    [Fact]
    public async Task A_workers_report_numbers_every_fact_and_leads_from_each_finding_to_its_exhibits()
    {
        using var folder = new TemporaryFolder();
        var ledger = await PublishedAsync();
        var html = await DrawAsync(ledger, folder, OfWorker);
        var said = WebUtility.HtmlDecode(html);
        var replay = (await ledger.SucceedAsync("replay", "np-qa-2019", "--as-of", "2019-07-31", "--json")).Json;
        var ids = replay.GetProperty("timeline").EnumerateArray().SelectMany(day => day.GetProperty("facts").EnumerateArray()).Select(told => told.GetProperty("fact").GetProperty("id").GetString()!).ToList();
        Assert.Equal(Enumerable.Range(1, ids.Count).Select(number => $"exhibit-{number}"), Anchors().Matches(html).Select(match => match.Groups["id"].Value));
        Assert.All(ids, id => Assert.Contains($"<bdi>{id}</bdi>", html, StringComparison.Ordinal));

        // Both clocks, the rules, what was found and why, and the sum to be repaid.
        Assert.Contains("Jul 31, 2019", said, StringComparison.Ordinal);
        Assert.Contains(">Told ", said, StringComparison.Ordinal);
        Assert.Contains(replay.GetProperty("rules").GetString()!, said, StringComparison.Ordinal);
        Assert.All(replay.GetProperty("findings").EnumerateArray(), finding => Assert.Contains(finding.GetProperty("explanation").GetString()!, said, StringComparison.Ordinal));
        Assert.Contains("105,000", html, StringComparison.Ordinal);
        AssertLeadsNowhereElse(html);
    }

    [Fact]
    public async Task A_report_is_the_same_bytes_whatever_is_told_later()
    {
        using var folder = new TemporaryFolder();
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.RecordAsync([.. Tell.Rates(), .. Tell.Story("w-1"), .. Tell.Story("w-2")]);
        var known = (await ledger.SucceedAsync("replay", "w-1", "--json")).Json.GetProperty("knownAt").GetString()!;
        string[] worker = ["report", "--worker", "w-1", "--as-of", "2024-12-31", "--known-at", known];
        string[] employer = [.. OfEmployer, "--known-at", known];
        var before = (await DrawAsync(ledger, folder, worker), await DrawAsync(ledger, folder, employer));
        await ledger.RecordAsync(Tell.Fee("w-1", "p1", "2023-03-01", "5000.00", id: "later"), Tell.Withdrawal("x-1", "w-2/p1", "w-2"));
        Assert.Equal(before, (await DrawAsync(ledger, folder, worker), await DrawAsync(ledger, folder, employer)));
    }

    [Fact]
    public async Task An_employers_report_holds_the_statement_and_a_chapter_for_each_worker_it_covers()
    {
        using var folder = new TemporaryFolder();
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.RecordAsync([.. Tell.Rates(), .. Enumerable.Range(1, 4).SelectMany(index => Tell.Story($"w-{index}")), Tell.Complaint("w-1", "p1", "2023-04-01")]);
        var html = await DrawAsync(ledger, folder, OfEmployer);
        Assert.Equal(4, Chapters().Count(html));
        Assert.Contains("Charges were found: 4 of 4 workers covered", html, StringComparison.Ordinal);
        Assert.Contains("w-1/complaint", html, StringComparison.Ordinal);
        AssertLeadsNowhereElse(html);

        // Fewer than five are not shown to an employer, neither together nor one by one; five are, without the complaint.
        Assert.DoesNotContain("w-1", await DrawAsync(ledger, folder, [.. OfEmployer, "--for", "employer"]), StringComparison.Ordinal);
        await ledger.RecordAsync([.. Tell.Story("w-5")]);
        var shown = await DrawAsync(ledger, folder, [.. OfEmployer, "--for", "employer"]);
        Assert.Equal(5, Chapters().Count(shown));
        Assert.DoesNotContain("omplain", shown.Replace("omplaints", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", Sight.Light)]
    [InlineData("ne", Sight.Phone)]
    public async Task In_a_browser_it_is_accessible_and_asks_for_nothing_and_hostile_texts_stay_texts(string language, Sight sight)
    {
        using var folder = new TemporaryFolder();
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.RecordAsync([.. Tell.Rates(), .. Hostile.Story()]);
        var file = Path.Combine(folder.Path, $"{language}.html");
        await ledger.SucceedAsync("report", "--worker", Hostile.Worker, "--lang", language, "--out", file);
        await using var visit = await browser.OpenAsync(new Uri("file:///"), sight);
        List<string> asked = [];
        visit.Page.Request += (_, request) => asked.Add(request.Url);
        await visit.Page.GotoAsync(new Uri(file).AbsoluteUri);
        Assert.Equal(language, await visit.Page.Locator("html").GetAttributeAsync("lang"));
        Assert.NotEqual("taken", await visit.Page.TitleAsync());
        Assert.Equal([new Uri(file).AbsoluteUri], asked);
        Assert.Equal([], visit.Complaints);
        Assert.Equal(0, await visit.OverflowAsync());
        var violations = await visit.ViolationsAsync();
        Assert.True(violations.Count == 0, string.Join('\n', violations));
    }

    [Theory]
    [InlineData("en", "Exhibit 1")]
    [InlineData("ne", "np-qa-2019")]
    public async Task As_pdf_it_can_be_read_again(string language, string text)
    {
        using var folder = new TemporaryFolder();
        var ledger = await PublishedAsync();
        var file = Path.Combine(folder.Path, "report.pdf");
        await ledger.SucceedAsync([.. OfWorker, "--lang", language, "--out", file]);
        using var pdf = PdfDocument.Open(file);
        var read = string.Concat(pdf.GetPages().Select(page => ContentOrderTextExtractor.GetText(page)));
        Assert.Contains(text, read, StringComparison.Ordinal);
        Assert.Contains("np-qa-2019/fee-receipt", read.ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.True(pdf.NumberOfPages > 2);
    }

    [Theory]
    [InlineData(new[] { "report", "--out", "x.html" }, "either --worker or --employer")]
    [InlineData(new[] { "report", "--worker", "w-1" }, "--out: NAME.html or NAME.pdf")]
    [InlineData(new[] { "report", "--worker", "w-1", "--out", "x.docx" }, "--out: NAME.html or NAME.pdf")]
    [InlineData(new[] { "report", "--worker", "w-1", "--out", "/nosuch/x.html" }, "There is no folder")]
    [InlineData(new[] { "report", "--worker", "w-1", "--out", "x.html", "--lang", "fr" }, "en or ne")]
    [InlineData(new[] { "report", "--worker", "w-none", "--out", "x.html" }, "Nothing is recorded")]
    public async Task What_cannot_be_drawn_names_what_to_mend(string[] args, string message)
    {
        var answer = await new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken)).CallAsync(args);
        Assert.Equal(Exit.BadUsage, answer.Exit);
        Assert.Contains(message, answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_http_it_is_a_file_and_no_page()
    {
        var ledger = await PublishedAsync();
        await using var host = await ServingLedger.StartAsync(ledger.Database);
        using var answer = await host.SendAsync("/report?worker=np-qa-2019&asOf=2019-07-31");
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
        AssertLeadsNowhereElse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var page = await host.GetAsync("/workers/np-qa-2019?asOf=2019-07-31", ("Accept", "text/html"));
        var link = WebUtility.HtmlDecode(ReportLink().Match(page.Body).Groups["address"].Value);
        Assert.Equal(HttpStatusCode.OK, (await host.GetAsync(link)).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await host.GetAsync("/report")).Status);
    }

    private async Task<LedgerCalls> PublishedAsync()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.SucceedAsync("import", Path.Combine(SampleFiles.Folder, "cases", "np-qa-2019.jsonl"));
        return ledger;
    }

    private static async Task<string> DrawAsync(LedgerCalls ledger, TemporaryFolder folder, string[] args)
    {
        var file = Path.Combine(folder.Path, "drawn.html");
        await ledger.SucceedAsync([.. args, "--out", file]);
        return await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
    }

    /// <summary>No script, nothing to load, and every link to a place in the document that is there.</summary>
    private static void AssertLeadsNowhereElse(string html)
    {
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("src=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<link", html, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", html, StringComparison.Ordinal);
        var links = Links().Matches(html).Select(match => match.Groups["to"].Value).ToList();
        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.Contains($"id=\"{link.TrimStart('#')}\"", html, StringComparison.Ordinal));
        var ids = Ids().Matches(html).Select(match => match.Groups["id"].Value).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [GeneratedRegex("<article id=\"(?<id>exhibit-\\d+)\"")]
    private static partial Regex Anchors();

    [GeneratedRegex("<h1 class=\"chapter\">")]
    private static partial Regex Chapters();

    [GeneratedRegex("href=\"(?<to>[^\"]*)\"")]
    private static partial Regex Links();

    [GeneratedRegex(" id=\"(?<id>[^\"]*)\"")]
    private static partial Regex Ids();

    [GeneratedRegex("href=\"(?<address>/report[^\"]*)\"")]
    private static partial Regex ReportLink();
}
