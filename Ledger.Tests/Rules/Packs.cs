using System.Text.Json.Nodes;
using Ledger.Domain.Rules;

namespace Ledger.Tests.Rules;

/// <summary>Rule packs for tests: the ledger's own, with rows changed where a test needs it.</summary>
internal static class Packs
{
    /// <summary>The rows of the pack that comes with the ledger.</summary>
    public static JsonArray Rows() => JsonNode.Parse(Embedded(typeof(RulePack), "rules.json"))!.AsArray();

    /// <summary>The rows as they were researched, before anything was typed.</summary>
    public static JsonArray Source() => JsonNode.Parse(Embedded(typeof(Packs), "source-rules.json"))!.AsArray();

    /// <summary>Reads rows as a pack.</summary>
    public static RulePack Read(JsonArray rows, string label = "test") => RulePack.Read(label, System.Text.Encoding.UTF8.GetBytes(rows.ToJsonString()));

    /// <summary>The pack with one row changed.</summary>
    public static JsonArray With(string id, Action<JsonObject> change)
    {
        var rows = Rows();
        change(rows.Select(row => row!.AsObject()).Single(row => (string?)row["id"] == id));
        return rows;
    }

    private static byte[] Embedded(Type near, string name)
    {
        using var stream = near.Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
