using JasperFx.CommandLine;
using Ledger.Domain.Disclosure;
using Ledger.Domain.Indicators;
using Ledger.Host.CommandLine;
using Ledger.Host.Flags;
using Ledger.Host.Import;
using Ledger.Host.PrivatePostgres;
using Ledger.Host.Replay;
using Ledger.Host.Rules;
using Ledger.Host.Serve;
using Ledger.Host.SyntheticCorridor;
using Spectre.Console;

namespace Ledger.Host.Demo;

/// <summary>How to show the ledger.</summary>
public sealed class DemoInput
{
    /// <summary>Whether to end after the tables.</summary>
    [Description("End after the tables instead of serving")]
    public bool NoServeFlag { get; set; }

    /// <summary>The port to serve on.</summary>
    [Description("The port to serve on (default 5080)")]
    public int PortFlag { get; set; } = LedgerHost.DefaultPort;
}

/// <summary>Shows the ledger's main job on its samples.</summary>
[Description("Import the published cases and a synthetic corridor, show the flags and one worker's replay, then serve", Name = "demo")]
public sealed class DemoCommand(Terminal terminal) : LedgerCommand<DemoInput>(terminal)
{
    private const string WorkedCase = "np-qa-2019";
    private const int FlagsShown = 25;

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(DemoInput input, CancellationToken cancellation)
    {
        var url = ServeCommand.UrlOf("127.0.0.1", input.PortFlag);
        await using (var ledger = await OpenAsync(cancellation))
        {
            var cases = Path.Combine(AppContext.BaseDirectory, "samples", "cases");
            var corridor = await CorridorAsync(cancellation);
            Terminal.Say("Importing the published cases and a synthetic corridor of 2,000 workers…");
            var result = await ImportCommand.ImportAsync(ledger, ImportCommand.FilesOf([cases, corridor]), Terminal, cancellation);
            Terminal.Results.WriteLine($"{result.Read:N0} lines read: {result.Accepted:N0} accepted, {result.AlreadyKnown:N0} already known, {result.Rejected:N0} rejected.");
            await ShowAsync(ledger, cancellation);
        }

        if (!input.NoServeFlag)
        {
            await ServeCommand.ServeAsync(await ConnectionStringAsync(cancellation), url, Terminal, cancellation);
        }

        return Exit.Done;
    }

    private async Task ShowAsync(OpenLedger ledger, CancellationToken cancellation)
    {
        var answer = await FlagsQuestion.Of(null, null, null, null, null, RulesChoice.Adopted, Audience.Investigator).AnswerAsync(ledger.Store, ledger.ConnectionString, cancellation);
        var published = answer with { Findings = [.. answer.Findings.Where(finding => finding.Worker?.StartsWith("w-", StringComparison.Ordinal) == false)] };
        Terminal.Results.Write(new Spectre.Console.Rule("Flags on the published cases").LeftJustified());
        FlagsTable.Write(Terminal.Results, published, Verdict.Present, MostPublished);
        Terminal.Results.Write(new Spectre.Console.Rule("Flags on all workers, the gravest and newest first").LeftJustified());
        FlagsTable.Write(Terminal.Results, answer, Verdict.Present, FlagsShown);
        Terminal.Results.Write(new Spectre.Console.Rule($"One worker's replay: {WorkedCase}").LeftJustified());
        var replay = await new ReplayQuestion(WorkedCase, null, null, RulesChoice.Adopted, Audience.Investigator).AnswerAsync(ledger.Store, ledger.ConnectionString, cancellation);
        ReplayTable.Write(Terminal.Results, replay ?? throw new BadUsageException($"The sample case {WorkedCase} is not on record: was its file changed?"));
    }

    private const int MostPublished = 100;

    /// <summary>Writes the corridor's facts anew: the same seed gives the same bytes, so facts that are known already stay known.</summary>
    private static async Task<string> CorridorAsync(CancellationToken cancellation)
    {
        var folder = Path.Combine(LedgerHome.OfThisUser().Folder, "demo");
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "synthetic-corridor.jsonl");
        await using var stream = new FileStream(path, FileMode.Create, FileAccess.Write);
        await CorridorFiles.WriteFacts(Corridor.Generate(new CorridorSettings()), stream);
        cancellation.ThrowIfCancellationRequested();
        return path;
    }
}
