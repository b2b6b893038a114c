using JasperFx.Events;
using Ledger.Projections.Store;
using Npgsql;

namespace Ledger.Projections.Recording;

/// <summary>Fills the numbers of events whose transaction was taken back, as the store itself does.</summary>
/// <remarks>A number that never comes looks to the detector like a recording still under way: it would wait for it.</remarks>
public static class TakenBack
{
    private const int LongestSeconds = 10;

    /// <summary>Fills the numbers; where the database does not answer, the detector's own patience has to do.</summary>
    public static async Task FillAsync(NpgsqlConnection connection, long[] numbers)
    {
        try
        {
            await using var command = new NpgsqlCommand(
                $"""
                 insert into {LedgerStore.Schema}.mt_streams (id, version) values (@stream, 0) on conflict (id) do nothing;
                 insert into {LedgerStore.Schema}.mt_events (seq_id, id, stream_id, version, data, type, timestamp, mt_dotnet_type)
                 select number, gen_random_uuid(), @stream, number, '{"{}"}', @type, now(), @clr from unnest(@numbers) as number on conflict do nothing
                 """,
                connection)
            {
                CommandTimeout = LongestSeconds,
            };
            command.Parameters.AddWithValue("stream", Tombstone.StreamKey);
            command.Parameters.AddWithValue("type", Tombstone.Name);
            command.Parameters.AddWithValue("clr", $"{typeof(Tombstone).FullName}, {typeof(Tombstone).Assembly.GetName().Name}");
            command.Parameters.AddWithValue("numbers", numbers);
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }
        catch (Exception exception) when (exception is NpgsqlException or InvalidOperationException)
        {
            // What led here is the failure worth telling; it is on its way to the caller.
        }
    }
}
