using System.Text;
using Ledger.Host.CommandLine;
using Ledger.Host.PrivatePostgres;

namespace Ledger.Host.Reports;

/// <summary>Prints a document by a browser of the Chromium kind that is installed on this machine.</summary>
internal static class PdfPrinting
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>The browser: the one that LEDGER_CHROMIUM names, else the first on the PATH.</summary>
    /// <exception cref="BadUsageException">There is none.</exception>
    public static string Browser()
    {
        var named = Environment.GetEnvironmentVariable("LEDGER_CHROMIUM");
        var places = named is not null ? [named]
            : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).SelectMany(folder => Names.Select(name => Path.Combine(folder, name)));
        return places.FirstOrDefault(File.Exists) ?? throw new BadUsageException(
            $"There is no browser {(named is null ? "on the PATH" : $"at {named}")} to print a PDF with: install Chromium (Debian: chromium and fonts-noto-core), name one by LEDGER_CHROMIUM, or write --out NAME.html and print that.");
    }

    /// <summary>Prints a document that loads nothing to a file.</summary>
    /// <exception cref="BadUsageException">The browser printed nothing.</exception>
    /// <exception cref="LedgerDatabaseException">The browser cannot be started, or did not end in time.</exception>
    public static async Task PrintAsync(string browser, string html, string file, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("ledger-report-");
        try
        {
            var (page, printed) = (Path.Combine(folder.FullName, "report.html"), Path.Combine(folder.FullName, "report.pdf"));
            await File.WriteAllTextAsync(page, html, new UTF8Encoding(false), cancellation);
            string[] arguments =
            [
                "--headless", "--disable-gpu", "--disable-extensions", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--no-pdf-header-footer", $"--user-data-dir={Path.Combine(folder.FullName, "profile")}", $"--print-to-pdf={printed}",

                // Chromium refuses to run as root inside its sandbox; the document is the ledger's own and loads nothing.
                .. Environment.IsPrivilegedProcess ? (string[])["--no-sandbox"] : [], new Uri(page).AbsoluteUri,
            ];
            var result = await BoundedCommand.RunAsync(browser, arguments, Limit, cancellation);
            if (!File.Exists(printed))
            {
                throw new BadUsageException($"{browser} ended with {result.ExitCode} and printed nothing; it said:\n{result.Output}");
            }

            File.Move(printed, file, overwrite: true);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
