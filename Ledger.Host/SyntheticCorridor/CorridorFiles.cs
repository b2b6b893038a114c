using System.Text.Json;
using Ledger.Domain.Facts;

namespace Ledger.Host.SyntheticCorridor;

/// <summary>How a corridor is written to files.</summary>
public static class CorridorFiles
{
    private static readonly byte[] NewLine = "\n"u8.ToArray();

    /// <summary>Writes facts, one a line.</summary>
    /// <returns>How many were written.</returns>
    public static async Task<long> WriteFacts(IEnumerable<Fact> facts, Stream to)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(to);
        var written = 0L;
        foreach (var fact in facts)
        {
            await to.WriteAsync(FactWire.Write(fact));
            await to.WriteAsync(NewLine);
            written++;
        }

        return written;
    }

    /// <summary>Writes the truth as one JSON document with a line for each worker, so that two truths can be compared line by line.</summary>
    public static async Task WriteTruth(CorridorTruth truth, Stream to)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(to);
        var head = JsonSerializer.SerializeToUtf8Bytes(new Head(truth.Settings, truth.Judged, truth.Recruiters, truth.Employers), FactWire.Options);
        await to.WriteAsync(head.AsMemory(0, head.Length - 1));
        await to.WriteAsync(",\"workers\":["u8.ToArray());
        var between = "\n"u8.ToArray();
        foreach (var worker in truth.Workers)
        {
            await to.WriteAsync(between);
            await to.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(worker, FactWire.Options));
            between = ",\n"u8.ToArray();
        }

        await to.WriteAsync("\n]}\n"u8.ToArray());
    }

    /// <summary>The truth without its workers, which are written one by one; fields as in <see cref="CorridorTruth"/>.</summary>
    private sealed record Head(
        CorridorSettings Settings, IReadOnlyList<string> Judged, IReadOnlyList<RecruiterTruth> Recruiters, IReadOnlyList<EmployerTruth> Employers);
}
