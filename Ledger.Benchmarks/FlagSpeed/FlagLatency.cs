using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Ledger.Benchmarks.ImportSpeed;
using Ledger.Benchmarks.Targets;
using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Projections.Findings;
using Ledger.Projections.Store;
using NodaTime;
using Npgsql;

namespace Ledger.Benchmarks.FlagSpeed;

/// <summary>From the answer to a fact until the flag it raises can be read, while so many facts a second come in over HTTP.</summary>
internal static class FlagLatency
{
    private const int FactsPerSecond = 200;
    private const int Seconds = 20;
    private const int FactsPerWorker = 2;

    /// <summary>The first seconds make everything ready and are not counted.</summary>
    private const int SecondsUncounted = 5;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    /// <summary>Measures: every second fact is a fee that its worker bore, which is a flag at once.</summary>
    public static async Task<IReadOnlyList<Target>> MeasureAsync(string server, CancellationToken cancellation)
    {
        await using var database = await BenchDatabase.MakeAsync(server, cancellation);
        await LedgerStore.PrepareAsync(database.ConnectionString, cancellation);
        await using var host = await BenchHost.StartAsync(database.ConnectionString, cancellation);
        var answered = new ConcurrentDictionary<string, long>(StringComparer.Ordinal);
        var seen = SeeAsync(database.ConnectionString, answered, cancellation);
        var since = Stopwatch.StartNew();
        List<Task> sending = [];
        const int workers = FactsPerSecond * Seconds / FactsPerWorker;
        for (var number = 0; number < workers; number++)
        {
            // By the clock, not by the answers: a ledger that falls behind is not spared.
            var due = TimeSpan.FromSeconds((double)number * FactsPerWorker / FactsPerSecond);
            await Task.Delay(due > since.Elapsed ? due - since.Elapsed : TimeSpan.Zero, cancellation);
            sending.Add(SendAsync(number));
        }

        await Task.WhenAll(sending);
        var sent = since.Elapsed.TotalSeconds;
        var latencies = (await seen).OrderBy(flag => flag).ToList();
        return
        [
            new($"fact to flag, {FactsPerSecond} facts a second, p99",
                string.Create(CultureInfo.InvariantCulture, $"{latencies.Count:N0} flags, {workers * FactsPerWorker / sent:N0} facts a second, p50 {latencies[latencies.Count / 2]:N0} ms"),
                latencies[(int)(latencies.Count * 0.99)], 250, "ms", IsMost: true),
        ];

        async Task SendAsync(int number)
        {
            var worker = string.Create(CultureInfo.InvariantCulture, $"w-{number}");
            await host.PostAsync(Registered(worker), cancellation);
            await host.PostAsync(Fee(worker), cancellation);
            answered[worker] = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>Looks again and again for the flags of workers whose fee is answered; returns the milliseconds that each took.</summary>
    private static async Task<List<double>> SeeAsync(string connectionString, ConcurrentDictionary<string, long> answered, CancellationToken cancellation)
    {
        const int counted = FactsPerSecond * (Seconds - SecondsUncounted) / FactsPerWorker, all = FactsPerSecond * Seconds / FactsPerWorker;
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand($"select distinct worker from {FindingTable.Name} where worker = any(@workers) and severity > 0", connection);
        var asked = command.Parameters.Add(new NpgsqlParameter<string[]>("workers", []));
        HashSet<string> found = new(StringComparer.Ordinal);
        List<double> latencies = [];
        var last = Stopwatch.StartNew();
        while (found.Count < all && last.Elapsed < LongestWait)
        {
            asked.Value = answered.Keys.Where(worker => !found.Contains(worker)).ToArray();
            await using (var reader = await command.ExecuteReaderAsync(cancellation))
            {
                while (await reader.ReadAsync(cancellation))
                {
                    found.Add(reader.GetString(0));
                    latencies.Add(Stopwatch.GetElapsedTime(answered[reader.GetString(0)]).TotalMilliseconds);
                    last.Restart();
                }
            }

            await Task.Delay(LookEvery, cancellation);
        }

        return found.Count == all ? [.. latencies.TakeLast(counted)] : throw new InvalidOperationException($"Of {all} flags only {found.Count} came.");
    }

    private static WorkerRegistered Registered(string worker) => new()
    {
        Id = $"{worker}/registered", EffectiveOn = new LocalDate(2024, 1, 1), AssertedBy = worker, AssertedAs = Speaker.Worker, Worker = worker, Origin = "NP", Sex = Sex.Male,
    };

    private static FeeCharged Fee(string worker) => new()
    {
        Id = $"{worker}/fee", EffectiveOn = new LocalDate(2024, 2, 1), AssertedBy = worker, AssertedAs = Speaker.Worker, Worker = worker, Placement = "p1",
        Amount = Money.Of(105_000, "NPR"), Class = FeeClass.Service, Collector = "r-1", CollectorRole = PartyRole.Recruiter, BorneBy = Payer.Worker, Form = FeeForm.Cash,
    };
}
