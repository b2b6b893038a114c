using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ledger.Domain.Amounts;
using NodaTime;

namespace Ledger.Domain.Facts.Reading;

/// <summary>The shape of every fact type, built once from the records by way of the serializer's own contract.</summary>
internal static class FactShapes
{
    private static readonly FrozenDictionary<string, RecordShape> ByName =
        FactCatalogue.All.ToFrozenDictionary(type => type.Name, OfFact, StringComparer.Ordinal);

    /// <summary>The names of the fields of all facts, in alphabetical order.</summary>
    public static IReadOnlyCollection<string> FieldNames { get; } =
        [.. ByName.Values.SelectMany(shape => shape.Fields).Select(field => field.Name).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The shape of a type.</summary>
    public static RecordShape Of(FactType type) => ByName[type.Name];

    private static RecordShape OfFact(FactType type) => new(type.Name, [.. Fields(type.Record).Select(field => field.Name switch
    {
        "fact" => new FieldShape(field.Name, new ChoiceShape([type.Name]), required: true),
        "worker" => new FieldShape(field.Name, field.Shape, type.NeedsWorker),
        "placement" => new FieldShape(field.Name, field.Shape, type.NeedsPlacement),
        _ => field,
    })]);

    private static IEnumerable<FieldShape> Fields(Type record) =>
        FactWire.Options.GetTypeInfo(record).Properties.Select(property => new FieldShape(property.Name, OfProperty(property), property.IsRequired));

    private static Shape OfProperty(JsonPropertyInfo property) =>
        property.AttributeProvider!.GetCustomAttributes(typeof(BoundAttribute), inherit: false).SingleOrDefault() is BoundAttribute bound
            ? bound.Shape
            : OfType(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, property.IsRequired);

    private static Shape OfType(Type type, bool required) => type switch
    {
        _ when type == typeof(string) => NameShape.Only,
        _ when type == typeof(bool) => FlagShape.Only,
        _ when type == typeof(LocalDate) => DateShape.Only,
        _ when type == typeof(Money) => MoneyShape.Only,
        _ when type == typeof(Currency) => CurrencyShape.Only,
        _ when type == typeof(ReimbursementGround) => new GroundShape(),
        _ when type == typeof(FactFields) => new FieldsShape(() => FieldNames),
        _ when type.IsEnum => new ChoiceShape([.. Enum.GetNames(type).Select(name => WireNames.OfEnum(type, name))]),
        _ when type.IsGenericType && type.GetGenericTypeDefinition() == typeof(FactList<>) =>
            // Where a list is optional, its absence says "none known"; an empty one would say the same a second way.
            new ListShape(OfType(type.GetGenericArguments()[0], required: true), mayBeEmpty: required),
        _ when type.IsClass => new RecordShape(JsonNamingPolicy.KebabCaseLower.ConvertName(type.Name), [.. Fields(type)]),
        _ => throw new InvalidOperationException($"{type.Name} has no shape on the wire: give the field a bound such as [Whole] or [Within]."),
    };
}
