using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Net;
using Ledger.Host.PrivatePostgres;
using Npgsql;
using Xunit;
using static Ledger.Tests.PrivatePostgres.TemporaryHome;

namespace Ledger.Tests.PrivatePostgres;

public sealed class MishapTests(TemporaryHome temporary) : IClassFixture<TemporaryHome>
{
    [Fact]
    public async Task A_killed_server_is_started_again_with_every_commit()
    {
        var connection = await temporary.Server(durable: true).ConnectionStringAsync(Cancel);
        await AskAsync(connection, "drop table if exists fact; create table fact (id text); insert into fact values ('f-1')");

        using (var postmaster = Process.GetProcessById(PostmasterOf(temporary)))
        {
            // Nobody waits for it to end: the next command may well come before its processes are gone.
            postmaster.Kill();
        }

        Assert.Equal("f-1", await AskAsync(await temporary.StartAsync(), "select id from fact"));
    }

    [Fact]
    public async Task A_stale_pid_file_that_names_another_living_process_does_not_stand_in_the_way()
    {
        await temporary.StartAsync();
        var left = await File.ReadAllLinesAsync(PidFile(temporary), Cancel);
        await temporary.Server().StopAsync(Cancel);
        left[0] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        await File.WriteAllLinesAsync(PidFile(temporary), left, Cancel);

        Assert.Equal(1, await AskAsync(await temporary.StartAsync(), "select 1"));
    }

    [Fact]
    public async Task An_empty_pid_file_does_not_stand_in_the_way()
    {
        await temporary.StartAsync();
        await temporary.Server().StopAsync(Cancel);
        await File.WriteAllTextAsync(PidFile(temporary), "", Cancel);

        Assert.Equal(1, await AskAsync(await temporary.StartAsync(), "select 1"));
    }

    [Fact]
    public async Task A_port_taken_by_another_program_meanwhile_is_given_up()
    {
        var before = new NpgsqlConnectionStringBuilder(await temporary.StartAsync());
        await temporary.Server().StopAsync(Cancel);
        using var another = new TcpListener(IPAddress.Loopback, before.Port);
        another.Start();

        var after = new NpgsqlConnectionStringBuilder(await temporary.StartAsync());

        Assert.NotEqual(before.Port, after.Port);
        Assert.Equal(1, await AskAsync(after.ConnectionString, "select 1"));
    }

    [Fact]
    public async Task The_server_of_another_ledger_is_not_mistaken_for_ours_even_with_our_password()
    {
        await using var ours = new TemporaryHome();
        await using var theirs = new TemporaryHome();
        Directory.CreateDirectory(theirs.File(""));
        await ours.StartAsync();
        File.Copy(ours.Home.PasswordFile, theirs.Home.PasswordFile);
        var foreign = new NpgsqlConnectionStringBuilder(await theirs.StartAsync());
        await ours.Server().StopAsync(Cancel);
        await File.WriteAllTextAsync(ours.File("port"), foreign.Port.ToString(CultureInfo.InvariantCulture), Cancel);

        var connection = await ours.StartAsync();

        Assert.NotEqual(foreign.Port, new NpgsqlConnectionStringBuilder(connection).Port);
        Assert.Equal(ours.Home.DataFolder, await AskAsync(connection, "show data_directory"));
    }

    [Fact]
    public async Task What_an_interrupted_first_start_left_is_made_anew()
    {
        await using var alone = new TemporaryHome();
        Directory.CreateDirectory(alone.File("making/data/base"));
        await File.WriteAllTextAsync(alone.File("making/data/PG_VERSION"), "15", Cancel);

        Assert.Equal(1, await AskAsync(await alone.StartAsync(), "select 1"));
        Assert.False(Directory.Exists(alone.File("making")));
    }

    [Fact]
    public async Task A_full_disk_is_told_in_the_words_of_initdb_and_leaves_nothing_half_made()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The stand-in for initdb is a shell script.");
        await using var alone = new TemporaryHome();
        var programs = await ProgramsThatFailAsync(alone, "initdb: error: could not create directory: No space left on device");

        var refusal = await Assert.ThrowsAsync<LedgerDatabaseException>(() => alone.Server(programs: programs).ConnectionStringAsync(Cancel));

        Assert.Contains("No space left on device", refusal.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(alone.Home.DataFolder));
        Assert.Equal(1, await AskAsync(await alone.StartAsync(), "select 1"));
    }

    [Fact]
    public async Task A_server_that_does_not_start_is_told_with_its_log()
    {
        await temporary.StartAsync();
        await temporary.Server().StopAsync(Cancel);

        var refusal = await WithoutAsync(
            Path.Combine(temporary.Home.DataFolder, "global", "pg_control"), () => Assert.ThrowsAsync<LedgerDatabaseException>(temporary.StartAsync));

        Assert.Contains("could not find the database system", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_of_another_major_version_is_named_and_left_alone()
    {
        await using var alone = new TemporaryHome();
        Directory.CreateDirectory(alone.Home.DataFolder);
        await File.WriteAllTextAsync(Path.Combine(alone.Home.DataFolder, "PG_VERSION"), "9\n", Cancel);

        var refusal = await Assert.ThrowsAsync<LedgerDatabaseException>(alone.StartAsync);

        Assert.Contains("was made by PostgreSQL 9, and only", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lost_password_is_told_and_no_new_one_made_up()
    {
        await temporary.StartAsync();
        await temporary.Server().StopAsync(Cancel);

        var refusal = await WithoutAsync(temporary.Home.PasswordFile, () => Assert.ThrowsAsync<LedgerDatabaseException>(temporary.StartAsync));

        Assert.Contains(temporary.Home.PasswordFile, refusal.Message, StringComparison.Ordinal);
    }

    /// <summary>Does something while a file is missing; that nothing else has been written in its place is part of the test.</summary>
    private static async Task<T> WithoutAsync<T>(string path, Func<Task<T>> work)
    {
        File.Move(path, path + ".aside");
        try
        {
            return await work();
        }
        finally
        {
            File.Move(path + ".aside", path, overwrite: false);
        }
    }

    private static string PidFile(TemporaryHome temporary) => Path.Combine(temporary.Home.DataFolder, "postmaster.pid");

    private static int PostmasterOf(TemporaryHome temporary) => int.Parse(File.ReadLines(PidFile(temporary)).First(), CultureInfo.InvariantCulture);

    private static async Task<PostgresPrograms> ProgramsThatFailAsync(TemporaryHome temporary, string complaint)
    {
        var folder = Path.Combine(temporary.Home.Folder, "programs");
        Directory.CreateDirectory(folder);
        var script = Path.Combine(folder, "initdb");
        await File.WriteAllTextAsync(script, $"#!/bin/sh\necho '{complaint}' >&2\nexit 1\n", Cancel);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(script, (UnixFileMode)0b111_101_101);
        }

        return new PostgresPrograms(folder, Major: 15);
    }
}
