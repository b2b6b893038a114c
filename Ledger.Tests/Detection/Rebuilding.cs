using Ledger.Tests.Database;
using Npgsql;
using Xunit;

namespace Ledger.Tests.Detection;

/// <summary>What the detector has come to, as it is stored, and how to make it start from nothing.</summary>
internal static class Rebuilding
{
    /// <summary>Deletes all that the detector made, and how far it had come.</summary>
    public static async Task ForgetAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ConnectionString);
        await using var command = source.CreateCommand(
            "delete from ledger.mt_event_progression; delete from ledger.worker_standing; delete from ledger.mt_doc_exposure; delete from ledger.finding; delete from ledger.placement; "
            + "delete from ledger.placement_outcome; delete from ledger.party_told; delete from ledger.mt_doc_pair_counts");
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Every standing and exposure, as the text in which it is stored.</summary>
    public static Task<IReadOnlyList<string>> StoredAsync(string database) => Sql.ColumnAsync(database,
        """
        select 'standing ' || row(worker, facts, as_of, judge_again_on, contributions, turns_on)::text from ledger.worker_standing
        union all select 'exposure ' || id || ' ' || data::text from ledger.mt_doc_exposure
        union all select 'finding ' || finding::text from ledger.finding
        union all select 'placement ' || placement::text from ledger.placement
        union all select 'outcome ' || placement_outcome::text from ledger.placement_outcome
        union all select 'party ' || party_told::text from ledger.party_told
        union all select 'pair ' || id || ' ' || data::text from ledger.mt_doc_pair_counts order by 1
        """);
}
