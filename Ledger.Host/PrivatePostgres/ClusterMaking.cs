namespace Ledger.Host.PrivatePostgres;

/// <summary>Makes the cluster's data folder: aside, then moved into place, so that a data folder is either whole or not there.</summary>
internal static class ClusterMaking
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <exception cref="LedgerDatabaseException">initdb failed (a full disk, for one); the message shows what it printed.</exception>
    internal static async Task MakeAsync(LedgerHome home, ServerAccount account, PostgresPrograms programs, bool durable, CancellationToken cancel)
    {
        // Whatever an interrupted attempt left here was never in use.
        Clear(home.MakingFolder);
        try
        {
            var data = Path.Combine(home.MakingFolder, "data");
            var passwordFile = Path.Combine(home.MakingFolder, "password");
            Directory.CreateDirectory(home.MakingFolder);
            LedgerHome.Write(passwordFile, home.PasswordOrNew());
            await account.OwnAsync(home.MakingFolder, cancel);

            // One order of text on every machine (no locale), and a page damaged by the disk is noticed (checksums).
            string[] arguments =
            [
                "-D", data, "--username", ServerProbe.User, "--pwfile", passwordFile, "--auth", "scram-sha-256",
                "--encoding", "UTF8", "--no-locale", "--data-checksums", .. durable ? Array.Empty<string>() : ["--no-sync"],
            ];
            var result = await account.RunAsync(programs.InitDb, arguments, Limit, cancel);
            if (!result.Succeeded)
            {
                throw new LedgerDatabaseException(
                    $"The ledger's private database could not be made in {home.Folder}: initdb ended with code {result.ExitCode}. "
                    + $"Mend what it names, or set LEDGER_HOME to another folder, and try again. It printed:\n{result.Output}");
            }

            Directory.Move(data, home.DataFolder);
        }
        finally
        {
            Clear(home.MakingFolder);
        }
    }

    private static void Clear(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
