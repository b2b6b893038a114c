using System.Globalization;
using JasperFx.CommandLine;
using Ledger.Domain.Indicators;
using Ledger.Host.CommandLine;
using Spectre.Console;

namespace Ledger.Host.Accuracy;

/// <summary>What <c>accuracy</c> may be told.</summary>
public sealed class AccuracyInput
{
    private static readonly AccuracySettings Default = new();

    /// <summary>See <see cref="AccuracySettings.Seeds"/>.</summary>
    [Description("How many corridors, 1 to 1000")]
    public int SeedsFlag { get; set; } = Default.Seeds;

    /// <summary>See <see cref="AccuracySettings.FirstSeed"/>.</summary>
    [Description("The seed of the first corridor; the others follow")]
    public int FirstSeedFlag { get; set; } = Default.FirstSeed;

    /// <summary>See <see cref="AccuracySettings.Workers"/>.</summary>
    [Description("Workers in each corridor, 1 to 5000")]
    public int WorkersFlag { get; set; } = Default.Workers;

    /// <summary>Where the page goes.</summary>
    [Description("Write the page to this file instead of showing a table")]
    public string? PageFlag { get; set; }

    /// <summary>Whether to answer in JSON.</summary>
    [Description("Print one JSON document")]
    public bool JsonFlag { get; set; }
}

/// <summary>Measures the indicators on invented corridors whose truth is known.</summary>
[Description("How often each indicator is right, on invented corridors whose truth is known, with records missing and contradicted", Name = "accuracy")]
public sealed class AccuracyCommand(Terminal terminal) : LedgerCommand<AccuracyInput>(terminal)
{
    /// <inheritdoc/>
    protected override async Task<int> RunAsync(AccuracyInput input, CancellationToken cancellation)
    {
        var settings = new AccuracySettings(input.SeedsFlag, input.FirstSeedFlag, input.WorkersFlag);
        if (settings.Objection() is { } objection)
        {
            throw new BadUsageException(objection);
        }

        var done = 0;
        var measured = AccuracyMeasure.Of(
            settings,
            seed => Terminal.Say(string.Create(CultureInfo.InvariantCulture, $"{Interlocked.Increment(ref done)} of {settings.Seeds} corridors measured (seed {seed}).")),
            cancellation);
        if (input.PageFlag is { } page)
        {
            await File.WriteAllTextAsync(page, AccuracyPage.Markdown(settings, measured), cancellation);
            Terminal.Say($"Written to {Path.GetFullPath(page)}");
        }
        else if (input.JsonFlag)
        {
            Terminal.WriteJson(measured);
        }
        else
        {
            Terminal.Results.Write(Table(measured));
        }

        return Exit.Done;
    }

    /// <summary>Precision and recall of each indicator under each condition.</summary>
    private static Table Table(IReadOnlyList<Measured> measured)
    {
        var pooled = AccuracyPage.Pooled(measured);
        var table = new Table().Border(TableBorder.Minimal).Title("precision and recall, by facts missing and sums contradicted");
        table.AddColumn("indicator");
        foreach (var condition in Condition.All)
        {
            table.AddColumn(new TableColumn(string.Create(CultureInfo.InvariantCulture, $"{condition.Missing * 100:0} %, {condition.Conflicting * 100:0} %")).RightAligned());
        }

        foreach (var indicator in Evaluation.Indicators)
        {
            table.AddRow([indicator, .. Condition.All.Select(condition => Cell(pooled[(condition, indicator)]))]);
        }

        return table.Caption("debt.*, fee.over-legal-cap and others no story settles are held against what they say of the whole record");
    }

    private static string Cell(Tally tally) => $"{AccuracyPage.Percent(tally.Precision)}\n{AccuracyPage.Percent(tally.Recall)}";
}
