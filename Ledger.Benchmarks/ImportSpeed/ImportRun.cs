using System.Diagnostics;
using Ledger.Domain.Facts;
using Ledger.Host.Import;
using Ledger.Host.SyntheticCorridor;
using Ledger.Projections.Detector;
using Ledger.Projections.Store;
using NodaTime;

namespace Ledger.Benchmarks.ImportSpeed;

/// <summary>What was measured: rows and the seconds of each way to take them, the best of all rounds.</summary>
internal sealed record ImportMeasures(long Facts, long Bytes, int Rounds, IReadOnlyDictionary<string, double> Seconds);

/// <summary>Imports an invented corridor, and takes the same rows by raw COPY and by bare Marten in the same run.</summary>
internal sealed class ImportRun : IAsyncDisposable
{
    public const string Reading = "read and check the lines, nothing recorded";
    public const string Append = "import: read, decide, record, with accounts";
    public const string Whole = "import, and every finding and exposure up to date";
    public const string Plain = "raw COPY of the same rows, no index";
    public const string Indexed = "raw COPY of the same rows, the same indexes";
    public const string Bare = "bare Marten, facts read already, no decision, no account";

    /// <summary>Each way is measured as often, in turn, so that a busy moment does not fall on one of them alone.</summary>
    private const int Rounds = 3;

    private readonly string _server;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ledger-bench-");
    private readonly Dictionary<string, double> _seconds = new(StringComparer.Ordinal);

    private ImportRun(string server) => _server = server;

    private string FactsFile => Path.Combine(_folder.FullName, "facts.jsonl");

    private string RowsFile => Path.Combine(_folder.FullName, "rows");

    /// <summary>Invents the facts.</summary>
    public static async Task<ImportRun> MakeAsync(string server, int workers, CancellationToken cancellation)
    {
        var run = new ImportRun(server);
        await using var file = File.Create(run.FactsFile);
        cancellation.ThrowIfCancellationRequested();
        await CorridorFiles.WriteFacts(Corridor.Generate(new CorridorSettings(Workers: workers)), file);
        return run;
    }

    /// <summary>Measures every way in turn.</summary>
    public async Task<ImportMeasures> MeasureAsync(CancellationToken cancellation)
    {
        List<Fact> facts = [];
        for (var round = 0; round < Rounds; round++)
        {
            facts = await TimedAsync(Reading, () => ReadAsync(cancellation));
            await ImportAsync(cancellation);
            await BareAsync(facts, cancellation);
        }

        return new ImportMeasures(facts.Count, new FileInfo(FactsFile).Length, Rounds, _seconds);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task<List<Fact>> ReadAsync(CancellationToken cancellation)
    {
        List<Fact> facts = [];
        await using var stream = File.OpenRead(FactsFile);
        await foreach (var line in FactLines.ReadAsync(stream, cancellation))
        {
            facts.Add(FactWire.Read(line.Bytes).Fact!);
        }

        return facts;
    }

    private async Task ImportAsync(CancellationToken cancellation)
    {
        await using var database = await BenchDatabase.MakeAsync(_server, cancellation);
        await using (var store = await LedgerStore.OpenAsync(database.ConnectionString, cancellation))
        {
            await database.RunAsync("checkpoint", cancellation);
            var appended = await TimedAsync(Append, async () =>
            {
                var since = Stopwatch.StartNew();
                await using var import = new FileImport(store, SystemClock.Instance, new Silent());
                await import.RunAsync([FactsFile], cancellation);
                return since.Elapsed;
            });
            var judging = Stopwatch.StartNew();
            await Detector.CatchUpAsync(store, database.ConnectionString, null, cancellation);
            Keep(Whole, appended + judging.Elapsed);
        }

        await RawCopy.ExportAsync(database, RowsFile, cancellation);
        foreach (var (name, indexed) in new[] { (Plain, false), (Indexed, true) })
        {
            await RawCopy.PrepareAsync(database, indexed, cancellation);
            await TimedAsync(name, async () =>
            {
                await RawCopy.ImportAsync(database, RowsFile, cancellation);
                return true;
            });
        }
    }

    private async Task BareAsync(List<Fact> facts, CancellationToken cancellation)
    {
        await using var database = await BenchDatabase.MakeAsync(_server, cancellation);
        await using var store = await BareMarten.OpenAsync(database.ConnectionString);
        await database.RunAsync("checkpoint", cancellation);
        await TimedAsync(Bare, async () =>
        {
            await BareMarten.AppendAsync(store, facts, cancellation);
            return true;
        });
    }

    private async Task<T> TimedAsync<T>(string name, Func<Task<T>> run)
    {
        GC.Collect();
        var since = Stopwatch.StartNew();
        var result = await run();
        Keep(name, since.Elapsed);
        return result;
    }

    private void Keep(string name, TimeSpan took) =>
        _seconds[name] = Math.Min(took.TotalSeconds, _seconds.GetValueOrDefault(name, double.MaxValue));

    private sealed class Silent : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
        }
    }
}
