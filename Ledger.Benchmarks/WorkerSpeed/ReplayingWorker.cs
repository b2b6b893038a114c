using BenchmarkDotNet.Attributes;
using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Domain.Rates;
using Ledger.Domain.Record;
using Ledger.Domain.Replay;

namespace Ledger.Benchmarks.WorkerSpeed;

/// <summary>One worker's findings and whole replay from recorded facts, on one core, beside merely reading the same facts from their JSON.</summary>
/// <remarks>
/// A worker of 1,000 facts is to be judged and replayed in less than 10 ms. The column Ratio, against reading the facts, says how it stands
/// on a machine that is slower or busy; the rows of more and fewer facts tell how it grows.
/// </remarks>
[MemoryDiagnoser, InProcess, MinIterationTime(200)]
public class ReplayingWorker
{
    private IReadOnlyList<RecordedFact> _record = [];
    private byte[][] _lines = [];
    private ExchangeRates _rates = ExchangeRates.None;

    /// <summary>How many facts are told of the worker.</summary>
    [Params(200, 1_000, 4_000)]
    public int Facts { get; set; }

    /// <summary>Makes the worker: the same each time.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        (_record, _rates) = (LongRecord.Of(Facts), LongRecord.Rates());
        _lines = [.. _record.Select(recorded => FactWire.Write(recorded.Fact))];
    }

    /// <summary>Reads the facts from their lines: what is to be done whatever is asked of them.</summary>
    /// <returns>How many were read.</returns>
    [Benchmark(Baseline = true)]
    public int ReadingTheFacts() => _lines.Count(line => FactWire.Read(line).Fact is not null);

    /// <summary>Mends the record and judges it by every indicator.</summary>
    [Benchmark]
    public IReadOnlyList<Finding> AllFindings() => LongRecord.Evaluation(_record, _rates).Findings();

    /// <summary>Mends the record and replays it: timeline, series, findings, charges and the position without fees.</summary>
    [Benchmark]
    public WorkerReplay WholeReplay() => WorkerReplay.Of(LongRecord.Evaluation(_record, _rates));
}
