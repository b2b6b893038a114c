using System.Text;
using Ledger.Domain.Facts;
using Ledger.Host.SyntheticCorridor;
using Ledger.Tests.CommandLine;
using Ledger.Tests.Database;
using Ledger.Tests.Samples;
using Xunit;

namespace Ledger.Tests.Import;

/// <summary>However facts are split over files, ordered, packed or sent at once, accounts and findings are the same.</summary>
public sealed class AnyArrivalTests(LedgerServer server)
{
    private const int Workers = 12;

    /// <summary>The seal of an account is over instants of recording, which are another import's own; findings name no instant.</summary>
    private const string Outcome =
        """
        select text from (
          select id || ' ' || (data - 'seal')::text as text from ledger.mt_doc_worker_account
          union all select row(worker, facts, as_of, judge_again_on, contributions, turns_on)::text from ledger.worker_standing
          union all select finding::text from ledger.finding
          union all select placement::text from ledger.placement
          union all select id || ' ' || data::text from ledger.mt_doc_exposure
          union all select placement_outcome::text from ledger.placement_outcome
          union all select party_told::text from ledger.party_told
          union all select id || ' ' || data::text from ledger.mt_doc_pair_counts) as every order by text
        """;

    public static TheoryData<int> Seeds => [1, 2, 3];

    [Theory, MemberData(nameof(Seeds))]
    public async Task Any_split_order_and_packing_gives_the_same_accounts_and_findings(int seed)
    {
        var lines = DrawnCorridor.Lines(new CorridorSettings(Workers: Workers, Recruiters: 3, Employers: 3, Seed: seed));
        using var folder = new TemporaryFolder();
        var plain = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await plain.SucceedAsync("import", folder.Write("plain.jsonl", lines));

        var random = new Random(seed);
        var shuffled = lines.ToArray();
        random.Shuffle(shuffled);
        var files = shuffled.Chunk(1 + (lines.Length / random.Next(1, 6))).Select((some, index) => Pack(folder, index, some, random.Next(3))).ToArray();
        var other = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        var answer = await other.SucceedAsync(["import", .. files, "--json"]);
        Assert.Equal((lines.Length, lines.Length, 0, 0), ImportCounts.Of(answer.Json));
        Assert.Equal(await Sql.ColumnAsync(plain.Database, Outcome), await Sql.ColumnAsync(other.Database, Outcome));
        await other.SucceedAsync("verify");
    }

    [Fact]
    public async Task Imports_of_overlapping_files_at_once_give_the_same_accounts_and_findings()
    {
        var lines = DrawnCorridor.Lines(new CorridorSettings(Workers: Workers, Recruiters: 3, Employers: 3, Seed: 7));
        using var folder = new TemporaryFolder();
        var plain = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await plain.SucceedAsync("import", folder.Write("plain.jsonl", lines));

        var other = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        var files = new[] { lines, [.. lines.Reverse()] }.Select((some, index) => folder.Write($"{index}.jsonl", some)).ToList();
        var answers = await Task.WhenAll(files.Select(file => Task.Run(() => other.SucceedAsync("import", file, "--json"))));
        Assert.Equal(lines.Length, answers.Sum(answer => answer.Json.GetProperty("accepted").GetInt32()));
        Assert.Equal(await Sql.ColumnAsync(plain.Database, Outcome), await Sql.ColumnAsync(other.Database, Outcome));
        await other.SucceedAsync("verify");
    }

    private static string Pack(TemporaryFolder folder, int index, IEnumerable<string> lines, int how)
    {
        var text = Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n")));
        return how switch
        {
            0 => folder.Write($"{index}.jsonl", text),
            1 => folder.Write($"{index}.jsonl.gz", PackedFilesTests.Gzip(stream => stream.Write(text))),
            _ => folder.Write($"{index}.zip", PackedFilesTests.Zip(("facts.jsonl", text))),
        };
    }
}
