using System.Text.Json;
using Ledger.Domain.Facts;
using Xunit;

namespace Ledger.Tests.Samples;

/// <summary>Finds the sample files of the repository and reads them.</summary>
internal static class SampleFiles
{
    public static string Folder { get; } = Path.Combine(Root(), "samples");

    public static IReadOnlyList<string> CaseIds { get; } =
        [.. Directory.GetFiles(Path.Combine(Folder, "cases"), "*.jsonl").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    /// <summary>The published figures by lower-case case id.</summary>
    public static IReadOnlyDictionary<string, JsonElement> Published { get; } =
        JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "cases.json"))).RootElement.EnumerateArray()
            .ToDictionary(entry => entry.GetProperty("id").GetString()!.ToLowerInvariant(), StringComparer.Ordinal);

    public static string[] Lines(string caseId) => File.ReadAllLines(Path.Combine(Folder, "cases", caseId + ".jsonl"));

    public static IReadOnlyList<Fact> Facts(string caseId) => [.. Lines(caseId).Select(Read)];

    /// <summary>Reads a line, or fails with its refusals.</summary>
    public static Fact Read(string line)
    {
        var reading = FactWire.Read(System.Text.Encoding.UTF8.GetBytes(line));
        Assert.True(reading.TryGet(out var fact), $"{string.Join("; ", reading.Refusals)} in {line}");
        return fact;
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Ledger.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run outside the repository: no Ledger.sln above them.");
        }

        return folder;
    }
}
