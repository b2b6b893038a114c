using System.Text.Json.Nodes;

namespace Ledger.Domain.Facts.Reading;

/// <summary>The shapes that a schema defines once and refers to.</summary>
internal sealed class SchemaDefinitions
{
    private readonly SortedDictionary<string, JsonObject?> _definitions = new(StringComparer.Ordinal);

    /// <summary>Refers to a shape that has a name, and defines it where that was not done; writes out any other.</summary>
    public JsonNode Reference(Shape shape)
    {
        if (shape.DefinedAs is not { } name)
        {
            return shape.ToSchema(this);
        }

        if (_definitions.TryAdd(name, null))
        {
            _definitions[name] = shape.ToSchema(this);
        }

        return new JsonObject { ["$ref"] = $"#/$defs/{name}" };
    }

    /// <summary>The definitions in alphabetical order.</summary>
    public JsonObject InOrder() => new(_definitions.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));
}
