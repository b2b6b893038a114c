using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Ledger.Host.CommandLine;
using Ledger.Tests.CommandLine;
using Ledger.Tests.Database;
using Xunit;

namespace Ledger.Tests.Import;

/// <summary>A line of two gigabytes is one rejected line: the heap of the process that reads it may grow to a fraction of that and no further.</summary>
public sealed class EndlessLineTests(LedgerServer server)
{
    private const long LineLength = 2L << 30;

    /// <summary>128 MiB: beyond it the process would end with an error.</summary>
    private const string HeapLimit = "0x8000000";

    [Fact]
    public async Task It_is_refused_by_name_and_the_lines_around_it_are_in()
    {
        var database = await server.CreateLedgerAsync(TestContext.Current.CancellationToken);
        using var folder = new TemporaryFolder();

        // A hole in the file reads as zeros and takes no room on the disk.
        var file = folder.Write("facts.jsonl", [Tell.Worker("w-1")]);
        await using (var stream = File.OpenWrite(file))
        {
            stream.Position = stream.Length + LineLength;
            stream.Write(Encoding.UTF8.GetBytes("\n" + Tell.Worker("w-2") + "\n"));
        }

        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Ledger.Host.dll"), "import", file, "--dry-run", "--json"]) { RedirectStandardOutput = true };
        (start.Environment["LEDGER_DATABASE"], start.Environment["DOTNET_GCHeapHardLimit"]) = (database, HeapLimit);
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Exit.LinesRejected, process.ExitCode);
        using var answer = JsonDocument.Parse(output);
        Assert.Equal((3, 2, 0, 1), ImportCounts.Of(answer.RootElement));
        Assert.Equal(2, answer.RootElement.GetProperty("rejects")[0].GetProperty("line").GetInt32());
    }
}
