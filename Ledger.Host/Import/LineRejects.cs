using System.Text;
using System.Text.Json;
using Ledger.Domain.Facts;
using Ledger.Projections.Store;

namespace Ledger.Host.Import;

/// <summary>Rejected lines as JSON Lines; the files inside one ZIP share the file.</summary>
internal sealed class LineRejects(string importedFile) : RejectsFile(importedFile + Ending)
{
    public const string Ending = ".rejects.jsonl";

    protected override async Task WriteAsync(Stream to, string file, FactLine line, Refusal refusal, CancellationToken cancellation)
    {
        var text = System.Text.Unicode.Utf8.IsValid(line.Bytes) ? Encoding.UTF8.GetString(line.Bytes) : null;
        await JsonSerializer.SerializeAsync(
            to,
            new Entry(file == importedFile ? null : file, line.Number, refusal.Field, refusal.Message, text, text is null ? line.Bytes : null, line.Bytes.Length > FactWire.LongestLine ? true : null),
            LedgerJson.Options,
            cancellation);
        to.WriteByte((byte)'\n');
    }

    /// <summary>A rejected line, with its file where that lay in a ZIP; its bytes in Base64 where they are no text, and cut where it is too long.</summary>
    private sealed record Entry(string? File, long Line, string Field, string Message, string? Text, byte[]? Base64, bool? IsCut);
}
