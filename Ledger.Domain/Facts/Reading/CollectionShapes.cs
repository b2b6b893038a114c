using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ledger.Domain.Facts.Reading;

/// <summary>A list of values of one shape.</summary>
internal sealed class ListShape(Shape item, bool mayBeEmpty) : Shape
{
    public override string Form => $"a list of {(mayBeEmpty ? 0 : 1)} to {Fact.LongestList}: {item.Form}";

    public override void Check(JsonElement value, RefusalList refusals)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            refusals.Add($"write it as {Form}");
            return;
        }

        var count = value.GetArrayLength();
        if (count > Fact.LongestList || (count == 0 && !mayBeEmpty))
        {
            refusals.Add(count == 0 ? "an empty list says nothing: name at least one, or leave an optional field out" : $"{count} are too many: split the fact, {Fact.LongestList} are the most");
            return;
        }

        var index = 0;
        foreach (var member in value.EnumerateArray())
        {
            var mark = refusals.Count;
            item.Check(member, refusals);
            if (refusals.Count > mark)
            {
                refusals.Within(mark, string.Create(CultureInfo.InvariantCulture, $"[{index}]"));
            }

            index++;
        }
    }

    public override JsonObject ToSchema(SchemaDefinitions definitions) => new()
    {
        ["type"] = "array",
        ["minItems"] = mayBeEmpty ? 0 : 1,
        ["maxItems"] = Fact.LongestList,
        ["items"] = definitions.Reference(item),
    };
}

/// <summary>A map from names to values of one shape.</summary>
internal sealed class MapShape(Shape item) : Shape
{
    public override string Form => $"a map from names to {item.Form}";

    public override void Check(JsonElement value, RefusalList refusals)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            refusals.Add($"write it as {Form}");
            return;
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in value.EnumerateObject())
        {
            var mark = refusals.Count;
            if (NameShape.Only.Objection(entry.Name) is { } objection)
            {
                refusals.Add($"a name in it will not do: {objection}");
            }
            else if (!names.Add(entry.Name))
            {
                refusals.Add(Words.Named(entry.Name), "the name is given twice: keep one");
            }
            else
            {
                item.Check(entry.Value, refusals);
                refusals.Within(mark, Words.Named(entry.Name));
            }
        }

        if (names.Count == 0 || names.Count > Fact.LongestList)
        {
            refusals.Add(names.Count == 0 ? "an empty map says nothing: leave it out" : $"{Fact.LongestList} names are the most");
        }
    }

    public override JsonObject ToSchema(SchemaDefinitions definitions) => new()
    {
        ["type"] = "object",
        ["minProperties"] = 1,
        ["maxProperties"] = Fact.LongestList,
        ["propertyNames"] = definitions.Reference(NameShape.Only),
        ["additionalProperties"] = definitions.Reference(item),
    };
}

/// <summary>What a reimbursement answers: a list of fact ids, or the name of a scheme.</summary>
internal sealed class GroundShape : Shape
{
    private static readonly ListShape Facts = new(NameShape.Only, mayBeEmpty: false);

    public override string Form => "a list of fact ids, or the name of a scheme";

    public override void Check(JsonElement value, RefusalList refusals)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                Facts.Check(value, refusals);
                break;
            case JsonValueKind.String:
                NameShape.Only.Check(value, refusals);
                break;
            default:
                refusals.Add("write the ids of the facts it answers as a list, or the name of the scheme as text");
                break;
        }
    }

    public override JsonObject ToSchema(SchemaDefinitions definitions) => new() { ["anyOf"] = new JsonArray(Facts.ToSchema(definitions), definitions.Reference(NameShape.Only)) };
}

/// <summary>Fields of some other fact, as a correction gives them anew.</summary>
/// <remarks>
/// Which fields there are depends on the fact that is corrected, so here only the names are held against those that any
/// fact has; <see cref="FactWire.Amend"/> reads the mended fact strictly.
/// </remarks>
internal sealed class FieldsShape(Func<IReadOnlyCollection<string>> known) : Shape
{
    /// <summary>The most fields a correction may give anew.</summary>
    public const int MostFields = 50;

    public override string Form => $"an object of 1 to {MostFields} fields; null takes an optional field away";

    public override void Check(JsonElement value, RefusalList refusals)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            refusals.Add("""write the fields that change as an object, such as {"amount":{"amount":"95000.00","currency":"NPR"}}""");
            return;
        }

        var count = value.EnumerateObject().Count();
        if (count is 0 or > MostFields)
        {
            refusals.Add(count == 0 ? "name at least one field that changes" : $"{MostFields} fields are the most");
        }

        foreach (var field in value.EnumerateObject())
        {
            if (!known().Contains(field.Name))
            {
                refusals.Add(Words.Named(field.Name), $"no fact has a field {Words.Quoted(field.Name)}: {Words.Suggestion(field.Name, known())}");
            }
        }

        CheckForm(value, refusals);
    }

    public override JsonObject ToSchema(SchemaDefinitions definitions) => new()
    {
        ["type"] = "object",
        ["minProperties"] = 1,
        ["maxProperties"] = MostFields,
        ["propertyNames"] = new JsonObject { ["enum"] = new JsonArray([.. known().Select(name => (JsonNode)name)]) },
    };

    /// <summary>Holds what any value must hold: names once, and numbers that lose no digit.</summary>
    private static void CheckForm(JsonElement value, RefusalList refusals)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Number when PlainDecimal.Objection(value.GetRawText(), PlainDecimal.MostDecimals, out _) is { } objection:
                refusals.Add(objection);
                break;
            case JsonValueKind.Array:
                foreach (var member in value.EnumerateArray())
                {
                    CheckForm(member, refusals);
                }

                break;
            case JsonValueKind.Object:
                CheckMembers(value, refusals);
                break;
            default:
                break;
        }
    }

    private static void CheckMembers(JsonElement value, RefusalList refusals)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            if (!names.Add(member.Name))
            {
                refusals.Add(Words.Named(member.Name), "the field is given twice: keep one");
            }

            var mark = refusals.Count;
            CheckForm(member.Value, refusals);
            refusals.Within(mark, Words.Named(member.Name));
        }
    }
}
