using System.Globalization;
using System.Text.RegularExpressions;

namespace Ledger.Host.PrivatePostgres;

/// <summary>A folder with PostgreSQL's server programs, all of one major version.</summary>
/// <param name="Folder">Where <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c> are.</param>
/// <param name="Major">The major version, such as 15; data made by one major version cannot be opened by another.</param>
public sealed partial record PostgresPrograms(string Folder, int Major)
{
    /// <summary>The oldest version that can drop a database others are connected to, which a reset needs.</summary>
    private const int OldestMajor = 13;

    private const int MostFolders = 64;
    private static readonly TimeSpan VersionLimit = TimeSpan.FromSeconds(10);
    private static readonly string[] Needed = ["initdb", "pg_ctl", "postgres"];

    internal string InitDb => Program(Folder, "initdb");

    internal string PgCtl => Program(Folder, "pg_ctl");

    /// <summary>Every usable set of programs on this machine: those on the PATH first, then by version, newest first.</summary>
    internal static async Task<IReadOnlyList<PostgresPrograms>> FindAsync(CancellationToken cancel)
    {
        var onPath = await UsableAsync((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator), cancel);
        var installed = await UsableAsync(InstalledFolders(), cancel);
        return [.. onPath, .. installed.OrderByDescending(programs => programs.Major)];
    }

    /// <summary>The programs in one folder.</summary>
    /// <returns>Nothing when a program is missing, does not run, or is older than the ledger can use.</returns>
    internal static async Task<PostgresPrograms?> InAsync(string folder, CancellationToken cancel)
    {
        if (!Needed.All(name => File.Exists(Program(folder, name))))
        {
            return null;
        }

        // "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)", "postgres (PostgreSQL) 19devel"
        var result = await BoundedCommand.RunAsync(Program(folder, "postgres"), ["--version"], VersionLimit, cancel);
        var version = VersionPattern().Match(result.Output);
        return result.Succeeded && version.Success && int.Parse(version.Groups[1].Value, CultureInfo.InvariantCulture) is >= OldestMajor and var major
            ? new PostgresPrograms(folder, major)
            : null;
    }

    private static async Task<IReadOnlyList<PostgresPrograms>> UsableAsync(IEnumerable<string> folders, CancellationToken cancel)
    {
        var usable = new List<PostgresPrograms>();
        foreach (var folder in folders.Where(Path.IsPathFullyQualified).Distinct().Take(MostFolders))
        {
            if (await InAsync(folder, cancel) is { } programs)
            {
                usable.Add(programs);
            }
        }

        return usable;
    }

    private static IEnumerable<string> InstalledFolders()
    {
        (string Parent, string Pattern)[] places = OperatingSystem.IsWindows()
            ? [(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "PostgreSQL"), "*")]
            : [("/usr/lib/postgresql", "*"), ("/opt/homebrew/opt", "postgresql*"), ("/usr/local/opt", "postgresql*"), ("/usr", "pgsql-*")];
        return places.Where(place => Directory.Exists(place.Parent))
            .SelectMany(place => Directory.EnumerateDirectories(place.Parent, place.Pattern))
            .Select(folder => Path.Combine(folder, "bin"));
    }

    private static string Program(string folder, string name) => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name);

    [GeneratedRegex(@"\(PostgreSQL\) (\d{1,3})", RegexOptions.CultureInvariant)]
    private static partial Regex VersionPattern();
}
