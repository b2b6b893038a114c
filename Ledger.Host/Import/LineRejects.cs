using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ledger.Domain.Facts;
using Ledger.Projections.Store;

namespace Ledger.Host.Import;

/// <summary>Rejected lines as JSON Lines; the files inside one ZIP share the file.</summary>
internal sealed class LineRejects(string importedFile) : RejectsFile(importedFile + Ending)
{
    public const string Ending = ".rejects.jsonl";

    /// <summary>Whether a file holds rejected lines.</summary>
    public static bool IsNameOf(string file) => file.EndsWith(Ending, StringComparison.Ordinal);

    /// <summary>Writes the rejected lines of such a file as they came, to be mended and imported; those that are too long were cut, and are left out.</summary>
    public static async Task WriteLinesAsync(string rejects, Stream to)
    {
        await foreach (var line in File.ReadLinesAsync(rejects))
        {
            if (JsonNode.Parse(line) is JsonObject entry && entry["isCut"] is null)
            {
                var bytes = entry["text"] is { } text ? Encoding.UTF8.GetBytes(text.GetValue<string>()) : Convert.FromBase64String(entry["base64"]!.GetValue<string>());
                await to.WriteAsync((byte[])[.. bytes, (byte)'\n']);
            }
        }
    }

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
