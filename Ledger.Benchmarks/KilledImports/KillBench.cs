using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Ledger.Benchmarks.ImportSpeed;
using Ledger.Domain.Facts;
using Ledger.Host.PrivatePostgres;
using Ledger.Host.SyntheticCorridor;
using Ledger.Projections.Store;
using Npgsql;

namespace Ledger.Benchmarks.KilledImports;

/// <summary>Kills an import ten times at random moments, lets it end, and looks whether every fact is there once and everything adds up.</summary>
internal static class KillBench
{
    private const int WorkersUnlessTold = 500;
    private const int Kills = 10;

    /// <summary>So many of the kills fall on recording, spread over the file; the rest fall on judging.</summary>
    private const int KillsWhileRecording = 6;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(5);

    /// <summary>Runs it and prints what came of it.</summary>
    /// <param name="args">The number of invented workers, or nothing.</param>
    /// <returns>0; 1 where a fact is missing, there twice, or verify finds a difference; 2 for arguments that cannot be followed.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        if (await BenchArguments.CountAsync(args, "kill", "invented workers (about 35 facts each)", WorkersUnlessTold, CorridorSettings.MostWorkers) is not { } workers)
        {
            return 2;
        }

        using var stop = BenchArguments.StoppedByReader();
        var server = await LedgerDatabase.ConnectionStringAsync(Console.Error, stop.Token);
        var folder = Directory.CreateTempSubdirectory("ledger-bench-");
        try
        {
            var file = Path.Combine(folder.FullName, "facts.jsonl");
            var facts = await WriteAsync(file, workers);
            await using var database = await BenchDatabase.MakeAsync(server, stop.Token);
            await LedgerStore.PrepareAsync(database.ConnectionString, stop.Token);
            var seed = Random.Shared.Next();
            Say($"{facts:N0} facts, {Kills} kills, seed {seed}");
            await KillAsync(database.ConnectionString, file, facts, new Random(seed), stop.Token);
            return await EndAsync(database.ConnectionString, file, facts, stop.Token);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Kills each import once it has done a random part of its share: recorded so many facts more, or judged so many events more.</summary>
    private static async Task KillAsync(string database, string file, long facts, Random random, CancellationToken cancellation)
    {
        for (var kill = 1; kill <= Kills; kill++)
        {
            var before = await ProgressAsync(database, cancellation);
            var isRecording = kill <= KillsWhileRecording;
            var share = isRecording ? (facts - before.Recorded) / (KillsWhileRecording + 1 - kill) : Math.Max(0, facts - before.Judged) / (Kills + 1 - kill);
            var target = (isRecording ? before.Recorded : before.Judged) + random.NextInt64(share + 1);
            var patience = TimeSpan.FromSeconds(2 + (20 * random.NextDouble()));
            using var child = Process.Start(Quiet(ChildRun.Ledger(database, "import", file)))!;
            var since = Stopwatch.StartNew();
            var now = before;
            while (!child.HasExited && since.Elapsed < patience && (isRecording ? now.Recorded : now.Judged) <= target)
            {
                await Task.Delay(LookEvery, cancellation);
                now = await ProgressAsync(database, cancellation);
            }

            child.Kill();
            await child.WaitForExitAsync(cancellation);
            Say($"kill {kill,2} after {since.Elapsed.TotalSeconds:N1} s: {now.Recorded:N0} facts recorded, judged up to event {now.Judged:N0}");
        }
    }

    private static async Task<int> EndAsync(string database, string file, long facts, CancellationToken cancellation)
    {
        using var answer = JsonDocument.Parse((await ChildRun.OfAsync(ChildRun.Ledger(database, "import", file, "--json"), cancellation)).Output);
        var (accepted, known) = (answer.RootElement.GetProperty("accepted").GetInt64(), answer.RootElement.GetProperty("alreadyKnown").GetInt64());
        var (recorded, _) = await ProgressAsync(database, cancellation);
        await ChildRun.OfAsync(ChildRun.Ledger(database, "verify"), cancellation);
        var isWhole = accepted + known == facts && recorded == facts;
        Say($"the last call: {known:N0} facts already known, {accepted:N0} accepted; {recorded:N0} of {facts:N0} recorded once each; verify exits 0: {(isWhole ? "nothing lost, nothing twice" : "NOT whole")}");
        return isWhole ? 0 : 1;
    }

    private static async Task<long> WriteAsync(string file, int workers)
    {
        await using var stream = File.Create(file);
        return await CorridorFiles.WriteFacts(Corridor.Generate(new CorridorSettings(Workers: workers)), stream);
    }

    /// <summary>The facts on record, each id counted once, and the event up to which they are judged.</summary>
    private static async Task<(long Recorded, long Judged)> ProgressAsync(string database, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(
            $"""
             select (select count(distinct data ->> 'id') from {LedgerStore.Schema}.mt_events where type = any(@facts)),
                    coalesce((select max(last_seq_id) from {LedgerStore.Schema}.mt_event_progression where name like 'standing%'), 0)
             """, connection);
        command.Parameters.AddWithValue("facts", FactCatalogue.All.Select(type => type.StoredName).ToArray());
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    private static ProcessStartInfo Quiet(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        return start;
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
