using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Ledger.Host.Import.Uploads;
using Ledger.Tests.CommandLine;
using Ledger.Tests.Database;
using Ledger.Tests.Pages;
using Ledger.Tests.Samples;
using Ledger.Tests.Serve;
using Microsoft.Playwright;
using Xunit;

namespace Ledger.Tests.Imports;

/// <summary>Files sent in through the page: by whomever has no command line, with a script or without.</summary>
public sealed partial class ImportPageTests(LedgerServer server, Browser browser)
{
    /// <summary>A name that would be markup, turns the line around, and climbs out of its folder.</summary>
    private const string HostileName = "<img src=x onerror=document.title='taken'>\u202e&.jsonl";

    private const int MostLooks = 2_000;

    /// <summary>From the first page to what is found, by the keyboard alone.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_is_sent_its_rejects_are_mended_and_sent_back_and_flags_are_seen(bool runsScripts)
    {
        using var folder = new TemporaryFolder();
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await using var host = await ServingLedger.StartAsync(ledger.Database);
        await using var visit = await browser.OpenAsync(host.Address, Sight.Light, runsScripts: runsScripts);
        var broken = folder.Write(HostileName, [.. Tell.Rates(), .. Tell.Story("w-1").Select(line => line.Replace("\"1000.00\",\"currency\":\"QAR\"", "\"1000,00\",\"currency\":\"QAR\"", StringComparison.Ordinal))]);

        var keys = new Keys(visit);
        await visit.GoAsync("/");
        await keys.SkipAsync();
        await keys.FollowAsync("Send a file in");
        await keys.SkipAsync();
        await SendByKeysAsync(visit, keys, broken, "office 7");
        await DoneAsync(visit, runsScripts);
        Assert.NotEqual("taken", await visit.Page.TitleAsync());
        Assert.Equal(HostileName, await visit.TextAsync("h1 bdi"));
        Assert.Equal(["14", "13", "0", "1"], await FiguresAsync(visit));
        var reject = visit.Page.Locator("#rejects ~ .scroll tbody tr");
        Assert.Equal(1, await reject.CountAsync());
        Assert.Contains("amount", await reject.First.InnerTextAsync(), StringComparison.Ordinal);
        if (runsScripts)
        {
            Assert.Equal([], await visit.ViolationsAsync());
        }

        // What was rejected comes down as it went up; mended, it is the one line that is new.
        var lines = await keys.TakeHomeAsync(visit.Page.Locator("a[href*='/lines/']"));
        var mended = folder.Write("mended.jsonl", (await File.ReadAllLinesAsync(lines, TestContext.Current.CancellationToken)).Select(line => line.Replace("1000,00", "1000.00", StringComparison.Ordinal)));
        await SendByKeysAsync(visit, keys, mended, null);
        await DoneAsync(visit, runsScripts);
        Assert.Equal(["1", "1", "0", "0"], await FiguresAsync(visit));
        await keys.FollowAsync("See what is found on the watch list");
        Assert.Contains("w-1", await visit.Page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal([], visit.Complaints);

        // Each import is on record with who sent it, the file's name and hash, and the counts.
        var recorded = await Sql.ColumnAsync(ledger.Database, "select concat_ws(' ', data ->> 'by', data ->> 'file', length(data ->> 'sha256'), data ->> 'accepted', data ->> 'rejected') from ledger.mt_events where type = 'import-finished.v1' order by seq_id");
        Assert.Equal([$"office 7 {HostileName} 64 13 1", "office 7 mended.jsonl 64 1 0"], recorded);
        await ledger.SucceedAsync("verify");
    }

    [Fact]
    public async Task A_dry_run_says_what_would_come_of_it_and_records_nothing()
    {
        using var folder = new TemporaryFolder();
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await using var host = await ServingLedger.StartAsync(ledger.Database);
        await using var visit = await browser.OpenAsync(host.Address, Sight.Phone, "ne-NP");
        await visit.GoAsync("/import");
        await visit.Page.Locator("input[name=dryRun]").CheckAsync();
        await SendAsync(visit, folder.Write("facts.jsonl", Tell.Story("w-1")), null);
        await DoneAsync(visit, true);
        Assert.Contains("परीक्षण मात्र", await visit.TextAsync("#import"), StringComparison.Ordinal);
        Assert.Equal(0, await visit.OverflowAsync());
        Assert.Equal([], await visit.ViolationsAsync());
        Assert.Equal(0L, await Sql.ScalarAsync<long>(ledger.Database, "select count(*) from ledger.mt_events"));
    }

    [Fact]
    public async Task Rows_are_explained_by_a_profile_that_lies_there_or_is_sent_along()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        var sheets = Path.Combine(SampleFiles.Folder, "sheets");
        await ledger.SucceedAsync("import", Path.Combine(sheets, "workers.jsonl"));
        await using var host = await ServingLedger.StartAsync(ledger.Database);
        await using var form = await ImportForm.OpenAsync(host.Address);
        var shipped = await form.SendAsync(new() { ["profile"] = "uae-payroll" }, ("file", "uae-payroll-2024-02.csv", await File.ReadAllBytesAsync(Path.Combine(sheets, "uae-payroll-2024-02.csv"), TestContext.Current.CancellationToken)));
        Assert.Contains("<span class=\"figure\">6</span>", await form.EndAsync(shipped), StringComparison.Ordinal);

        var own = await form.SendAsync([], ("file", "0000000009103240306110700.sif", await File.ReadAllBytesAsync(Path.Combine(sheets, "0000000009103240306110700.sif"), TestContext.Current.CancellationToken)),
            ("ownProfile", "mine.json", await File.ReadAllBytesAsync(Path.Combine(sheets, "ae-wps.json"), TestContext.Current.CancellationToken)),
            ("beside", "employees.csv", await File.ReadAllBytesAsync(Path.Combine(sheets, "employees.csv"), TestContext.Current.CancellationToken)));
        Assert.Contains("mine.json", await form.EndAsync(own), StringComparison.Ordinal);

        // A profile that was sent in names no file of this machine.
        var climbing = (await File.ReadAllTextAsync(Path.Combine(sheets, "ae-wps.json"), TestContext.Current.CancellationToken)).Replace("employees.csv", "../../etc/passwd", StringComparison.Ordinal);
        var outside = await form.SendAsync([], ("file", "a.sif", "EDR,"u8.ToArray()), ("ownProfile", "mine.json", System.Text.Encoding.UTF8.GetBytes(climbing)));
        Assert.Equal(HttpStatusCode.BadRequest, outside.StatusCode);
        var said = WebUtility.HtmlDecode(await outside.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains("names '../../etc/passwd': name a file without a folder", said, StringComparison.Ordinal);
        Assert.DoesNotContain(Path.GetTempPath() + "ledger-import-", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_too_large_is_told_the_limit_and_what_to_do()
    {
        using var folder = new TemporaryFolder();
        await using var host = await ServingLedger.StartAsync(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await using var visit = await browser.OpenAsync(host.Address);
        await visit.GoAsync("/import");
        var answered = visit.Page.WaitForResponseAsync(response => response.Request.Method == "POST");
        await SendAsync(visit, Sparse(folder, "larger.jsonl", UploadedForm.LargestForm + 1), null);
        Assert.Equal(413, (await answered).Status);
        Assert.Contains("64 MB are the most", await visit.TextAsync("main"), StringComparison.Ordinal);
        Assert.Contains("./ledger import FILE", await visit.TextAsync("main"), StringComparison.Ordinal);

        // Within the form's own bound, a part of it that is too large is answered alike.
        await using var form = await ImportForm.OpenAsync(host.Address);
        await using var stream = File.OpenRead(Sparse(folder, "large.jsonl", UploadedForm.LargestFile + 1));
        var answer = await form.SendAsync([], new StreamContent(stream), "large.jsonl");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("64 MB are the most", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_of_another_page_and_one_without_a_file_are_refused_in_words()
    {
        await using var host = await ServingLedger.StartAsync(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await using var form = await ImportForm.OpenAsync(host.Address);
        await AssertRefusedAsync(HttpStatusCode.BadRequest, "choose a file that is not empty", await form.SendAsync([], ("file", "empty.jsonl", [])));
        await AssertRefusedAsync(HttpStatusCode.BadRequest, "there is no profile", await form.SendAsync(new() { ["profile"] = "../x" }, ("file", "a.csv", "a,b"u8.ToArray())));
        form.Token = "forged";
        await AssertRefusedAsync(HttpStatusCode.BadRequest, "open /import again", await form.SendAsync([], ("file", "a.jsonl", "{}"u8.ToArray())));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await host.PostAsync("/import", "{}")).Status);
    }

    [Fact]
    public async Task No_more_run_at_once_than_may_and_the_next_is_told_to_wait()
    {
        var database = await server.CreateLedgerAsync(TestContext.Current.CancellationToken);
        await using var host = await ServingLedger.StartAsync(database);
        await using var form = await ImportForm.OpenAsync(host.Address);
        List<HttpResponseMessage> running = [];
        await using (await TableLock.TakeAsync(database, "mt_events"))
        {
            for (var index = 1; index <= UploadShelf.MostRunning; index++)
            {
                running.Add(await form.SendAsync([], ("file", "a.jsonl", Facts($"w-{index}"))));
            }

            await AssertRefusedAsync(HttpStatusCode.TooManyRequests, "wait until one of them is done", await form.SendAsync([], ("file", "a.jsonl", Facts("w-9"))));
        }

        foreach (var one in running)
        {
            Assert.Contains("Done", await form.EndAsync(one), StringComparison.Ordinal);
        }

        static byte[] Facts(string worker) => System.Text.Encoding.UTF8.GetBytes(Tell.Worker(worker));
    }

    [Theory]
    [InlineData("facts.jsonl", "facts.jsonl")]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\records\\pay.xlsx", "pay.xlsx")]
    [InlineData("..", "unnamed")]
    [InlineData("a\r\nb\0.csv", "ab.csv")]
    [InlineData("", "unnamed")]
    public void A_name_is_made_fit_to_be_a_files(string given, string name) => Assert.Equal(name, UploadedForm.Name(given));

    [Fact]
    public void A_long_name_keeps_its_end()
    {
        var name = UploadedForm.Name(string.Concat(Enumerable.Repeat("😀", 200)) + ".xlsx");
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(name), 100, 120);
        Assert.EndsWith("😀.xlsx", name, StringComparison.Ordinal);
    }

    private static async Task SendByKeysAsync(Visit visit, Keys keys, string file, string? by)
    {
        await keys.ChooseAsync(visit.Page.Locator("#file"), file);
        if (by is not null)
        {
            await keys.TypeAsync("Sent in by", by);
        }

        await keys.PressAsync("Send");
    }

    private static async Task SendAsync(Visit visit, string file, string? by)
    {
        await visit.Page.Locator("#file").SetInputFilesAsync(file);
        if (by is not null)
        {
            await visit.Page.Locator("#by").FillAsync(by);
        }

        await visit.Page.Locator(".upload button").ClickAsync();
    }

    /// <summary>With a script the page asks by itself; without one the reader does.</summary>
    private static async Task DoneAsync(Visit visit, bool runsScripts)
    {
        var running = visit.Page.Locator("#import[data-watch]");
        for (var look = 0; !runsScripts && look < MostLooks && await running.CountAsync() > 0; look++)
        {
            await visit.Page.GetByRole(AriaRole.Link, new() { Name = "Look again" }).ClickAsync();
        }

        await visit.Page.Locator("#import:not([data-watch])").WaitForAsync();
    }

    private static async Task<IReadOnlyList<string>> FiguresAsync(Visit visit) => await visit.Page.Locator("#import .figures .figure").AllInnerTextsAsync();

    private static string Sparse(TemporaryFolder folder, string name, long length)
    {
        using var file = File.Create(folder.At(name));
        file.SetLength(length);
        return folder.At(name);
    }

    private static async Task AssertRefusedAsync(HttpStatusCode status, string words, HttpResponseMessage answer)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains(words, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)), StringComparison.Ordinal);
    }

    /// <summary>The form as a program fills it in.</summary>
    private sealed partial class ImportForm(HttpClient client) : IAsyncDisposable
    {
        public string Token { get; set; } = "";

        public static async Task<ImportForm> OpenAsync(Uri host)
        {
            var form = new ImportForm(new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = host });
            form.Token = TokenField().Match(await form.GetAsync("/import")).Groups["token"].Value;
            return form;
        }

        public Task<HttpResponseMessage> SendAsync(Dictionary<string, string> fields, HttpContent file, string name) =>
            SendAsync(fields, [("file", name, file)]);

        public Task<HttpResponseMessage> SendAsync(Dictionary<string, string> fields, params (string Field, string Name, byte[] Content)[] files) =>
            SendAsync(fields, files.Select(file => (file.Field, file.Name, (HttpContent)new ByteArrayContent(file.Content))));

        /// <summary>Looks until the import is done, and gives the page.</summary>
        public async Task<string> EndAsync(HttpResponseMessage begun)
        {
            Assert.Equal(HttpStatusCode.OK, begun.StatusCode);
            var page = "";
            await Wait.UntilAsync(async () => !(page = await GetAsync(begun.RequestMessage!.RequestUri!.PathAndQuery)).Contains("data-watch", StringComparison.Ordinal), "the import ends");
            return page;
        }

        public ValueTask DisposeAsync()
        {
            client.Dispose();
            return ValueTask.CompletedTask;
        }

        private async Task<HttpResponseMessage> SendAsync(Dictionary<string, string> fields, IEnumerable<(string Field, string Name, HttpContent Content)> files)
        {
            using var form = new MultipartFormDataContent { { new StringContent(Token), "__RequestVerificationToken" } };
            foreach (var (name, value) in fields)
            {
                form.Add(new StringContent(value), name);
            }

            foreach (var (field, name, content) in files)
            {
                content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
                form.Add(content, field, name);
            }

            using var request = new HttpRequestMessage(HttpMethod.Post, "/import") { Content = form };
            request.Headers.Accept.ParseAdd("text/html");
            return await client.SendAsync(request, TestContext.Current.CancellationToken);
        }

        private Task<string> GetAsync(string path) => client.GetStringAsync(path, TestContext.Current.CancellationToken);

        [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"")]
        private static partial Regex TokenField();
    }
}
