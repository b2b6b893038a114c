using Ledger.Domain.Facts;
using Ledger.Host.Import.Profiles;
using Ledger.Host.Intake;
using Ledger.Projections.Imports;
using Marten;
using NodaTime;
using Npgsql;

namespace Ledger.Host.Import;

/// <summary>Reads files of facts into the ledger: one batch of the sender's, whatever number of files and transactions it takes.</summary>
/// <remarks>
/// A line that refers to a worker, loan or fact still to come waits until the end of the last file, and one that mends a fact always
/// does: that fact may be on its way. Every line is accounted for, and the same files can be read again after a stop: what is on
/// record is known by its id. On a connection that is prepared for a trial everything is decided all the same, and nothing recorded.
/// </remarks>
internal sealed class FileImport(
    IDocumentStore store, IClock clock, IProgress<ImportProgress> progress, NpgsqlConnection? trial = null, LoadedProfile? profile = null, string? by = null) : IAsyncDisposable
{
    /// <summary>More lanes than this gain nothing: the database writes one log.</summary>
    private const int MostLanes = 4;

    /// <summary>After so many lines, or bytes of lines, everything read is decided on before more is read: the places are fixed, so that outcomes are.</summary>
    private const int LinesBetweenStops = 50_000;

    private const long BytesBetweenStops = 64 << 20;

    private readonly LineDecisions _decisions = new(trial is null ? new FactIntake(store) : FactIntake.Trial(trial));
    private readonly List<ImportedFile> _files = [];
    private long _bytesRead;
    private long _sinceStop;
    private long _bytesSinceStop;

    /// <summary>Imports files in the order given.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public async Task<ImportResult> RunAsync(IReadOnlyList<string> paths, CancellationToken cancellation)
    {
        foreach (var path in paths)
        {
            _files.AddRange(await ImportedFile.OpenAsync(_files.Count, path, profile, clock.GetCurrentInstant(), cancellation));
        }

        await RecallAsync(cancellation);
        await using (var lanes = new ImportLanes(trial is null ? Math.Clamp(Environment.ProcessorCount, 1, MostLanes) : 1, _decisions.TakeAsync, cancellation))
        {
            foreach (var file in _files)
            {
                await ReadAsync(file, lanes, cancellation);
            }

            await lanes.DrainAsync();
        }

        await _decisions.SettleAsync(cancellation);
        foreach (var file in _files)
        {
            await FinishAsync(file, cancellation);
        }

        return Result();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var file in _files)
        {
            await file.Rejects.DisposeAsync();
        }

        _decisions.Dispose();
    }

    private async Task ReadAsync(ImportedFile file, ImportLanes lanes, CancellationToken cancellation)
    {
        await foreach (var (line, fact, refusals) in file.ReadAsync(cancellation))
        {
            file.Tally.Read++;
            file.LastLine = line.Number;
            if (file.DecidedBefore?.IsRecorded(line.Number) == true)
            {
                file.Tally.AlreadyKnown++;
            }
            else if (fact is null)
            {
                await _decisions.RejectAsync(file, line, Together(refusals), cancellation);
            }
            else if (fact is MendingFact)
            {
                _decisions.PutAside(new PendingLine(file, line, fact));
            }
            else
            {
                await lanes.PostAsync(new PendingLine(file, line, fact));
            }

            await StopIfDueAsync(line, lanes, cancellation);
            if (file.Tally.Read % FactIntake.LargestBatch == 0)
            {
                Report(file.Position);
            }
        }

        _bytesRead += file.Bytes;
        Report(0);
    }

    private async Task StopIfDueAsync(FactLine line, ImportLanes lanes, CancellationToken cancellation)
    {
        _sinceStop++;
        _bytesSinceStop += line.Bytes.Length;
        if (_sinceStop < LinesBetweenStops && _bytesSinceStop < BytesBetweenStops)
        {
            return;
        }

        (_sinceStop, _bytesSinceStop) = (0, 0);
        await lanes.DrainAsync();
        if (_decisions.MustSettle)
        {
            await _decisions.SettleAsync(cancellation);
        }

        await using var session = store.LightweightSession();
        foreach (var file in _files)
        {
            Keep(file, session);
        }

        await session.SaveChangesAsync(cancellation);
    }

    /// <summary>Recalls how far files of facts were decided on before.</summary>
    private async Task RecallAsync(CancellationToken cancellation)
    {
        var facts = _files.FindAll(file => trial is null && file.Mapped is null);
        await using var session = store.QuerySession();
        var kept = (await session.LoadManyAsync<DecidedLines>(cancellation, facts.Select(file => file.Sha256).Distinct(StringComparer.Ordinal))).ToDictionary(lines => lines.Id, StringComparer.Ordinal);
        facts.ForEach(file => file.DecidedBefore = kept.GetValueOrDefault(file.Sha256));
    }

    /// <summary>Keeps how far a long file of facts is decided on, so that a later call passes over what is on record.</summary>
    private void Keep(ImportedFile file, IDocumentSession session)
    {
        if (trial is null && file.Mapped is null && file.Tally.Read >= LinesBetweenStops && file.LastLine >= (file.DecidedBefore?.UpTo ?? 0)
            && _decisions.Of(file) is { } decided)
        {
            session.Store(decided);
        }
    }

    private void Report(long inThisFile) =>
        progress.Report(new ImportProgress(_bytesRead + inThisFile, _files.Sum(file => file.Bytes), _files.Sum(file => file.Tally.Read)));

    private async Task FinishAsync(ImportedFile file, CancellationToken cancellation)
    {
        file.Rejects.RemoveIfClean();
        if (trial is not null)
        {
            return;
        }

        await using var session = store.LightweightSession();
        await session.BeginTransactionAsync(cancellation);

        // The same file may end elsewhere at this moment; and like every event, this one bears the ledger's own time.
        var recordedAt = await RecordingInstant.TakeAsync(session.Connection!, [file.Stream], cancellation);
        var finished = session.Events.BuildEvent(file.Finished(clock.GetCurrentInstant(), by));
        finished.Timestamp = recordedAt.ToDateTimeOffset();
        session.Events.Append(file.Stream, (object)finished);
        Keep(file, session);
        await session.SaveChangesAsync(cancellation);
    }

    private ImportResult Result() => new()
    {
        Read = _files.Sum(file => file.Tally.Read),
        Accepted = _files.Sum(file => file.Tally.Accepted),
        AlreadyKnown = _files.Sum(file => file.Tally.AlreadyKnown),
        Rejected = _files.Sum(file => file.Tally.Rejected),
        Rejects = _decisions.Named,
        PassedOver = _files.Sum(file => file.Mapped?.PassedOver ?? 0),
        Hashes = [.. _files.Select(file => file.Sha256).Distinct(StringComparer.Ordinal)],
        KeptIn = [.. _files.Where(file => file.Tally.Rejected > 0).Select(file => file.Rejects.Path).Distinct(StringComparer.Ordinal)],
    };

    private static Refusal Together(IReadOnlyList<Refusal> refusals) => refusals[0] with
    {
        Message = string.Join("; also ", refusals.Skip(1).Select(refusal => $"{refusal.Field}: {refusal.Message}").Prepend(refusals[0].Message)),
    };
}

/// <summary>How far an import has come.</summary>
/// <param name="BytesRead">Bytes of files read so far.</param>
/// <param name="BytesInAll">Bytes of all files.</param>
/// <param name="Lines">Lines read so far.</param>
public sealed record ImportProgress(long BytesRead, long BytesInAll, long Lines);
