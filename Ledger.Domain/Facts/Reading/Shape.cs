using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Ledger.Domain.Facts.Reading;

/// <summary>What one value on the wire may look like.</summary>
/// <remarks>
/// One tree of shapes is built from the records and serves three ends that must never part: the reader checks lines with
/// it, the published schema is written from it, and so is the table of the documentation.
/// </remarks>
internal abstract class Shape
{
    /// <summary>The name under which the schema defines the shape once; null where it is written out at each place.</summary>
    public virtual string? DefinedAs => null;

    /// <summary>What it is, in a few words, for the documentation.</summary>
    public abstract string Form { get; }

    /// <summary>Adds what is wrong with a value.</summary>
    public abstract void Check(JsonElement value, RefusalList refusals);

    /// <summary>The same rules as JSON Schema.</summary>
    public abstract JsonObject ToSchema(SchemaDefinitions definitions);
}

/// <summary>A field of a record on the wire.</summary>
internal sealed class FieldShape(string name, Shape shape, bool required)
{
    public string Name { get; } = name;

    public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(name);

    public Shape Shape { get; } = shape;

    public bool Required { get; } = required;

    public void Check(JsonElement value, RefusalList refusals)
    {
        var mark = refusals.Count;
        if (value.ValueKind == JsonValueKind.Null)
        {
            refusals.Add(Required ? "null is no value: give one" : "null is no value: leave the field out where there is nothing to say");
        }
        else
        {
            Shape.Check(value, refusals);
        }

        if (refusals.Count > mark)
        {
            refusals.Within(mark, Name);
        }
    }
}

/// <summary>An object with known fields, each at most once.</summary>
internal sealed class RecordShape : Shape
{
    /// <summary>Fields seen are marked in one 64-bit word.</summary>
    private const int MostFields = 64;

    /// <param name="name">What the record is called in refusals and in the schema, such as fee-charged.</param>
    /// <param name="fields">Its fields in declared order.</param>
    public RecordShape(string name, IReadOnlyList<FieldShape> fields)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fields.Count, MostFields);
        (DefinedAs, Fields) = (name, [.. fields]);
    }

    public FieldShape[] Fields { get; }

    public override string DefinedAs { get; }

    public override string Form => "{" + string.Join(", ", Fields.Select(part => $"{part.Name}{(part.Required ? "" : "?")}: {part.Shape.Form}")) + "}";

    public override void Check(JsonElement value, RefusalList refusals)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            refusals.Add($"write it as an object with the fields {string.Join(", ", Fields.Select(field => field.Name))}");
            return;
        }

        var seen = 0UL;
        var next = 0;
        foreach (var property in value.EnumerateObject())
        {
            var index = IndexOf(property, next);
            if (index < 0)
            {
                refusals.Add(Words.Named(property.Name), $"there is no field {Words.Quoted(property.Name)} here: {Words.Suggestion(property.Name, Fields.Select(field => field.Name))}");
            }
            else if ((seen & (1UL << index)) != 0)
            {
                refusals.Add(Fields[index].Name, "the field is given twice: keep one");
            }
            else
            {
                seen |= 1UL << index;
                next = index + 1;
                Fields[index].Check(property.Value, refusals);
            }
        }

        AddMissing(seen, refusals);
    }

    public override JsonObject ToSchema(SchemaDefinitions definitions) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(Fields.Select(field => KeyValuePair.Create(field.Name, (JsonNode?)definitions.Reference(field.Shape)))),
        ["required"] = new JsonArray([.. Fields.Where(field => field.Required).Select(field => (JsonNode)field.Name)]),
        ["additionalProperties"] = false,
    };

    private void AddMissing(ulong seen, RefusalList refusals)
    {
        for (var index = 0; index < Fields.Length; index++)
        {
            if (Fields[index].Required && (seen & (1UL << index)) == 0)
            {
                refusals.Add(Fields[index].Name, $"{Words.A(DefinedAs)} needs '{Fields[index].Name}': add it");
            }
        }
    }

    /// <summary>Looks first where a sender who keeps the declared order has the field.</summary>
    private int IndexOf(JsonProperty property, int expected)
    {
        for (var step = 0; step < Fields.Length; step++)
        {
            var index = (expected + step) % Fields.Length;
            if (property.NameEquals(Fields[index].Utf8Name))
            {
                return index;
            }
        }

        return -1;
    }
}
