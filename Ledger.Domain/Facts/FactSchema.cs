using System.Text.Json.Nodes;
using Ledger.Domain.Facts.Reading;

namespace Ledger.Domain.Facts;

/// <summary>The published language as JSON Schema, draft 2020-12, written from the same shapes that the reader checks with.</summary>
public static class FactSchema
{
    internal static JsonNode Reference(Shape shape) =>
        shape.DefinedAs is { } name ? new JsonObject { ["$ref"] = $"#/$defs/{name}" } : shape.ToSchema();
}
