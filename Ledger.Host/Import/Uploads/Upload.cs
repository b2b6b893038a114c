using NodaTime;

namespace Ledger.Host.Import.Uploads;

/// <summary>How far an upload has come.</summary>
public enum UploadState
{
    /// <summary>Its lines are read and decided on.</summary>
    Reading,
    /// <summary>Everything is recorded; findings are brought up to it.</summary>
    Judging,
    /// <summary>It is done.</summary>
    Done,
    /// <summary>It could not be read, or not to its end.</summary>
    Failed,
}

/// <summary>What one moment of an upload looks like.</summary>
/// <param name="State">How far it has come.</param>
/// <param name="Progress">How much is read.</param>
/// <param name="Result">What came of it; null until its end.</param>
/// <param name="Failure">Why it failed, in a sentence that says what to mend; null where it did not.</param>
public sealed record UploadMoment(UploadState State, ImportProgress Progress, ImportResult? Result, string? Failure)
{
    /// <summary>Whether something is still to come.</summary>
    public bool IsRunning => State is UploadState.Reading or UploadState.Judging;
}

/// <summary>A file that was sent in through the page, and what became of it.</summary>
/// <param name="Id">Its id: nobody guesses it.</param>
/// <param name="Folder">The folder that holds its files; gone with it.</param>
/// <param name="BegunAt">When it was sent in.</param>
public sealed record Upload(string Id, string Folder, Instant BegunAt) : IProgress<ImportProgress>
{
    private UploadMoment _now = new(UploadState.Reading, new ImportProgress(0, 0, 0), null, null);

    /// <summary>The name of the file, as it was sent.</summary>
    public required string File { get; init; }

    /// <summary>The name of the profile; null where the lines are facts.</summary>
    public string? Profile { get; init; }

    /// <summary>Who sends it in; null where nobody says.</summary>
    public string? By { get; init; }

    /// <summary>Whether it only tries.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>What it looks like at this moment.</summary>
    public UploadMoment Now
    {
        get => Volatile.Read(ref _now);
        set => Volatile.Write(ref _now, value);
    }

    /// <inheritdoc/>
    public void Report(ImportProgress value) => Now = Now with { Progress = value };

    /// <summary>A text without the folder in front of its files: where they lie is nobody's business.</summary>
    public string Plain(string text) => text.Replace(Folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal);
}
