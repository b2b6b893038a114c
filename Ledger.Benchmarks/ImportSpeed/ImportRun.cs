using System.Diagnostics;
using Ledger.Domain.Facts;
using Ledger.Host.Import;
using Ledger.Host.SyntheticCorridor;
using Ledger.Projections.Detector;
using Ledger.Projections.Store;
using NodaTime;

namespace Ledger.Benchmarks.ImportSpeed;

/// <summary>What was measured: rows, and the seconds of each way to take them in each round.</summary>
internal sealed record ImportMeasures(long Facts, long Bytes, int Rounds, IReadOnlyDictionary<string, List<double>> Seconds)
{
    /// <summary>The median of a way's seconds.</summary>
    public double Median(string way) => MedianOf(Seconds[way]);

    /// <summary>How fast a way is as a share of a yardstick's speed: the median of the rounds, in each of which the two come one after the other.</summary>
    public double Ratio(string way, string yardstick) => MedianOf([.. Seconds[yardstick].Zip(Seconds[way], (other, own) => other / own)]);

    private static double MedianOf(List<double> values) => values.Order().ElementAt(values.Count / 2);
}

/// <summary>Imports an invented corridor, and takes the same rows by raw COPY and by bare Marten in the same run.</summary>
internal sealed class ImportRun : IAsyncDisposable
{
    public const string Reading = "read and check the lines, nothing recorded";
    public const string Append = "import: read, decide, record, with accounts";
    public const string Whole = "import, and every finding and exposure up to date";
    public const string Judging = "of that: every finding, scorecard and exposure, from nothing";
    public const string Plain = "raw COPY of the events, no index";
    public const string Indexed = "raw COPY of the events, the same indexes";
    public const string Rows = "raw COPY of every row that the import leaves, the same indexes";
    public const string Stock = "stock rebuild of one count by worker (Marten, multi-stream)";
    public const string Bare = "bare Marten, facts read already, no decision, no account";

    /// <summary>Each way is measured as often, in turn, so that a busy moment does not fall on one of them alone.</summary>
    private const int Rounds = 3;

    private readonly string _server;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ledger-bench-");
    private readonly Dictionary<string, List<double>> _seconds = new(StringComparer.Ordinal);

    private ImportRun(string server) => _server = server;

    private string FactsFile => Path.Combine(_folder.FullName, "facts.jsonl");

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
            Keep(Judging, judging.Elapsed);
            Keep(Whole, appended + judging.Elapsed);
        }

        var copy = new RawCopy(database, _folder.FullName);
        await copy.ExportAsync(cancellation);
        foreach (var (name, indexed, tables) in new[] { (Plain, false, RawCopy.Events), (Indexed, true, RawCopy.Events), (Rows, true, RawCopy.All) })
        {
            await copy.PrepareAsync(indexed, cancellation);
            await TimedAsync(name, () => copy.ImportAsync(tables, cancellation));
        }

        await using var stock = await StockProjection.OpenAsync(database.ConnectionString);
        await TimedAsync(Stock, () => StockProjection.RebuildAsync(stock, cancellation));
    }

    private async Task BareAsync(List<Fact> facts, CancellationToken cancellation)
    {
        await using var database = await BenchDatabase.MakeAsync(_server, cancellation);
        await using var store = await BareMarten.OpenAsync(database.ConnectionString);
        await database.RunAsync("checkpoint", cancellation);
        await TimedAsync(Bare, () => BareMarten.AppendAsync(store, facts, cancellation));
    }

    private async Task<T> TimedAsync<T>(string name, Func<Task<T>> run)
    {
        GC.Collect();
        var since = Stopwatch.StartNew();
        var result = await run();
        Keep(name, since.Elapsed);
        return result;
    }

    private Task TimedAsync(string name, Func<Task> run) => TimedAsync(name, async () =>
    {
        await run();
        return true;
    });

    private void Keep(string name, TimeSpan took)
    {
        _seconds.TryAdd(name, []);
        _seconds[name].Add(took.TotalSeconds);
    }

    /// <summary>Progress that nobody reads.</summary>
    internal sealed class Silent : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value)
        {
        }
    }
}
