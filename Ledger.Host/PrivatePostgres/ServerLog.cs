namespace Ledger.Host.PrivatePostgres;

/// <summary>What the server wrote of late, for the message that tells why it did not start.</summary>
internal static class ServerLog
{
    private const int MostFiles = 2;
    private const int MostLines = 15;

    /// <summary>The server's first words, before it opens the log of the weekday; one start's worth.</summary>
    internal static string StartFile(LedgerHome home) => Path.Combine(home.LogFolder, "start.log");

    internal static string Tail(LedgerHome home)
    {
        var files = new DirectoryInfo(home.LogFolder).EnumerateFiles("*.log").OrderByDescending(file => file.LastWriteTimeUtc).Take(MostFiles).Reverse();
        return string.Join('\n', files.SelectMany(file => File.ReadLines(file.FullName).TakeLast(MostLines)));
    }
}
