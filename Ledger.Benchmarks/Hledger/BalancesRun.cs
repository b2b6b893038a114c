using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Ledger.Benchmarks.Targets;
using Ledger.Domain.Facts;
using Ledger.Host.SyntheticCorridor;
using NodaTime.Text;
using Sylvan.Data.Csv;

namespace Ledger.Benchmarks.Hledger;

/// <summary>The balances of all workers from a file of facts, beside hledger's from a journal of the same postings; each in a process of its own.</summary>
internal static class BalancesRun
{
    private const int Rounds = 3;
    private const string Faster = "balances of all workers, against hledger";
    private const string Smaller = "memory of hledger for them, against the ledger's";

    /// <summary>Measures with a number of invented workers; says so where there is no hledger.</summary>
    public static async Task<IReadOnlyList<Target>> MeasureAsync(int workers, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("ledger-bench-");
        try
        {
            var (facts, journal) = (Path.Combine(folder.FullName, "facts.jsonl"), Path.Combine(folder.FullName, "facts.journal"));
            var postings = await WriteAsync(workers, facts, journal);
            List<(ChildRun Own, ChildRun Other)> rounds = [];
            for (var round = 0; round < Rounds; round++)
            {
                rounds.Add((
                    await ChildRun.OfAsync(new ProcessStartInfo("dotnet", [typeof(BalancesRun).Assembly.Location, "balances", facts]), cancellation),
                    await ChildRun.OfAsync(new ProcessStartInfo("hledger", ["-f", journal, "balance", "workers", "--flat", "--no-total", "-O", "csv"]), cancellation)));
            }

            return Targets(rounds, postings);
        }
        catch (Win32Exception)
        {
            return [Target.Unmeasured(Faster, "hledger is not installed", 20, "times"), Target.Unmeasured(Smaller, "hledger is not installed", 10, "times")];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static IReadOnlyList<Target> Targets(List<(ChildRun Own, ChildRun Other)> rounds, long postings)
    {
        var (own, other) = rounds[0];
        var balances = Balances(own.Output, headers: false);
        if (balances.Count == 0 || balances.Except(Balances(other.Output, headers: true)).Any())
        {
            throw new InvalidOperationException("The ledger and hledger come to different balances.");
        }

        var (seconds, peak) = (rounds.Select(round => round.Other.Seconds / round.Own.Seconds).Order().ElementAt(Rounds / 2),
            rounds.Select(round => round.Other.PeakMegabytes / round.Own.PeakMegabytes).Order().ElementAt(Rounds / 2));
        return
        [
            new(Faster, string.Create(CultureInfo.InvariantCulture, $"{postings:N0} postings, {balances.Count:N0} equal balances: {own.Seconds:N2} s against {other.Seconds:N2} s"), seconds, 20, "times"),
            new(Smaller, string.Create(CultureInfo.InvariantCulture, $"the same: {other.PeakMegabytes:N0} MB against {own.PeakMegabytes:N0} MB"), peak, 10, "times"),
        ];
    }

    private static Dictionary<string, decimal> Balances(string output, bool headers)
    {
        using var reader = CsvDataReader.Create(new StringReader(output), new CsvDataReaderOptions { HasHeaders = headers });
        Dictionary<string, decimal> balances = new(StringComparer.Ordinal);
        while (reader.Read())
        {
            balances[reader.GetString(0)] = decimal.Parse(reader.GetString(1).Split(' ')[0], CultureInfo.InvariantCulture) / 1.0000000000m;
        }

        return balances;
    }

    private static async Task<long> WriteAsync(int workers, string facts, string journal)
    {
        var postings = 0L;
        await using var lines = File.Create(facts);
        await using var entries = new StreamWriter(journal, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        foreach (var fact in Corridor.Generate(new CorridorSettings(Workers: workers)))
        {
            await lines.WriteAsync(FactWire.Write(fact));
            lines.WriteByte((byte)'\n');
            if (WorkerPostings.Of(fact) is not var (account, sum, currency))
            {
                continue;
            }

            postings++;
            await entries.WriteAsync(string.Create(CultureInfo.InvariantCulture,
                $"{LocalDatePattern.Iso.Format(fact.EffectiveOn)} {fact.Id}\n  {account}  {sum} {currency}\n  others\n\n"));
        }

        return postings;
    }
}
