using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ledger.Domain.Facts.Reading;

/// <summary>Lists and maps of facts as JSON arrays and objects.</summary>
internal sealed class CollectionConverters : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType
        && (typeToConvert.GetGenericTypeDefinition() == typeof(FactList<>) || typeToConvert.GetGenericTypeDefinition() == typeof(FactMap<>));

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
    {
        var kind = typeToConvert.GetGenericTypeDefinition() == typeof(FactList<>) ? typeof(ListConverter<>) : typeof(MapConverter<>);
        return (JsonConverter)Activator.CreateInstance(kind.MakeGenericType(typeToConvert.GetGenericArguments()))!;
    }

    private sealed class ListConverter<T> : JsonConverter<FactList<T>>
    {
        public override FactList<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(JsonSerializer.Deserialize<T[]>(ref reader, options) ?? throw new JsonException("A list is written in brackets."));

        public override void Write(Utf8JsonWriter writer, FactList<T> value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (var item in value)
            {
                JsonSerializer.Serialize(writer, item, options);
            }

            writer.WriteEndArray();
        }
    }

    private sealed class MapConverter<T> : JsonConverter<FactMap<T>>
    {
        public override FactMap<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(JsonSerializer.Deserialize<Dictionary<string, T>>(ref reader, options) ?? throw new JsonException("A map is written in braces."));

        public override void Write(Utf8JsonWriter writer, FactMap<T> value, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            foreach (var (name, entry) in value.Entries)
            {
                writer.WritePropertyName(name);
                JsonSerializer.Serialize(writer, entry, options);
            }

            writer.WriteEndObject();
        }
    }
}
