using System.Text.Json.Nodes;
using Ledger.Domain.Facts;

namespace Ledger.Domain.Statements;

/// <summary>Every employer that anybody ever told a worker to have been placed with, taken back since or not.</summary>
/// <remarks>A statement as known at an earlier instant must find workers whose placement was corrected or withdrawn later.</remarks>
public static class EmployersTold
{
    /// <summary>The employers that the facts of one worker name, each once, in order of their ids.</summary>
    /// <param name="facts">Every fact of the worker's stream, mending facts among them.</param>
    public static IReadOnlyList<string> In(IEnumerable<Fact> facts) =>
        [.. facts.Select(Named).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string? Named(Fact fact) => fact switch
    {
        PlacementStarted started => started.Employer,
        FactCorrected corrected => corrected.With.ToJson()["employer"] is JsonValue told && told.TryGetValue(out string? employer) ? employer : null,
        _ => null,
    };
}
