using System.Collections;
using System.Text.Json.Nodes;

namespace Ledger.Domain.Facts;

/// <summary>An immutable list inside a fact that is equal to another with the same members in the same order.</summary>
/// <typeparam name="T">What it holds.</typeparam>
public sealed class FactList<T> : IReadOnlyList<T>, IEquatable<FactList<T>>
{
    private readonly T[] _items;

    /// <summary>Copies the members.</summary>
    public FactList(IEnumerable<T> items) => _items = [.. items];

    /// <inheritdoc/>
    public T this[int index] => _items[index];

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <inheritdoc/>
    public bool Equals(FactList<T>? other) => other is not null && _items.AsSpan().SequenceEqual(other._items);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FactList<T>);

    /// <inheritdoc/>
    public override int GetHashCode() => _items.Aggregate(0, HashCode.Combine);

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>An immutable map by name inside a fact, in alphabetical order, equal to another with the same entries.</summary>
/// <typeparam name="T">What it holds.</typeparam>
public sealed class FactMap<T> : IEquatable<FactMap<T>>
{
    /// <summary>Copies the entries.</summary>
    public FactMap(IEnumerable<KeyValuePair<string, T>> entries) => Entries = new([.. entries.OrderBy(entry => entry.Key, StringComparer.Ordinal)]);

    /// <summary>The entries in alphabetical order.</summary>
    public FactList<KeyValuePair<string, T>> Entries { get; }

    /// <inheritdoc/>
    public bool Equals(FactMap<T>? other) => other is not null && Entries.Equals(other.Entries);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FactMap<T>);

    /// <inheritdoc/>
    public override int GetHashCode() => Entries.GetHashCode();
}

/// <summary>Fields of a fact by their wire names, with values as they are on the wire.</summary>
public sealed class FactFields : IEquatable<FactFields>
{
    private readonly JsonObject _fields;

    /// <summary>Copies the fields.</summary>
    public FactFields(JsonObject fields) => _fields = (JsonObject)fields.DeepClone();

    /// <summary>The names of the fields.</summary>
    public IEnumerable<string> Names => _fields.Select(pair => pair.Key);

    /// <summary>The fields that are plain texts, such as ids and currencies.</summary>
    public IEnumerable<string> Texts => Names.Select(Text).OfType<string>();

    /// <summary>Whether a field of that name is among them.</summary>
    public bool Has(string name) => _fields.ContainsKey(name);

    /// <summary>What a field is to be; null where it is to be taken away. Not to be changed.</summary>
    internal JsonNode? this[string name] => _fields[name];

    /// <summary>A field that is a plain text; null where there is none of that name, or it is something else.</summary>
    public string? Text(string name) => _fields[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    /// <summary>A copy of the fields as JSON.</summary>
    public JsonObject ToJson() => (JsonObject)_fields.DeepClone();

    /// <inheritdoc/>
    public bool Equals(FactFields? other) => other is not null && JsonNode.DeepEquals(_fields, other._fields);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FactFields);

    /// <inheritdoc/>
    public override int GetHashCode() => _fields.Count;
}

/// <summary>What a reimbursement answers: single facts, or a scheme that covers many.</summary>
public sealed record ReimbursementGround
{
    private ReimbursementGround(FactList<string>? facts, string? scheme) => (Facts, Scheme) = (facts, scheme);

    /// <summary>The ids of the facts, where it answers single facts.</summary>
    public FactList<string>? Facts { get; }

    /// <summary>The name of the scheme, where it is part of one.</summary>
    public string? Scheme { get; }

    /// <summary>A reimbursement of single facts.</summary>
    public static ReimbursementGround Of(IEnumerable<string> facts) => new(new FactList<string>(facts), null);

    /// <summary>A reimbursement under a scheme.</summary>
    public static ReimbursementGround Under(string scheme) => new(null, scheme);
}
