using System.Globalization;

namespace Ledger.Host.PrivatePostgres;

/// <summary>The file <c>postmaster.pid</c> a server keeps in its data folder while it runs, and leaves behind when it is killed.</summary>
internal sealed record PostmasterFile(int Process, int? Port)
{
    /// <summary>A process number no operating system gives out.</summary>
    private const int NoProcess = int.MaxValue;

    private const int PortLine = 3;

    /// <summary>Reads the file of a server that runs now.</summary>
    /// <returns>Nothing when there is no file, or the process it names is gone or is another program.</returns>
    internal static PostmasterFile? OfRunningServer(string dataFolder)
    {
        if (!File.Exists(PathIn(dataFolder)))
        {
            return null;
        }

        var lines = File.ReadAllLines(PathIn(dataFolder));
        return lines.Length > 0 && TryNumber(lines[0], out var process) && Runs(process, dataFolder)
            ? new PostmasterFile(process, lines.Length > PortLine && TryNumber(lines[PortLine], out var port) ? port : null)
            : null;
    }

    /// <summary>Makes the file of a killed server harmless. The caller has found that no server runs, and holds the start lock.</summary>
    /// <remarks>
    /// After a restart of the machine its process number may belong to any program, and PostgreSQL would refuse to start. Only the number is
    /// replaced: the rest lets PostgreSQL find out whether orphans of the killed server still use its shared memory, and refuse then.
    /// </remarks>
    internal static void Disarm(string dataFolder)
    {
        var path = PathIn(dataFolder);
        if (!File.Exists(path))
        {
            return;
        }

        var lines = File.ReadAllLines(path);
        if (lines.Length == 0)
        {
            File.Delete(path);
            return;
        }

        // A new file moved over the old one, as the folder belongs to another account: nothing is written through a link it may hold.
        var draft = path + ".disarmed";
        File.Delete(draft);
        using (var writer = new StreamWriter(new FileStream(draft, FileMode.CreateNew, FileAccess.Write)))
        {
            writer.WriteLine(NoProcess.ToString(CultureInfo.InvariantCulture));
            foreach (var line in lines.Skip(1))
            {
                writer.WriteLine(line);
            }
        }

        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(draft, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }

        File.Move(draft, path, overwrite: true);
    }

    internal static string PathIn(string dataFolder) => Path.Combine(dataFolder, "postmaster.pid");

    private static bool Runs(int number, string dataFolder)
    {
        // Linux tells the whole command line, and an empty one for a process that has ended and waits to be collected.
        var commandLine = $"/proc/{number.ToString(CultureInfo.InvariantCulture)}/cmdline";
        try
        {
            if (OperatingSystem.IsLinux())
            {
                return File.ReadAllText(commandLine).Split('\0').Contains(dataFolder, StringComparer.Ordinal);
            }

            using var process = System.Diagnostics.Process.GetProcessById(number);
            return process.ProcessName.StartsWith("postgres", StringComparison.OrdinalIgnoreCase);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or IOException)
        {
            return false;
        }
    }

    private static bool TryNumber(string line, out int number) => int.TryParse(line.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
