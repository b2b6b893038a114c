namespace Ledger.Domain.Facts.Reading;

/// <summary>How the fields of facts lie in the columns of a table: one column a leaf, named by its path on the wire.</summary>
internal static class FlatShapes
{
    /// <summary>The paths of all facts' leaves.</summary>
    public static IReadOnlyCollection<string> Columns { get; } =
        [.. FactCatalogue.All.SelectMany(type => Leaves(FactShapes.Of(type), "")).Select(leaf => leaf.Path).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Whether a cell of a column is written as it stands, as JSON: numbers, flags, and what is no leaf of text.</summary>
    /// <remarks>A name means the same form in every fact that has it, but for "for" and "version", which both rules below meet.</remarks>
    public static IReadOnlySet<string> Plain { get; } = FactCatalogue.All.SelectMany(type => Leaves(FactShapes.Of(type), ""))
        .Where(leaf => leaf.Shape is WholeShape or FlagShape or ListShape or MapShape or FieldsShape or GroundShape)
        .Select(leaf => leaf.Path).ToHashSet(StringComparer.Ordinal);

    /// <summary>What the cells of each column hold; a name means the same form in every fact that has it.</summary>
    public static IReadOnlyDictionary<string, FlatForm> Forms { get; } = FactCatalogue.All.SelectMany(type => Leaves(FactShapes.Of(type), ""))
        .DistinctBy(leaf => leaf.Path).ToDictionary(leaf => leaf.Path, FormOf, StringComparer.Ordinal);

    private static FlatForm FormOf((string Path, Shape Shape) leaf) => leaf.Shape switch
    {
        DateShape => FlatForm.Day,
        MoneyShape => leaf.Path.EndsWith(".amount", StringComparison.Ordinal) ? FlatForm.Number : FlatForm.Text,
        WholeShape or DecimalShape => FlatForm.Number,
        FlagShape or ListShape or MapShape or FieldsShape or GroundShape => FlatForm.Json,
        _ => FlatForm.Text,
    };

    private static IEnumerable<(string Path, Shape Shape)> Leaves(RecordShape record, string within) => record.Fields.SelectMany(field => field.Shape switch
    {
        RecordShape inner => Leaves(inner, within + field.Name + "."),
        MoneyShape => [(within + field.Name + ".amount", field.Shape), (within + field.Name + ".currency", field.Shape)],
        _ => (IEnumerable<(string, Shape)>)[(within + field.Name, field.Shape)],
    });
}
