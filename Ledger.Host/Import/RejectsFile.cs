using Ledger.Domain.Facts;
using Ledger.Host.Import.Sheets;

namespace Ledger.Host.Import;

/// <summary>Keeps what was rejected beside the file it came in, as it came, with the field and how to mend it.</summary>
/// <remarks>The file is made at the first reject and replaced by the next import of the same file.</remarks>
internal abstract class RejectsFile(string path) : IAsyncDisposable
{
    private FileStream? _file;

    /// <summary>Where it is.</summary>
    public string Path { get; } = path;

    /// <summary>Whether a file holds rejects, and is therefore not taken with its folder.</summary>
    public static bool IsOne(string file) => LineRejects.IsNameOf(file) || file.EndsWith(SheetRejects.Ending, StringComparison.Ordinal);

    /// <summary>Keeps a line.</summary>
    /// <param name="file">The file it came in: the imported one, or one inside it.</param>
    /// <param name="line">The line.</param>
    /// <param name="refusal">Why it was rejected.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task AddAsync(string file, FactLine line, Refusal refusal, CancellationToken cancellation)
    {
        if (_file is null)
        {
            _file = new FileStream(Path, FileMode.Create, FileAccess.Write, FileShare.Read);
            await _file.WriteAsync(Head(), cancellation);
        }

        await WriteAsync(_file, file, line, refusal, cancellation);
    }

    /// <summary>Removes what an earlier import of the file left, where this one rejected nothing.</summary>
    public void RemoveIfClean()
    {
        if (_file is null && File.Exists(Path))
        {
            File.Delete(Path);
        }
    }

    public ValueTask DisposeAsync() => _file?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>What the file begins with.</summary>
    protected virtual byte[] Head() => [];

    /// <summary>Writes one reject.</summary>
    protected abstract Task WriteAsync(Stream to, string file, FactLine line, Refusal refusal, CancellationToken cancellation);
}
