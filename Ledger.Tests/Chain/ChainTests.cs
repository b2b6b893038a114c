using System.Net;
using System.Text.Json;
using Ledger.Host.CommandLine;
using Ledger.Tests.CommandLine;
using Ledger.Tests.Database;
using Ledger.Tests.Serve;
using Xunit;

namespace Ledger.Tests.Chain;

/// <summary>Who was paid, from facts to answers, through the command line and HTTP.</summary>
public sealed class ChainTests(LedgerServer server)
{
    [Fact]
    public async Task A_workers_chain_is_the_same_by_both_ways_and_as_it_was_known()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.RecordAsync([.. Tell.Story("w-1"), Tell.Fee("w-1", "p1", "2023-01-08", "20000.00", "a-1", "agent"), Tell.Link("e-1", "a-1", "2022-01-01")]);
        var first = (await ledger.SucceedAsync("chain", "--worker", "w-1", "--json")).Json;
        var chain = Assert.Single(first.GetProperty("chains").EnumerateArray());
        Assert.Equal(["a-1 20000", "r-1 100000"], chain.GetProperty("legs").EnumerateArray().Where(leg => Text(leg, "kind") == "fee").Select(leg => $"{Text(leg, "to")} {Text(leg.GetProperty("amount"), "claimed")}"));
        Assert.Equal("120000", Text(Assert.Single(chain.GetProperty("paid").EnumerateArray()), "claimed"));
        Assert.Contains(chain.GetProperty("remarks").EnumerateArray(), remark => Text(remark, "code") == "payee-on-employers-side" && Text(remark, "party") == "a-1");

