using System.Text;
using System.Text.Json;
using Ledger.Domain.Facts;
using Ledger.Projections.Store;

namespace Ledger.Host.Import;

/// <summary>Keeps rejected lines beside the file they came in, each as it came, with the field and how to mend it.</summary>
/// <remarks>The file is made at the first reject and replaced by the next import of the same file.</remarks>
internal sealed class RejectsFile(string importedFile) : IAsyncDisposable
{
    private FileStream? _file;

    /// <summary>Where it is.</summary>
    public string Path { get; } = importedFile + ".rejects.jsonl";

    /// <summary>Keeps a line.</summary>
    /// <param name="file">The file it came in: the imported one, or one inside it.</param>
    /// <param name="line">The line.</param>
    /// <param name="refusal">Why it was rejected.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task AddAsync(string file, FactLine line, Refusal refusal, CancellationToken cancellation)
    {
        _file ??= new FileStream(Path, FileMode.Create, FileAccess.Write, FileShare.Read);
        var text = IsUtf8(line.Bytes) ? Encoding.UTF8.GetString(line.Bytes) : null;
        await JsonSerializer.SerializeAsync(
            _file,
            new Entry(file == importedFile ? null : file, line.Number, refusal.Field, refusal.Message, text, text is null ? line.Bytes : null, line.Bytes.Length > FactWire.LongestLine ? true : null),
            LedgerJson.Options,
            cancellation);
        _file.WriteByte((byte)'\n');
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

    private static bool IsUtf8(byte[] bytes) => System.Text.Unicode.Utf8.IsValid(bytes);

    /// <summary>A rejected line, with its file where that lay in a ZIP; its bytes in Base64 where they are no text, and cut where it is too long.</summary>
    private sealed record Entry(string? File, long Line, string Field, string Message, string? Text, byte[]? Base64, bool? IsCut);
}
