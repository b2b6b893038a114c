using Ledger.Host.CommandLine;
using Ledger.Tests.CommandLine;
using Ledger.Tests.Database;
using Xunit;

namespace Ledger.Tests.Replay;

/// <summary>What was known at an instant stays as it was, whatever is told later; and each coordinate of a question does what it says.</summary>
public sealed class KnownAtTests(LedgerServer server)
{
    [Fact]
    public async Task A_replay_known_at_a_past_instant_is_the_same_bytes_for_ever()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.RecordAsync([.. Tell.Rates(), .. Tell.Story("w-1"), .. Tell.Story("w-2")]);
        var first = await ledger.SucceedAsync("replay", "w-1", "--json");
        var known = first.Json.GetProperty("knownAt").GetString()!;
        string[] flags = ["flags", "--known-at", known, "--json"];
        var flagsThen = (await ledger.SucceedAsync(flags)).Output;
        string[][] later =
        [
            [Tell.Fee("w-1", "p1", "2023-02-10", "70000.00", id: "more")],
            [Tell.Correction("c-1", "w-1/p1/fee", "w-1", """{"amount":{"amount":"1.00","currency":"NPR"}}""")],
            [Tell.Withdrawal("x-1", "w-1/p1/wage-2023-02-28", "w-1"), Tell.Withdrawal("x-2", "w-1/loan/2023-04-30", "w-1")],
            [Tell.Rate("2023-02-27", "QAR", "NPR", "99"), Tell.Rate("2023-04-29", "QAR", "NPR", "1")],
            [Tell.Link("r-1", "l-1", "2022-01-01")],
            [Tell.Withdrawal("x-3", "rate/QAR-NPR-2023-04-28", "nrb")],
            [Tell.Withdrawal("x-4", "c-1", "w-1")],
            [.. Tell.Story("w-3")],
        ];
        foreach (var told in later)
        {
            var now = (await ledger.SucceedAsync("replay", "w-1", "--json")).Output;
            await ledger.RecordAsync(told);
            Assert.Equal(first.Output, (await ledger.SucceedAsync("replay", "w-1", "--known-at", known, "--json")).Output);
            Assert.Equal(flagsThen, (await ledger.SucceedAsync(flags)).Output);
            Assert.NotEqual(now, (await ledger.SucceedAsync("replay", "w-1", "--json")).Output);
        }

