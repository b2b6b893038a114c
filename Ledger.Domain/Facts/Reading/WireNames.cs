using System.Text.Json;

namespace Ledger.Domain.Facts.Reading;

/// <summary>How names of the code are written on the wire.</summary>
internal static class WireNames
{
    /// <summary>The word for a value of an enum: sub-agent for SubAgent. Grades stay the capital letters that they are.</summary>
    public static string OfEnum(Type type, string name) => type == typeof(Grade) ? name : JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}
