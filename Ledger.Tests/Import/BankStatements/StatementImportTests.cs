using System.Text;
using Ledger.Host.CommandLine;
using Ledger.Host.Import.Profiles;
using Ledger.Tests.CommandLine;
using Ledger.Tests.Database;
using Xunit;

namespace Ledger.Tests.Import.BankStatements;

/// <summary>Bank statements through the command line: workers by pseudonym or by the hash of an account, and no account in the ledger.</summary>
public sealed class StatementImportTests(LedgerServer server)
{
    private const string Profile = """
        {
          "reads": "bank-statement",
          "workers": [{ "column": "remittance", "match": "\\b(?<value>w-[0-9]+)\\b" }, { "column": "counterpartyAccount", "mapping": "accounts.csv" }],
          "id": { "prefix": "bank" },
          "every": { "effectiveOn": { "column": "bookedOn" }, "assertedBy": { "value": "b-1" }, "assertedAs": { "value": "bank" }, "evidence.grade": { "value": "B" }, "evidence.reference": { "column": "reference" } },
          "facts": [{ "name": "wage", "fact": "wage-paid", "when": [{ "column": "remittance", "matches": "salary" }], "fields": {
            "period.from": { "column": "bookedOn", "take": "previous-month-start" }, "period.to": { "column": "bookedOn", "take": "previous-month-end" },
            "gross.amount": { "column": "amount" }, "gross.currency": { "column": "currency" }, "net.amount": { "column": "amount" }, "net.currency": { "column": "currency" }, "method": { "value": "bank" } } }]
        }
        """;

    [Fact]
    public async Task Workers_are_told_and_accounts_stay_out()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.RecordAsync(Tell.Worker("w-1"), Tell.Worker("w-2"));
        using var folder = new TemporaryFolder();
        folder.Write("accounts.csv", ["sha256,worker", $"{WorkerNaming.Fingerprint(Camt.Second.ToLowerInvariant().Insert(4, " "), null)},w-2"]);
        var statement = folder.Write("bank.xml", Encoding.UTF8.GetBytes(Camt.File(8, Camt.Statement("1000.00", "0.00",
            Camt.Entry("-300.00", "B-1", Camt.New("-300.00", Camt.First, "Salary w-1")),
            Camt.Entry("-300.00", "B-2", Camt.New("-300.00", Camt.Second, "Salary Feb")),
            Camt.Entry("-200.00", Camt.First, Camt.New("-200.00", Camt.First, "Salary w-1 extra")),
            Camt.Entry("-100.00", "B-4", Camt.New("-100.00", "AE999", "Salary of somebody")),
            Camt.Entry("-100.00", "B-5", Camt.New("-100.00", "AE998", "Rent"))))));
        var profile = folder.Write("profile.json", Encoding.UTF8.GetBytes(Profile));
        var answer = await ledger.CallAsync("import", statement, "--profile", profile, "--json");

        // The third names its account for a reference, which would enter the evidence; the fourth leads to no worker; the fifth is no wage.
        Assert.Equal((4, 2, 0, 2), ImportCounts.Of(answer.Json));
        Assert.Equal([(3, "evidence.reference"), (4, "worker")], answer.Json.GetProperty("rejects").EnumerateArray().Select(reject => (reject.GetProperty("line").GetInt32(), reject.GetProperty("field").GetString()!)));
        Assert.Contains("1 rows passed over", (await ledger.CallAsync("import", statement, "--profile", profile)).Errors, StringComparison.Ordinal);

        // The mapping beside the statement is not taken with their folder.
        Assert.Equal((4, 0, 2, 2), ImportCounts.Of((await ledger.CallAsync("import", folder.Path, "--profile", profile, "--json")).Json));
        var events = string.Concat(await Sql.ColumnAsync(ledger.Database, "select data::text || id || coalesce(causation_id, '') from ledger.mt_events"));
        Assert.Contains("\"period\": {\"to\": \"2024-02-29\", \"from\": \"2024-02-01\"}", events, StringComparison.Ordinal);
        var left = events + answer.Output + answer.Errors + await File.ReadAllTextAsync(statement + ".rejects.jsonl", TestContext.Current.CancellationToken);
        Assert.All(new[] { Camt.Own, Camt.First, Camt.Second, "Bahadur" }, secret => Assert.DoesNotContain(secret, left, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_statement_that_does_not_add_up_is_refused_before_anything_is_recorded()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        using var folder = new TemporaryFolder();
        folder.Write("accounts.csv", ["number,worker", "AE1,w-2"]);
        var profile = folder.Write("profile.json", Encoding.UTF8.GetBytes(Profile));
        var statement = folder.Write("bank.xml", Encoding.UTF8.GetBytes(Camt.File(8, Camt.Statement("10", "16", Camt.Entry("5", "B-1")))));
        var answer = await ledger.CallAsync("import", folder.Write("good.jsonl", [Tell.Worker("w-1")]), statement, "--profile", profile, "--json");
        Assert.Equal((Exit.BadUsage, ""), (answer.Exit, answer.Output));
        Assert.Contains("bank.xml' is refused, statement 1", answer.Errors, StringComparison.Ordinal);
        Assert.Equal(0, await Sql.ScalarAsync<long>(ledger.Database, "select count(*) from ledger.mt_events"));
    }
}
