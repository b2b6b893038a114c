using System.Text.Json;
using System.Text.Json.Serialization;
using Ledger.Domain.Facts;
using NodaTime.Serialization.SystemTextJson;

namespace Ledger.Projections.Store;

/// <summary>How the ledger writes everything that is not a fact by itself: documents, findings, replays, answers.</summary>
public static class LedgerJson
{
    /// <summary>The facts' own way of writing, with instants and with facts inside other things.</summary>
    public static JsonSerializerOptions Options { get; } = Make();

    /// <summary>Puts the converters of enums, each to its name on the wire, before any other.</summary>
    internal static void PutWireNamesFirst(JsonSerializerOptions options)
    {
        var converters = Options.Converters.Where(converter => converter is JsonStringEnumConverter or JsonStringEnumConverter<Grade>).ToList();
        for (var index = 0; index < converters.Count; index++)
        {
            options.Converters.Insert(index, converters[index]);
        }
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(FactWire.Options);
        options.Converters.Add(NodaConverters.InstantConverter);
        options.Converters.Add(new AnyFactConverter());
        options.MaxDepth = 32;
        return options;
    }

    /// <summary>Writes a fact whose type is only known when it is written.</summary>
    private sealed class AnyFactConverter : JsonConverter<Fact>
    {
        public override bool CanConvert(Type typeToConvert) => typeToConvert == typeof(Fact);

        public override Fact Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using var document = JsonDocument.ParseValue(ref reader);
            var type = FactCatalogue.Named(document.RootElement.GetProperty("fact").GetString() ?? "")
                ?? throw new JsonException("The fact is of a type the ledger does not know.");
            return (Fact)document.RootElement.Deserialize(type.Record, options)!;
        }

        public override void Write(Utf8JsonWriter writer, Fact value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value, value.GetType(), options);
    }
}