        // A worker first told of later was not known then.
        Assert.Equal(Exit.BadUsage, (await ledger.CallAsync("replay", "w-3", "--known-at", known)).Exit);
        await ledger.SucceedAsync("verify");
    }

    [Fact]
    public async Task A_replay_carries_the_trajectory_and_the_position_without_fees()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.RecordAsync([.. Tell.Rates(), .. Tell.Story("w-1")]);
        var replay = (await ledger.SucceedAsync("replay", "w-1", "--json")).Json;
        var series = replay.GetProperty("series");
        Assert.True(series.GetArrayLength() >= replay.GetProperty("timeline").GetArrayLength());
        Assert.Contains(series.EnumerateArray(), point => point.GetProperty("byCreditor").GetArrayLength() > 0 && point.TryGetProperty("debt", out _));
        Assert.NotEmpty(replay.GetProperty("counterfactual").GetProperty("parts").EnumerateArray());
    }

    [Fact]
    public async Task Recordings_come_later_than_what_was_known_even_after_the_clock_was_set_back()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.RecordAsync([.. Tell.Rates(), .. Tell.Story("w-1")]);

        // As if everything so far had been recorded by a clock that ran two days ahead.
        await Sql.ChangeAsync(ledger.Database, "update ledger.mt_events set timestamp = timestamp + interval '2 days'");
        var then = await ledger.SucceedAsync("replay", "w-1", "--json");
        var known = then.Json.GetProperty("knownAt").GetString()!;
        Assert.Equal(9, Facts(then));

        await ledger.RecordAsync(Tell.Repayment("w-1", "loan", "2023-05-31", "500.00"));
        Assert.Equal(then.Output, (await ledger.SucceedAsync("replay", "w-1", "--known-at", known, "--json")).Output);
        Assert.Equal(10, Facts(await ledger.SucceedAsync("replay", "w-1", "--json")));
    }

    [Fact]
    public async Task As_of_a_date_leaves_out_what_took_effect_later()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.RecordAsync([.. Tell.Rates(), .. Tell.Story("w-1")]);
        var replay = (await ledger.SucceedAsync("replay", "w-1", "--as-of", "2023-02-28", "--json")).Json;
        Assert.Equal("2023-02-28", replay.GetProperty("asOf").GetString());
        var days = replay.GetProperty("timeline").EnumerateArray().Select(day => day.GetProperty("on").GetString()).ToList();
        Assert.Equal(["2023-01-01", "2023-01-05", "2023-01-10", "2023-02-01", "2023-02-28"], days);
        var debt = replay.GetProperty("findings").EnumerateArray().Single(finding => finding.GetProperty("indicator").GetString() == "debt.outgrows-wages");
        Assert.Equal("2023-02-28", debt.GetProperty("asOf").GetString());

        var flags = (await ledger.SucceedAsync("flags", "--worker", "w-1", "--as-of", "2023-02-28", "--json")).Json;
        Assert.Equal(replay.GetProperty("findings").GetRawText(), flags.GetProperty("findings").GetRawText());
    }

    [Fact]
    public async Task A_date_alone_means_the_end_of_that_day()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.RecordAsync(Tell.Worker("w-1"));
        await Sql.ChangeAsync(ledger.Database, "update ledger.mt_events set timestamp = '2024-03-15T23:59:59.999999Z'");
        await ledger.SucceedAsync("replay", "w-1", "--known-at", "2024-03-15");
        await ledger.SucceedAsync("replay", "w-1", "--known-at", "2024-03-15T23:59:59.999999Z");
        Assert.Equal(Exit.BadUsage, (await ledger.CallAsync("replay", "w-1", "--known-at", "2024-03-14")).Exit);
        Assert.Equal(Exit.BadUsage, (await ledger.CallAsync("replay", "w-1", "--known-at", "2024-03-15T23:59:59.999998Z")).Exit);
    }

    [Fact]
    public async Task An_instant_still_to_come_is_answered_as_known_now_and_says_so()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.RecordAsync(Tell.Worker("w-1"));
        foreach (var call in new[] { new[] { "replay", "w-1" }, ["flags"] })
        {
            var known = (await ledger.SucceedAsync([.. call, "--known-at", "2999-12-31", "--json"])).Json.GetProperty("knownAt").GetString()!;
            Assert.True(string.CompareOrdinal(known, "2999") < 0, known);
            await ledger.RecordAsync(Tell.Placement("w-1", "p-" + call[0], "2023-01-05"));
            Assert.Equal(known, (await ledger.SucceedAsync([.. call, "--known-at", known, "--json"])).Json.GetProperty("knownAt").GetString());
        }
    }

    [Theory]
    [InlineData("Nothing is known of a worker 'w-2'", "replay", "w-2")]
    [InlineData("Nothing was known of a worker 'w-1'", "replay", "w-1", "--known-at", "2020-01-01")]
    [InlineData("is not a date", "replay", "w-1", "--as-of", "31/08/2019")]
    [InlineData("is not an instant", "replay", "w-1", "--known-at", "2019-08-31 12:00")]
    [InlineData("There is no rule pack", "replay", "w-1", "--rules", "1999-01")]
    public async Task What_cannot_be_answered_is_said(string sentence, params string[] args)
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.RecordAsync(Tell.Worker("w-1"));
        var answer = await ledger.CallAsync(args);
        Assert.Equal(Exit.BadUsage, answer.Exit);
        Assert.Contains(sentence, answer.Errors, StringComparison.Ordinal);
        Assert.Empty(answer.Output);
    }

    private static int Facts(Answer replay) => replay.Json.GetProperty("timeline").EnumerateArray().Sum(day => day.GetProperty("facts").GetArrayLength());
}
