using System.Text;
using JasperFx.CommandLine;
using Ledger.Host.CommandLine;
using Ledger.Host.Rules;

namespace Ledger.Host.Reports;

/// <summary>Which report to draw.</summary>
public sealed class ReportInput : CoordinatesInput
{
    /// <summary>The worker.</summary>
    [Description("Of this worker")]
    public string? WorkerFlag { get; set; }

    /// <summary>The employer.</summary>
    [Description("Of this employer, with the statement of a period and each worker it covers")]
    public string? EmployerFlag { get; set; }

    /// <summary>The first day.</summary>
    [Description("The first day of an employer's period, such as 2024-01-01")]
    public string? FromFlag { get; set; }

    /// <summary>The last day.</summary>
    [Description("The last day of an employer's period, such as 2024-12-31")]
    public string? ToFlag { get; set; }

    /// <summary>The file.</summary>
    [Description("The file to write: NAME.html, one document by itself; or NAME.pdf, which an installed Chromium prints")]
    public string? OutFlag { get; set; }

    /// <summary>The language.</summary>
    [Description("The language of its texts: en (default) or ne")]
    public string? LangFlag { get; set; }
}

/// <summary>Draws an evidence report.</summary>
[Description("Draw an evidence report of a worker or an employer into one file: numbered exhibits, both clocks, findings and rules, the position without fees", Name = "report")]
public sealed class ReportCommand(Terminal terminal) : LedgerCommand<ReportInput>(terminal)
{
    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ReportInput input, CancellationToken cancellation)
    {
        var question = ReportQuestion.Of(
            input.WorkerFlag, input.EmployerFlag, Coordinates.Date(input.FromFlag, "--from"), Coordinates.Date(input.ToFlag, "--to"),
            Coordinates.Date(input.AsOfFlag, "--as-of"), Coordinates.Known(input.KnownAtFlag, "--known-at"),
            RulesChoice.OfCommandLine(input.RulesFlag), Audiences.Of(input.ForFlag, "--for"), input.LangFlag, name => "--" + name);
        var file = FileOf(input.OutFlag);
        var browser = IsPdf(file) ? PdfPrinting.Browser() : null;
        await using var ledger = await OpenAsync(cancellation);
        await CatchUp.RunAsync(ledger, Terminal, cancellation);
        var html = await question.DrawAsync(ledger.Store, ledger.ConnectionString, cancellation);
        if (browser is null)
        {
            await File.WriteAllTextAsync(file, html, new UTF8Encoding(false), cancellation);
        }
        else
        {
            await PdfPrinting.PrintAsync(browser, html, file, cancellation);
        }

        Terminal.Say($"The report is in {file}");
        return Exit.Done;
    }

    private static string FileOf(string? named)
    {
        var file = named is null ? null : Path.GetFullPath(named);
        return file is null || !(IsPdf(file) || file.EndsWith(".html", StringComparison.OrdinalIgnoreCase))
            ? throw new BadUsageException("Give the file to write with --out: NAME.html or NAME.pdf.")
            : Directory.Exists(Path.GetDirectoryName(file)) ? file
            : throw new BadUsageException($"There is no folder '{Path.GetDirectoryName(file)}' for --out: make it, or name another.");
    }

    private static bool IsPdf(string file) => file.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase);
}
