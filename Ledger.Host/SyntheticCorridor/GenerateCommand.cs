using System.Globalization;
using JasperFx.CommandLine;
using Ledger.Host.CommandLine;

namespace Ledger.Host.SyntheticCorridor;

/// <summary>What <c>generate</c> may be told; shares are texts so that only plain decimals pass, whatever the machine's language.</summary>
public sealed class GenerateInput
{
    /// <summary>The folder that receives the files.</summary>
    [Description("The folder for facts.jsonl and truth.json; made where it is missing")]
    public string OutFlag { get; set; } = "synthetic-corridor";

    /// <summary>See <see cref="CorridorSettings.Workers"/>.</summary>
    [Description("Number of workers, 1 to 50000")]
    public int WorkersFlag { get; set; } = 2_000;

    /// <summary>See <see cref="CorridorSettings.Recruiters"/>.</summary>
    [Description("Number of recruiters, 3 to 500")]
    public int RecruitersFlag { get; set; } = 40;

    /// <summary>See <see cref="CorridorSettings.Employers"/>.</summary>
    [Description("Number of employers, 3 to 500")]
    public int EmployersFlag { get; set; } = 25;

    /// <summary>See <see cref="CorridorSettings.Seed"/>.</summary>
    [Description("The seed: the same seed gives the same files")]
    public int SeedFlag { get; set; } = 1;

    /// <summary>See <see cref="CorridorSettings.Missing"/>.</summary>
    [Description("The share of facts that nobody recorded, 0 to 0.9")]
    public string MissingFlag { get; set; } = "0.1";

    /// <summary>See <see cref="CorridorSettings.Conflicting"/>.</summary>
    [Description("The share of sums that two parties tell differently, 0 to 1")]
    public string ConflictingFlag { get; set; } = "0.1";

    /// <summary>Reads the settings.</summary>
    /// <returns>The settings, or else what is wrong with them.</returns>
    internal (CorridorSettings? Settings, string? Objection) ToSettings()
    {
        if (!Share(MissingFlag, out var missing))
        {
            return (null, NoShare("missing", MissingFlag));
        }

        if (!Share(ConflictingFlag, out var conflicting))
        {
            return (null, NoShare("conflicting", ConflictingFlag));
        }

        var settings = new CorridorSettings(WorkersFlag, RecruitersFlag, EmployersFlag, SeedFlag, missing, conflicting);
        return settings.Objection() is { } objection ? (null, objection) : (settings, null);
    }

    private static bool Share(string text, out decimal share) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out share);

    private static string NoShare(string name, string text) => $"{name} is '{text}': give a plain decimal such as 0.1";
}

/// <summary>Writes a synthetic corridor: <c>facts.jsonl</c> to import, and <c>truth.json</c> to measure the indicators by.</summary>
[Description("Write a synthetic corridor (facts.jsonl) and the truth behind it (truth.json)", Name = "generate")]
public sealed class GenerateCommand(Terminal terminal) : LedgerCommand<GenerateInput>(terminal)
{
    /// <inheritdoc/>
    protected override async Task<int> RunAsync(GenerateInput input, CancellationToken cancellation)
    {
        var (settings, objection) = input.ToSettings();
        if (settings is null)
        {
            throw new BadUsageException(objection!);
        }

        var folder = Path.GetFullPath(input.OutFlag);
        Directory.CreateDirectory(folder);
        var (factsFile, truthFile) = (Path.Combine(folder, "facts.jsonl"), Path.Combine(folder, "truth.json"));
        long facts;
        await using (var stream = File.Create(factsFile))
        {
            facts = await CorridorFiles.WriteFacts(Corridor.Generate(settings), stream);
        }

        await using (var stream = File.Create(truthFile))
        {
            await CorridorFiles.WriteTruth(Corridor.Truth(settings), stream);
        }

        var counted = $"{Text.Thousands(facts)} facts of {Text.Thousands(settings.Workers)} workers";
        Terminal.Say($"{counted} in {factsFile}, the truth in {truthFile}");
        return Exit.Done;
    }
}
