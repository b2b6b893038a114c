using System.Text.Json;
using Ledger.Domain.Facts;
using Ledger.Host.CommandLine;
using Ledger.Host.SyntheticCorridor;
using Ledger.Tests.CommandLine;
using Ledger.Tests.Database;
using Ledger.Tests.Samples;
using Ledger.Tests.Serve;
using Xunit;

namespace Ledger.Tests.Scorecards;

/// <summary>Scorecards from facts to figures, through the command line and HTTP.</summary>
public sealed class ScorecardTests(LedgerServer server)
{
    [Fact]
    public async Task A_scorecard_adds_up_the_findings_of_its_workers()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.RecordAsync(DrawnCorridor.Lines(new CorridorSettings(Workers: 80, Recruiters: 3, Employers: 3, Seed: DrawnCorridor.Seed())));
        var findings = (await ledger.SucceedAsync("flags", "--indicator", "fee.worker-paid", "--json")).Json.GetProperty("findings").EnumerateArray().ToList();
        foreach (var recruiter in await Sql.ColumnAsync(ledger.Database, "select distinct recruiter from ledger.placement order by 1"))
        {
            // Counted from the findings, one placement at a time, and from the table by whom they belong to.
            var placements = (await Sql.ColumnAsync(ledger.Database, $"select worker || ' ' || placement from ledger.placement where recruiter = '{recruiter}'")).ToHashSet();
            var present = findings.Where(finding => placements.Contains(Place(finding)) && finding.GetProperty("verdict").GetString() == "present").ToList();
            var figures = (await ledger.SucceedAsync("scorecard", "--recruiter", recruiter, "--json")).Json.GetProperty("figures");
            Assert.Equal(placements.Count, figures.GetProperty("placements").GetInt32());
            Assert.Equal(present.Count, figures.GetProperty("present").TryGetProperty("fee.worker-paid", out var charged) ? charged.GetInt32() : 0);
            foreach (var currency in present.GroupBy(finding => finding.GetProperty("measures").GetProperty("workerPaid").GetProperty("currency").GetString()!))
            {
                var borne = figures.GetProperty("fees").GetProperty(currency.Key).GetProperty("borne");
                Assert.Equal(currency.Sum(finding => Amount(finding, "claimed")), decimal.Parse(borne.GetProperty("claimed").GetString()!, System.Globalization.CultureInfo.InvariantCulture));
                Assert.Equal(currency.Sum(finding => Amount(finding, "documented")), decimal.Parse(borne.GetProperty("documented").GetString()!, System.Globalization.CultureInfo.InvariantCulture));
            }
        }
    }

    [Fact]
    public async Task A_brand_is_shown_no_group_of_fewer_than_five_workers()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.RecordAsync([.. Tell.Rates(), .. Enumerable.Range(1, 4).SelectMany(index => Tell.Story($"w-{index}"))]);
        await using (var host = await ServingLedger.StartAsync(ledger.Database))
        {
            var shown = (await host.GetAsync("/scorecard?recruiter=r-1")).Json.GetProperty("figures");
            Assert.Equal((4, 4), (shown.GetProperty("workers").GetInt32(), shown.GetProperty("charged").GetInt32()));
            var withheld = (await host.GetAsync("/scorecard?recruiter=r-1&audience=brand")).Json.GetProperty("figures");
            Assert.False(withheld.TryGetProperty("workers", out _));
            Assert.Equal(0, withheld.GetProperty("placements").GetInt32());
            Assert.Equal("{}", withheld.GetProperty("fees").ToString());
        }

        var table = await ledger.SucceedAsync("scorecard", "--recruiter", "r-1", "--for", "brand");
        Assert.Contains("Fewer than 5 workers", table.Output, StringComparison.Ordinal);

        await ledger.RecordAsync([.. Tell.Story("w-5")]);
        var five = (await ledger.SucceedAsync("scorecard", "--recruiter", "r-1", "--for", "brand", "--json")).Json.GetProperty("figures");
        Assert.Equal(5, five.GetProperty("workers").GetInt32());
    }

    /// <summary>Every receipt of one recruiter names exactly the most that Nepal's law allows, while other recruiters' workers tell of a third of what its own do.</summary>
    [Fact]
    public async Task Receipts_at_exactly_a_cap_stand_beside_what_other_recruiters_charge()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.RecordAsync([
            .. Enumerable.Range(1, 6).SelectMany(index => Placed($"a-{index}", "r-1", 90_000 + (index * 1_000), 10_000)),
            .. Enumerable.Range(1, 4).SelectMany(index => Placed($"b-{index}", "r-2", 30_000 + index, 30_000)),
            Tell.End("a-1", "p1", "2023-09-01"), Tell.End("a-2", "p1", "2023-09-01", "resigned", "worker"),
        ]);

        var alone = (await ledger.SucceedAsync("scorecard", "--recruiter", "r-1", "--json")).Json;
        Assert.False(alone.TryGetProperty("peers", out _));

        await ledger.RecordAsync([.. Placed("b-5", "r-2", 30_005, null)]);
        var card = (await ledger.SucceedAsync("scorecard", "--recruiter", "r-1", "--json")).Json;
        var (figures, peers) = (card.GetProperty("figures"), card.GetProperty("peers"));
        Assert.Equal((6, 6, 1), (Number(figures, "receipts"), Number(figures, "receiptsAtCap"), Number(figures, "endedEarly")));
        Assert.Equal(93_000m, Median(figures.GetProperty("medianCharged").GetProperty("NPR")));
        Assert.Equal((4, 0, 30_003m), (Number(peers, "receipts"), Number(peers, "atCap"), Median(peers.GetProperty("charge"))));

        var table = await ledger.SucceedAsync("scorecard", "--recruiter", "r-1");
        Assert.Contains("receipts at exactly a legal cap", table.Output, StringComparison.Ordinal);
        Assert.Contains("middle charge 30,003.00 NPR, of 5 placements", table.Output, StringComparison.Ordinal);

        // Of the other side, the six that stand beside them charge thrice as much.
        var others = (await ledger.SucceedAsync("scorecard", "--recruiter", "r-2", "--for", "brand", "--json")).Json.GetProperty("peers");
        Assert.Equal((6, 6, 93_000m), (Number(others, "receipts"), Number(others, "atCap"), Median(others.GetProperty("charge"))));

        static decimal Median(JsonElement of) => decimal.Parse(of.GetProperty("median").GetString()!, System.Globalization.CultureInfo.InvariantCulture);

        static int Number(JsonElement of, string name) => of.GetProperty(name).GetInt32();

        static IEnumerable<string> Placed(string worker, string recruiter, int paid, int? receipt)
        {
            yield return Tell.Worker(worker);
            yield return Tell.Placement(worker, "p1", "2023-01-05", recruiter);
            yield return Tell.Fee(worker, "p1", "2023-01-10", $"{paid}.00", recruiter);
            if (receipt is { } named)
            {
                yield return Tell.Fee(worker, "p1", "2023-01-10", $"{named}.00", recruiter, "receipt")
                    .Replace($"\"assertedBy\":\"{worker}\",\"assertedAs\":\"worker\"", $"\"assertedBy\":\"{recruiter}\",\"assertedAs\":\"recruiter\"", StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData(new string[0], "Name whose scorecard")]
    [InlineData(new[] { "--recruiter", "r-1", "--from", "2024-02-01", "--to", "2024-01-01" }, "ends before it begins")]
    [InlineData(new[] { "--recruiter", "r-1", "--for", "everyone" }, "no audience")]
    public async Task A_question_that_cannot_be_answered_says_how_to_mend_it(string[] args, string message)
    {
        var answer = await new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken)).CallAsync(["scorecard", .. args]);
        Assert.Equal(Exit.BadUsage, answer.Exit);
        Assert.Contains(message, answer.Errors, StringComparison.Ordinal);
    }

    private static string Place(JsonElement finding) => finding.GetProperty("worker").GetString() + " " + finding.GetProperty("placement").GetString();

    private static decimal Amount(JsonElement finding, string end) =>
        decimal.Parse(finding.GetProperty("measures").GetProperty("workerPaid").GetProperty(end).GetString()!, System.Globalization.CultureInfo.InvariantCulture);
}
