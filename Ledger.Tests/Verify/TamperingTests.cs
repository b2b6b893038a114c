using Ledger.Host.CommandLine;
using Ledger.Tests.CommandLine;
using Ledger.Tests.Database;
using Xunit;

namespace Ledger.Tests.Verify;

/// <summary>Whoever changes what is stored is found out, and the difference names the thing.</summary>
public sealed class TamperingTests(LedgerServer server)
{
    private const string Fee = "stream_id = 'worker/w-1' and type = 'fee-charged.v1'";

    public static TheoryData<string, string, string> Tampering => new()
    {
        { $$"""update ledger.mt_events set data = jsonb_set(data, '{amount,amount}', '"100.00"') where {{Fee}}""", "worker/w-1", "account" },
        { $"update ledger.mt_events set timestamp = timestamp - interval '1 day' where {Fee}", "worker/w-1", "account" },
        { $"update ledger.mt_events set type = 'arrived.v1', mt_dotnet_type = null, data = data - '{{amount,class,collector,collectorRole,borneBy,form}}'::text[] where {Fee}", "worker/w-1", "account" },
        { $"delete from ledger.mt_events where {Fee}", "worker/w-1", "account" },
        { "delete from ledger.mt_events where stream_id = 'worker/w-1' and version = 9", "worker/w-1", "account" },
        { "delete from ledger.mt_events where stream_id = 'worker/w-1'", "worker/w-1", "account" },
        { "delete from ledger.mt_events where seq_id = (select max(seq_id) from ledger.mt_events)", "detector", "events judged" },
        { "update ledger.mt_events set is_archived = true where stream_id = 'worker/w-1'", "ledger", "events stored = projected + held back" },
        { "delete from ledger.mt_streams where id = 'worker/w-1'", "worker/w-1", "account" },
        { """update ledger.mt_doc_worker_account set data = jsonb_set(data, '{isRegistered}', 'false') where id = 'worker/w-1'""", "worker/w-1", "account" },
        { "delete from ledger.mt_doc_worker_account where id = 'worker/w-1'", "worker/w-1", "account" },
        { "insert into ledger.mt_doc_worker_account (id, data) values ('worker/w-9', '{\"id\": \"worker/w-9\"}')", "worker/w-9", "account" },
        { "update ledger.worker_standing set judge_again_on = '2020-01-01' where worker = 'w-1'", "worker/w-1", "standing" },
        { "update ledger.worker_standing set contributions = '[]' where worker = 'w-1'", "worker/w-1", "standing" },
        { "update ledger.worker_standing set turns_on = '{}' where worker = 'w-1'", "worker/w-1", "standing" },
        { "delete from ledger.worker_standing where worker = 'w-1'", "worker/w-1", "standing" },
        { "insert into ledger.worker_standing values ('w-9', 1, '2024-01-01', null, '[]', '{}', 0)", "worker/w-9", "standing" },
        { "update ledger.finding set severity = 0 where worker = 'w-1' and severity = 2", "worker/w-1", "rows of the watch list" },
        { "delete from ledger.finding where worker = 'w-1'", "worker/w-1", "rows of the watch list" },
        { "insert into ledger.finding (worker, indicator, placement, severity, explanation) values ('w-9', 'fee.worker-paid', '', 2, '')", "worker/w-9", "rows of the watch list" },
        { """update ledger.placement set figures = jsonb_set(figures, '{charged,claimed}', '"1.00"') where worker = 'w-1'""", "worker/w-1", "figures of placements" },
        { "update ledger.placement set recruiter = 'r-9' where worker = 'w-1'", "worker/w-1", "figures of placements" },
        { "delete from ledger.placement where worker = 'w-1'", "worker/w-1", "figures of placements" },
        { "update ledger.placement_outcome set ended_early = true where worker = 'w-1'", "worker/w-1", "outcomes of placements" },
        { "delete from ledger.placement_outcome where worker = 'w-1'", "worker/w-1", "outcomes of placements" },
        { "insert into ledger.placement_outcome select 'w-9', placement, recruiter, employer, recruiter_group, employer_group, corridor, started_on, term, ended_on, ended_early, observed_until, fee_borne, recovered_on, refund_closed_on, taken, start_fact, end_fact from ledger.placement_outcome limit 1", "worker/w-9", "outcomes of placements" },
        { "update ledger.party_told set party = 'e-9' where worker = 'w-1' and role = 'employer'", "worker/w-1", "parties told" },
        { "delete from ledger.party_told where worker = 'w-1' and role = 'recruiter'", "worker/w-1", "parties told" },
        { "insert into ledger.party_told values ('w-9', 'employer', 'e-1')", "worker/w-9", "parties told" },
        { """update ledger.mt_doc_pair_counts set data = jsonb_set(data, '{corridors,0,placements}', '7')""", "r-1 with e-1", "counts of the pair" },
        { "delete from ledger.mt_doc_pair_counts", "r-1 with e-1", "counts of the pair" },
        { """update ledger.mt_doc_exposure set data = jsonb_set(data, '{workers}', '7') where id = 'recruiter/r-1'""", "recruiter/r-1", "exposure" },
        { "delete from ledger.mt_doc_exposure where id = 'corridor/NP-QA'", "corridor/NP-QA", "exposure" },
        { """insert into ledger.mt_doc_exposure (id, data) values ('employer/e-9', '{"id": "employer/e-9"}')""", "employer/e-9", "exposure" },
    };

    [Theory, MemberData(nameof(Tampering))]
    public async Task A_change_past_the_ledger_is_found_and_named(string sql, string of, string what)
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.RecordAsync([.. Tell.Rates(), .. Tell.Story("w-1"), .. Tell.Story("w-2")]);
        var sound = await ledger.SucceedAsync("verify", "--json");
        Assert.Equal(0, sound.Json.GetProperty("differences").GetInt32());
        await Sql.ChangeAsync(ledger.Database, sql);

        var answer = await ledger.CallAsync("verify", "--json");
        Assert.True(answer.Exit == Exit.Difference, answer.Errors + answer.Output);
        var named = answer.Json.GetProperty("named").EnumerateArray().Select(difference => (difference.GetProperty("of").GetString()!, difference.GetProperty("what").GetString()!));
        Assert.Contains((of, what), named);

        var table = await ledger.CallAsync("verify");
        Assert.Equal(Exit.Difference, table.Exit);
        Assert.Contains($"{of}: {what} differs", table.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sound_ledger_accounts_for_every_event()
    {
        var ledger = new LedgerCalls(await server.CreateLedgerAsync(TestContext.Current.CancellationToken));
        await ledger.RecordAsync([.. Tell.Rates(), Tell.Link("r-1", "l-1", "2022-01-01"), .. Tell.Story("w-1")]);
        var json = (await ledger.SucceedAsync("verify", "--json")).Json;
        Assert.Equal(16, json.GetProperty("stored").GetInt32());
        Assert.Equal(9, json.GetProperty("projected").GetInt32());
        Assert.Equal([("import", 1), ("reference", 6)], json.GetProperty("heldBack").EnumerateObject().Select(kind => (kind.Name, kind.Value.GetInt32())).Order());
        Assert.Equal((1, 4, 0), (json.GetProperty("workers").GetInt32(), json.GetProperty("exposures").GetInt32(), json.GetProperty("differences").GetInt32()));
    }
}
