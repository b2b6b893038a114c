using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Ledger.Domain.Amounts;
using NodaTime;
using NodaTime.Text;

namespace Ledger.Domain.Facts.Reading;

/// <summary>Days as yyyy-MM-dd.</summary>
internal sealed class DateConverter : JsonConverter<LocalDate>
{
    public override LocalDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var parsed = LocalDatePattern.Iso.Parse(reader.GetString()!);
        return parsed.Success ? parsed.Value : throw new JsonException("A day is written as yyyy-MM-dd.");
    }

    public override void Write(Utf8JsonWriter writer, LocalDate value, JsonSerializerOptions options) =>
        writer.WriteStringValue(LocalDatePattern.Iso.Format(value));
}

/// <summary>Currencies as their codes.</summary>
internal sealed class CurrencyConverter : JsonConverter<Currency>
{
    public override Currency Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Currency.TryOf(reader.GetString(), out var currency) ? currency : throw new JsonException("A currency is a code of ISO 4217.");

    public override void Write(Utf8JsonWriter writer, Currency value, JsonSerializerOptions options) => writer.WriteStringValue(value.Code);
}

/// <summary>Money as an object of a text and a code.</summary>
internal sealed class MoneyConverter : JsonConverter<Money>
{
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        string? amount = null;
        string? code = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isAmount = reader.ValueTextEquals("amount"u8);
            if (!isAmount && !reader.ValueTextEquals("currency"u8))
            {
                throw new JsonException("Money has an amount and a currency and nothing else.");
            }

            reader.Read();
            var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : throw new JsonException("Money is written as text.");
            (amount, code) = isAmount ? (text, code) : (amount, text);
        }

        return amount is not null && Currency.TryOf(code, out var currency) && MoneyShape.Objection(amount, currency, out var value) is null
            ? Money.Of(value, currency)
            : throw new JsonException("Money has an amount as text and the code of its currency.");
    }

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("amount"u8, value.AmountText);
        writer.WriteString("currency"u8, value.Currency.Code);
        writer.WriteEndObject();
    }
}

/// <summary>Decimals that are no money as text without trailing zeros.</summary>
internal sealed class DecimalConverter : JsonConverter<decimal>
{
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            return PlainDecimal.Shortest(reader.GetDecimal());
        }

        return PlainDecimal.Objection(reader.GetString()!, PlainDecimal.MostDecimals, out var value) is { } objection
            ? throw new JsonException(objection)
            : PlainDecimal.Shortest(value);
    }

    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteStringValue(PlainDecimal.Write(value));
}

/// <summary>A list of fact ids, or the name of a scheme.</summary>
internal sealed class GroundConverter : JsonConverter<ReimbursementGround>
{
    public override ReimbursementGround Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? ReimbursementGround.Under(reader.GetString()!)
            : ReimbursementGround.Of(JsonSerializer.Deserialize<FactList<string>>(ref reader, options) ?? throw new JsonException());

    public override void Write(Utf8JsonWriter writer, ReimbursementGround value, JsonSerializerOptions options)
    {
        if (value.Facts is { } facts)
        {
            JsonSerializer.Serialize(writer, facts, options);
        }
        else
        {
            writer.WriteStringValue(value.Scheme);
        }
    }
}

/// <summary>Fields of another fact, with their names in alphabetical order and their numbers without trailing zeros.</summary>
/// <remarks>Their declared order is not known here, so that the alphabet gives equal fields equal bytes.</remarks>
internal sealed class FieldsConverter : JsonConverter<FactFields>
{
    public override FactFields Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(JsonNode.Parse(ref reader) as JsonObject ?? throw new JsonException("Fields are written as an object."));

    public override void Write(Utf8JsonWriter writer, FactFields value, JsonSerializerOptions options) => WriteSorted(writer, value.ToJson());

    private static void WriteSorted(Utf8JsonWriter writer, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject fields:
                writer.WriteStartObject();
                foreach (var (name, value) in fields.OrderBy(field => field.Key, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(name);
                    WriteSorted(writer, value);
                }

                writer.WriteEndObject();
                break;
            case JsonArray list:
                writer.WriteStartArray();
                foreach (var member in list)
                {
                    WriteSorted(writer, member);
                }

                writer.WriteEndArray();
                break;
            case JsonValue number when number.GetValueKind() == JsonValueKind.Number:
                writer.WriteNumberValue(PlainDecimal.Shortest(number.GetValue<decimal>()));
                break;
            case null:
                writer.WriteNullValue();
                break;
            default:
                node.WriteTo(writer);
                break;
        }
    }
}
