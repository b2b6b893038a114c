namespace Ledger.Host.PrivatePostgres;

/// <summary>Debian's own PostgreSQL, installed where the ledger is started as root on a machine that has none: a fresh container, a build machine.</summary>
internal static class DebianPackage
{
    private const string AptGet = "/usr/bin/apt-get";
    private const string ClusterSettings = "/etc/postgresql-common/createcluster.conf";
    private const string LockFile = "/run/recruitment-fee-ledger.install.lock";
    private static readonly TimeSpan UpdateLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan InstallLimit = TimeSpan.FromMinutes(15);

    internal static bool CanBeInstalled => OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists(AptGet);

    /// <summary>Installs the package without the server Debian would start with it: the ledger runs its own, in its own folder.</summary>
    /// <exception cref="LedgerDatabaseException">apt-get failed; the message shows what it printed.</exception>
    internal static async Task<IReadOnlyList<PostgresPrograms>> InstalledAsync(TextWriter progress, CancellationToken cancel)
    {
        // Ledgers of other homes may find nothing installed at the same moment.
        await using var held = await StartLock.TakeAsync(LockFile, UpdateLimit + InstallLimit, cancel);
        if (await PostgresPrograms.FindAsync(cancel) is { Count: > 0 } quicker)
        {
            return quicker;
        }

        await progress.WriteLineAsync("No PostgreSQL here: installing Debian's package 'postgresql' with apt-get, which takes a minute or so.");
        if (!File.Exists(ClusterSettings))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(ClusterSettings)!);
            await File.WriteAllTextAsync(ClusterSettings, "# The recruitment-fee ledger runs a private server in its own folder.\ncreate_main_cluster = false\n", cancel);
        }

        await AptAsync(UpdateLimit, cancel, "update");
        await AptAsync(InstallLimit, cancel, "install", "-y", "--no-install-recommends", "-o", "Dpkg::Options::=--force-confold", "postgresql");
        return await PostgresPrograms.FindAsync(cancel);
    }

    private static async Task AptAsync(TimeSpan limit, CancellationToken cancel, params string[] arguments)
    {
        var result = await BoundedCommand.RunAsync(
            AptGet, ["-q", "-o", "DPkg::Lock::Timeout=120", .. arguments], limit, cancel, ("DEBIAN_FRONTEND", "noninteractive"), ("UCF_FORCE_CONFFOLD", "1"));
        if (!result.Succeeded)
        {
            throw new LedgerDatabaseException(
                $"There is no PostgreSQL on this machine, and 'apt-get {arguments[0]}' failed with code {result.ExitCode}:\n{result.Output}\n\n"
                + LedgerDatabaseException.WaysToGetOne);
        }
    }
}
