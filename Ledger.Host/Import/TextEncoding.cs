using System.Text;
using Ledger.Domain.Facts;
using Ledger.Host.CommandLine;
using Ledger.Host.Import.Profiles;

namespace Ledger.Host.Import;

/// <summary>Reads bytes as characters: by their byte order mark, else as the profile says. A byte that does not fit is refused, never replaced.</summary>
internal static class TextEncoding
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Opens a text; the byte order mark is passed over.</summary>
    public static StreamReader Open(Stream stream, TextEncodingName otherwise) => new(stream, otherwise switch
    {
        TextEncodingName.Windows1252 => CodePagesEncodingProvider.Instance.GetEncoding(1252, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!,
        _ => Utf8,
    }, detectEncodingFromByteOrderMarks: true);

    /// <summary>Says where a text is not in the encoding it is read in, and how to mend it.</summary>
    public static BadUsageException Misread(string name, Func<Stream> open)
    {
        using var stream = open();
        var line = FactLines.ReadAsync(stream, CancellationToken.None).ToBlockingEnumerable()
            .FirstOrDefault(line => line.Bytes.Length <= FactWire.LongestLine && !System.Text.Unicode.Utf8.IsValid(line.Bytes));
        return new BadUsageException($"'{name}' is not UTF-8{(line is null ? "" : $" in line {line.Number}")}: save it in that encoding, or say \"encoding\": \"windows-1252\" in the profile if that is what it is.");
    }
}
