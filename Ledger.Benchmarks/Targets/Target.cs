using System.Globalization;

namespace Ledger.Benchmarks.Targets;

/// <summary>One row of the table: what is wanted, and what was reached here.</summary>
/// <param name="Measure">What is measured, and against what.</param>
/// <param name="Of">Over how many rows, and the figures themselves.</param>
/// <param name="Reached">What was reached, in the unit.</param>
/// <param name="Wanted">What is wanted, in the unit.</param>
/// <param name="Unit">The unit: times, ms or MB.</param>
/// <param name="IsMost">Whether the wanted is the most that may be, rather than the least.</param>
internal sealed record Target(string Measure, string Of, double Reached, double Wanted, string Unit, bool IsMost = false)
{
    /// <summary>Whether the wanted is reached.</summary>
    public bool IsMet => IsMost ? Reached <= Wanted : Reached >= Wanted;

    /// <summary>What was reached, for people.</summary>
    public string ReachedText => double.IsNaN(Reached) ? "not measured" : Number(Reached);

    /// <summary>What is wanted, for people.</summary>
    public string WantedText => (IsMost ? "at most " : "at least ") + Number(Wanted);

    /// <summary>A row for what could not be measured here, and why.</summary>
    public static Target Unmeasured(string measure, string why, double wanted, string unit) => new(measure, why, double.NaN, wanted, unit);

    private string Number(double value) => value.ToString(Math.Abs(value) < 10 ? "0.00" : Math.Abs(value) < 100 ? "0.0" : "0", CultureInfo.InvariantCulture) + Unit switch { "times" => "×", _ => " " + Unit };
}
