using System.Diagnostics.CodeAnalysis;

namespace Ledger.Domain.Facts;

/// <summary>What came of reading a line: a fact, or the reasons why it is none.</summary>
public sealed class FactReading
{
    /// <summary>The most refusals that one line is told of; a line with more is not the right kind of line at all.</summary>
    public const int MostRefusals = 20;

    private FactReading(Fact? fact, IReadOnlyList<Refusal> refusals) => (Fact, Refusals) = (fact, refusals);

    /// <summary>The fact; null where the line was refused.</summary>
    public Fact? Fact { get; }

    /// <summary>Why the line was refused, in the order of the line; empty where it was read.</summary>
    public IReadOnlyList<Refusal> Refusals { get; }

    /// <summary>Gives the fact.</summary>
    /// <returns>False when the line was refused; <see cref="Refusals"/> then has at least one member.</returns>
    public bool TryGet([NotNullWhen(true)] out Fact? fact) => (fact = Fact) is not null;

    internal static FactReading Of(Fact fact) => new(fact, []);

    internal static FactReading Refused(params IReadOnlyList<Refusal> refusals) => new(null, refusals);
}

/// <summary>One reason why a line cannot be taken.</summary>
/// <param name="Field">The field by its path on the wire, such as period.to or chain[2]; <see cref="WholeLine"/> where it is no single field.</param>
/// <param name="Message">One sentence that says how to mend it.</param>
public sealed record Refusal(string Field, string Message)
{
    /// <summary>Stands for the field where the line as a whole cannot be read.</summary>
    public const string WholeLine = "line";
}
