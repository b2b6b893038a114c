using System.Collections.Frozen;
using System.Reflection;

namespace Ledger.Domain.Facts;

/// <summary>Every fact type the ledger accepts, by wire name and by record.</summary>
public static class FactCatalogue
{
    /// <summary>All types, in alphabetical order of their wire names.</summary>
    public static IReadOnlyList<FactType> All { get; } =
    [
        .. typeof(Fact).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Fact)) && !type.IsAbstract)
            .Select(type => FactType.Of(type))
            .OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    private static readonly FrozenDictionary<Type, FactType> ByRecord = All.ToFrozenDictionary(type => type.Record);

    private static readonly FrozenDictionary<string, FactType> ByName = All.ToFrozenDictionary(type => type.Name, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, FactType> ByStoredName = All.ToFrozenDictionary(type => type.StoredName, StringComparer.Ordinal);

    /// <summary>The type that a record stands for.</summary>
    /// <exception cref="KeyNotFoundException">The record is no fact type.</exception>
    public static FactType Of(Type record) => ByRecord[record];

    /// <summary>Finds a type by its wire name; null when the ledger has none of that name.</summary>
    public static FactType? Named(string name) => ByName.GetValueOrDefault(name);

    /// <summary>Finds a type by the name its events are stored under; null when the ledger has none of that name.</summary>
    public static FactType? Stored(string storedName) => ByStoredName.GetValueOrDefault(storedName);
}

/// <summary>A fact type: its record and its name on the wire.</summary>
/// <param name="Record">The record that holds its fields.</param>
/// <param name="Name">The wire name, such as fee-charged.</param>
/// <param name="Version">The version of the format, from 1.</param>
/// <param name="NeedsPlacement">Whether the placement must be named.</param>
public sealed record FactType(Type Record, string Name, int Version, bool NeedsPlacement)
{
    /// <summary>The name under which events of this type are stored, such as fee-charged.v1.</summary>
    public string StoredName => $"{Name}.v{Version}";

    /// <summary>Whether the worker must be named.</summary>
    public bool NeedsWorker => Record.IsSubclassOf(typeof(WorkerFact));

    internal static FactType Of(Type record)
    {
        var attribute = record.GetCustomAttribute<FactTypeAttribute>()
            ?? throw new InvalidOperationException($"{record.Name} has no wire name: give it a [FactType].");
        return new FactType(record, attribute.Name, attribute.Version, attribute.NeedsPlacement);
    }
}
