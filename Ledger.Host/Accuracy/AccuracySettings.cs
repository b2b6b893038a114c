using System.Globalization;
using Ledger.Host.SyntheticCorridor;

namespace Ledger.Host.Accuracy;

/// <summary>How much of a corridor's story reaches the record.</summary>
/// <param name="Missing">The share of facts that nobody recorded.</param>
/// <param name="Conflicting">The share of sums that two parties tell differently.</param>
public sealed record Condition(decimal Missing, decimal Conflicting)
{
    /// <summary>Nothing, a fifth and a half missing, each with and without a fifth of the sums contradicted.</summary>
    public static IReadOnlyList<Condition> All { get; } = [new(0, 0), new(0.2m, 0), new(0.5m, 0), new(0, 0.2m), new(0.2m, 0.2m), new(0.5m, 0.2m)];

    /// <summary>The same contradictions with nothing missing.</summary>
    public Condition WithNothingMissing() => this with { Missing = 0 };
}

/// <summary>What accuracy is measured on; the same settings always give the same figures.</summary>
/// <param name="Seeds">How many corridors, 1 to <see cref="MostSeeds"/>, each by a seed of its own.</param>
/// <param name="FirstSeed">The seed of the first; the others follow.</param>
/// <param name="Workers">Workers in each, 1 to <see cref="MostWorkers"/>.</param>
/// <param name="Recruiters">Recruiters in each.</param>
/// <param name="Employers">Employers in each.</param>
public sealed record AccuracySettings(int Seeds = 20, int FirstSeed = 1, int Workers = 800, int Recruiters = 14, int Employers = 9)
{
    /// <summary>The most corridors.</summary>
    public const int MostSeeds = 1_000;

    /// <summary>The most workers of one corridor: it is held in memory as a whole.</summary>
    public const int MostWorkers = 5_000;

    /// <summary>The seeds in order.</summary>
    public IEnumerable<int> AllSeeds => Enumerable.Range(FirstSeed, Seeds);

    /// <summary>Says which setting is out of bounds and what the bounds are; null when all are within.</summary>
    public string? Objection() =>
        OutOfBounds("seeds", Seeds, 1, MostSeeds)
        ?? OutOfBounds("first-seed", FirstSeed, 0, int.MaxValue - MostSeeds)
        ?? OutOfBounds("workers", Workers, 1, MostWorkers)
        ?? Corridor(FirstSeed, Condition.All[0]).Objection();

    /// <summary>The corridor of a seed under a condition.</summary>
    internal CorridorSettings Corridor(int seed, Condition condition) => new(Workers, Recruiters, Employers, seed, condition.Missing, condition.Conflicting);

    private static string? OutOfBounds(string name, int value, int least, int most) =>
        value >= least && value <= most ? null : string.Create(CultureInfo.InvariantCulture, $"{name} is {value}: give a number from {least} to {most}");
}
