using System.Data.Common;
using System.Text.Json;
using Ledger.Domain.Facts;
using Ledger.Domain.Record;
using Ledger.Projections.Store;
using NodaTime;

namespace Ledger.Projections.Recording;

/// <summary>A fact on record and the stream it is in.</summary>
/// <param name="Stream">The stream's name.</param>
/// <param name="Recorded">The fact.</param>
public sealed record RecordedRow(string Stream, RecordedFact Recorded)
{
    /// <summary>The columns that <see cref="ReadAllAsync"/> expects.</summary>
    public const string Columns = "stream_id, type, data, timestamp, causation_id, seq_id";

    /// <summary>Reads the rows of one result.</summary>
    /// <exception cref="UnreadableEventException">One of them holds no fact that this build can read.</exception>
    public static async Task<List<RecordedRow>> ReadAllAsync(DbDataReader reader, CancellationToken cancellation)
    {
        List<RecordedRow> rows = [];
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(Read(reader));
        }

        return rows;
    }

    private static RecordedRow Read(DbDataReader reader)
    {
        var (stored, sequence) = (reader.GetString(1), reader.GetInt64(5));
        try
        {
            var type = FactCatalogue.Stored(stored) ?? throw new JsonException("this build of the ledger knows no such type");
            var fact = (Fact)JsonSerializer.Deserialize(reader.GetFieldValue<byte[]>(2), type.Record, FactWire.Options)!;
            var origin = reader.IsDBNull(4) ? null : EventOrigin.Read(reader.GetString(4));
            return new RecordedRow(reader.GetString(0), new RecordedFact(fact, Instant.FromDateTimeUtc(reader.GetDateTime(3))) { Origin = origin });
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new UnreadableEventException(sequence, stored, cause);
        }
    }
}
