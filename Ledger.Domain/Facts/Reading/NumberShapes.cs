using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ledger.Domain.Amounts;

namespace Ledger.Domain.Facts.Reading;

/// <summary>A whole number, written as a JSON number.</summary>
internal sealed class WholeShape(int least, int most) : Shape
{
    public override string Form => $"a whole number from {least} to {most}";

    public override void Check(JsonElement value, RefusalList refusals)
    {
        if (value.ValueKind != JsonValueKind.Number)
        {
            refusals.Add($"write it as a number without quotation marks: {Form}");
        }
        else if (!value.TryGetInt32(out var number) || number < least || number > most)
        {
            refusals.Add($"{Words.Quoted(value.GetRawText())} will not do: give {Form}");
        }
    }

    public override JsonObject ToSchema(SchemaDefinitions definitions) => new() { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most };
}

/// <summary>A decimal that is no money: text, or a JSON number, whose digits are taken as they stand.</summary>
internal sealed class DecimalShape(decimal least, decimal most, bool leastIncluded, string? hint) : Shape
{
    public override string Form =>
        $"a decimal {(leastIncluded ? "from" : "above")} {Words.Digits(least)} to {Words.Digits(most)}{(hint is null ? "" : $" ({hint})")}";

    public override void Check(JsonElement value, RefusalList refusals)
    {
        if (value.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
        {
            refusals.Add($"write it as text: {Form}");
            return;
        }

        var text = value.ValueKind == JsonValueKind.Number ? value.GetRawText() : value.GetString()!;
        if (PlainDecimal.Objection(text, PlainDecimal.MostDecimals, out var number) is { } objection)
        {
            refusals.Add(objection);
        }
        else if (number > most || number < least || (number == least && !leastIncluded))
        {
            refusals.Add($"{Words.Quoted(text)} is out of bounds: give {Form}");
        }
    }

    public override JsonObject ToSchema(SchemaDefinitions definitions) => new()
    {
        ["anyOf"] = new JsonArray(
            new JsonObject { ["type"] = "string", ["pattern"] = PlainDecimal.Pattern },
            new JsonObject { ["type"] = "number", [leastIncluded ? "minimum" : "exclusiveMinimum"] = least, ["maximum"] = most }),
        ["description"] = Form,
    };
}

/// <summary>Yes or no.</summary>
internal sealed class FlagShape : Shape
{
    public static FlagShape Only { get; } = new();

    public override string Form => "true or false";

    public override void Check(JsonElement value, RefusalList refusals)
    {
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            refusals.Add("write true or false, without quotation marks");
        }
    }

    public override JsonObject ToSchema(SchemaDefinitions definitions) => new() { ["type"] = "boolean" };
}

/// <summary>Money: an amount as text, and its currency.</summary>
internal sealed class MoneyShape : Shape
{
    private static readonly RecordShape Parts = new("money",
        [new("amount", new AmountShape(), required: true), new("currency", CurrencyShape.Only, required: true)]);

    public static MoneyShape Only { get; } = new();

    public override string? DefinedAs => "money";

    public override string Form => "money";

    public override void Check(JsonElement value, RefusalList refusals)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            refusals.Add("""write money as {"amount":"105000.00","currency":"NPR"}""");
            return;
        }

        var mark = refusals.Count;
        Parts.Check(value, refusals);
        if (refusals.Count == mark)
        {
            CheckDecimals(value.GetProperty("amount"u8).GetString()!, Currency.Of(value.GetProperty("currency"u8).GetString()!), refusals);
        }
    }

    /// <summary>Reads an amount that has been checked.</summary>
    public static string? Objection(string amount, Currency currency, out decimal value) =>
        PlainDecimal.Objection(amount, currency.Decimals, out value) ?? Money.Objection(value, currency);

    public override JsonObject ToSchema(SchemaDefinitions definitions) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject { ["amount"] = new JsonObject { ["type"] = "string" }, ["currency"] = definitions.Reference(CurrencyShape.Only) },
        ["required"] = new JsonArray("amount", "currency"),
        ["additionalProperties"] = false,
        ["oneOf"] = new JsonArray([.. Currency.Codes.Select(Currency.Of).GroupBy(currency => currency.Decimals).OrderBy(group => group.Key).Select(Decimals)]),
    };

    private static JsonNode Decimals(IGrouping<int, Currency> group) => new JsonObject
    {
        ["properties"] = new JsonObject
        {
            ["amount"] = new JsonObject { ["pattern"] = group.Key == 0 ? "^[0-9]{1,28}$" : $"^[0-9]{{1,28}}(\\.[0-9]{{1,{group.Key}}})?$" },
            ["currency"] = new JsonObject { ["enum"] = new JsonArray([.. group.Select(currency => (JsonNode)currency.Code)]) },
        },
    };

    private static void CheckDecimals(string amount, Currency currency, RefusalList refusals)
    {
        var written = amount.Length - 1 - amount.IndexOf('.', StringComparison.Ordinal);
        if (amount.Contains('.', StringComparison.Ordinal) && written > currency.Decimals)
        {
            var most = currency.Decimals == 0 ? "no decimals" : currency.Decimals.ToString(CultureInfo.InvariantCulture) + " decimals at most";
            refusals.Add("amount", $"{currency} has {most}, but the amount is written with {written}: give it as it was paid");
        }
    }

    /// <summary>The digits of an amount, before its currency is known.</summary>
    private sealed class AmountShape : Shape
    {
        public override string Form => "digits as text, such as \"105000.00\"";

        public override void Check(JsonElement value, RefusalList refusals)
        {
            if (value.ValueKind != JsonValueKind.String)
            {
                refusals.Add("write the amount as text, in quotation marks, such as \"105000.00\": a bare number may lose digits on its way");
            }
            else if (PlainDecimal.Objection(value.GetString()!, PlainDecimal.MostDecimals, out var amount) is { } objection)
            {
                refusals.Add(objection);
            }
            else if (amount > Money.Largest)
            {
                refusals.Add($"an amount is at most {Words.Digits(Money.Largest)}: check the digits and the currency");
            }
        }

        public override JsonObject ToSchema(SchemaDefinitions definitions) => new() { ["type"] = "string" };
    }
}
