namespace Ledger.Domain.Facts;

/// <summary>Names a fact type on the wire and in storage.</summary>
/// <param name="name">The wire name; never changed once facts of it are stored.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class FactTypeAttribute(string name) : Attribute
{
    /// <summary>The wire name, such as fee-charged.</summary>
    public string Name { get; } = name;

    /// <summary>The version of the format, from 1; another meaning of a field is another version.</summary>
    public int Version { get; init; } = 1;

    /// <summary>Whether a fact of this type must name its placement.</summary>
    public bool NeedsPlacement { get; init; }
}