        // What is told later changes nothing of what was known before, and an earlier day has fewer legs.
        var known = Text(first, "knownAt");
        await ledger.RecordAsync(Tell.Fee("w-1", "p1", "2023-01-09", "5000.00", "a-2", "more"), Tell.Kickback("r-1", "e-1", "2023-02-01", "300.00").Replace("}}", "},\"placements\":[{\"worker\":\"w-1\",\"placement\":\"p1\"}]}", StringComparison.Ordinal));
        Assert.Equal(first.ToString(), (await ledger.SucceedAsync("chain", "--worker", "w-1", "--known-at", known, "--json")).Json.ToString());
        await using var host = await ServingLedger.StartAsync(ledger.Database);
        Assert.Equal(JsonSerializer.Serialize(first), JsonSerializer.Serialize((await host.GetAsync($"/chain?worker=w-1&placement=p1&knownAt={known}")).Json));
        var now = Assert.Single((await host.GetAsync("/chain?worker=w-1")).Json.GetProperty("chains").EnumerateArray());
        Assert.Contains(now.GetProperty("legs").EnumerateArray(), leg => Text(leg, "kind") == "kickback" && Text(leg, "to") == "e-1");
        var early = Assert.Single((await host.GetAsync("/chain?worker=w-1&asOf=2023-01-08")).Json.GetProperty("chains").EnumerateArray());
        Assert.Equal(["a-1"], early.GetProperty("legs").EnumerateArray().Select(leg => Text(leg, "to")));
    }

    [Fact]
    public async Task A_recruiters_chain_adds_up_its_workers_and_finds_those_it_was_told_to_have()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.RecordAsync([.. Enumerable.Range(1, 5).SelectMany(index => Tell.Story($"w-{index}").Append(Tell.Fee($"w-{index}", "p1", "2023-01-08", "2000.00", "a-1", "agent")))]);
        await using var host = await ServingLedger.StartAsync(ledger.Database);
        var before = (await host.GetAsync("/chain?recruiter=r-1")).Json;
        var chain = before.GetProperty("recruiter");
        Assert.Equal(5, chain.GetProperty("workers").GetInt32());
        Assert.Equal("510000", Text(Assert.Single(chain.GetProperty("paid").EnumerateArray()), "claimed"));
        Assert.Contains(chain.GetProperty("remarks").EnumerateArray(), remark => Text(remark, "code") == "payee-shared" && Text(remark, "party") == "a-1");

        // A correction takes a worker to another recruiter, and only from when it is told.
        await ledger.RecordAsync(Tell.Correction("c-1", "w-5/p1", "w-5", """{"recruiter":"r-2"}"""));
        Assert.Equal(4, (await host.GetAsync("/chain?recruiter=r-1")).Json.GetProperty("recruiter").GetProperty("workers").GetInt32());
        Assert.Equal(1, (await host.GetAsync("/chain?recruiter=r-2")).Json.GetProperty("recruiter").GetProperty("workers").GetInt32());
        Assert.Equal(before.ToString(), (await host.GetAsync($"/chain?recruiter=r-1&knownAt={Text(before, "knownAt")}")).Json.ToString());

        var withheld = (await host.GetAsync("/chain?recruiter=r-1&audience=brand")).Json.GetProperty("recruiter");
        Assert.False(withheld.TryGetProperty("workers", out _));
        Assert.Equal("[]", withheld.GetProperty("legs").ToString());
        Assert.Contains("Fewer than 5 workers", (await ledger.SucceedAsync("chain", "--recruiter", "r-1", "--for", "employer")).Output, StringComparison.Ordinal);
        Assert.Contains("a-1", (await ledger.SucceedAsync("chain", "--recruiter", "r-1")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_table_says_who_was_paid_and_what_is_to_be_looked_at()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.RecordAsync([.. Tell.Story("w-1"), Tell.Link("e-1", "r-1", "2022-01-01")]);
        var table = (await ledger.SucceedAsync("chain", "--worker", "w-1")).Output;
        Assert.Contains("payee-on-employers-side: present", table, StringComparison.Ordinal);
        Assert.Contains("100,000.00 NPR", table, StringComparison.Ordinal);
        Assert.Contains("untold on 2023-01-10", table, StringComparison.Ordinal);
        Assert.Contains("e-1 over r-1 (owns by union)", table, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_complaint_changes_no_byte_of_what_an_employer_reads()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.RecordAsync([.. Tell.Story("w-1")]);
        string[] asked = ["chain", "--worker", "w-1", "--as-of", "2024-12-31", "--for", "employer", "--json"];
        var before = (await ledger.SucceedAsync(asked)).Json;
        await ledger.RecordAsync(Tell.Complaint("w-1", "p1", "2023-05-01"));
        var after = (await ledger.SucceedAsync(asked)).Json;
        Assert.Equal(before.GetProperty("chains").ToString(), after.GetProperty("chains").ToString());
    }

    [Theory]
    [InlineData("/chain", HttpStatusCode.BadRequest, "Name whose chain")]
    [InlineData("/chain?worker=w-1&recruiter=r-1", HttpStatusCode.BadRequest, "not both")]
    [InlineData("/chain?placement=p1&recruiter=r-1", HttpStatusCode.BadRequest, "placement 'p1' needs its worker")]
    [InlineData("/chain?worker=w-1&asOf=soon", HttpStatusCode.BadRequest, "asOf 'soon' is not a date")]
    [InlineData("/chain?worker=w-1&knownAt=soon", HttpStatusCode.BadRequest, "knownAt 'soon' is not an instant")]
    [InlineData("/chain?worker=w-1&audience=public", HttpStatusCode.BadRequest, "audience 'public' is no audience")]
    [InlineData("/chain?worker=w-nobody", HttpStatusCode.NotFound, "Nothing was known")]
    [InlineData("/chain?recruiter=r-nobody", HttpStatusCode.NotFound, "Nothing was known")]
    public async Task A_question_that_cannot_be_answered_is_a_problem_that_says_why(string path, HttpStatusCode status, string sentence)
    {
        await using var host = await ServingLedger.StartAsync(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        var reply = await host.GetAsync(path);
        Assert.Equal((status, "application/problem+json"), (reply.Status, reply.MediaType));
        Assert.Contains(sentence, Text(reply.Json, "detail"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bad_usage_of_the_command_line_says_how_to_mend_it()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        foreach (var (args, sentence) in new (string[], string)[] { ([], "Name whose chain"), (["--placement", "p1"], "Name whose chain"), (["--worker", "w-nobody"], "Nothing was known") })
        {
            var answer = await ledger.CallAsync(["chain", .. args]);
            Assert.Equal(Exit.BadUsage, answer.Exit);
            Assert.Contains(sentence, answer.Errors, StringComparison.Ordinal);
            Assert.Empty(answer.Output);
        }
    }

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;
}
