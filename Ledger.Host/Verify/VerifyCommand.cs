using System.Globalization;
using JasperFx.CommandLine;
using Ledger.Host.CommandLine;
using Spectre.Console;

namespace Ledger.Host.Verify;

/// <summary>How to verify.</summary>
public sealed class VerifyInput
{
    /// <summary>Whether to answer in JSON.</summary>
    [Description("Print one JSON document with counts and differences")]
    public bool JsonFlag { get; set; }
}

/// <summary>Proves that what is stored is what the record folds to.</summary>
[Description("Fold the whole record from nothing and compare it with every stored account, finding, exposure and pair; exit 1 on a difference", Name = "verify")]
public sealed class VerifyCommand(Terminal terminal) : LedgerCommand<VerifyInput>(terminal)
{
    private const int LongestValueShown = 400;

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(VerifyInput input, CancellationToken cancellation)
    {
        await using var ledger = await OpenAsync(cancellation);
        await CatchUp.RunAsync(ledger, Terminal, cancellation);
        var result = await new Verification(ledger.Store).RunAsync(new Lines(Terminal), cancellation);
        if (input.JsonFlag)
        {
            Terminal.WriteJson(result);
        }
        else
        {
            Show(result);
        }

        return result.Differences == 0 ? Exit.Done : Exit.Difference;
    }

    private void Show(VerificationResult result)
    {
        foreach (var difference in result.Named)
        {
            Terminal.Results.WriteLine($"{difference.Of}: {difference.What} differs");
            Terminal.Results.WriteLine($"    stored: {Cut(difference.Stored)}");
            Terminal.Results.WriteLine($"    folded: {Cut(difference.Folded)}");
        }

        var held = string.Join(", ", result.HeldBack.Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Value:N0} {kind.Key}")));
        Terminal.Results.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{result.Stored:N0} events stored = {result.Projected:N0} projected + {result.Stored - result.Projected:N0} held back ({held})."));
        Terminal.Results.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{result.Workers:N0} workers folded from nothing, {result.Exposures:N0} exposures added up and {result.Pairs:N0} pairs counted anew: {result.Differences:N0} differences."));
    }

    private static string Cut(string value) => value.Length <= LongestValueShown ? value : value[..LongestValueShown] + "…";

    /// <summary>Says every few thousand workers how far it has come.</summary>
    private sealed class Lines(Terminal terminal) : IProgress<long>
    {
        private const int LineEvery = 10_000;

        public void Report(long value)
        {
            if (value % LineEvery == 0)
            {
                terminal.Say(string.Create(CultureInfo.InvariantCulture, $"Folded {value:N0} workers"));
            }
        }
    }
}
