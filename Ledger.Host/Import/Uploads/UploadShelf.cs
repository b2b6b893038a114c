using System.Security.Cryptography;
using Ledger.Host.CommandLine;
using Ledger.Host.Import.Profiles;
using Ledger.Host.Serve;
using Ledger.Projections.Detector;
using Ledger.Projections.Store;
using Marten;
using NodaTime;
using Npgsql;

namespace Ledger.Host.Import.Uploads;

/// <summary>The imports that were sent in through the page: those that run, and what came of those that ended, for a while.</summary>
internal sealed class UploadShelf(IDocumentStore store, LedgerAddress address, ILogger<UploadShelf> log) : IAsyncDisposable
{
    /// <summary>The most that run at once: each writes as fast as the database takes it.</summary>
    public const int MostRunning = 2;

    /// <summary>The most whose results are kept; the oldest goes first.</summary>
    public const int MostKept = 40;

    /// <summary>How many hours results are kept at most, and no longer than the ledger is served.</summary>
    public const int HoursKept = 24;

    private const int IdBytes = 16;

    private static readonly TimeSpan LongestRun = TimeSpan.FromHours(1);

    private static readonly TimeSpan LongestEnding = TimeSpan.FromSeconds(20);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (Upload Upload, Task Run)> _kept = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _closing = new();

    /// <summary>Those that are kept, the latest first.</summary>
    public IReadOnlyList<Upload> Latest
    {
        get
        {
            lock (_lock)
            {
                return [.. _kept.Values.Select(kept => kept.Upload).OrderByDescending(upload => upload.BegunAt)];
            }
        }
    }

    /// <summary>One of them; null where it was never there, or is no longer kept.</summary>
    public Upload? Find(string id)
    {
        lock (_lock)
        {
            return _kept.TryGetValue(id, out var kept) ? kept.Upload : null;
        }
    }

    /// <summary>A new upload with a folder of its own, which nobody else on the machine can read; it is not on the shelf yet.</summary>
    public static Upload New(string file, string? profile, string? by, bool isDryRun) => new(
        Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)), Directory.CreateTempSubdirectory("ledger-import-").FullName, SystemClock.Instance.GetCurrentInstant())
    {
        File = file,
        Profile = profile,
        By = by,
        IsDryRun = isDryRun,
    };

    /// <summary>Starts an upload whose file lies in its folder; false where as many run as may.</summary>
    public bool TryStart(Upload upload, LoadedProfile? profile)
    {
        lock (_lock)
        {
            TidyUp();
            if (_kept.Values.Count(kept => kept.Upload.Now.IsRunning) >= MostRunning)
            {
                return false;
            }

            _kept[upload.Id] = (upload, Task.Run(() => RunAsync(upload, profile)));
            return true;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        List<(Upload Upload, Task Run)> all;
        lock (_lock)
        {
            all = [.. _kept.Values];
            _kept.Clear();
        }

        await Task.WhenAny(Task.WhenAll(all.Select(kept => kept.Run)), Task.Delay(LongestEnding));
        all.ForEach(kept => Discard(kept.Upload));
        _closing.Dispose();
    }

    /// <summary>Removes an upload's files.</summary>
    public static void Discard(Upload upload)
    {
        try
        {
            Directory.Delete(upload.Folder, recursive: true);
        }
        catch (IOException)
        {
            // What is still open lies in the machine's folder for what is temporary, which the machine clears.
        }
    }

    private void TidyUp()
    {
        var oldest = SystemClock.Instance.GetCurrentInstant() - Duration.FromHours(HoursKept);
        var ended = _kept.Values.Select(kept => kept.Upload).Where(upload => !upload.Now.IsRunning).OrderByDescending(upload => upload.BegunAt).ToList();
        foreach (var upload in ended.Where((upload, index) => index >= MostKept - MostRunning || upload.BegunAt < oldest))
        {
            _kept.Remove(upload.Id);
            Discard(upload);
        }
    }

    private async Task RunAsync(Upload upload, LoadedProfile? profile)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
        deadline.CancelAfter(LongestRun);
        try
        {
            string[] files = [Path.Combine(upload.Folder, upload.File)];
            var result = upload.IsDryRun
                ? await ImportFiles.TryAsync(store, address.ConnectionString, files, profile, upload, deadline.Token)
                : await ImportFiles.RecordAsync(store, files, profile, upload.By, upload, deadline.Token);
            upload.Now = upload.Now with { State = UploadState.Judging, Result = result };
            if (!upload.IsDryRun)
            {
                await Detector.CatchUpAsync(store, address.ConnectionString, null, deadline.Token);
            }

            upload.Now = upload.Now with { State = UploadState.Done };
        }
        catch (Exception failure)
        {
            upload.Now = upload.Now with { State = UploadState.Failed, Failure = upload.Plain(Sentence(failure)) };
        }
    }

    /// <summary>What went wrong, for whoever sent the file; what is no fault of the file goes to the log.</summary>
    private string Sentence(Exception failure)
    {
        switch (failure)
        {
            case BadUsageException or DetectorStoppedException or IOException:
                return failure.Message;
            case OperationCanceledException:
                return $"It was ended before its end, by the ledger's or after {LongestRun.TotalHours:0} hour. What was recorded stays recorded: send the same file again and it goes on from there, or import it by ./ledger import.";
            default:
                var trouble = EventTrouble.Of(failure);
                log.LogError(failure, "An import through the page failed");
                return trouble is not null ? $"The record has a fault: {trouble}."
                    : failure is NpgsqlException ? $"The database answered: {failure.Message}. Send the file again; what was recorded is known."
                    : "Something went wrong here; what was recorded stays recorded. The log says what.";
        }
    }
}
