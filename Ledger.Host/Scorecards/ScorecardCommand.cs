using JasperFx.CommandLine;
using Ledger.Host.CommandLine;

namespace Ledger.Host.Scorecards;

/// <summary>Whose scorecard to show.</summary>
public sealed class ScorecardInput
{
    /// <summary>A recruiter.</summary>
    [Description("Of this recruiter")]
    public string? RecruiterFlag { get; set; }

    /// <summary>An employer.</summary>
    [Description("Of this employer; with a recruiter, of the two together")]
    public string? EmployerFlag { get; set; }

    /// <summary>A corridor.</summary>
    [Description("Of this corridor, such as NP-QA")]
    public string? CorridorFlag { get; set; }

    /// <summary>The first day.</summary>
    [Description("Placements that began on this day or later, such as 2025-01-01")]
    public string? FromFlag { get; set; }

    /// <summary>The last day.</summary>
    [Description("Placements that began on this day or earlier")]
    public string? ToFlag { get; set; }

    /// <summary>For whom.</summary>
    [Description("For whom: investigator (default), worker, employer, recruiter or brand; the last three are shown no group of fewer than five workers")]
    public string? ForFlag { get; set; }

    /// <summary>Whether to answer in JSON.</summary>
    [Description("Print one JSON document")]
    public bool JsonFlag { get; set; }
}

/// <summary>Shows a scorecard.</summary>
[Description("Show the scorecard of a recruiter, an employer, a corridor or a pair: who was charged, how much, in months of earnings, and what was repaid", Name = "scorecard")]
public sealed class ScorecardCommand(Terminal terminal) : LedgerCommand<ScorecardInput>(terminal)
{
    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ScorecardInput input, CancellationToken cancellation)
    {
        var question = ScorecardQuestion.Of(
            input.RecruiterFlag, input.EmployerFlag, input.CorridorFlag, Coordinates.Date(input.FromFlag, "--from"), Coordinates.Date(input.ToFlag, "--to"), Audiences.Of(input.ForFlag, "--for"));
        await using var ledger = await OpenAsync(cancellation);
        await CatchUp.RunAsync(ledger, Terminal, cancellation);
        var answer = await question.AnswerAsync(ledger.Store, cancellation);
        if (input.JsonFlag)
        {
            Terminal.WriteJson(answer);
        }
        else
        {
            ScorecardTable.Write(Terminal.Results, answer);
        }

        return Exit.Done;
    }
}
