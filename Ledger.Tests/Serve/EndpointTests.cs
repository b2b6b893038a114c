using System.Net;
using System.Text;
using System.Text.Json;
using Ledger.Domain.Facts;
using Ledger.Host.CommandLine;
using Ledger.Tests.CommandLine;
using Ledger.Tests.Database;
using Npgsql;
using Xunit;

namespace Ledger.Tests.Serve;

/// <summary>The host over HTTP: what it takes, what it refuses and how it says so.</summary>
public sealed class EndpointTests(LedgerServer server) : IAsyncLifetime
{
    private ServingLedger _host = null!;
    private LedgerCalls _ledger = null!;

    public async ValueTask InitializeAsync()
    {
        _ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        _host = await ServingLedger.StartAsync(_ledger.Database);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_fact_is_recorded_once_and_answered_alike()
    {
        var first = await _host.PostAsync("/facts", Tell.Worker("w-1"));
        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.Equal("w-1/registered", first.Json.GetProperty("id").GetString());
        Assert.Equal(first.Body, (await _host.PostAsync("/facts", Tell.Worker("w-1"))).Body);
        Assert.Equal(1, await Sql.ScalarAsync<long>(_ledger.Database, "select count(*) from ledger.mt_events"));

        var other = await _host.PostAsync("/facts", Tell.Worker("w-1").Replace("NP", "BD", StringComparison.Ordinal));
        AssertProblem(HttpStatusCode.Conflict, other);
        var (field, message) = Assert.Single(other.Errors);
        Assert.Equal("id", field);
        Assert.Contains("another origin", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_accepted_is_answered_with_every_field_to_mend()
    {
        var reply = await _host.PostAsync("/facts", Tell.Fee("w-1", "p1", "2023-02-30", "-5").Replace("\"cash\"", "\"barter\"", StringComparison.Ordinal));
        AssertProblem(HttpStatusCode.UnprocessableEntity, reply);
        Assert.Equal(["effectiveOn", "amount.amount", "form"], reply.Errors.Select(error => error.Field));

        var unknown = await _host.PostAsync("/facts", Tell.Fee("w-nobody", "p1", "2023-02-10", "5.00"));
        AssertProblem(HttpStatusCode.UnprocessableEntity, unknown);
        Assert.Equal("worker", Assert.Single(unknown.Errors).Field);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{\"fact\":\"worker-registered\"} {}")]
    [InlineData("worker w-1, from Nepal")]
    public async Task What_is_no_fact_is_refused(string body)
    {
        var reply = await _host.PostAsync("/facts", body);
        AssertProblem(HttpStatusCode.UnprocessableEntity, reply);
        Assert.NotEmpty(reply.Errors);
    }

    [Fact]
    public async Task A_body_longer_than_a_line_may_be_is_refused()
    {
        var tooLong = Encoding.UTF8.GetBytes(Tell.Worker("w-1") + new string(' ', 2 * FactWire.LongestLine));
        AssertProblem(HttpStatusCode.RequestEntityTooLarge, await _host.PostAsync("/facts", tooLong));
        AssertProblem(HttpStatusCode.RequestEntityTooLarge, await _host.PostChunkedAsync("/facts", tooLong));

        var longest = Encoding.UTF8.GetBytes(Tell.Worker("w-1").PadRight(FactWire.LongestLine));
        Assert.Equal(HttpStatusCode.OK, (await _host.PostAsync("/facts", longest)).Status);
    }

    [Theory]
    [InlineData("/flags?asOf=2023-02-30", "asOf '2023-02-30' is not a date")]
    [InlineData("/flags?knownAt=yesterday", "knownAt 'yesterday' is not an instant")]
    [InlineData("/flags?rules=1999-01", "There is no rule pack '1999-01'")]
    [InlineData("/flags?indicator=fee.nosuch", "There is no indicator 'fee.nosuch'")]
    [InlineData("/flags?worker=w-1&indicator=churn.kickback", "churn.kickback is about a recruiter and an employer")]
    [InlineData("/flags?verdict=guilty", "There is no verdict 'guilty'")]
    [InlineData("/flags?audience=public", "audience 'public' is no audience")]
    [InlineData("/flags?audience=brand&indicator=worker.reprisal-after-complaint", "'worker.reprisal-after-complaint' is never judged for brand readers")]
    [InlineData("/replay", "Name the worker")]
    [InlineData("/replay?worker=w-1&asOf=soon", "asOf 'soon' is not a date")]
    public async Task Bad_parameters_are_named(string path, string sentence)
    {
        var reply = await _host.GetAsync(path);
        AssertProblem(HttpStatusCode.BadRequest, reply);
        Assert.Contains(sentence, reply.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_and_what_is_not_there_is_not_found()
    {
        var reply = await _host.GetAsync("/replay?worker=w-nobody");
        AssertProblem(HttpStatusCode.NotFound, reply);
        Assert.Contains("w-nobody", reply.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        AssertProblem(HttpStatusCode.NotFound, await _host.GetAsync("/nosuch"));
        AssertProblem(HttpStatusCode.MethodNotAllowed, await _host.PostAsync("/flags", "{}"));
    }

    [Fact]
    public async Task Flags_narrow_by_worker_indicator_and_verdict()
    {
        await _ledger.RecordAsync([.. Tell.Rates(), .. Tell.Story("w-1"), .. Tell.Story("w-2")]);
        var all = (await _host.GetAsync("/flags")).Json.GetProperty("findings").EnumerateArray().ToList();
        await NarrowsAsync("/flags?worker=w-1", finding => Is(finding, "worker", "w-1"));
        await NarrowsAsync("/flags?indicator=churn.kickback", finding => Is(finding, "indicator", "churn.kickback"));
        await NarrowsAsync("/flags?recruiter=r-1&employer=e-1&indicator=churn.pair-turnover", finding => Is(finding, "indicator", "churn.pair-turnover"));
        await NarrowsAsync("/flags?indicator=fee.worker-paid", finding => Is(finding, "indicator", "fee.worker-paid"));
        await NarrowsAsync("/flags?verdict=present", finding => Is(finding, "verdict", "present"));
        await NarrowsAsync("/flags?worker=w-2&verdict=absent", finding => Is(finding, "worker", "w-2") && Is(finding, "verdict", "absent"));
        Assert.Equal(0, await CountAsync("/flags?worker=w-nobody"));
        Assert.Equal(0, await CountAsync("/flags?knownAt=2020-01-01"));
        Assert.Equal("2023-02-28", (await _host.GetAsync("/flags?asOf=2023-02-28")).Json.GetProperty("asOf").GetString());

        async Task NarrowsAsync(string path, Func<JsonElement, bool> isKept)
        {
            var kept = all.Where(isKept).Select(finding => finding.GetRawText()).ToList();
            Assert.InRange(kept.Count, 1, all.Count - 1);
            Assert.Equal(kept, (await _host.GetAsync(path)).Json.GetProperty("findings").EnumerateArray().Select(finding => finding.GetRawText()));
        }
    }

    [Fact]
    public async Task Health_is_told_by_check()
    {
        Assert.Equal(HttpStatusCode.OK, (await _host.GetAsync("/health/live")).Status);
        await Wait.UntilAsync(async () => Detector(await _host.GetAsync("/health/ready")).GetProperty("description").GetString() == "Projected up to 0 of 0.", "the detector works here");
        var reply = await _host.GetAsync("/health/ready");
        Assert.Equal((HttpStatusCode.OK, "Healthy"), (reply.Status, reply.Json.GetProperty("status").GetString()));
        Assert.Equal((0, 0), (Detector(reply).GetProperty("data").GetProperty("recorded").GetInt64(), Detector(reply).GetProperty("data").GetProperty("judged").GetInt64()));
    }

    [Fact]
    public async Task What_is_posted_is_judged_without_being_asked()
    {
        foreach (var line in Tell.Story("w-1"))
        {
            Assert.Equal(HttpStatusCode.OK, (await _host.PostAsync("/facts", line)).Status);
        }

        await Wait.UntilAsync(async () => await CountAsync("/flags?worker=w-1&verdict=present") > 0, "the fee is found");
        await _ledger.SucceedAsync("verify");
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_in_one_sentence()
    {
        var taken = _host.Address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var answer = await _ledger.CallAsync("serve", "--port", taken);
        Assert.Equal(Exit.BadUsage, answer.Exit);
        Assert.Contains($"Cannot listen on http://127.0.0.1:{taken}", answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_the_database_is_gone_readers_and_programs_are_told_so_and_once_it_is_back_all_goes_on()
    {
        var name = new NpgsqlConnectionStringBuilder(_ledger.Database).Database;
        var server = new NpgsqlConnectionStringBuilder(_ledger.Database) { Database = "postgres" }.ConnectionString;
        await Sql.ScalarAsync<long>(server, $"update pg_database set datallowconn = false where datname = '{name}'; select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = '{name}'");
        var page = await _host.GetAsync("/watch-list", ("Accept", "text/html"));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "text/html"), (page.Status, page.MediaType));
        Assert.Contains("The record cannot be reached just now", page.Body, StringComparison.Ordinal);
        AssertProblem(HttpStatusCode.ServiceUnavailable, await _host.GetAsync("/flags"));
        AssertProblem(HttpStatusCode.ServiceUnavailable, await _host.PostAsync("/facts", Tell.Worker("w-1")));

        await Sql.ChangeAsync(server, $"update pg_database set datallowconn = true where datname = '{name}'");
        Assert.Equal(HttpStatusCode.OK, (await _host.GetAsync("/watch-list")).Status);
        Assert.Equal(HttpStatusCode.OK, (await _host.PostAsync("/facts", Tell.Worker("w-1"))).Status);
    }

    private static bool Is(JsonElement finding, string field, string value) => finding.TryGetProperty(field, out var told) && told.GetString() == value;

    private async Task<int> CountAsync(string path) => (await _host.GetAsync(path)).Json.GetProperty("findings").GetArrayLength();

    private static JsonElement Detector(Reply reply) => reply.Json.GetProperty("checks").GetProperty("detector");

    private static void AssertProblem(HttpStatusCode status, Reply reply)
    {
        Assert.Equal((status, "application/problem+json"), (reply.Status, reply.MediaType));
        Assert.Equal((int)status, reply.Json.GetProperty("status").GetInt32());
    }
}
