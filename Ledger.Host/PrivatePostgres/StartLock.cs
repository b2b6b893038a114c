namespace Ledger.Host.PrivatePostgres;

/// <summary>Lets one command at a time install PostgreSQL, or make, start, stop or reset a private server; the operating system frees it when the command ends, however it ends.</summary>
internal static class StartLock
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits for the lock, for as long as one start may take.</summary>
    /// <exception cref="LedgerDatabaseException">Another command holds it for longer than that.</exception>
    internal static async Task<FileStream> TakeAsync(string path, TimeSpan limit, CancellationToken cancel)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        deadline.CancelAfter(limit);
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException held) when (File.Exists(path))
            {
                if (!deadline.IsCancellationRequested)
                {
                    await Task.Delay(BetweenTries, cancel);
                    continue;
                }

                throw new LedgerDatabaseException(
                    $"Another ledger command has been busy with the private database for {limit.TotalSeconds:0} s (it holds {path}). "
                    + "Wait for it, or end it, and try again.", held);
            }
        }
    }
}
