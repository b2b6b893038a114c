using System.Text;
using System.Text.Json.Nodes;
using Ledger.Domain.Facts;
using Xunit;

namespace Ledger.Tests.Facts;

/// <summary>One stored line of every fact type and version: what was once stored must read for ever.</summary>
public sealed class SampleTests
{
    /// <summary>Names under which facts are stored. This list may only grow: a removed or renamed line would orphan stored events.</summary>
    private static readonly string[] StoredNames =
    [
        "agency-rated.v1", "arrived.v1", "audit-announced.v1", "audit-performed.v1", "certification-granted.v1", "certification-withdrawn.v1",
        "complaint-filed.v1", "contract-recorded.v1", "deduction-taken.v1", "employer-paid-recruiter.v1", "exchange-rate-recorded.v1",
        "fact-corrected.v1", "fact-withdrawn.v1", "fee-charged.v1", "kickback-paid.v1", "loan-charged.v1", "loan-disbursed.v1",
        "loan-forgiven.v1", "loan-repaid.v1", "loan-terms-changed.v1", "parties-linked.v1", "party-registered.v1", "placement-ended.v1",
        "placement-started.v1", "reimbursed.v1", "security-returned.v1", "security-taken.v1", "statement-recorded.v1", "wage-paid.v1",
        "worker-registered.v1",
    ];

    public static TheoryData<string> Names => [.. FactCatalogue.All.Select(type => type.StoredName)];

    [Fact]
    public void Stored_names_only_grow() => Assert.Equal(StoredNames, FactCatalogue.All.Select(type => type.StoredName).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_type_has_a_wire_name_of_its_own() =>
        Assert.Equal(FactCatalogue.All.Count, FactCatalogue.All.Select(type => type.Name).Distinct(StringComparer.Ordinal).Count());

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_sample_reads_and_is_written_back_byte_for_byte(string storedName)
    {
        var line = Sample(storedName);
        var fact = FactWire.Read(Encoding.UTF8.GetBytes(line)).Read();

        Assert.Equal(storedName, FactCatalogue.Of(fact.GetType()).StoredName);
        Assert.Equal(line.TrimEnd('\n'), Encoding.UTF8.GetString(FactWire.Write(fact)));
    }

    [Fact]
    public void Together_the_samples_fill_every_field_of_every_type()
    {
        var common = typeof(Fact).GetProperties().Select(property => property.Name).ToHashSet();
        var filled = new HashSet<string>();
        foreach (var type in FactCatalogue.All)
        {
            var fact = FactWire.Read(Encoding.UTF8.GetBytes(Sample(type.StoredName))).Read();
            foreach (var property in type.Record.GetProperties())
            {
                if (property.GetValue(fact) is not null)
                {
                    filled.Add(property.Name);
                }
                else
                {
                    Assert.True(common.Contains(property.Name), $"{type.StoredName} leaves {property.Name} out: fill it");
                }
            }
        }

        Assert.Empty(common.Except(filled));
    }

    /// <summary>A stored line, with its line end.</summary>
    public static string Sample(string storedName)
    {
        using var stream = typeof(SampleTests).Assembly.GetManifestResourceStream(storedName + ".json")
            ?? throw new InvalidOperationException($"Ledger.Tests/Facts/Samples/{storedName}.json is missing: add a line with every field filled.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>A stored line as fields that a test may change.</summary>
    public static JsonObject Fields(string storedName) => JsonNode.Parse(Sample(storedName))!.AsObject();
}

/// <summary>Reads what a test knows to be right.</summary>
public static class ReadingExtensions
{
    /// <summary>The fact; the refusals in the message where there is none.</summary>
    public static Fact Read(this FactReading reading) =>
        reading.TryGet(out var fact) ? fact : throw new InvalidOperationException(string.Join("; ", reading.Refusals));
}
