using System.Text;
using Ledger.Host.CommandLine;
using Ledger.Host.Import.Profiles;
using Ledger.Host.Import.WageProtection;
using Ledger.Tests.CommandLine;
using Ledger.Tests.Database;
using Ledger.Tests.Import.Sheets;
using Xunit;

namespace Ledger.Tests.Import.WageProtection;

/// <summary>Salary information files: the trailer is held against the records, and no employee's number enters the ledger.</summary>
public sealed class SalaryRecordTests(LedgerServer server)
{
    private const string First = "EDR,10003128177364,201234567,AE070331234567890123456,2024-02-01,2024-02-29,29,1000.00,150.50,0";
    private const string Second = "EDR,200220128829,201234567,AE460261001015820148702,20240201,20240229,29,500,0.00,2";
    private const string Trailer = "SCR,0000000009103,302210101,2024-03-06,1107,022024,2,1650.50,AED,1141";

    [Theory]
    [InlineData("count", "its SCR counts 3 records and 2 are there")]
    [InlineData("total", "its SCR totals 1650.51 and the records come to 1650.5")]
    [InlineData("none", "has no SCR at its end")]
    [InlineData("after", "line 4 comes after the SCR")]
    [InlineData("two", "line 4 comes after the SCR")]
    [InlineData("short", "line 1 is no EDR of 10 fields")]
    [InlineData("other", "line 1 is no EDR of 10 fields")]
    [InlineData("income", "line 1 has an income that is no plain number")]
    public void A_file_that_does_not_add_up_is_refused_by_name(string how, string sentence)
    {
        string[] lines = how switch
        {
            "count" => [First, Second, Trailer.Replace(",2,1650", ",3,1650", StringComparison.Ordinal)],
            "total" => [First, Second, Trailer.Replace("1650.50", "1650.51", StringComparison.Ordinal)],
            "none" => [First, Second],
            "after" => [First, Second, Trailer, First],
            "two" => [First, Second, Trailer, Trailer],
            "short" => [First[..^2], Second, Trailer],
            "other" => ["XYZ" + First[3..], Second, Trailer],
            _ => [First.Replace("1000.00", "1 000,00", StringComparison.Ordinal).Replace("1 000,00", "1e3", StringComparison.Ordinal), Second, Trailer],
        };
        var content = Profiles.Utf8(lines);
        var refusal = Assert.Throws<BadUsageException>(() => SalaryRecord.Rows("may.sif", () => new MemoryStream(content), TextEncodingName.Utf8).Count()).Message;
        Assert.Contains(sentence, refusal, StringComparison.Ordinal);
        Assert.Contains("may.sif", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("177364", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_record_is_a_wage_by_bank_of_a_pseudonym()
    {
        byte[] key = [.. "a key that is no secret"u8];
        var (one, two) = (Pseudonym("10003128177364"), Pseudonym("00200220128829"));
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.RecordAsync(Tell.Worker(one), Tell.Worker(two));
        using var folder = new TemporaryFolder();
        folder.Write("workers.key", [.. key, (byte)'\n']);
        var profile = folder.Write("profile.json", Profiles.Utf8("""
            { "reads": "wage-protection", "workers": [{ "column": "employee", "prefix": "ae-", "keyFile": "workers.key" }], "id": { "prefix": "wps" },
              "every": { "assertedBy": { "value": "e-1" }, "assertedAs": { "value": "employer" } } }
            """));
        var file = folder.Write("0000000009103240306110700.SIF", Encoding.UTF8.GetBytes(string.Join("\r\n", First, "EVP,10003128177364,201234567,150.50,0,0,0,0,0,0", Second, Trailer, "")));
        Assert.Equal((2, 2, 0, 0), ImportCounts.Of((await ledger.SucceedAsync("import", file, "--profile", profile, "--json")).Json));
        Assert.Equal((2, 0, 2, 0), ImportCounts.Of((await ledger.SucceedAsync("import", file, "--profile", profile, "--json")).Json));

        var stored = await Sql.ColumnAsync(ledger.Database, "select data::text from ledger.mt_events where type = 'wage-paid.v1' order by seq_id");
        Assert.Contains(stored, wage => wage.Contains("\"1150.50\"", StringComparison.Ordinal) && wage.Contains(one, StringComparison.Ordinal) && wage.Contains("\"effectiveOn\": \"2024-03-06\"", StringComparison.Ordinal) && wage.Contains("\"method\": \"bank\"", StringComparison.Ordinal));
        Assert.Contains(stored, wage => wage.Contains("\"500.00\"", StringComparison.Ordinal) && wage.Contains(two, StringComparison.Ordinal) && wage.Contains("\"from\": \"2024-02-01\"", StringComparison.Ordinal));
        Assert.All(stored, wage => Assert.DoesNotMatch("177364|200220128829|AE07|AE46", wage));

        // Of an employee that the ledger does not know the number stands neither in the answer nor beside the file.
        var unknown = folder.Write("other.sif", [First.Replace("177364", "177365", StringComparison.Ordinal), Second, Trailer]);
        var answer = await ledger.CallAsync("import", unknown, "--profile", profile, "--json");
        Assert.Equal((2, 0, 1, 1), ImportCounts.Of(answer.Json));
        Assert.DoesNotContain("177365", answer.Output + await File.ReadAllTextAsync(unknown + ".rejects.jsonl", TestContext.Current.CancellationToken), StringComparison.Ordinal);

        string Pseudonym(string number) => "ae-" + WorkerNaming.Fingerprint(number, key)[..20];
    }
}
