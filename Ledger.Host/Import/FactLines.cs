using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Ledger.Domain.Facts;
using Ledger.Projections.Imports;

namespace Ledger.Host.Import;

/// <summary>A line of a file, with the number that editors show.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Bytes">Its bytes without the line end; of a longer line only the first <see cref="FactWire.LongestLine"/> and one more.</param>
internal sealed record FactLine(long Number, byte[] Bytes)
{
    /// <summary>Of a row of a workbook the cells in the fact that a formula reckoned.</summary>
    public string? Formulas { get; init; }
}

/// <summary>Reads lines in bounded memory, however long a line or a file is; blank lines are passed over.</summary>
internal static class FactLines
{
    /// <summary>Reads each line as a fact of JSON, but for those that are on record.</summary>
    public static async IAsyncEnumerable<ReadLine> ReadFactsAsync(Stream stream, DecidedLines? before, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var line in ReadAsync(stream, cancellation))
        {
            yield return before?.IsRecorded(line.Number) == true ? new ReadLine(line, null, []) : ReadLine.Of(line, FactWire.Read(line.Bytes));
        }
    }

    public static async IAsyncEnumerable<FactLine> ReadAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: 2 * FactWire.LongestLine));
        var number = 1L;
        var kept = new ArrayBufferWriter<byte>();
        while (true)
        {
            var result = await reader.ReadAsync(cancellation);
            var buffer = result.Buffer;
            while (buffer.PositionOf((byte)'\n') is { } end)
            {
                Keep(kept, buffer.Slice(0, end));
                if (Line(kept, number) is { } line)
                {
                    yield return line;
                }

                kept.ResetWrittenCount();
                number++;
                buffer = buffer.Slice(buffer.GetPosition(1, end));
            }

            Keep(kept, buffer);
            reader.AdvanceTo(buffer.End);
            if (result.IsCompleted)
            {
                break;
            }
        }

        if (Line(kept, number) is { } last)
        {
            yield return last;
        }

        await reader.CompleteAsync();
    }

    /// <summary>Keeps what fits and one byte more, by which the reader of facts knows that the line is too long.</summary>
    private static void Keep(ArrayBufferWriter<byte> kept, ReadOnlySequence<byte> part)
    {
        var room = FactWire.LongestLine + 1 - kept.WrittenCount;
        foreach (var segment in part.Slice(0, Math.Min(part.Length, room)))
        {
            kept.Write(segment.Span);
        }
    }

    private static FactLine? Line(ArrayBufferWriter<byte> kept, long number)
    {
        var bytes = kept.WrittenSpan;
        bytes = bytes.EndsWith("\r"u8) ? bytes[..^1] : bytes;
        return bytes.Trim(" \t"u8).IsEmpty ? null : new FactLine(number, bytes.ToArray());
    }
}
