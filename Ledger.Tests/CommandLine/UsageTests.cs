using Ledger.Host.CommandLine;
using Ledger.Tests.Database;
using Xunit;

namespace Ledger.Tests.CommandLine;

/// <summary>How the command line answers what it cannot follow, and what it says of itself.</summary>
public sealed class UsageTests(LedgerServer server)
{
    public static TheoryData<string> Verbs => ["demo", "serve", "import", "flags", "replay", "chain", "verify", "generate", "reset"];

    [Theory, MemberData(nameof(Verbs))]
    public async Task Every_verb_explains_itself(string verb)
    {
        // No database stands behind the connection string: help needs none.
        Assert.Equal(Exit.Done, (await Nowhere.CallAsync(verb, "--help")).Exit);
        Assert.Equal(Exit.Done, (await Nowhere.CallAsync("help", verb)).Exit);
    }

    [Theory]
    [InlineData("nosuch")]
    [InlineData("nosuch", "--help")]
    [InlineData("help", "nosuch")]
    [InlineData("--json")]
    [InlineData("flags", "--nosuch")]
    [InlineData("flags", "--nosuch", "x")]
    [InlineData("replay")]
    [InlineData("replay", "w-1", "w-2")]
    [InlineData("verify", "everything")]
    [InlineData("flags", "--limit", "many")]
    [InlineData("flags", "--limit", "0")]
    [InlineData("flags", "--limit", "10001")]
    [InlineData("import")]
    [InlineData("import", "--json")]
    [InlineData("import", "/no/such/file.jsonl")]
    [InlineData("reset")]
    public async Task What_cannot_be_followed_is_bad_usage(params string[] args)
    {
        var answer = await Nowhere.CallAsync(args);
        Assert.Equal(Exit.BadUsage, answer.Exit);
        Assert.Empty(answer.Output);
    }

    [Theory]
    [InlineData("flags", "--as-of", "2023-02-30", "--as-of '2023-02-30' is not a date")]
    [InlineData("flags", "--known-at", "yesterday", "--known-at 'yesterday' is not an instant")]
    [InlineData("flags", "--indicator", "fee.nosuch", "There is no indicator 'fee.nosuch'")]
    [InlineData("flags", "--verdict", "guilty", "There is no verdict 'guilty'")]
    [InlineData("flags", "--for", "public", "--for 'public' is no audience: give investigator, worker, employer, recruiter, brand")]
    [InlineData("serve", "--port", "0", "--port 0 is out of range")]
    [InlineData("serve", "--port", "65536", "--port 65536 is out of range")]
    [InlineData("serve", "--listen", "example.org", "--listen 'example.org' is no address")]
    [InlineData("generate", "--missing", "0,1", "missing is '0,1': give a plain decimal")]
    public async Task Bad_values_are_named(string verb, string flag, string value, string sentence)
    {
        var answer = await Nowhere.CallAsync(verb, flag, value);
        Assert.Equal(Exit.BadUsage, answer.Exit);
        Assert.Contains(sentence, answer.Errors, StringComparison.Ordinal);
        Assert.Empty(answer.Output);
    }

    [Fact]
    public async Task A_database_that_cannot_be_reached_is_said_in_one_sentence()
    {
        var answer = await Nowhere.CallAsync("verify");
        Assert.Equal(Exit.BadUsage, answer.Exit);
        Assert.StartsWith("The database cannot be reached", answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_program_itself_answers_a_shell_alike()
    {
        var database = await server.CreateLedgerAsync(TestContext.Current.CancellationToken);
        var help = await ChildLedger.CallAsync(database, "replay", "--help");
        Assert.Equal(Exit.Done, help.Exit);
        Assert.Contains("--known-at", help.Errors, StringComparison.Ordinal);
        Assert.Empty(help.Output);

        var unknown = await ChildLedger.CallAsync(database, "nosuch");
        Assert.Equal(Exit.BadUsage, unknown.Exit);
        Assert.Contains("'nosuch' is not a command", unknown.Errors, StringComparison.Ordinal);

        var reset = await ChildLedger.CallAsync(database, "reset", "--yes");
        Assert.Equal(Exit.BadUsage, reset.Exit);
        Assert.Contains("only the private database is reset", reset.Errors, StringComparison.Ordinal);

        foreach (var listen in new[] { "0.0.0.0", "192.0.2.7", "::" })
        {
            var refused = await ChildLedger.CallAsync(database, "serve", "--listen", listen);
            Assert.Equal(Exit.BadUsage, refused.Exit);
            Assert.Contains($"so it listens on this machine only: --listen {listen} is refused", refused.Errors, StringComparison.Ordinal);
        }

        var verified = await ChildLedger.CallAsync(database, "verify", "--json");
        Assert.Equal((Exit.Done, 0), (verified.Exit, verified.Json.GetProperty("stored").GetInt32()));
    }

    // Nothing ever listens on port 1, so a call that got as far as the database would say so.
    private static LedgerCalls Nowhere => new("Host=127.0.0.1;Port=1;Database=none;Username=none;Pooling=false");
}
