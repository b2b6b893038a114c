using JasperFx.CommandLine;
using Ledger.Host.CommandLine;

namespace Ledger.Host.Statements;

/// <summary>Which statement to draw.</summary>
public sealed class StatementInput
{
    /// <summary>The employer.</summary>
    [Description("Of this employer, and of those that are one with it by recorded links")]
    public string? EmployerFlag { get; set; }

    /// <summary>The first day.</summary>
    [Description("The first day of the period, such as 2024-01-01")]
    public string? FromFlag { get; set; }

    /// <summary>The last day.</summary>
    [Description("The last day of the period, such as 2024-12-31")]
    public string? ToFlag { get; set; }

    /// <summary>As of a date.</summary>
    [Description("As of a date, such as 2025-01-31: facts that took effect later are left out")]
    public string? AsOfFlag { get; set; }

    /// <summary>As known at an instant.</summary>
    [Description("As known at an instant in UTC, such as 2026-11-24T10:30:00Z: facts recorded later are left out")]
    public string? KnownAtFlag { get; set; }

    /// <summary>For whom.</summary>
    [Description("For whom: investigator (default), worker, employer, recruiter or brand; the last three are shown no group of fewer than five workers")]
    public string? ForFlag { get; set; }

    /// <summary>Whether to answer in JSON.</summary>
    [Description("Print one JSON document")]
    public bool JsonFlag { get; set; }
}

/// <summary>Shows what may be said of an employer for a period.</summary>
[Description("Say what the records bear of an employer for a period: workers covered, charges found, what was repaid, what cannot be said and why", Name = "statement")]
public sealed class StatementCommand(Terminal terminal) : LedgerCommand<StatementInput>(terminal)
{
    /// <inheritdoc/>
    protected override async Task<int> RunAsync(StatementInput input, CancellationToken cancellation)
    {
        var question = StatementQuestion.Of(
            input.EmployerFlag, Coordinates.Date(input.FromFlag, "--from"), Coordinates.Date(input.ToFlag, "--to"), Coordinates.Date(input.AsOfFlag, "--as-of"),
            Coordinates.Known(input.KnownAtFlag, "--known-at"), Audiences.Of(input.ForFlag, "--for"), name => "--" + name);
        await using var ledger = await OpenAsync(cancellation);
        await CatchUp.RunAsync(ledger, Terminal, cancellation);
        var answer = await question.AnswerAsync(ledger.Store, ledger.ConnectionString, cancellation);
        if (input.JsonFlag)
        {
            Terminal.WriteJson(answer);
        }
        else
        {
            StatementTable.Write(Terminal.Results, answer);
        }

        return Exit.Done;
    }
}
