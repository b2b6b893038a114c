using JasperFx.CommandLine;
using Ledger.Host.CommandLine;
using Ledger.Host.Rules;

namespace Ledger.Host.Replay;

/// <summary>Whom to replay.</summary>
public sealed class ReplayInput : CoordinatesInput
{
    /// <summary>The worker.</summary>
    [Description("The worker's id")]
    public string Worker { get; set; } = "";

    /// <summary>Whether to answer in JSON.</summary>
    [Description("Print one JSON document with the timeline, the balances and the findings")]
    public bool JsonFlag { get; set; }
}

/// <summary>Replays one worker's finances.</summary>
[Description("Replay one worker's finances: every account in order, running balances, and the findings as they stood", Name = "replay")]
public sealed class ReplayCommand(Terminal terminal) : LedgerCommand<ReplayInput>(terminal)
{
    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ReplayInput input, CancellationToken cancellation)
    {
        var question = new ReplayQuestion(
            input.Worker, Coordinates.Date(input.AsOfFlag, "--as-of"), Coordinates.Known(input.KnownAtFlag, "--known-at"), RulesChoice.OfCommandLine(input.RulesFlag),
            Audiences.Of(input.ForFlag, "--for"));
        await using var ledger = await OpenAsync(cancellation);
        var replay = await question.AnswerAsync(ledger.Store, ledger.ConnectionString, cancellation)
            ?? throw new BadUsageException($"Nothing {(question.KnownAt is null ? "is" : "was")} known of a worker '{input.Worker}': see ./ledger flags for ids.");
        if (input.JsonFlag)
        {
            Terminal.WriteJson(replay);
        }
        else
        {
            ReplayTable.Write(Terminal.Results, replay);
        }

        return Exit.Done;
    }
}
