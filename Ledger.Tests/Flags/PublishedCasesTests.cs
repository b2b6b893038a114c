using System.Globalization;
using System.Net;
using System.Text.Json;
using Ledger.Domain.Facts;
using Ledger.Tests.CommandLine;
using Ledger.Tests.Database;
using Ledger.Tests.Samples;
using Ledger.Tests.Serve;
using Xunit;

namespace Ledger.Tests.Flags;

/// <summary>The published cases, from their facts to the figures that were published or follow from them, over every way to ask.</summary>
public sealed class PublishedCasesTests(LedgerServer server)
{
    private static readonly string[] Workers = ["np-qa-2019", "bd-sa-2017-b", "id-hk-2010"];

    [Fact]
    public async Task Http_and_the_command_line_give_the_published_figures_and_the_same_ones()
    {
        var database = await server.CreateLedgerAsync(TestContext.Current.CancellationToken);
        await using var host = await ServingLedger.StartAsync(database);

        // One case comes in over HTTP, the others from files.
        foreach (var line in SampleFiles.Lines(Workers[0]))
        {
            Assert.Equal(HttpStatusCode.OK, (await host.PostAsync("/facts", line)).Status);
        }

        var ledger = new LedgerCalls(database);
        await ledger.SucceedAsync("import", Path.Combine(SampleFiles.Folder, "cases"));
        await ledger.SucceedAsync("verify");

        foreach (var worker in Workers)
        {
            var byCommand = (await ledger.SucceedAsync("flags", "--worker", worker, "--json")).Json;
            var byHttp = (await host.GetAsync($"/flags?worker={worker}")).Json;
            Assert.True(JsonElement.DeepEquals(byCommand.GetProperty("findings"), byHttp.GetProperty("findings")), worker);
            Assert.Equal(["asOf", "knownAt", "rules", "findings"], byCommand.EnumerateObject().Select(property => property.Name));
            Check(worker, byCommand.GetProperty("findings"));

            var known = byCommand.GetProperty("knownAt").GetString()!;
            var replayByCommand = (await ledger.SucceedAsync("replay", worker, "--known-at", known, "--json")).Json;
            var replayByHttp = (await host.GetAsync($"/replay?worker={worker}&knownAt={known}")).Json;
            Assert.True(JsonElement.DeepEquals(replayByCommand, replayByHttp), worker);
            Assert.True(JsonElement.DeepEquals(byCommand.GetProperty("findings"), replayByCommand.GetProperty("findings")), worker);
            Assert.All(replayByCommand.GetProperty("charges").EnumerateArray(), charge => Assert.NotEmpty(charge.GetProperty("rules").EnumerateArray()));
            Assert.Equal(worker != "id-hk-2010", replayByCommand.GetProperty("charges").EnumerateArray().Any(charge => charge.GetProperty("isLegalBreach").GetBoolean()));
        }
    }

    private static void Check(string worker, JsonElement findings)
    {
        var expected = SampleFiles.Published[worker].GetProperty("recomputed");
        var published = SampleFiles.Published[worker].GetProperty("published");
        var fee = Of(findings, "fee.worker-paid");
        var debt = Of(findings, "debt.outgrows-wages");
        Assert.Equal("present", fee.GetProperty("verdict").GetString());
        switch (worker)
        {
            case "np-qa-2019":
                Assert.Equal((published.GetProperty("receiptNPR").GetDecimal(), published.GetProperty("feeNPR").GetDecimal(), "NPR"), Range(fee, "workerPaid"));
                Assert.Equal(Rounded(expected.GetProperty("rciPromised")), decimal.Round(Claimed(fee, "rciPromised"), 2));
                Assert.Equal(Rounded(expected.GetProperty("rciActual")), decimal.Round(Claimed(fee, "rciActual"), 2));
                Assert.Equal("present", debt.GetProperty("verdict").GetString());
                break;
            case "bd-sa-2017-b":
                Assert.Equal((expected.GetProperty("sumOfLegs").GetDecimal(), "BDT"), (Claimed(fee, "workerPaid"), Range(fee, "workerPaid").Currency));
                Assert.Equal(expected.GetProperty("rci").GetDecimal(), Claimed(fee, "rciActual"));
                break;
            case "id-hk-2010":
                var unpaid = SampleFiles.Facts(worker).OfType<WagePaid>().Count(wage => wage.Net.Amount == published.GetProperty("netPayDuring").GetDecimal());
                Assert.Equal(published.GetProperty("deductionMonths").GetInt32(), unpaid);
                Assert.Equal(("present", "red"), (debt.GetProperty("verdict").GetString(), debt.GetProperty("severity").GetString()));
                Assert.False(debt.GetProperty("measures").GetProperty("monthsOwed").TryGetProperty("claimed", out _), "Without any net pay no number of months clears the debt.");
                break;
        }
    }

    private static JsonElement Of(JsonElement findings, string indicator) =>
        findings.EnumerateArray().Single(finding => finding.GetProperty("indicator").GetString() == indicator);

    private static (decimal Documented, decimal Claimed, string Currency) Range(JsonElement finding, string measure)
    {
        var range = finding.GetProperty("measures").GetProperty(measure);
        return (Number(range.GetProperty("documented")), Number(range.GetProperty("claimed")), range.GetProperty("currency").GetString()!);
    }

    private static decimal Claimed(JsonElement finding, string measure) => Number(finding.GetProperty("measures").GetProperty(measure).GetProperty("claimed"));

    private static decimal Number(JsonElement text) => decimal.Parse(text.GetString()!, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    private static decimal Rounded(JsonElement number) => decimal.Round(number.GetDecimal(), 2);
}
