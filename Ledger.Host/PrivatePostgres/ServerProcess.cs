using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Ledger.Host.PrivatePostgres;

/// <summary>Starts and stops the server process of one home; whoever calls holds the start lock.</summary>
internal sealed class ServerProcess(LedgerHome home, ServerAccount account, PostgresPrograms programs, bool durable)
{
    private const int MostStarts = 10;

    /// <summary>The longest path to a socket every Unix takes, less the name of the socket itself.</summary>
    private const int LongestSocketFolder = 80;

    /// <summary>A server that was killed reads back its journal first: seconds as a rule, minutes at worst.</summary>
    private const int StartSeconds = 120;

    private const int StopSeconds = 60;

    /// <summary>How much longer than pg_ctl's own limit its process may take.</summary>
    private const int Grace = 10;

    private static readonly TimeSpan BetweenStarts = TimeSpan.FromMilliseconds(300);

    /// <summary>Starts the server at the port it had, or at a free one where that is taken by now.</summary>
    /// <returns>The port.</returns>
    /// <exception cref="LedgerDatabaseException">It does not start; the message shows its log.</exception>
    internal async Task<int> StartAsync(CancellationToken cancel)
    {
        await account.OwnAsync(home.LogFolder, cancel);
        await account.OwnAsync(home.RunFolder, cancel);
        for (var attempt = 1; ; attempt++)
        {
            PostmasterFile.Disarm(home.DataFolder);
            ForgetSockets();
            File.Delete(ServerLog.StartFile(home));
            var port = home.Port is { } remembered && IsFree(remembered) ? remembered : FreePort();
            home.RememberPort(port);
            var result = await PgCtlAsync(
                StartSeconds, cancel, "start", "-D", home.DataFolder, "-w", "-t", Seconds(StartSeconds), "-l", ServerLog.StartFile(home), "-o", Settings(port));
            if (result.Succeeded)
            {
                return port;
            }

            // Two reasons pass by themselves: another program was quicker to the port, and the processes of a killed server are still ending.
            var log = ServerLog.Tail(home);
            var passes = !IsFree(port) || log.Contains("shared memory block", StringComparison.Ordinal);
            if (!passes || attempt == MostStarts)
            {
                throw new LedgerDatabaseException(
                    $"The ledger's private database in {home.DataFolder} did not start (pg_ctl ended with code {result.ExitCode}). "
                    + $"Mend what its log in {home.LogFolder} names, and try again; nothing recorded is lost by that. The log ends:\n{log}\n{result.Output}");
            }

            await Task.Delay(BetweenStarts, cancel);
        }
    }

    /// <summary>Ends the server in order: sessions are cut, everything is written.</summary>
    /// <exception cref="LedgerDatabaseException">It does not end in time.</exception>
    internal async Task StopAsync(CancellationToken cancel)
    {
        var result = await PgCtlAsync(StopSeconds, cancel, "stop", "-D", home.DataFolder, "-m", "fast", "-w", "-t", Seconds(StopSeconds));
        if (!result.Succeeded && PostmasterFile.OfRunningServer(home.DataFolder) is not null)
        {
            throw new LedgerDatabaseException($"The ledger's private database in {home.DataFolder} did not stop; try again. pg_ctl printed:\n{result.Output}");
        }
    }

    /// <summary>Removes what a killed server left in its folder of sockets: the lock beside a socket names a process too, which may live on as another.</summary>
    private void ForgetSockets()
    {
        foreach (var left in Directory.EnumerateFiles(home.RunFolder))
        {
            File.Delete(left);
        }
    }

    private Task<CommandResult> PgCtlAsync(int seconds, CancellationToken cancel, params string[] arguments) =>
        account.RunAsync(programs.PgCtl, arguments, TimeSpan.FromSeconds(seconds + Grace), cancel);

    private static string Seconds(int seconds) => seconds.ToString(CultureInfo.InvariantCulture);

    /// <summary>The settings, on the server's command line: no file in a folder of another account needs to be written.</summary>
    private string Settings(int port)
    {
        var useSocket = !OperatingSystem.IsWindows() && home.RunFolder.Length <= LongestSocketFolder && home.RunFolder.All(IsPlain);
        List<(string Name, string Value)> settings =
        [
            ("listen_addresses", "127.0.0.1"),
            ("port", Seconds(port)),
            ("unix_socket_directories", useSocket ? home.RunFolder : "''"),
            // A run of tests keeps many small databases at once.
            ("max_connections", durable ? "100" : "300"),
            ("shared_buffers", "256MB"),
            ("shared_preload_libraries", "''"),
            ("jit", "off"),
            ("timezone", "UTC"),

            // A file a weekday, overwritten a week later; no values of statements in it, for they are people's.
            ("logging_collector", "on"),
            ("log_directory", "../log"),
            ("log_filename", "server-%a.log"),
            ("log_truncate_on_rotation", "on"),
            ("log_rotation_age", "1d"),
            ("log_rotation_size", "0"),
            ("log_checkpoints", "off"),
            ("log_error_verbosity", "terse"),
            ("log_min_error_statement", "panic"),
        ];
        if (!durable)
        {
            settings.AddRange([("fsync", "off"), ("full_page_writes", "off")]);
        }

        return string.Join(' ', settings.Select(setting => $"-c {setting.Name}={setting.Value}"));
    }

    /// <summary>pg_ctl hands the settings through a shell: a path with anything else in it is not worth the risk.</summary>
    private static bool IsPlain(char character) => char.IsAsciiLetterOrDigit(character) || character is '/' or '-' or '_' or '.';

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
