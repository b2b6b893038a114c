using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Ledger.Domain.Facts.Reading;

namespace Ledger.Domain.Facts;

/// <summary>Reads and writes facts as they are on the wire: one JSON object a line, UTF-8.</summary>
public static class FactWire
{
    /// <summary>The longest line in bytes; a thousand placements fit where their ids are short, and more can be two facts.</summary>
    public const int LongestLine = 64 * 1024;

    /// <summary>The deepest nesting; a correction of a list of placements needs four.</summary>
    public const int DeepestNesting = 8;

    /// <summary>The fields that say which fact it is and whose word; a correction leaves them as they are.</summary>
    private static readonly string[] Fixed = ["fact", "id", "worker", "assertedBy", "assertedAs"];

    /// <summary>How facts are serialized: strict, in declared order, without nulls.</summary>
    public static JsonSerializerOptions Options { get; } = MakeOptions();

    /// <summary>Reads a line.</summary>
    /// <param name="utf8Line">One JSON object. A byte order mark in front is passed over: it says nothing, and spreadsheets write it.</param>
    /// <returns>The fact, or at least one refusal; no input makes it throw.</returns>
    public static FactReading Read(ReadOnlySpan<byte> utf8Line)
    {
        var line = utf8Line.StartsWith(Encoding.UTF8.Preamble) ? utf8Line[Encoding.UTF8.Preamble.Length..] : utf8Line;
        if (LineObjection(line) is { } objection)
        {
            return FactReading.Refused(new Refusal(Refusal.WholeLine, objection));
        }

        try
        {
            var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = DeepestNesting });
            using var document = JsonDocument.ParseValue(ref reader);
            // A line holds one object: whatever follows it makes this throw.
            reader.Read();
            return ReadObject(line, document.RootElement);
        }
        catch (JsonException exception)
        {
            return FactReading.Refused(new Refusal(Refusal.WholeLine, NotJson(exception)));
        }
    }

    /// <summary>Writes a fact as one line without line end: the same fact gives the same bytes, however it was sent.</summary>
    public static byte[] Write(Fact fact)
    {
        ArgumentNullException.ThrowIfNull(fact);
        return JsonSerializer.SerializeToUtf8Bytes(fact, fact.GetType(), Options);
    }

    /// <summary>Gives the fact that a correction makes of an earlier one.</summary>
    /// <param name="original">The fact as it stands, earlier corrections included.</param>
    /// <param name="with">The fields that change, each as a whole; null takes an optional field away.</param>
    /// <returns>The mended fact, or refusals whose fields start with "with.".</returns>
    public static FactReading Amend(Fact original, FactFields with)
    {
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(with);
        var refusals = new RefusalList();
        foreach (var name in with.Names.Intersect(Fixed).Where(name => !JsonNode.DeepEquals(ToJson(original)[name], with[name])))
        {
            refusals.Add(name, $"a correction cannot change '{name}': withdraw the fact and record another");
        }

        var reading = refusals.Count > 0 ? null : Read(Amended(original, with));
        foreach (var refusal in reading?.Refusals ?? [])
        {
            refusals.Add(refusal.Field == Refusal.WholeLine ? "" : refusal.Field, refusal.Message);
        }

        refusals.Within(0, "with");
        return refusals.Count > 0 ? FactReading.Refused(refusals.All) : reading!;
    }

    /// <summary>The wire names of the fields in which two facts differ, in declared order.</summary>
    public static IReadOnlyList<string> Differences(Fact a, Fact b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        var (first, second) = (ToJson(a), ToJson(b));
        return [.. first.Select(field => field.Key).Union(second.Select(field => field.Key)).Where(name => !JsonNode.DeepEquals(first[name], second[name]))];
    }

    /// <summary>A fact as a line, its fields as a correction has them.</summary>
    private static ReadOnlySpan<byte> Amended(Fact original, FactFields with)
    {
        var line = new ArrayBufferWriter<byte>();
        using var told = JsonDocument.Parse(Write(original));
        using var writer = new Utf8JsonWriter(line, new JsonWriterOptions { Encoder = Options.Encoder });
        writer.WriteStartObject();
        foreach (var field in told.RootElement.EnumerateObject().Where(field => !with.Has(field.Name)))
        {
            field.WriteTo(writer);
        }

        foreach (var name in with.Names.Where(name => with[name] is not null))
        {
            writer.WritePropertyName(name);
            with[name]!.WriteTo(writer, Options);
        }

        writer.WriteEndObject();
        writer.Flush();
        return line.WrittenSpan;
    }

    private static JsonObject ToJson(Fact fact) => JsonNode.Parse(Write(fact))!.AsObject();

    private static FactReading ReadObject(ReadOnlySpan<byte> line, JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
        {
            return FactReading.Refused(new Refusal(Refusal.WholeLine, "write each fact as one JSON object, in braces"));
        }

        if (!root.TryGetProperty("fact"u8, out var name) || name.ValueKind != JsonValueKind.String)
        {
            return FactReading.Refused(new Refusal("fact", "name the type of the fact as text, such as \"fact\":\"fee-charged\""));
        }

        var sent = name.GetString()!;
        if (FactCatalogue.Named(sent) is not { } type)
        {
            var suggestion = Words.Suggestion(sent, FactCatalogue.All.Select(known => known.Name));
            return FactReading.Refused(new Refusal("fact", $"there is no fact {Words.Quoted(sent)}: {suggestion}"));
        }

        var refusals = new RefusalList();
        FactShapes.Of(type).Check(root, refusals);
        if (refusals.Count > 0)
        {
            return FactReading.Refused(refusals.All);
        }

        var fact = (Fact)JsonSerializer.Deserialize(line, Options.GetTypeInfo(type.Record))!;
        FactRules.Check(fact, refusals);
        return refusals.Count > 0 ? FactReading.Refused(Named(refusals)) : FactReading.Of(fact);
    }

    private static IReadOnlyList<Refusal> Named(RefusalList refusals) =>
        [.. refusals.All.Select(refusal => refusal.Field is "" ? refusal with { Field = Refusal.WholeLine } : refusal)];

    private static string? LineObjection(ReadOnlySpan<byte> line)
    {
        if (line.Length > LongestLine)
        {
            return $"the line has {line.Length} bytes: {LongestLine} are the most, so split the fact";
        }

        if (line.IsEmpty)
        {
            return "the line is empty: take it out";
        }

        return !Utf8.IsValid(line) ? "the line is not UTF-8: save the file in that encoding" : EscapeObjection(line);
    }

    /// <summary>Finds escapes that stand for no text, such as half a pair or NUL, which the store could not keep.</summary>
    /// <remarks>Only a line with \u pays for the second pass; after it no text of the line can fail to be read.</remarks>
    private static string? EscapeObjection(ReadOnlySpan<byte> line)
    {
        if (line.IndexOf("\\u"u8) < 0)
        {
            return null;
        }

        try
        {
            var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = DeepestNesting });
            while (reader.Read())
            {
                if (reader.ValueIsEscaped && reader.GetString()!.Contains('\0', StringComparison.Ordinal))
                {
                    return "take the NUL character (\\u0000) out of it";
                }
            }

            return null;
        }
        catch (JsonException exception)
        {
            return NotJson(exception);
        }
        catch (InvalidOperationException)
        {
            return "a \\u escape in it is half of a pair: write the character itself, in UTF-8";
        }
    }

    private static string NotJson(JsonException exception) =>
        $"this is not JSON as facts are written (at most {DeepestNesting} levels deep): look at byte {exception.BytePositionInLine ?? 0}";

    /// <summary>Leaves out what a record derives from its other fields; only the type is written, though it is derived too.</summary>
    /// <remarks>
    /// [JsonIgnore] alone will not do: an overriding property does not inherit it, and an ignored field would be passed
    /// over rather than refused.
    /// </remarks>
    private static void LeaveOutDerived(JsonTypeInfo type)
    {
        // Of facts only: a document or an answer that another type stands for is written whole, whatever its setters are.
        if (!type.Type.IsSubclassOf(typeof(Fact)))
        {
            return;
        }

        for (var index = type.Properties.Count - 1; index >= 0; index--)
        {
            if (type.Properties[index] is { Set: null, Name: not "fact" })
            {
                type.Properties.RemoveAt(index);
            }
        }
    }

    private static JsonSerializerOptions MakeOptions()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            AllowDuplicateProperties = false,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            NumberHandling = JsonNumberHandling.Strict,
            MaxDepth = DeepestNesting,
            // Facts are kept and sent as JSON, never pasted into HTML: Nepali and Bengali stay legible, and lines short.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutDerived } },
            Converters =
            {
                new DateConverter(), new CurrencyConverter(), new MoneyConverter(), new DecimalConverter(), new GroundConverter(),
                new FieldsConverter(), new CollectionConverters(), new JsonStringEnumConverter<Grade>(namingPolicy: null, allowIntegerValues: false),
                new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false),
            },
        };
        options.MakeReadOnly();
        return options;
    }
}
