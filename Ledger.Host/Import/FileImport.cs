using System.Security.Cryptography;
using Ledger.Domain.Facts;
using Ledger.Domain.Workers;
using Ledger.Host.Intake;
using Ledger.Projections.Imports;
using Marten;
using NodaTime;

namespace Ledger.Host.Import;

/// <summary>Reads files of facts into the ledger: one batch of the sender's, whatever number of files and transactions it takes.</summary>
/// <remarks>
/// A line that refers to a worker, loan or fact still to come waits until the end of the last file. Every line is accounted for,
/// and the same files can be read again after a stop: what is on record is known by its id.
/// </remarks>
internal sealed class FileImport(IDocumentStore store, IClock clock, IProgress<ImportProgress> progress) : IAsyncDisposable
{
    /// <summary>The most lines that may wait at a time; beyond it the waiting are refused by name.</summary>
    private const int MostWaiting = 100_000;

    private readonly FactIntake _intake = new(store);
    private readonly List<Reject> _rejects = [];
    private readonly Dictionary<string, ImportedFile> _files = new(StringComparer.Ordinal);
    private List<Pending> _waiting = [];
    private long _bytesRead;
    private long _bytesInAll;

    /// <summary>Imports files in the order given.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public async Task<ImportResult> RunAsync(IReadOnlyList<string> paths, CancellationToken cancellation)
    {
        foreach (var path in paths)
        {
            _files[path] = await ImportedFile.OpenAsync(path, clock.GetCurrentInstant(), cancellation);
        }

        _bytesInAll = _files.Values.Sum(file => file.Bytes);
        foreach (var file in _files.Values)
        {
            await ReadAsync(file, cancellation);
        }

        await SettleWaitingAsync(cancellation);
        foreach (var file in _files.Values)
        {
            await FinishAsync(file, cancellation);
        }

        return Result();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var file in _files.Values)
        {
            await file.Rejects.DisposeAsync();
        }
    }

    private async Task ReadAsync(ImportedFile file, CancellationToken cancellation)
    {
        List<Pending> batch = new(FactIntake.LargestBatch);
        await using var stream = File.OpenRead(file.Path);
        await foreach (var line in FactLines.ReadAsync(stream, cancellation))
        {
            file.Tally.Read++;
            var reading = FactWire.Read(line.Bytes);
            if (reading.TryGet(out var fact))
            {
                batch.Add(new Pending(file, line, fact));
            }
            else
            {
                await RejectAsync(file, line, Together(reading.Refusals), cancellation);
            }

            if (batch.Count == FactIntake.LargestBatch)
            {
                await TakeAsync(batch, cancellation);
                batch.Clear();
                progress.Report(new ImportProgress(_bytesRead + stream.Position, _bytesInAll, _files.Values.Sum(each => each.Tally.Read)));
            }
        }

        await TakeAsync(batch, cancellation);
        _bytesRead += file.Bytes;
        progress.Report(new ImportProgress(_bytesRead, _bytesInAll, _files.Values.Sum(each => each.Tally.Read)));
    }

    /// <summary>Takes in what can be taken in; what may have to wait is put aside.</summary>
    private async Task TakeAsync(List<Pending> batch, CancellationToken cancellation)
    {
        foreach (var (pending, refused) in await DecideAsync(batch, cancellation))
        {
            if (refused.MayWait)
            {
                _waiting.Add(pending);
            }
            else
            {
                await RejectAsync(pending.File, pending.Line, refused.Refusal, cancellation);
            }
        }

        if (_waiting.Count > MostWaiting)
        {
            await SettleWaitingAsync(cancellation);
        }
    }

    /// <summary>Tries the waiting lines again for as long as that helps any of them, then refuses the rest by name.</summary>
    private async Task SettleWaitingAsync(CancellationToken cancellation)
    {
        List<(Pending Pending, Outcome.Refused Refused)> left = [];
        var before = int.MaxValue;
        while (_waiting.Count > 0 && _waiting.Count < before)
        {
            before = _waiting.Count;
            left = [];
            foreach (var some in _waiting.Chunk(FactIntake.LargestBatch))
            {
                left.AddRange(await DecideAsync(some, cancellation));
            }

            _waiting = [.. left.Select(entry => entry.Pending)];
        }

        foreach (var (pending, refused) in left)
        {
            await RejectAsync(pending.File, pending.Line, refused.Refusal, cancellation);
        }

        _waiting = [];
    }

    /// <summary>Decides on lines and counts those that are on record; returns those that were refused.</summary>
    private async Task<List<(Pending Pending, Outcome.Refused Refused)>> DecideAsync(IReadOnlyList<Pending> lines, CancellationToken cancellation)
    {
        List<(Pending, Outcome.Refused)> refusals = [];

        // The source is one per transaction, so lines of two files are not decided on together.
        foreach (var ofFile in lines.GroupBy(pending => pending.File))
        {
            var some = ofFile.ToList();
            var outcomes = await _intake.TakeAsync([.. some.Select(pending => pending.Fact)], ofFile.Key.Stream, cancellation);
            foreach (var (pending, outcome) in some.Zip(outcomes))
            {
                switch (outcome)
                {
                    case Outcome.Recorded { IsNew: true }:
                        pending.File.Tally.Accepted++;
                        break;
                    case Outcome.Recorded:
                        pending.File.Tally.AlreadyKnown++;
                        break;
                    case Outcome.Refused refused:
                        refusals.Add((pending, refused));
                        break;
                }
            }
        }

        return refusals;
    }

    private async Task RejectAsync(ImportedFile file, FactLine line, Refusal refusal, CancellationToken cancellation)
    {
        file.Tally.Rejected++;
        await file.Rejects.AddAsync(line, refusal, cancellation);
        if (_rejects.Count < ImportResult.MostRejectsNamed)
        {
            _rejects.Add(new Reject(file.Path, line.Number, refusal.Field, refusal.Message));
        }
    }

    private async Task FinishAsync(ImportedFile file, CancellationToken cancellation)
    {
        file.Rejects.RemoveIfClean();
        await using var session = store.LightweightSession();
        await session.BeginTransactionAsync(cancellation);

        // The same file may end elsewhere at this moment; and like every event, this one bears the ledger's own time.
        var recordedAt = await RecordingInstant.TakeAsync(session.Connection!, [file.Stream], cancellation);
        var finished = session.Events.BuildEvent(file.Finished(clock.GetCurrentInstant()));
        finished.Timestamp = recordedAt.ToDateTimeOffset();
        session.Events.Append(file.Stream, (object)finished);
        await session.SaveChangesAsync(cancellation);
    }

    private ImportResult Result() => new()
    {
        Read = _files.Values.Sum(file => file.Tally.Read),
        Accepted = _files.Values.Sum(file => file.Tally.Accepted),
        AlreadyKnown = _files.Values.Sum(file => file.Tally.AlreadyKnown),
        Rejected = _files.Values.Sum(file => file.Tally.Rejected),
        Rejects = [.. _rejects.OrderBy(reject => reject.File, StringComparer.Ordinal).ThenBy(reject => reject.Line)],
    };

    private static Refusal Together(IReadOnlyList<Refusal> refusals) => refusals[0] with
    {
        Message = string.Join("; also ", refusals.Skip(1).Select(refusal => $"{refusal.Field}: {refusal.Message}").Prepend(refusals[0].Message)),
    };

    private sealed record Pending(ImportedFile File, FactLine Line, Fact Fact);
}

/// <summary>How far an import has come.</summary>
/// <param name="BytesRead">Bytes of files read so far.</param>
/// <param name="BytesInAll">Bytes of all files.</param>
/// <param name="Lines">Lines read so far.</param>
internal sealed record ImportProgress(long BytesRead, long BytesInAll, long Lines);

/// <summary>A file that is being imported.</summary>
internal sealed record ImportedFile(string Path, string Sha256, long Bytes, Instant StartedAt)
{
    public string Stream => StreamName.OfImport(Sha256);

    public ImportTally Tally { get; } = new();

    public RejectsFile Rejects { get; } = new(Path);

    public static async Task<ImportedFile> OpenAsync(string path, Instant now, CancellationToken cancellation)
    {
        await using var stream = File.OpenRead(path);
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellation));
        return new ImportedFile(path, hash, stream.Length, now);
    }

    public ImportFinished Finished(Instant now) =>
        new(System.IO.Path.GetFileName(Path), Sha256, Tally.Read, Tally.Accepted, Tally.AlreadyKnown, Tally.Rejected, StartedAt, now);
}
