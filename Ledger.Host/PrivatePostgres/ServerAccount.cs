namespace Ledger.Host.PrivatePostgres;

/// <summary>The account the server runs under: the caller's own, or, since PostgreSQL refuses to run as root, an unprivileged one when root calls.</summary>
internal sealed class ServerAccount
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>PostgreSQL's own account where its package is installed, else the one every Unix has.</summary>
    private static readonly string[] Candidates = ["postgres", "nobody"];

    /// <summary>Programs by which root acts as another account, the plainest first; the arguments go before the command.</summary>
    private static readonly (string Program, Func<ServerAccount, string[]> Arguments)[] Switches =
    [
        ("setpriv", account => ["--reuid", account._name!, "--regid", account._group!, "--init-groups", "--"]),
        ("runuser", account => ["-u", account._name!, "--"]),
        ("sudo", account => ["-n", "-u", account._name!, "--"]),
    ];

    private readonly string? _name;
    private readonly string? _group;

    private ServerAccount(string? name, string? group) => (_name, _group) = (name, group);

    /// <summary>The caller's own account, or the one that owns the data already, or the first of the candidates that exists.</summary>
    /// <exception cref="LedgerDatabaseException">Root calls, and there is no such account, or the home is another user's.</exception>
    internal static async Task<ServerAccount> ChooseAsync(LedgerHome home, CancellationToken cancel)
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
        {
            return new ServerAccount(null, null);
        }

        if (home.HasCluster && home.Account is null)
        {
            throw new LedgerDatabaseException(
                $"The ledger's private database in {home.Folder} was made by another user than root, who would lose access if root took it over. "
                + "Call the ledger as that user, or set LEDGER_HOME to another folder.");
        }

        string[] names = home.Account is { } remembered ? [remembered] : Candidates;
        foreach (var name in names)
        {
            var group = await BoundedCommand.RunAsync("id", ["-g", name], Limit, cancel);
            if (group.Succeeded)
            {
                return new ServerAccount(name, group.Output);
            }
        }

        throw new LedgerDatabaseException(
            $"PostgreSQL does not run as root, and this machine has no account {string.Join(" or ", names)} to run it under. "
            + "Create one (useradd --system postgres), or call the ledger as another user than root, or set LEDGER_DATABASE.");
    }

    /// <summary>Runs a program under this account.</summary>
    internal Task<CommandResult> RunAsync(string program, IEnumerable<string> arguments, TimeSpan limit, CancellationToken cancel)
    {
        if (_name is null)
        {
            return BoundedCommand.RunAsync(program, arguments, limit, cancel);
        }

        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Concat(["/usr/bin", "/usr/sbin", "/bin", "/sbin"]).ToArray();
        var (found, before) = Switches
            .Select(way => (Found: path.Select(folder => Path.Combine(folder, way.Program)).FirstOrDefault(File.Exists), way.Arguments))
            .FirstOrDefault(way => way.Found is not null);
        return found is null
            ? throw new LedgerDatabaseException(
                $"PostgreSQL does not run as root, and none of setpriv, runuser and sudo is here to run it as '{_name}'. Install util-linux or set LEDGER_DATABASE.")
            : BoundedCommand.RunAsync(found, [.. before(this), program, .. arguments], limit, cancel);
    }

    /// <summary>Creates a folder, if need be, that this account alone can use.</summary>
    internal async Task OwnAsync(string folder, CancellationToken cancel)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (_name is not null)
        {
            await DemandAsync(await BoundedCommand.RunAsync("chown", ["-R", $"{_name}:{_group}", folder], Limit, cancel), folder);
        }
    }

    /// <summary>Makes sure that the account can enter the folders on the way to its own, and is remembered for the next start.</summary>
    /// <exception cref="LedgerDatabaseException">A folder on the way is closed to it; the message names the folder.</exception>
    internal async Task ReachAsync(LedgerHome home, CancellationToken cancel)
    {
        if (_name is null)
        {
            return;
        }

        if (!await CanEnterAsync(home.ServerFolder, cancel))
        {
            var closed = home.ServerFolder;
            while (Path.GetDirectoryName(closed) is { } parent && !await CanEnterAsync(parent, cancel))
            {
                closed = parent;
            }

            throw new LedgerDatabaseException(
                $"PostgreSQL does not run as root, and the account '{_name}' it runs under instead cannot enter {closed}. "
                + $"Set LEDGER_HOME to a folder whose parents are open to it, such as /var/lib/recruitment-fee-ledger; or open this one (chmod o+x {closed}).");
        }

        home.RememberAccount(_name);
    }

    private async Task<bool> CanEnterAsync(string folder, CancellationToken cancel) =>
        (await RunAsync("test", ["-x", folder], Limit, cancel)).Succeeded;

    private Task DemandAsync(CommandResult result, string folder) => result.Succeeded
        ? Task.CompletedTask
        : throw new LedgerDatabaseException($"The folder {folder} cannot be given to the account '{_name}': {result.Output}");
}
