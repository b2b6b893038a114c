using System.Globalization;

namespace Ledger.Host.SyntheticCorridor;

/// <summary>What a synthetic corridor is made from; the same settings always give the same facts.</summary>
/// <param name="Workers">Number of workers, 1 to <see cref="MostWorkers"/>.</param>
/// <param name="Recruiters">Number of licensed recruiters, <see cref="FewestParties"/> to <see cref="MostParties"/>.</param>
/// <param name="Employers">Number of employers, <see cref="FewestParties"/> to <see cref="MostParties"/>.</param>
/// <param name="Seed">The seed of everything that is drawn.</param>
/// <param name="Missing">The share of facts that nobody recorded, 0 to <see cref="MostMissing"/>.</param>
/// <param name="Conflicting">The share of sums of which a second party tells a smaller or larger one, 0 to 1.</param>
public sealed record CorridorSettings(
    int Workers = 2_000, int Recruiters = 40, int Employers = 25, int Seed = 1, decimal Missing = 0.1m, decimal Conflicting = 0.1m)
{
    /// <summary>The most workers: about two million facts.</summary>
    public const int MostWorkers = 50_000;

    /// <summary>The fewest recruiters or employers, so that there is one of each kind.</summary>
    public const int FewestParties = 3;

    /// <summary>The most recruiters or employers.</summary>
    public const int MostParties = 500;

    /// <summary>The largest share that may be missing; with more, nothing is left to find.</summary>
    public const decimal MostMissing = 0.9m;

    /// <summary>Says which setting is out of bounds and what the bounds are; null when all are within.</summary>
    public string? Objection() =>
        OutOfBounds("workers", Workers, 1, MostWorkers)
        ?? OutOfBounds("recruiters", Recruiters, FewestParties, MostParties)
        ?? OutOfBounds("employers", Employers, FewestParties, MostParties)
        ?? OutOfBounds("missing", Missing, 0, MostMissing)
        ?? OutOfBounds("conflicting", Conflicting, 0, 1);

    /// <summary>Gives the settings back.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One of them is out of bounds.</exception>
    internal CorridorSettings Checked() =>
        Objection() is { } objection ? throw new ArgumentOutOfRangeException(nameof(CorridorSettings), objection) : this;

    private static string? OutOfBounds(string name, decimal value, decimal least, decimal most) =>
        value >= least && value <= most ? null : string.Create(CultureInfo.InvariantCulture, $"{name} is {value}: give a number from {least} to {most}");
}
