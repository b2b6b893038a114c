using System.Collections.Immutable;
using System.Text.Json;
using Ledger.Domain.Amounts;
using Ledger.Domain.Facts.Reading;
using NodaTime;
using NodaTime.Text;

namespace Ledger.Domain.Rules.Rows;

/// <summary>Reads the fields of one JSON object of a pack and says of each what is wrong with it; every field must be asked for by name.</summary>
internal sealed class FieldReader
{
    /// <summary>The most members of a list in a row.</summary>
    public const int LongestList = 100;

    private const int LongestText = 4_000;

    private readonly JsonElement _fields;
    private readonly string _row;
    private readonly string _path;
    private readonly List<PackRefusal> _refusals;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    public FieldReader(JsonElement fields, string row, string path, List<PackRefusal> refusals) =>
        (_fields, _row, _path, _refusals) = (fields, row, path, refusals);

    /// <summary>Notes a fault of a field.</summary>
    public void Refuse(string field, string message) =>
        _refusals.Add(new PackRefusal(_row, field.Length == 0 ? _path.TrimEnd('.') : _path + field, message));

    /// <summary>Refuses fields nobody asked for: a field that is not read would look as if it ruled.</summary>
    public void Finish(params string[] passedOver)
    {
        foreach (var field in _fields.EnumerateObject().Select(property => property.Name).Where(name => !_asked.Contains(name) && !passedOver.Contains(name)))
        {
            Refuse(field, $"is no field here; {Words.Suggestion(field, _asked)}");
        }
    }

    public bool Has(string field) => Find(field) is not null;

    public string Text(string field) => OptionalText(field) ?? Missing(field, "", "a text");

    public string? OptionalText(string field)
    {
        if (Find(field) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String || value.GetString()!.Length is 0 or > LongestText)
        {
            Refuse(field, $"is no text of 1 to {LongestText} characters");
            return null;
        }

        return value.GetString();
    }

    public bool Flag(string field, bool? otherwise = null)
    {
        if (Find(field) is not { } value)
        {
            return otherwise ?? Missing(field, false, "true or false");
        }

        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Refuse(field, "is neither true nor false");
        }

        return value.ValueKind == JsonValueKind.True;
    }

    public LocalDate? Date(string field)
    {
        if (Find(field) is not { } value)
        {
            return null;
        }

        var parsed = value.ValueKind == JsonValueKind.String ? LocalDatePattern.Iso.Parse(value.GetString()!) : null;
        if (parsed is { Success: true })
        {
            return parsed.Value;
        }

        Refuse(field, "is no date: write year-month-day, such as 2015-07-06, or null");
        return null;
    }

    public decimal Number(string field, decimal least, decimal most) => OptionalNumber(field, least, most) ?? Missing(field, least, $"a number from {least} to {most}");

    public decimal? OptionalNumber(string field, decimal least, decimal most)
    {
        if (Find(field) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && number >= least && number <= most)
        {
            return number;
        }

        Refuse(field, $"is no number from {Words.Digits(least)} to {Words.Digits(most)}");
        return null;
    }

    public int? OptionalWhole(string field, int least, int most)
    {
        var number = OptionalNumber(field, least, most);
        if (number is { } value && decimal.Truncate(value) != value)
        {
            Refuse(field, "is no whole number");
            return null;
        }

        return (int?)number;
    }

    public T Word<T>(string field)
        where T : struct, Enum => OptionalWord<T>(field) ?? Missing(field, default(T), $"one of: {string.Join(", ", WordsOf<T>())}");

    public T? OptionalWord<T>(string field)
        where T : struct, Enum => Find(field) is { } value ? AsWord<T>(field, value) : null;

    public ImmutableArray<T> ListOfWords<T>(string field)
        where T : struct, Enum => [.. List(field).Select(value => AsWord<T>(field, value)).OfType<T>()];

    public ImmutableArray<string> ListOfTexts(string field)
    {
        var values = List(field).ToList();
        if (values.Exists(value => value.ValueKind != JsonValueKind.String || value.GetString()!.Length is 0 or > LongestText))
        {
            Refuse(field, $"holds something that is no text of 1 to {LongestText} characters");
            return [];
        }

        return [.. values.Select(value => value.GetString()!)];
    }

    /// <summary>The numbers of a list, each within bounds.</summary>
    public ImmutableArray<decimal> ListOfNumbers(string field, decimal least, decimal most)
    {
        var values = List(field).ToList();
        if (values.Exists(value => value.ValueKind != JsonValueKind.Number || !value.TryGetDecimal(out var number) || number < least || number > most))
        {
            Refuse(field, $"holds something that is no number from {Words.Digits(least)} to {Words.Digits(most)}");
            return [];
        }

        return [.. values.Select(value => value.GetDecimal())];
    }

    public Currency Currency(string field)
    {
        if (Amounts.Currency.TryOf(OptionalText(field), out var currency))
        {
            return currency;
        }

        Refuse(field, "is no currency of ISO 4217, such as NPR");
        return Amounts.Currency.Of("USD");
    }

    public FieldReader? Object(string field)
    {
        if (Find(field) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            return new FieldReader(value, _row, $"{_path}{field}.", _refusals);
        }

        Refuse(field, "is no object");
        return null;
    }

    public IReadOnlyList<FieldReader> Objects(string field)
    {
        var values = List(field).ToList();
        if (values.Exists(value => value.ValueKind != JsonValueKind.Object))
        {
            Refuse(field, "holds something that is no object");
            return [];
        }

        return [.. values.Select((value, index) => new FieldReader(value, _row, $"{_path}{field}[{index}].", _refusals))];
    }

    private IEnumerable<JsonElement> List(string field)
    {
        if (Find(field) is not { } value)
        {
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > LongestList)
        {
            Refuse(field, $"is no list of at most {LongestList}");
            return [];
        }

        return value.EnumerateArray();
    }

    private JsonElement? Find(string field)
    {
        _asked.Add(field);
        return _fields.TryGetProperty(field, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    private T? AsWord<T>(string field, JsonElement value)
        where T : struct, Enum
    {
        var sent = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        foreach (var (name, word) in Enum.GetNames<T>().Zip(WordsOf<T>()))
        {
            if (word == sent)
            {
                return Enum.Parse<T>(name);
            }
        }

        Refuse(field, $"{Words.Quoted(sent)} is none of its words; {Words.Suggestion(sent, WordsOf<T>())}");
        return null;
    }

    private static IEnumerable<string> WordsOf<T>()
        where T : struct, Enum => Enum.GetNames<T>().Select(name => WireNames.OfEnum(typeof(T), name));

    private T Missing<T>(string field, T otherwise, string what)
    {
        // A value of the wrong kind was refused already.
        if (Find(field) is null)
        {
            Refuse(field, $"is missing: give {what}");
        }

        return otherwise;
    }
}
