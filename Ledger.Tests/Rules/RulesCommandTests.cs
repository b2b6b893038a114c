using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Ledger.Domain.Rules;
using Ledger.Host.CommandLine;
using Ledger.Tests.CommandLine;
using Ledger.Tests.Database;
using Ledger.Tests.Detection;
using Xunit;

namespace Ledger.Tests.Rules;

/// <summary>Rule packs as versions: shown, checked, tried on recorded history, adopted, and kept with every finding.</summary>
public sealed class RulesCommandTests(LedgerServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Rules_are_listed_and_shown()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(Cancel));
        var listed = (await ledger.SucceedAsync("rules", "list", "--json")).Json;
        Assert.Equal(RulePack.Current.Version, listed.GetProperty("rules").GetString());
        Assert.Equal(110, listed.GetProperty("listed").GetArrayLength());
        var shown = (await ledger.SucceedAsync("rules", "show", "NP-FVFT-2015", "--json")).Json.GetProperty("rule");
        Assert.Equal("10,000 NPR", shown.GetProperty("limit").GetString());
        Assert.Contains("binds agents of NP", shown.GetProperty("scope").GetString(), StringComparison.Ordinal);
        Assert.Contains("HK-10PCT", (await ledger.SucceedAsync("rules", "list", "--jurisdiction", "HK")).Output, StringComparison.Ordinal);
        Assert.Contains("instrument    Labour Law 14/2004", (await ledger.SucceedAsync("rules", "show", "QA-33")).Output, StringComparison.Ordinal);
        var unknown = await ledger.CallAsync("rules", "show", "QA-34");
        Assert.Equal(Exit.BadUsage, unknown.Exit);
        Assert.Contains("has no rule 'QA-34'", unknown.Errors, StringComparison.Ordinal);
        Assert.Equal(Exit.BadUsage, (await ledger.CallAsync("rules", "mend")).Exit);
    }

    [Fact]
    public async Task A_file_is_checked_by_row_and_field()
    {
        using var folder = new TemporaryFolder();
        var ledger = new LedgerCalls("Host=nowhere.invalid");
        var good = (await ledger.SucceedAsync("rules", "check", Write(folder, "mine.json", Packs.Rows()), "--json")).Json;
        Assert.StartsWith("mine+", good.GetProperty("version").GetString(), StringComparison.Ordinal);
        var bad = await ledger.CallAsync("rules", "check", Write(folder, "bad.json", Packs.With("QA-33", row => row["limit"]!["kind"] = "nil")), "--json");
        Assert.Equal(Exit.BadUsage, bad.Exit);
        var refusal = bad.Json.GetProperty("refusals")[0];
        Assert.Equal(("QA-33", "limit.kind"), (refusal.GetProperty("row").GetString(), refusal.GetProperty("field").GetString()));
        Assert.Contains("QA-33: limit.kind", (await ledger.CallAsync("rules", "check", folder.At("bad.json"))).Output, StringComparison.Ordinal);
        Assert.Equal(Exit.BadUsage, (await ledger.CallAsync("rules", "check", folder.At("none.json"))).Exit);
    }

    [Fact]
    public async Task A_draft_is_tried_on_recorded_history_and_changes_nothing()
    {
        using var folder = new TemporaryFolder();
        var ledger = await RecordedAsync();
        var before = (await ledger.SucceedAsync("flags", "--json")).Json.GetProperty("findings").GetRawText();
        var draft = Write(folder, "draft.json", Packs.With("NP-FVFT-2015", row => row["limit"]!["amount"] = 200_000));
        var result = (await ledger.SucceedAsync("rules", "diff", "adopted", draft, "--json")).Json;
        var difference = result.GetProperty("differences").EnumerateArray().Single(one => one.GetProperty("indicator").GetString() == "fee.over-legal-cap" && one.GetProperty("isVerdict").GetBoolean());
        Assert.Equal(("present", "absent"), (difference.GetProperty("a").GetProperty("verdict").GetString(), difference.GetProperty("b").GetProperty("verdict").GetString()));
        Assert.Equal(0, (await ledger.SucceedAsync("rules", "diff", "embedded", "adopted", "--json")).Json.GetProperty("differing").GetInt64());
        Assert.Contains("Nothing was changed", (await ledger.SucceedAsync("rules", "diff", "embedded", draft)).Output, StringComparison.Ordinal);
        Assert.Equal(before, (await ledger.SucceedAsync("flags", "--json")).Json.GetProperty("findings").GetRawText());
        var tried = (await ledger.SucceedAsync("flags", "--rules", draft, "--indicator", "fee.over-legal-cap", "--json")).Json;
        Assert.StartsWith("draft+", tried.GetProperty("rules").GetString(), StringComparison.Ordinal);
        Assert.Equal("absent", tried.GetProperty("findings")[0].GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task An_adopted_pack_judges_from_then_on_and_what_was_known_before_stays_as_it_was()
    {
        using var folder = new TemporaryFolder();
        var ledger = await RecordedAsync();
        var then = (await ledger.SucceedAsync("flags", "--json")).Json;
        var knownAt = then.GetProperty("knownAt").GetString()!;
        var past = (await ledger.SucceedAsync("flags", "--known-at", knownAt, "--json")).Output;
        var file = Write(folder, "mine.json", Packs.With("NP-FVFT-2015", row => row["limit"]!["amount"] = 200_000));
        Assert.True((await ledger.SucceedAsync("rules", "adopt", file, "--by", "counsel", "--json")).Json.GetProperty("adopted").GetBoolean());
        Assert.False((await ledger.SucceedAsync("rules", "adopt", file, "--json")).Json.GetProperty("adopted").GetBoolean());
        var now = (await ledger.SucceedAsync("flags", "--indicator", "fee.over-legal-cap", "--json")).Json;
        Assert.StartsWith("mine+", now.GetProperty("rules").GetString(), StringComparison.Ordinal);
        var finding = now.GetProperty("findings")[0];
        Assert.Equal(("absent", now.GetProperty("rules").GetString()), (finding.GetProperty("verdict").GetString(), finding.GetProperty("rulePack").GetString()));
        Assert.Equal(past, (await ledger.SucceedAsync("flags", "--known-at", knownAt, "--json")).Output);
        var stored = await Rebuilding.StoredAsync(ledger.Database);
        await Rebuilding.ForgetAsync(ledger.Database);
        Assert.Equal(0, (await ledger.SucceedAsync("verify", "--json")).Json.GetProperty("differences").GetInt64());
        Assert.Equal(stored, await Rebuilding.StoredAsync(ledger.Database));
        Assert.Equal("present", (await ledger.SucceedAsync("flags", "--rules", "embedded", "--indicator", "fee.over-legal-cap", "--json")).Json
            .GetProperty("findings")[0].GetProperty("verdict").GetString());
        var unknown = await ledger.CallAsync("flags", "--rules", "1999-01");
        Assert.Equal(Exit.BadUsage, unknown.Exit);
        Assert.Contains("There is no rule pack '1999-01'", unknown.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_party_that_is_registered_later_brings_its_charges_into_reach()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(Cancel));
        await ledger.RecordAsync([.. Tell.Story("w-1"), .. Tell.Rates()]);
        Assert.Equal("insufficient", await VerdictAsync(ledger, "fee.over-legal-cap"));
        await ledger.RecordAsync(Registered("r-1", "NP"));
        Assert.Equal("present", await VerdictAsync(ledger, "fee.over-legal-cap"));
        Assert.Equal(0, (await ledger.SucceedAsync("verify", "--json")).Json.GetProperty("differences").GetInt64());
    }

    [Fact]
    public async Task What_time_alone_changes_is_judged_anew_when_its_day_has_come()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(Cancel));
        var charged = DateTimeOffset.UtcNow.AddDays(-100).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await ledger.RecordAsync(Tell.Worker("w-1"), Tell.Placement("w-1", "p1", charged), Tell.Fee("w-1", "p1", charged, "500.00"));
        await Sql.ChangeAsync(ledger.Database, "update ledger.mt_events set timestamp = timestamp - interval '95 days'");
        await Rebuilding.ForgetAsync(ledger.Database);
        Assert.Equal("present", await VerdictAsync(ledger, "fee.unrepaid"));
        Assert.Equal("present", await VerdictAsync(ledger, "fee.unrepaid", "--verdict", "present"));
        Assert.Equal(0, await Sql.ScalarAsync<long>(ledger.Database, "select count(*) from ledger.finding where indicator = 'fee.unrepaid'"));

        // Moving the record in time breaks the account's seal, as it must; what was judged is what it folds to.
        var verified = (await ledger.CallAsync("verify", "--json")).Json.GetProperty("named").EnumerateArray();
        Assert.Equal("account", Assert.Single(verified).GetProperty("what").GetString());
    }

    private async Task<LedgerCalls> RecordedAsync()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(Cancel));
        await ledger.RecordAsync([Registered("r-1", "NP"), .. Tell.Story("w-1"), .. Tell.Rates()]);
        return ledger;
    }

    private static async Task<string?> VerdictAsync(LedgerCalls ledger, string indicator, params string[] narrowed) =>
        (await ledger.SucceedAsync(["flags", "--indicator", indicator, "--json", .. narrowed])).Json.GetProperty("findings")[0].GetProperty("verdict").GetString();

    private static string Registered(string party, string country) =>
        $$$"""{"fact":"party-registered","id":"{{{party}}}/registered","effectiveOn":"2020-01-01","assertedBy":"ministry","assertedAs":"authority","party":"{{{party}}}","role":"recruiter","country":"{{{country}}}"}""";

    private static string Write(TemporaryFolder folder, string name, JsonArray rows) => folder.Write(name, Encoding.UTF8.GetBytes(rows.ToJsonString()));
}
