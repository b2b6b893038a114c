using Ledger.Projections.Store;
using Npgsql;

namespace Ledger.Projections.Recording;

/// <summary>Where facts are read from and written to: the ledger's own tables, or a trial's, which lie over them and go with its connection.</summary>
/// <remarks>A trial thus decides by the same statements as a recording, takes no lock that another would wait for, and uses up no number of an event.</remarks>
public sealed class RecordTables
{
    private const string Schema = LedgerStore.Schema;

    private RecordTables(string events, string streams, string accounts, string sequence) =>
        (Events, Streams, Accounts, Sequence) = (events, streams, accounts, sequence);

    /// <summary>The ledger's own.</summary>
    public static RecordTables Ledger { get; } =
        new($"{Schema}.mt_events", $"{Schema}.mt_streams", $"{Schema}.mt_doc_worker_account", $"{Schema}.mt_events_sequence");

    /// <summary>A trial's, on a connection prepared by <see cref="PrepareTrialAsync"/>.</summary>
    public static RecordTables Trial { get; } = new("pg_temp.trial_events", "pg_temp.trial_streams", "pg_temp.trial_accounts", "pg_temp.trial_sequence");

    /// <summary>Whether nothing written here stays.</summary>
    public bool IsTrial => this == Trial;

    /// <summary>The table that events are written to.</summary>
    public string Events { get; }

    /// <summary>The table that the streams' versions are written to.</summary>
    public string Streams { get; }

    /// <summary>The table that workers' accounts are written to.</summary>
    public string Accounts { get; }

    /// <summary>What gives events their numbers.</summary>
    public string Sequence { get; }

    /// <summary>A query over all that is recorded, and in a trial over what it would have recorded as well.</summary>
    /// <param name="table">One of the tables, by the property that names it.</param>
    /// <param name="select">The columns.</param>
    /// <param name="where">The rows.</param>
    public string Query(Func<RecordTables, string> table, string select, string where)
    {
        var recorded = $"select {select} from {table(Ledger)} where {where}";
        return IsTrial ? $"{recorded} union all select {select} from {table(this)} where {where}" : recorded;
    }

    /// <summary>Makes the tables of a trial on a connection; they end with its session.</summary>
    public static async Task PrepareTrialAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            $"""
             create temporary table trial_events (like {Ledger.Events} including defaults including indexes);
             create temporary table trial_streams (like {Ledger.Streams} including defaults including indexes);
             create temporary table trial_accounts (like {Ledger.Accounts} including defaults including indexes);
             create temporary sequence trial_sequence;
             """,
            connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
