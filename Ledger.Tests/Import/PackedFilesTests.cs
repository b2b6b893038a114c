using System.IO.Compression;
using System.Text;
using Ledger.Host.CommandLine;
using Ledger.Tests.CommandLine;
using Ledger.Tests.Database;
using Xunit;

namespace Ledger.Tests.Import;

/// <summary>Files packed by gzip or ZIP read as if they were not; what would unpack without end is refused before anything is recorded.</summary>
public sealed class PackedFilesTests(LedgerServer server)
{
    private static readonly string[] Facts = [.. Tell.Story("w-1"), .. Tell.Story("w-2")];

    [Fact]
    public async Task Packed_or_not_facts_have_the_same_origin()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        using var folder = new TemporaryFolder();
        var packed = folder.Write("facts.jsonl.gz", Gzip(stream => stream.Write(Text(Facts))));
        var answer = await ledger.SucceedAsync("import", packed, "--json");
        Assert.Equal((Facts.Length, Facts.Length, 0, 0), ImportCounts.Of(answer.Json));

        await ledger.SucceedAsync("import", folder.Write("facts.jsonl", Facts));
        Assert.Equal(1, await Sql.ScalarAsync<long>(ledger.Database, "select count(distinct stream_id) from ledger.mt_events where stream_id like 'import/%'"));
        await ledger.SucceedAsync("verify");
    }

    [Fact]
    public async Task The_files_of_a_zip_are_one_batch_and_a_rejected_line_names_its_file()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        using var folder = new TemporaryFolder();

        // The first rests on the second; what is no file of facts is passed over.
        var packed = folder.Write("facts.zip", Zip(("a.jsonl", Text(Facts[1..])), ("b/b.jsonl", Text([Facts[0], "no fact"])), ("read me.txt", "hello"u8.ToArray())));
        var answer = await ledger.CallAsync("import", packed, "--json");
        Assert.Equal((Facts.Length + 1, Facts.Length, 0, 1), ImportCounts.Of(answer.Json));
        Assert.Equal(packed + "/b/b.jsonl", answer.Json.GetProperty("rejects")[0].GetProperty("file").GetString());
        Assert.Contains("b/b.jsonl", await File.ReadAllTextAsync(packed + ".rejects.jsonl", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bomb_is_refused_before_anything_is_recorded()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        using var folder = new TemporaryFolder();
        var zeros = new byte[1 << 20];
        void Burst(Stream stream)
        {
            stream.Write(Text([Tell.Worker("w-1")]));
            for (var megabyte = 0; megabyte < 80; megabyte++)
            {
                stream.Write(zeros);
            }
        }

        using var half = new MemoryStream();
        half.Write(Text([Tell.Worker("w-2")]));
        half.Write(new byte[40 << 20]);
        foreach (var bomb in new[] { folder.Write("bomb.gz", Gzip(Burst)), folder.Write("bomb.zip", Zip(("a.jsonl", half.ToArray()), ("b.jsonl", half.ToArray()))) })
        {
            var answer = await ledger.CallAsync("import", folder.Write("good.jsonl", [Tell.Worker("w-3")]), bomb, "--json");
            Assert.Equal((Exit.BadUsage, ""), (answer.Exit, answer.Output));
            Assert.Contains("unpacks to more than 64 MiB", answer.Errors, StringComparison.Ordinal);
        }

        Assert.Equal(0, await Sql.ScalarAsync<long>(ledger.Database, "select count(*) from ledger.mt_events"));
    }

    [Fact]
    public async Task What_cannot_be_unpacked_is_said_in_a_sentence()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        using var folder = new TemporaryFolder();
        var whole = Gzip(stream => stream.Write(Text(Facts)));
        var broken = whole.ToArray();
        broken[whole.Length / 2] ^= 0xFF;
        foreach (var file in new[] { folder.Write("broken.gz", broken), folder.Write("broken.zip", [.. "PK\u0003\u0004"u8, 1, 2, 3]), folder.Write("none.zip", Zip(("read me.txt", [1]))) })
        {
            var answer = await ledger.CallAsync("import", file);
            Assert.Equal(Exit.BadUsage, answer.Exit);
            Assert.Contains(Path.GetFileName(file), answer.Errors, StringComparison.Ordinal);
        }
    }

    private static byte[] Text(IEnumerable<string> lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));

    internal static byte[] Gzip(Action<Stream> write)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Optimal))
        {
            write(stream);
        }

        return packed.ToArray();
    }

    internal static byte[] Zip(params (string Name, byte[] Content)[] files)
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create))
        {
            foreach (var (name, content) in files)
            {
                using var stream = archive.CreateEntry(name, CompressionLevel.Optimal).Open();
                stream.Write(content);
            }
        }

        return packed.ToArray();
    }
}
