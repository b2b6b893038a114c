using System.Globalization;
using Ledger.Domain.Record;
using Ledger.Domain.Workers;

namespace Ledger.Projections.Store;

/// <summary>How the origin of a fact is written beside its event: as what caused it, import/SHA-256#line, and ;sheet=… ;formulas=… where there are such.</summary>
/// <remarks>The part before the number sign is the name of the import's own stream, which holds the file's name and counts.</remarks>
public static class EventOrigin
{
    private const int DigestLength = 64;

    private static readonly string Prefix = StreamName.OfImport("");

    /// <summary>Writes an origin; null where there is none.</summary>
    public static string? Write(Origin? origin) => origin is null
        ? null
        : string.Create(CultureInfo.InvariantCulture, $"{StreamName.OfImport(origin.Sha256)}#{origin.Line}{Part("sheet", origin.Sheet)}{Part("formulas", origin.Formulas)}");

    /// <summary>Reads an origin; null for an event that was not imported, or before lines were kept.</summary>
    public static Origin? Read(string? causation)
    {
        var mark = Prefix.Length + DigestLength;
        if (causation is null || !causation.StartsWith(Prefix, StringComparison.Ordinal) || causation.Length <= mark || causation[mark] != '#')
        {
            return null;
        }

        var parts = causation[(mark + 1)..].Split(';');
        return long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var line)
            ? new Origin(causation[Prefix.Length..mark], line, Part(parts, "sheet="), Part(parts, "formulas="))
            : null;
    }

    private static string Part(string name, string? value) => value is null ? "" : $";{name}={Uri.EscapeDataString(value)}";

    private static string? Part(string[] parts, string start) =>
        Array.Find(parts, part => part.StartsWith(start, StringComparison.Ordinal)) is { } part ? Uri.UnescapeDataString(part[start.Length..]) : null;
}
