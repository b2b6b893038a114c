using System.Text;
using System.Text.Json;
using Ledger.Domain.Facts;
using Xunit;

namespace Ledger.Tests.Samples;

/// <summary>The published cases as facts: readable, sourced, and without an amount that nobody published.</summary>
public sealed class PublishedCasesTests
{
    public static TheoryData<string> Cases { get; } = [.. SampleFiles.CaseIds];

    [Theory, MemberData(nameof(Cases))]
    public void Every_line_reads_and_is_written_as_it_stands(string caseId)
    {
        foreach (var line in SampleFiles.Lines(caseId))
        {
            Assert.Equal(line, Encoding.UTF8.GetString(FactWire.Write(SampleFiles.Read(line))));
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Every_note_gives_the_source_of_the_case(string caseId)
    {
        var source = "source: " + SampleFiles.Published[caseId].GetProperty("sourceTitle").GetString();
        Assert.All(SampleFiles.Facts(caseId), fact => Assert.StartsWith(source, fact.Note, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Cases))]
    public void Ids_and_workers_bear_the_name_of_the_case(string caseId)
    {
        var facts = SampleFiles.Facts(caseId);
        Assert.All(facts, fact => Assert.StartsWith(caseId + "/", fact.Id, StringComparison.Ordinal));
        Assert.All(facts.OfType<WorkerFact>(), fact => Assert.StartsWith(caseId, fact.Worker, StringComparison.Ordinal));
        Assert.Equal(facts.Count, facts.DistinctBy(fact => fact.Id).Count());
    }

    [Theory, MemberData(nameof(Cases))]
    public void No_amount_is_made_up(string caseId)
    {
        var published = Numbers(SampleFiles.Published[caseId].GetProperty("published")).ToHashSet();
        // Two amounts follow from the case rather than stand in it; their notes say so.
        decimal[] implied = caseId switch { "id-hk-2010" => [3_580], "pk-sa" => [400], _ => [] };
        foreach (var amount in SampleFiles.Lines(caseId).SelectMany(Amounts))
        {
            Assert.True(published.Contains(amount) || implied.Contains(amount), $"{amount} is not published in {caseId}");
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Whatever_a_fact_names_is_registered_in_its_file(string caseId) => References.AssertAllRegistered(SampleFiles.Facts(caseId));

    [Fact]
    public void The_readme_speaks_of_every_case()
    {
        var readme = File.ReadAllText(Path.Combine(SampleFiles.Folder, "README.md"));
        Assert.All(SampleFiles.Published.Keys, caseId => Assert.Contains(caseId, readme, StringComparison.OrdinalIgnoreCase));
        Assert.All(SampleFiles.CaseIds, caseId => Assert.Contains(caseId, SampleFiles.Published.Keys));
    }

    [Theory]
    [InlineData("bd-sa-2017-a", "paid")]
    [InlineData("bd-sa-2017-b", "paid")]
    [InlineData("bd-my-2017", "agreed")]
    [InlineData("id-hk-2010", "agencyDemandHKD")]
    [InlineData("tw-service-3y", "statedThreeYear")]
    [InlineData("bd-sg-2022", "cutTotal")]
    [InlineData("np-qa-2019", "feeNPR")]
    [InlineData("pk-sa", "costUSD")]
    public void What_the_worker_says_she_bore_is_the_published_sum(string caseId, string field)
    {
        var borne = SampleFiles.Facts(caseId).OfType<FeeCharged>().Where(fee => fee.AssertedAs == Speaker.Worker).Sum(fee => fee.Amount.Amount);
        Assert.Equal(SampleFiles.Published[caseId].GetProperty("published").GetProperty(field).GetDecimal(), borne);
    }

    [Fact]
    public void A_receipt_at_the_cap_stands_beside_the_testimony_as_an_account_of_the_same_money()
    {
        var fees = SampleFiles.Facts("np-qa-2019").OfType<FeeCharged>().ToArray();
        Assert.Equal([(105_000m, Grade.E), (10_000m, Grade.B)], fees.Select(fee => (fee.Amount.Amount, fee.Grade)));
        Assert.Equal(fees[0].Id, fees[1].SameAs);
        Assert.Equal((fees[0].Class, fees[0].Collector), (fees[1].Class, fees[1].Collector));
    }

    [Fact]
    public void The_implied_rates_turn_the_published_figures_into_each_other()
    {
        var rates = SampleFiles.Facts("np-qa-2019").OfType<ExchangeRateRecorded>().ToLookup(rate => rate.Quote.Code, rate => rate.Rate);
        Assert.All(rates["NPR"], rate => Assert.Equal(105_000m, decimal.Round(930 * rate, 6)));
        Assert.All(rates["QAR"], rate => Assert.Equal(1_800m, decimal.Round(495 * rate, 6)));
    }

    private static IEnumerable<decimal> Numbers(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Number => [element.GetDecimal()],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Numbers),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property => Numbers(property.Value)),
        // Net pay of nothing is published as a number; no text holds an amount.
        _ => [],
    };

    private static IEnumerable<decimal> Amounts(string line) => Amounts(JsonDocument.Parse(line).RootElement);

    private static IEnumerable<decimal> Amounts(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        return element.TryGetProperty("currency", out _)
            ? [decimal.Parse(element.GetProperty("amount").GetString()!, System.Globalization.CultureInfo.InvariantCulture)]
            : element.EnumerateObject().SelectMany(property => Amounts(property.Value));
    }
}
