using Ledger.Domain.Facts;
using Ledger.Host.Intake;
using Ledger.Projections.Imports;

namespace Ledger.Host.Import;

/// <summary>Decides on lines, accounts for each, and keeps those that wait for a worker, loan or fact still to come.</summary>
/// <remarks>Several batches may be decided on at once; what is kept is put in the order of the files before it is decided on again.</remarks>
internal sealed class LineDecisions(FactIntake intake) : IDisposable
{
    /// <summary>The most lines that may wait at a time; beyond it the waiting are tried once more and then refused by name.</summary>
    private const int MostWaiting = 100_000;

    /// <summary>The most bytes of lines that may wait, for the same reason.</summary>
    private const long MostWaitingBytes = 64 << 20;

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _rejecting = new(1);

    /// <summary>The rejects that are named, the last of them first to go, so that the earliest stay whatever was decided on first.</summary>
    private readonly PriorityQueue<Reject, Reject> _named = new(Comparer<Reject>.Create((left, right) => Earlier.Compare(right, left)));

    private List<PendingLine> _waiting = [];
    private long _waitingBytes;

    /// <summary>Whether so many wait that they have to be settled before more are read.</summary>
    public bool MustSettle => _waiting.Count > MostWaiting || _waitingBytes > MostWaitingBytes;

    /// <summary>The rejected lines to name, by file and line.</summary>
    public IReadOnlyList<Reject> Named => [.. _named.UnorderedItems.Select(item => item.Element).Order(Earlier)];

    private static Comparer<Reject> Earlier { get; } = Comparer<Reject>.Create((left, right) =>
        string.CompareOrdinal(left.File, right.File) is var byFile and not 0 ? byFile : left.Line.CompareTo(right.Line));

    /// <summary>How far a file is decided on; null where more lines are open than are kept. Nothing may be under way.</summary>
    public DecidedLines? Of(ImportedFile file)
    {
        long[] open = [.. file.Tally.RejectedLines, .. _waiting.Where(line => ReferenceEquals(line.File, file)).Select(line => line.Line.Number)];
        Array.Sort(open);
        return open.Length <= DecidedLines.MostOpen ? new DecidedLines(file.Sha256, file.LastLine, open) : null;
    }

    /// <summary>Takes in what can be taken in; what may have to wait is put aside.</summary>
    public async Task TakeAsync(IReadOnlyList<PendingLine> lines, CancellationToken cancellation)
    {
        foreach (var (line, refused) in await DecideAsync(lines, cancellation))
        {
            if (refused.MayWait)
            {
                PutAside(line);
            }
            else
            {
                await RejectAsync(line.File, line.Line, refused.Refusal, cancellation);
            }
        }
    }

    /// <summary>Keeps a line until <see cref="SettleAsync"/>.</summary>
    public void PutAside(PendingLine line)
    {
        lock (_lock)
        {
            _waiting.Add(line);
            _waitingBytes += line.Line.Bytes.Length;
        }
    }

    /// <summary>Tries the waiting lines again for as long as that helps any of them, then refuses the rest by name. Nothing else may be under way.</summary>
    public async Task SettleAsync(CancellationToken cancellation)
    {
        List<(PendingLine Line, Outcome.Refused Refused)> left = [];
        List<PendingLine> waiting = [.. _waiting.OrderBy(line => line.File.Order).ThenBy(line => line.Line.Number)];
        var before = int.MaxValue;
        while (waiting.Count > 0 && waiting.Count < before)
        {
            before = waiting.Count;
            left = [];
            foreach (var some in waiting.Chunk(FactIntake.LargestBatch))
            {
                left.AddRange(await DecideAsync(some, cancellation));
            }

            waiting = [.. left.Select(entry => entry.Line)];
        }

        foreach (var (line, refused) in left)
        {
            await RejectAsync(line.File, line.Line, refused.Refusal, cancellation);
        }

        (_waiting, _waitingBytes) = ([], 0);
    }

    /// <summary>Counts a line as rejected and keeps it, with the field and how to mend it.</summary>
    public async Task RejectAsync(ImportedFile file, FactLine line, Refusal refusal, CancellationToken cancellation)
    {
        await _rejecting.WaitAsync(cancellation);
        try
        {
            file.Tally.Rejected++;
            if (file.Tally.RejectedLines.Count <= DecidedLines.MostOpen)
            {
                file.Tally.RejectedLines.Add(line.Number);
            }

            await file.Rejects.AddAsync(file.Path, line, refusal, cancellation);
            var reject = new Reject(file.Path, line.Number, refusal.Field, refusal.Message);
            _ = _named.Count < ImportResult.MostRejectsNamed ? Kept(reject) : _named.EnqueueDequeue(reject, reject);
        }
        finally
        {
            _rejecting.Release();
        }

        Reject Kept(Reject reject)
        {
            _named.Enqueue(reject, reject);
            return reject;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _rejecting.Dispose();

    /// <summary>Decides on lines and counts those that are on record; returns those that were refused.</summary>
    private async Task<List<(PendingLine Line, Outcome.Refused Refused)>> DecideAsync(IReadOnlyList<PendingLine> lines, CancellationToken cancellation)
    {
        var outcomes = await intake.TakeAsync([.. lines.Select(line => new ArrivedFact(line.Fact, line.Origin))], cancellation);
        List<(PendingLine, Outcome.Refused)> refusals = [];
        lock (_lock)
        {
            foreach (var (line, outcome) in lines.Zip(outcomes))
            {
                switch (outcome)
                {
                    case Outcome.Recorded { IsNew: true }:
                        line.File.Tally.Accepted++;
                        break;
                    case Outcome.Recorded:
                        line.File.Tally.AlreadyKnown++;
                        break;
                    case Outcome.Refused refused:
                        refusals.Add((line, refused));
                        break;
                }
            }
        }

        return refusals;
    }
}
