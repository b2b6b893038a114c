using System.Text.Json;
using System.Text.Json.Serialization;
using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Domain.Replay;
using Ledger.Tests.Stories;
using NodaTime;

namespace Ledger.Tests.Invariants;

/// <summary>Findings and replays as text, so that two of them can be compared to the last byte.</summary>
internal static class Written
{
    private static readonly JsonSerializerOptions Options = new(FactWire.Options) { Converters = { new AsItself() } };

    public static string Findings(Story story, LocalDate? asOf = null, Instant? knownAt = null) =>
        JsonSerializer.Serialize(story.Findings(asOf, knownAt), Options);

    public static string Replay(Story story, LocalDate? asOf = null, Instant? knownAt = null) =>
        Replay(story.Evaluation(asOf, knownAt));

    public static string Replay(Evaluation evaluation) => JsonSerializer.Serialize(WorkerReplay.Of(evaluation), Options);

    public static string Findings(IEnumerable<Finding> findings) => JsonSerializer.Serialize(findings, Options);

    /// <summary>A finding without the day it was asked for.</summary>
    public static string Undated(Finding finding) => JsonSerializer.Serialize(finding with { AsOf = LocalDate.MinIsoValue }, Options);

    /// <summary>Writes a fact that stands in a place for any fact with all the fields of its own type.</summary>
    private sealed class AsItself : JsonConverter<Fact>
    {
        public override Fact Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, Fact value, JsonSerializerOptions options) => writer.WriteRawValue(FactWire.Write(value));
    }
}
