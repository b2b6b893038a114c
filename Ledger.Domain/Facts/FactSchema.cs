using System.Text.Json;
using System.Text.Json.Nodes;
using Ledger.Domain.Facts.Reading;

namespace Ledger.Domain.Facts;

/// <summary>The published language as JSON Schema, draft 2020-12, written from the same shapes that the reader checks with.</summary>
/// <remarks>
/// What holds between fields (a period's order, one currency a fact) is beyond the schema: the reader refuses some lines
/// that the schema lets pass, never the other way round.
/// </remarks>
public static class FactSchema
{
    private static readonly JsonSerializerOptions Indented = new(FactWire.Options) { WriteIndented = true, NewLine = "\n", MaxDepth = 64 };

    /// <summary>The schema of one line, as the text of docs/facts.schema.json.</summary>
    public static string Json()
    {
        var definitions = new SchemaDefinitions();
        var alternatives = FactCatalogue.All.Select(type => definitions.Reference(FactShapes.Of(type))).ToArray();
        var schema = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Fact",
            ["description"] = "One line of the recruitment-fee ledger: one thing that somebody asserts happened. A line has "
                + $"{FactWire.LongestLine} bytes at most. Rules between fields are the reader's to hold.",
            ["oneOf"] = new JsonArray(alternatives),
            ["$defs"] = definitions.InOrder(),
        };
        return schema.ToJsonString(Indented) + "\n";
    }
}
