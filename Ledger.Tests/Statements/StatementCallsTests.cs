using System.Net;
using System.Text.Json;
using Ledger.Host.CommandLine;
using Ledger.Tests.CommandLine;
using Ledger.Tests.Database;
using Ledger.Tests.Serve;
using Xunit;

namespace Ledger.Tests.Statements;

/// <summary>Statements from facts to figures, through the command line, HTTP and the page.</summary>
public sealed class StatementCallsTests(LedgerServer server)
{
    private const string Year = "&from=2023-01-01&to=2023-04-30&asOf=2024-12-31";
    private static readonly string[] OfYear = ["statement", "--employer", "e-1", "--from", "2023-01-01", "--to", "2023-04-30", "--as-of", "2024-12-31"];

    [Fact]
    public async Task Command_line_http_and_page_say_the_same()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.RecordAsync([.. Tell.Rates(), .. Tell.Story("w-1"), .. Tell.Story("w-2"), Tell.Worker("w-3"), Tell.Placement("w-3", "p1", "2023-02-01")]);
        var called = (await ledger.SucceedAsync([.. OfYear, "--json"])).Json;
        var statement = called.GetProperty("statement");
        Assert.Equal("charges-found", statement.GetProperty("says").GetString());
        Assert.Equal((3, 2, 2), (statement.GetProperty("workers").GetInt32(), statement.GetProperty("complete").GetInt32(), statement.GetProperty("charged").GetInt32()));
        Assert.Equal("200000", statement.GetProperty("fees").GetProperty("NPR").GetProperty("borne").GetProperty("claimed").GetString());
        Assert.Equal("service", statement.GetProperty("classes")[0].GetProperty("class").GetString());
        Assert.Equal(1, statement.GetProperty("gaps").GetProperty("who-paid").GetInt32());

        var table = (await ledger.SucceedAsync(OfYear)).Output;
        Assert.Contains("Charges were found: 2 of 3 workers covered", table, StringComparison.Ordinal);
        Assert.Contains("Nobody tells who paid", table, StringComparison.Ordinal);
        await using var host = await ServingLedger.StartAsync(ledger.Database);
        Assert.True(JsonElement.DeepEquals(statement, (await host.GetAsync("/statement?employer=e-1" + Year)).Json.GetProperty("statement")));
        var page = (await host.GetAsync("/employers/e-1/statement?" + Year, ("Accept", "text/html"))).Body;
        Assert.Contains("Charges were found: 2 of 3 workers covered", page, StringComparison.Ordinal);
        Assert.Contains("Nobody tells who paid for the recruitment. Workers: 1.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task As_known_at_an_instant_it_stays_the_same_whatever_is_told_later()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.RecordAsync([.. Tell.Rates(), .. Tell.Story("w-1"), .. Tell.Story("w-2")]);
        var before = (await ledger.SucceedAsync([.. OfYear, "--json"])).Json;
        string[] then = [.. OfYear, "--known-at", before.GetProperty("knownAt").GetString()!, "--json"];

        // One placement moves to another employer, one is taken back, one is new: the tables of what stands hold neither of the first two.
        await ledger.RecordAsync(
            [Tell.Correction("c-1", "w-1/p1", "w-1", """{"employer":"e-2"}"""), Tell.Withdrawal("x-2", "w-2/p1", "w-2"), .. Tell.Story("w-3")]);
        Assert.Equal(before.GetRawText(), (await ledger.SucceedAsync(then)).Json.GetRawText());
        Assert.Equal(1, (await ledger.SucceedAsync([.. OfYear, "--json"])).Json.GetProperty("statement").GetProperty("workers").GetInt32());
        Assert.Equal(1, (await ledger.SucceedAsync(["statement", "--employer", "e-2", .. OfYear[3..], "--json"])).Json.GetProperty("statement").GetProperty("workers").GetInt32());
        await ledger.SucceedAsync("verify");
    }

    [Fact]
    public async Task Parties_that_are_one_have_one_statement_and_small_groups_and_complaints_stay_hidden()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.RecordAsync([.. Tell.Rates(), .. Tell.Story("w-1"), Tell.Link("e-1", "holding", "2022-01-01")]);
        await using var host = await ServingLedger.StartAsync(ledger.Database);
        var joined = (await host.GetAsync("/statement?employer=holding" + Year)).Json;
        Assert.Equal(("e-1", 1), (joined.GetProperty("oneWith")[0].GetString(), joined.GetProperty("statement").GetProperty("workers").GetInt32()));
        foreach (var audience in (string[])["employer", "recruiter", "brand"])
        {
            Assert.Equal("""{"says":"withheld","placements":0,"complete":0,"charged":0,"paidBackInFull":0,"fees":{},"classes":[],"recruiters":[],"gaps":{}}""",
                (await host.GetAsync($"/statement?employer=e-1{Year}&audience={audience}")).Json.GetProperty("statement").GetRawText());
        }

        var before = await StatementAsync();
        await ledger.RecordAsync(Tell.Complaint("w-1", "p9", "2023-04-01"));
        Assert.Equal(before, await StatementAsync());

        async Task<string> StatementAsync() => (await host.GetAsync("/statement?employer=e-1" + Year)).Json.GetProperty("statement").GetRawText();
    }

    [Theory]
    [InlineData(new[] { "--from", "2023-01-01", "--to", "2023-12-31" }, "--employer")]
    [InlineData(new[] { "--employer", "e-1", "--to", "2023-12-31" }, "--from")]
    [InlineData(new[] { "--employer", "e-1", "--from", "2023-01-01" }, "--to")]
    [InlineData(new[] { "--employer", "e-1", "--from", "2023-02-01", "--to", "2023-01-01" }, "ends before it begins")]
    [InlineData(new[] { "--employer", "e-1", "--from", "2023-02-01", "--to", "2023-03-01", "--as-of", "2023-01-31" }, "nothing can be said of days to come")]
    public async Task A_question_that_cannot_be_answered_names_what_to_mend(string[] args, string message)
    {
        var answer = await new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken)).CallAsync(["statement", .. args]);
        Assert.Equal(Exit.BadUsage, answer.Exit);
        Assert.Contains(message, answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_outcome_of_an_audit_is_said_on_the_scorecard_in_both_languages()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.RecordAsync(
        [
            .. Tell.Story("w-1"), Tell.Audit("e-1", "2023-05-01"), Tell.Audit("e-1", "2023-06-01", "findings"),
            Tell.Audit("e-1", "2023-07-01").Replace(",\"outcome\":\"clean\"", "", StringComparison.Ordinal),
        ]);
        await ledger.SucceedAsync("flags");
        await using var host = await ServingLedger.StartAsync(ledger.Database);
        foreach (var language in (string[])["en", "ne"])
        {
            var page = await host.GetAsync("/scorecards?employer=e-1&lang=" + language, ("Accept", "text/html"));
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.All(language == "en" ? ["clean", "something was found"] : (string[])["सफा", "केही भेटियो"], word => Assert.Contains(word, page.Body, StringComparison.Ordinal));
        }
    }
}
