using System.Globalization;
using System.Text.Json;
using Ledger.Host.CommandLine;
using Ledger.Tests.CommandLine;
using Ledger.Tests.Database;
using Xunit;

namespace Ledger.Tests.Churn;

/// <summary>Findings on pairs, from facts in files to flags out of the command line.</summary>
public sealed class PairFlagsTests(LedgerServer server)
{
    [Fact]
    public async Task A_pair_that_replaces_its_workers_early_is_flagged_now_and_as_of_any_day_alike()
    {
        var ledger = await WithAsync(Churning.Told("r-bad"));
        var finding = Only(await FlagsAsync(ledger, "--indicator", "churn.pair-turnover", "--verdict", "present"));
        Assert.Equal(("r-bad", "e-1", "NP-QA"), (Text(finding, "recruiter"), Text(finding, "employer"), Text(finding, "corridor")));
        Assert.False(finding.TryGetProperty("worker", out _));

        // 12 of 36 placements were lost and replaced, and one of the other recruiter's 61.
        Assert.Equal(("36", "12"), (Measure(finding, "placements"), Measure(finding, "earlyEnds")));
        Assert.Equal(NaiveStatistics.AtLeast(12, 13, 36, 97), double.Parse(Measure(finding, "pValue"), CultureInfo.InvariantCulture), 1e-8);
        Assert.Contains("b-000/p1/end", finding.GetProperty("because").EnumerateArray().Select(id => id.GetString()));

        var today = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Assert.Equal(finding.ToString(), Only(await FlagsAsync(ledger, "--indicator", "churn.pair-turnover", "--verdict", "present", "--as-of", today)).ToString());
        Assert.Equal(finding.ToString(), Only(await FlagsAsync(ledger, "--indicator", "churn.pair-turnover", "--verdict", "present", "--for", "brand")).ToString());
        Assert.Empty(await FlagsAsync(ledger, "--indicator", "churn.pair-turnover", "--verdict", "present", "--as-of", "2022-12-01"));
        await ledger.SucceedAsync("verify");
    }

    [Fact]
    public async Task A_recruiter_under_two_names_is_found_once_they_are_linked_and_no_longer_when_the_link_is_taken_back()
    {
        var ledger = await WithAsync(Churning.Told("r-bad", "r-new"));
        string[] ask = ["--indicator", "churn.pair-turnover", "--verdict", "present"];
        Assert.Empty(await FlagsAsync(ledger, ask));

        await ledger.RecordAsync(Tell.Link("r-bad", "r-new", "2021-01-01"));
        var finding = Only(await FlagsAsync(ledger, ask));
        Assert.Equal(("r-bad", "36", "12"), (Text(finding, "recruiter"), Measure(finding, "placements"), Measure(finding, "earlyEnds")));
        Assert.Contains("r-bad (with r-new)", Text(finding, "explanation"), StringComparison.Ordinal);
        Assert.Equal(finding.ToString(), Only(await FlagsAsync(ledger, [.. ask, "--recruiter", "r-new"])).ToString());
        await ledger.SucceedAsync("verify");

        await ledger.RecordAsync(Tell.Withdrawal("x-1", "r-bad/r-new", "union"));
        Assert.Empty(await FlagsAsync(ledger, ask));
        await ledger.SucceedAsync("verify");
    }

    [Fact]
    public async Task Flags_are_narrowed_by_recruiter_and_employer_and_those_of_one_worker_name_no_pair()
    {
        var ledger = await WithAsync(Churning.Told("r-bad"));
        await ledger.RecordAsync(Tell.Fee("b-001", "p1", "2022-01-02", "5000.00", "r-bad"), Tell.Fee("g-001", "p1", "2022-01-02", "5000.00", "r-good"));
        foreach (string[] when in new string[][] { [], ["--as-of", "2024-12-31"] })
        {
            var all = await FlagsAsync(ledger, when);
            var bad = await FlagsAsync(ledger, [.. when, "--recruiter", "r-bad"]);
            Assert.Contains(all, finding => finding.TryGetProperty("recruiter", out _));
            Assert.All(bad, finding => Assert.True(finding.TryGetProperty("worker", out var worker) ? worker.GetString()!.StartsWith("b-", StringComparison.Ordinal) : Text(finding, "recruiter") == "r-bad"));
            Assert.Contains(bad, finding => Text(finding, "indicator") == "fee.worker-paid" && Text(finding, "verdict") == "present");
            Assert.Equal(bad.Count, (await FlagsAsync(ledger, [.. when, "--recruiter", "r-bad", "--employer", "e-1"])).Count);
            Assert.Empty(await FlagsAsync(ledger, [.. when, "--recruiter", "r-bad", "--employer", "e-2"]));
            Assert.DoesNotContain(await FlagsAsync(ledger, [.. when, "--worker", "b-001"]), finding => finding.TryGetProperty("recruiter", out _));
        }

        var refused = await ledger.CallAsync("flags", "--worker", "b-001", "--indicator", "churn.kickback");
        Assert.Equal(Exit.BadUsage, refused.Exit);
        Assert.Contains("about a recruiter and an employer", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("r-bad with e-1", (await ledger.SucceedAsync("flags", "--indicator", "churn.pair-turnover")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_payment_from_recruiter_to_employer_is_flagged_from_when_it_is_known_until_it_is_taken_back()
    {
        var ledger = await WithAsync([Tell.Worker("w-1"), Tell.Placement("w-1", "p1", "2022-01-05")]);
        string[] ask = ["--indicator", "churn.kickback", "--verdict", "present"];
        Assert.Empty(await FlagsAsync(ledger, ask));
        await ledger.RecordAsync(Tell.Kickback("r-1", "e-1", "2022-02-01", "300.00"));
        var finding = Only(await FlagsAsync(ledger, ask));
        Assert.Equal("300", finding.GetProperty("measures").GetProperty("perHead").GetProperty("claimed").GetString());
        Assert.Equal("r-1/e-1/2022-02-01", Assert.Single(finding.GetProperty("because").EnumerateArray()).GetString());
        Assert.Empty(await FlagsAsync(ledger, [.. ask, "--as-of", "2022-01-31"]));
        Assert.Empty(await FlagsAsync(ledger, [.. ask, "--known-at", "2022-06-01T00:00:00Z"]));

        await ledger.RecordAsync(Tell.Withdrawal("x-1", "r-1/e-1/2022-02-01", "union"));
        Assert.Empty(await FlagsAsync(ledger, ask));
        await ledger.SucceedAsync("verify");
    }

    private async Task<LedgerCalls> WithAsync(IReadOnlyList<string> lines)
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.RecordAsync([.. lines]);
        return ledger;
    }

    private static async Task<List<JsonElement>> FlagsAsync(LedgerCalls ledger, params string[] ask) =>
        [.. (await ledger.SucceedAsync(["flags", .. ask, "--json"])).Json.GetProperty("findings").EnumerateArray()];

    private static JsonElement Only(IEnumerable<JsonElement> findings) => Assert.Single(findings);

    private static string Text(JsonElement finding, string name) => finding.GetProperty(name).GetString()!;

    private static string Measure(JsonElement finding, string name) => finding.GetProperty("measures").GetProperty(name).GetProperty("value").GetString()!;
}
