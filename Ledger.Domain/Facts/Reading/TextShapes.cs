using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Ledger.Domain.Amounts;
using NodaTime;
using NodaTime.Text;

namespace Ledger.Domain.Facts.Reading;

/// <summary>A text of which one single form is right.</summary>
internal abstract class TextShape : Shape
{
    public sealed override void Check(JsonElement value, RefusalList refusals)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            refusals.Add($"write it as text, in quotation marks: {Form}");
        }
        else if (Objection(value.GetString()!) is { } objection)
        {
            refusals.Add(objection);
        }
    }

    /// <summary>Says what is wrong with a text and how to mend it; null where nothing is.</summary>
    public abstract string? Objection(string text);

    /// <summary>Counts characters as a reader does, so that a letter outside the basic plane is one.</summary>
    protected static bool IsLonger(string text, int most) => text.Length > most && text.EnumerateRunes().Count() > most;
}

/// <summary>An id or a short name.</summary>
internal sealed class NameShape : TextShape
{
    public static NameShape Only { get; } = new();

    public override string? DefinedAs => "name";

    public override string Form => $"an id or a short name, at most {Fact.LongestId} characters";

    public override string? Objection(string text) => text switch
    {
        "" => "an empty text names nothing: give the name, or leave an optional field out",
        _ when IsLonger(text, Fact.LongestId) => $"shorten it to {Fact.LongestId} characters or fewer",
        _ when char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]) => "take the white space off its start and end",
        _ when text.Any(char.IsControl) => "take the control characters (line breaks, tabs) out of it",
        _ => null,
    };

    public override JsonObject ToSchema(SchemaDefinitions definitions) => new()
    {
        ["type"] = "string",
        ["minLength"] = 1,
        ["maxLength"] = Fact.LongestId,
        ["pattern"] = "^[^\\s\\u0000-\\u001f\\u007f-\\u009f]([^\\u0000-\\u001f\\u007f-\\u009f]*[^\\s\\u0000-\\u001f\\u007f-\\u009f])?$",
    };
}

/// <summary>Free text of one or more lines.</summary>
internal sealed class FreeTextShape : TextShape
{
    public static FreeTextShape Only { get; } = new();

    public override string? DefinedAs => "text";

    public override string Form => $"free text, at most {Fact.LongestText} characters";

    public override string? Objection(string text) => text switch
    {
        _ when string.IsNullOrWhiteSpace(text) => "an empty text says nothing: write something, or leave an optional field out",
        _ when IsLonger(text, Fact.LongestText) => $"shorten it to {Fact.LongestText} characters or fewer",
        _ when text.Any(letter => char.IsControl(letter) && letter is not ('\n' or '\t')) => "take the control characters out of it; new line and tab may stay",
        _ => null,
    };

    public override JsonObject ToSchema(SchemaDefinitions definitions) => new()
    {
        ["type"] = "string",
        ["minLength"] = 1,
        ["maxLength"] = Fact.LongestText,
        ["pattern"] = "^[^\\u0000-\\u0008\\u000b-\\u001f\\u007f-\\u009f]*$",
    };
}

/// <summary>A text of a pattern.</summary>
internal sealed partial class PatternShape(string name, Regex pattern, string words) : TextShape
{
    public static PatternShape Country { get; } = new("country", CountryCode(), "a country of ISO 3166 such as NP, or a part of one such as IN-KL, in capital letters");

    public static PatternShape Sha256 { get; } = new("sha256", Digest(), "the SHA-256 of the file as 64 hexadecimal digits");

    public override string? DefinedAs => name;

    public override string Form => words;

    public override string? Objection(string text) => pattern.IsMatch(text) ? null : $"{Words.Quoted(text)} will not do: write {words}";

    /// <remarks>.NET needs \z where the schema's dialect writes $, which in .NET would let a line break follow.</remarks>
    public override JsonObject ToSchema(SchemaDefinitions definitions) => new() { ["type"] = "string", ["pattern"] = pattern.ToString().Replace("\\z", "$", StringComparison.Ordinal) };

    [GeneratedRegex(@"^[A-Z]{2}(-[A-Z0-9]{1,3})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex CountryCode();

    [GeneratedRegex(@"^[0-9A-Fa-f]{64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Digest();
}

/// <summary>A day.</summary>
internal sealed class DateShape : TextShape
{
    public static readonly LocalDate Earliest = new(1950, 1, 1);
    public static readonly LocalDate Latest = new(2100, 12, 31);

    public static DateShape Only { get; } = new();

    public override string? DefinedAs => "date";

    public override string Form => "a day as yyyy-MM-dd, from 1950-01-01 to 2100-12-31";

    public override string? Objection(string text)
    {
        var parsed = LocalDatePattern.Iso.Parse(text);
        if (text.Length != 10 || !parsed.Success)
        {
            return $"{Words.Quoted(text)} is no day of the calendar: write it as yyyy-MM-dd, such as 2024-02-29";
        }

        return parsed.Value < Earliest || parsed.Value > Latest ? $"{text} is out of bounds: give a day from 1950-01-01 to 2100-12-31" : null;
    }

    public override JsonObject ToSchema(SchemaDefinitions definitions) => new()
    {
        ["type"] = "string",
        ["format"] = "date",
        ["pattern"] = "^(19[5-9][0-9]|20[0-9]{2}|2100)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
    };
}

/// <summary>A currency code.</summary>
internal sealed class CurrencyShape : TextShape
{
    public static CurrencyShape Only { get; } = new();

    public override string? DefinedAs => "currency";

    public override string Form => "a currency code of ISO 4217 such as NPR";

    public override string? Objection(string text) =>
        Currency.TryOf(text, out _) ? null
        : Currency.TryOf(text.Trim().ToUpperInvariant(), out var meant) ? $"write the currency as {meant}"
        : $"{Words.Quoted(text)} is no active currency code of ISO 4217: write three capital letters such as NPR";

    public override JsonObject ToSchema(SchemaDefinitions definitions) => new() { ["enum"] = new JsonArray([.. Currency.Codes.Select(code => (JsonNode)code)]) };
}

/// <summary>One of a few words.</summary>
internal sealed class ChoiceShape(IReadOnlyList<string> choices) : Shape
{
    private readonly byte[][] _utf8 = [.. choices.Select(Encoding.UTF8.GetBytes)];

    public override string Form => string.Join(" or ", choices.Select(choice => $"`{choice}`"));

    public override void Check(JsonElement value, RefusalList refusals)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            refusals.Add($"write it as text, one of: {string.Join(", ", choices)}");
            return;
        }

        foreach (var choice in _utf8)
        {
            if (value.ValueEquals(choice))
            {
                return;
            }
        }

        refusals.Add($"{Words.Quoted(value.GetString()!)} is none of the words for it: use one of: {string.Join(", ", choices)}");
    }

    public override JsonObject ToSchema(SchemaDefinitions definitions) =>
        choices.Count == 1 ? new() { ["const"] = choices[0] } : new() { ["enum"] = new JsonArray([.. choices.Select(choice => (JsonNode)choice)]) };
}
