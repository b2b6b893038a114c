using Ledger.Host.PrivatePostgres;
using Npgsql;
using Xunit;
using static Ledger.Tests.PrivatePostgres.TemporaryHome;

namespace Ledger.Tests.PrivatePostgres;

public sealed class FirstStartTests(TemporaryHome temporary) : IClassFixture<TemporaryHome>
{
    [Fact]
    public async Task What_is_recorded_outlives_a_stop_and_the_port_stays()
    {
        var first = await temporary.StartAsync();
        await AskAsync(first, "drop table if exists fact; create table fact (id text); insert into fact values ('f-1')");

        Assert.True(await temporary.Server().StopAsync(Cancel));
        Assert.False(await temporary.Server().StopAsync(Cancel));
        var second = await temporary.StartAsync();

        Assert.Equal(first, second);
        Assert.Equal("f-1", await AskAsync(second, "select id from fact"));
    }

    [Fact]
    public async Task The_server_is_closed_to_all_but_the_owner_of_the_password_and_never_loses_a_commit()
    {
        await using var alone = new TemporaryHome();
        var connection = await alone.Server(durable: true).ConnectionStringAsync(Cancel);

        Assert.Equal("127.0.0.1", await AskAsync(connection, "show listen_addresses"));
        Assert.Equal("on", await AskAsync(connection, "show fsync"));
        Assert.Equal("on", await AskAsync(connection, "show synchronous_commit"));
        Assert.Equal("on", await AskAsync(connection, "show data_checksums"));
        Assert.Equal("scram-sha-256", await AskAsync(connection, "select string_agg(distinct auth_method, ',') from pg_hba_file_rules"));
        var wrong = new NpgsqlConnectionStringBuilder(connection) { Password = "wrong" }.ConnectionString;
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => AskAsync(wrong, "select 1"));
        Assert.Equal(PostgresErrorCodes.InvalidPassword, refusal.SqlState);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(alone.Home.PasswordFile));
        }
    }

    [Fact]
    public async Task Commands_that_start_at_once_share_one_server()
    {
        await using var alone = new TemporaryHome();

        var connections = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(alone.StartAsync)));

        Assert.Single(connections.Distinct());
        Assert.Single(alone.Progress.ToString().Split('\n'), line => line.StartsWith("Making", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_command_that_finds_the_server_running_says_nothing()
    {
        var first = await temporary.StartAsync();
        temporary.Progress.GetStringBuilder().Clear();

        Assert.Equal(first, await temporary.StartAsync());
        Assert.Empty(temporary.Progress.ToString());
    }

    [Fact]
    public async Task A_reset_empties_the_database_even_while_others_use_it()
    {
        var connection = await temporary.StartAsync();
        await using var other = new NpgsqlConnection(connection);
        await other.OpenAsync(Cancel);
        await AskAsync(connection, "create table if not exists fact (id text)");

        await temporary.Server().ResetAsync(Cancel);

        Assert.Equal(0L, await AskAsync(connection, "select count(*) from pg_class where relname = 'fact'"));
    }

    [Fact]
    public async Task A_missing_database_is_created()
    {
        var connection = await temporary.StartAsync();
        await AskAsync(new NpgsqlConnectionStringBuilder(connection) { Database = "postgres" }.ConnectionString, "drop database ledger");

        Assert.Equal(1, await AskAsync(await temporary.StartAsync(), "select 1"));
    }

    [Fact]
    public async Task Root_is_told_which_folder_is_closed_to_the_account_of_the_server()
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
        {
            Assert.Skip("Only root runs the server under another account.");
            return;
        }

        await using var alone = new TemporaryHome();
        Directory.CreateDirectory(alone.Home.Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var server = new PrivateServer(LedgerHome.At(Path.Combine(alone.Home.Folder, "below", "home")), TextWriter.Null);

        var refusal = await Assert.ThrowsAsync<LedgerDatabaseException>(() => server.ConnectionStringAsync(Cancel));

        Assert.Contains($"cannot enter {alone.Home.Folder}. Set LEDGER_HOME", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Root_does_not_take_over_what_another_user_made()
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
        {
            Assert.Skip("Only root could.");
            return;
        }

        await using var alone = new TemporaryHome();
        Directory.CreateDirectory(alone.Home.DataFolder);
        await File.WriteAllTextAsync(Path.Combine(alone.Home.DataFolder, "PG_VERSION"), await InstalledMajorAsync() + "\n", Cancel);

        var refusal = await Assert.ThrowsAsync<LedgerDatabaseException>(alone.StartAsync);

        Assert.Contains("made by another user than root", refusal.Message, StringComparison.Ordinal);
    }

    private async Task<string> InstalledMajorAsync()
    {
        await temporary.StartAsync();
        return (await File.ReadAllTextAsync(Path.Combine(temporary.Home.DataFolder, "PG_VERSION"), Cancel)).Trim();
    }
}
