using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Ledger.Benchmarks.Growth;
using Ledger.Benchmarks.ImportSpeed;
using Ledger.Domain.Facts;
using Ledger.Host.PrivatePostgres;
using Ledger.Projections.Store;
using Npgsql;

namespace Ledger.Benchmarks.KilledImports;

/// <summary>
/// Kills an import ten times at random moments, lets it end, and looks whether every fact is there once and everything adds up; then
/// tells what a tenth more costs in so large a ledger, beside what it costs in an empty one.
/// </summary>
internal static class KillBench
{
    private const int FactsUnlessTold = 17_500;
    private const int MostFacts = 10_000_000;
    private const int Kills = 10;

    /// <summary>So many of the kills fall on recording, spread over the file; the rest fall on judging.</summary>
    private const int KillsWhileRecording = 6;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(5);

    /// <summary>An import that does nothing to be seen for so long does not move: a call that comes again may have much to pass over.</summary>
    private static readonly TimeSpan LongestStandstill = TimeSpan.FromMinutes(10);

    /// <summary>Runs it and prints what came of it.</summary>
    /// <param name="args">About how many invented facts, or nothing.</param>
    /// <returns>0; 1 where a fact is missing, there twice, or verify finds a difference; 2 for arguments that cannot be followed.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        if (await BenchArguments.CountAsync(args, "kill", "invented facts", FactsUnlessTold, MostFacts) is not { } wanted)
        {
            return 2;
        }

        using var stop = BenchArguments.StoppedByReader();
        var server = await LedgerDatabase.ConnectionStringAsync(Console.Error, stop.Token);
        var folder = Directory.CreateTempSubdirectory("ledger-bench-");
        try
        {
            Say($"{Machine.Now()}");
            var file = Path.Combine(folder.FullName, "facts.jsonl");
            var (next, facts) = await GrowingCorridor.WriteAsync(file, 0, wanted, stop.Token);
            await using var database = await BenchDatabase.MakeAsync(server, stop.Token);
            await LedgerStore.PrepareAsync(database.ConnectionString, stop.Token);
            var seed = Random.Shared.Next();
            Say($"{facts:N0} facts, {new FileInfo(file).Length / 1e6:N0} MB, {Kills} kills, seed {seed}");
            await KillAsync(database.ConnectionString, file, facts, new Random(seed), stop.Token);
            var exit = await EndAsync(database, file, facts, stop.Token);
            await GrowthBench.TellNextAsync(server, database, next, facts, stop.Token);
            return exit;
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
            var (done, left) = kill <= KillsWhileRecording
                ? ((Func<(long Recorded, long Judged), long>)(progress => progress.Recorded), KillsWhileRecording + 1 - kill)
                : (progress => progress.Judged, Kills + 1 - kill);
            var target = done(before) + random.NextInt64((Math.Max(0, facts - done(before)) / left) + 1);
            using var child = Started(ChildRun.Ledger(database, "import", file));
            var since = Stopwatch.StartNew();
            var (now, moved, peak) = (before, TimeSpan.Zero, 0.0);
            while (!child.HasExited && since.Elapsed - moved < LongestStandstill && done(now) <= target)
            {
                await Task.Delay(LookEvery, cancellation);
                (var last, now, peak) = (now, await ProgressAsync(database, cancellation), Math.Max(peak, ChildRun.PeakOf(child.Id)));
                moved = now == last ? moved : since.Elapsed;
            }

            child.Kill();
            await child.WaitForExitAsync(cancellation);
            Say($"kill {kill,2} after {since.Elapsed.TotalSeconds:N1} s: recorded up to event {now.Recorded:N0}, judged up to {now.Judged:N0}; {peak:N0} MB at the most");
        }
    }

    private static async Task<int> EndAsync(BenchDatabase database, string file, long facts, CancellationToken cancellation)
    {
        var end = await ChildRun.OfAsync(ChildRun.Ledger(database.ConnectionString, "import", file, "--json"), cancellation);
        using var answer = JsonDocument.Parse(end.Output);
        var (accepted, known) = (answer.RootElement.GetProperty("accepted").GetInt64(), answer.RootElement.GetProperty("alreadyKnown").GetInt64());
        var recorded = await RecordedAsync(database.ConnectionString, cancellation);
        Say($"the last call, {end.Seconds:N1} s and {end.PeakMegabytes:N0} MB at the most: {known:N0} facts already known, {accepted:N0} accepted; {recorded:N0} of {facts:N0} recorded once each");
        var verified = await ChildRun.OfAsync(ChildRun.Ledger(database.ConnectionString, "verify"), cancellation);
        var isWhole = accepted + known == facts && recorded == facts;
        Say($"verify exits 0 after {verified.Seconds:N1} s, {verified.PeakMegabytes:N0} MB at the most: {(isWhole ? "nothing lost, nothing twice" : "NOT whole")}");
        Say($"{verified.Output.Trim()}");
        return isWhole ? 0 : 1;
    }

    /// <summary>The facts on record, each id counted once.</summary>
    private static async Task<long> RecordedAsync(string database, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand($"select count(distinct data ->> 'id') from {LedgerStore.Schema}.mt_events where type = any(@facts)", connection) { CommandTimeout = 0 };
        command.Parameters.AddWithValue("facts", FactCatalogue.All.Select(type => type.StoredName).ToArray());
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>The events up to which there is a record, and up to which they are judged.</summary>
    private static async Task<(long Recorded, long Judged)> ProgressAsync(string database, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(
            $"""
             select coalesce((select max(seq_id) from {LedgerStore.Schema}.mt_events), 0),
                    coalesce((select max(last_seq_id) from {LedgerStore.Schema}.mt_event_progression where name like 'standing%'), 0)
             """, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    /// <summary>Starts a process whose output is read and let go: unread, it would fill a pipe, and the process would wait.</summary>
    private static Process Started(ProcessStartInfo start)
    {
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
