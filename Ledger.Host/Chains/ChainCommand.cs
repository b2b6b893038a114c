using JasperFx.CommandLine;
using Ledger.Host.CommandLine;
using Ledger.Host.Rules;

namespace Ledger.Host.Chains;

/// <summary>Whose chain to show.</summary>
public sealed class ChainInput : CoordinatesInput
{
    /// <summary>A worker.</summary>
    [Description("Of this worker")]
    public string? WorkerFlag { get; set; }

    /// <summary>A placement.</summary>
    [Description("Only of this placement of the worker")]
    public string? PlacementFlag { get; set; }

    /// <summary>A recruiter.</summary>
    [Description("Added up over the workers of this recruiter, 2,000 at most; others than investigators and workers are shown no group of fewer than five")]
    public string? RecruiterFlag { get; set; }

    /// <summary>Whether to answer in JSON.</summary>
    [Description("Print one JSON document")]
    public bool JsonFlag { get; set; }
}

/// <summary>Shows who was paid and who is linked to whom.</summary>
[Description("Show who was paid for a worker's placements, or over a recruiter's workers, who is linked to whom, and what is to be looked at", Name = "chain")]
public sealed class ChainCommand(Terminal terminal) : LedgerCommand<ChainInput>(terminal)
{
    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ChainInput input, CancellationToken cancellation)
    {
        var question = ChainQuestion.Of(
            input.WorkerFlag, input.PlacementFlag, input.RecruiterFlag, Coordinates.Date(input.AsOfFlag, "--as-of"), Coordinates.Known(input.KnownAtFlag, "--known-at"),
            RulesChoice.OfCommandLine(input.RulesFlag), Audiences.Of(input.ForFlag, "--for"));
        await using var ledger = await OpenAsync(cancellation);
        var answer = await question.AnswerAsync(ledger.Store, ledger.ConnectionString, cancellation)
            ?? throw new BadUsageException("Nothing was known of such a worker, placement or recruiter at that instant: see ./ledger flags for ids.");
        if (input.JsonFlag)
        {
            Terminal.WriteJson(answer);
        }
        else
        {
            ChainTable.Write(Terminal.Results, answer);
        }

        return Exit.Done;
    }
}
