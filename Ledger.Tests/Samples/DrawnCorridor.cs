using System.Text;
using Ledger.Domain.Facts;
using Ledger.Host.SyntheticCorridor;
using Xunit;

namespace Ledger.Tests.Samples;

/// <summary>An invented corridor as lines of a file, drawn anew in each run.</summary>
internal static class DrawnCorridor
{
    /// <summary>A seed for this run, printed; LEDGER_TEST_SEED=… runs again what a failed run has printed.</summary>
    public static int Seed()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("LEDGER_TEST_SEED"), out var given) ? given : Environment.TickCount;
        TestContext.Current.TestOutputHelper!.WriteLine($"LEDGER_TEST_SEED={seed}");
        return seed;
    }

    /// <summary>The corridor's facts, a line each.</summary>
    public static string[] Lines(CorridorSettings settings) => [.. Corridor.Generate(settings).Select(fact => Encoding.UTF8.GetString(FactWire.Write(fact)))];
}
