using JasperFx.CommandLine;
using Ledger.Domain.Indicators;
using Ledger.Host.CommandLine;
using Ledger.Host.Rules;

namespace Ledger.Host.Flags;

/// <summary>Which flags to show.</summary>
public sealed class FlagsInput : CoordinatesInput
{
    /// <summary>One worker only.</summary>
    [Description("Only this worker's")]
    public string? WorkerFlag { get; set; }

    /// <summary>One recruiter only.</summary>
    [Description("Only what is about placements of this recruiter, or of a party that is one with it")]
    public string? RecruiterFlag { get; set; }

    /// <summary>One employer only.</summary>
    [Description("Only what is about placements with this employer, or with a party that is one with it")]
    public string? EmployerFlag { get; set; }

    /// <summary>One indicator only.</summary>
    [Description("Only this indicator, such as fee.worker-paid")]
    public string? IndicatorFlag { get; set; }

    /// <summary>One verdict only.</summary>
    [Description("Only this verdict: present, absent or insufficient. Tables show present ones unless told otherwise")]
    public string? VerdictFlag { get; set; }

    /// <summary>Rows of the table.</summary>
    [Description("Rows to show, 1 to 10000 (default 40)")]
    public int LimitFlag { get; set; } = 40;

    /// <summary>Whether to answer in JSON.</summary>
    [Description("Print one JSON document with every finding, its measures, rules and facts")]
    public bool JsonFlag { get; set; }
}

/// <summary>Shows flags.</summary>
[Description("Show which indicators are present, for whom, since when and on what figures", Name = "flags")]
public sealed class FlagsCommand(Terminal terminal) : LedgerCommand<FlagsInput>(terminal)
{
    private const int MostRows = 10_000;

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(FlagsInput input, CancellationToken cancellation)
    {
        var question = Question(input);
        await using var ledger = await OpenAsync(cancellation);
        await CatchUp.RunAsync(ledger, Terminal, cancellation);
        var answer = await question.AnswerAsync(ledger.Store, ledger.ConnectionString, cancellation);
        if (input.JsonFlag)
        {
            Terminal.WriteJson(answer);
        }
        else
        {
            FlagsTable.Write(Terminal.Results, answer, question.Verdict ?? Verdict.Present, input.LimitFlag);
        }

        return Exit.Done;
    }

    private static FlagsQuestion Question(FlagsInput input)
    {
        if (input.LimitFlag is < 1 or > MostRows)
        {
            throw new BadUsageException($"--limit {input.LimitFlag} is out of range: give 1 to {MostRows}.");
        }

        return FlagsQuestion.Of(
            input.WorkerFlag, input.IndicatorFlag, input.VerdictFlag, Coordinates.Date(input.AsOfFlag, "--as-of"), Coordinates.Known(input.KnownAtFlag, "--known-at"),
            RulesChoice.OfCommandLine(input.RulesFlag), Audiences.Of(input.ForFlag, "--for")) with
        {
            Recruiter = input.RecruiterFlag,
            Employer = input.EmployerFlag,
        };
    }
}
