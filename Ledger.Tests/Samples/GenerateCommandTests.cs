using System.Text.Json;
using Ledger.Host.SyntheticCorridor;
using Ledger.Tests.CommandLine;
using Xunit;

namespace Ledger.Tests.Samples;

/// <summary>The command that writes a synthetic corridor to files.</summary>
public sealed class GenerateCommandTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "ledger-generate-" + Guid.NewGuid().ToString("N"));

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public async Task It_writes_the_facts_and_the_truth()
    {
        string[] parties = ["--workers", "20", "--recruiters", "3", "--employers", "3"];
        var exit = await Run(["--out", _folder, .. parties, "--seed", "5", "--missing", "0.25", "--conflicting", "0"]);
        Assert.Equal(0, exit);
        var settings = new CorridorSettings(20, 3, 3, 5, 0.25m, 0);
        Assert.Equal(Corridor.Generate(settings).Count(), File.ReadLines(Path.Combine(_folder, "facts.jsonl")).Count());
        using var truth = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(_folder, "truth.json"), TestContext.Current.CancellationToken));
        Assert.Equal(20, truth.RootElement.GetProperty("workers").GetArrayLength());
        Assert.Equal(5, truth.RootElement.GetProperty("settings").GetProperty("seed").GetInt32());
    }

    [Theory]
    [InlineData("--workers", "0")]
    [InlineData("--workers", "50001")]
    [InlineData("--recruiters", "2")]
    [InlineData("--employers", "501")]
    [InlineData("--missing", "0.95")]
    [InlineData("--missing", "0,1")]
    [InlineData("--conflicting", "1.01")]
    [InlineData("--conflicting", "half")]
    public async Task It_refuses_what_is_out_of_bounds_and_writes_nothing(string flag, string value)
    {
        Assert.NotEqual(0, await Run("--out", _folder, flag, value));
        Assert.False(Directory.Exists(_folder));
    }

    private static async Task<int> Run(params string[] arguments) => (await new LedgerCalls("Host=no.database.is.needed").CallAsync(["generate", .. arguments])).Exit;
}
