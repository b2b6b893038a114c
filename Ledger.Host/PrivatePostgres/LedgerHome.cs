using System.Globalization;
using System.Security.Cryptography;

namespace Ledger.Host.PrivatePostgres;

/// <summary>The folder a private PostgreSQL lives in, and the few small files beside its data that say how to reach it.</summary>
/// <remarks>
/// Under <c>postgres/</c>: <c>data</c>, <c>log</c> and <c>run</c> belong to the account the server runs under; <c>password</c>, <c>port</c>,
/// <c>account</c> and <c>lock</c> to whoever typed the command. Plain text rather than JSON: every command reads them before it does anything else.
/// </remarks>
public sealed class LedgerHome
{
    private const string FolderName = "recruitment-fee-ledger";
    private const int PasswordCharacters = 48;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerOnly | UnixFileMode.UserExecute;
    private const UnixFileMode MayPassThrough = UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private LedgerHome(string folder)
    {
        Folder = RealPath(Path.GetFullPath(folder));
        ServerFolder = Path.Combine(Folder, "postgres");
    }

    /// <summary>The full path of the folder, free of symbolic links, so that it equals what the server says of itself.</summary>
    public string Folder { get; }

    /// <summary>Where the cluster's tables are.</summary>
    public string DataFolder => Path.Combine(ServerFolder, "data");

    /// <summary>Where the server writes its messages: one file a weekday, each overwritten a week later.</summary>
    public string LogFolder => Path.Combine(ServerFolder, "log");

    /// <summary>The file with the server's password, readable by its owner alone.</summary>
    public string PasswordFile => Path.Combine(ServerFolder, "password");

    internal string ServerFolder { get; }

    internal string RunFolder => Path.Combine(ServerFolder, "run");

    internal string MakingFolder => Path.Combine(ServerFolder, "making");

    internal string LockFile => Path.Combine(ServerFolder, "lock");

    private string PortFile => Path.Combine(ServerFolder, "port");

    private string AccountFile => Path.Combine(ServerFolder, "account");

    /// <summary>A home at a folder of the caller's choice; nothing is created yet.</summary>
    public static LedgerHome At(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        return new LedgerHome(folder);
    }

    /// <summary>The home of this user: <c>LEDGER_HOME</c>, else the ledger's folder among the user's application data.</summary>
    /// <remarks>For root on Unix that is /var/lib/recruitment-fee-ledger: the server cannot run as root, and no other account can enter /root.</remarks>
    /// <exception cref="LedgerDatabaseException">The user has no home folder and names none.</exception>
    public static LedgerHome OfThisUser()
    {
        if (Environment.GetEnvironmentVariable("LEDGER_HOME") is { Length: > 0 } chosen)
        {
            return At(chosen);
        }

        if (Environment.GetEnvironmentVariable("XDG_DATA_HOME") is { Length: > 0 } data && Path.IsPathFullyQualified(data))
        {
            return At(Path.Combine(data, FolderName));
        }

        if (!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess)
        {
            return At(Path.Combine("/var/lib", FolderName));
        }

        var local = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return local.Length > 0
            ? At(Path.Combine(local, FolderName))
            : throw new LedgerDatabaseException("This user has no home folder. Set LEDGER_HOME to a folder where the ledger may keep its database.");
    }

    internal int? Port => int.TryParse(ReadIfThere(PortFile), CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65_535 ? port : null;

    internal string? Password => ReadIfThere(PasswordFile);

    internal string? Account => ReadIfThere(AccountFile);

    internal bool HasCluster => File.Exists(Path.Combine(DataFolder, "PG_VERSION"));

    internal void RememberPort(int port) => Write(PortFile, port.ToString(CultureInfo.InvariantCulture));

    internal void RememberAccount(string account) => Write(AccountFile, account);

    /// <summary>Creates the folders that belong to the caller; others may pass through them, so that the server's account reaches its own.</summary>
    internal void Prepare()
    {
        foreach (var folder in new[] { Folder, ServerFolder }.Where(folder => !Directory.Exists(folder)))
        {
            Directory.CreateDirectory(folder);
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(folder, Environment.IsPrivilegedProcess ? OwnerFolder | MayPassThrough : OwnerFolder);
            }
        }
    }

    /// <summary>The password, made up and stored before there is a cluster it opens.</summary>
    internal string PasswordOrNew()
    {
        if (Password is { } password)
        {
            return password;
        }

        if (HasCluster)
        {
            throw new LedgerDatabaseException(
                $"The ledger's private database in {DataFolder} is there, but the file with its password, {PasswordFile}, is missing. "
                + $"Put the file back from a copy; or, if what was recorded there is not needed, move {ServerFolder} away and start again.");
        }

        var made = RandomNumberGenerator.GetHexString(PasswordCharacters, lowercase: true);
        Write(PasswordFile, made);
        return made;
    }

    /// <summary>Writes a file for its owner alone, whole or not at all.</summary>
    internal static void Write(string path, string text)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        var draft = path + ".new";
        File.Delete(draft);
        using (var writer = new StreamWriter(draft, options))
        {
            writer.WriteLine(text);
        }

        File.Move(draft, path, overwrite: true);
    }

    private static string? ReadIfThere(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim() is { Length: > 0 } text ? text : null;
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static string RealPath(string path)
    {
        if (Path.GetDirectoryName(path) is not { } parent)
        {
            return path;
        }

        var here = Path.Combine(RealPath(parent), Path.GetFileName(path));
        var target = Directory.Exists(here) ? Directory.ResolveLinkTarget(here, returnFinalTarget: true) : null;
        return target is null ? here : RealPath(target.FullName);
    }
}
