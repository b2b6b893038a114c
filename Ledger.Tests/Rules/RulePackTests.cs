using System.Text;
using System.Text.Json.Nodes;
using Ledger.Domain.Rules;
using Ledger.Domain.Rules.Rows;
using Xunit;

namespace Ledger.Tests.Rules;

/// <summary>The pack keeps every researched row as it was, types what the row says, and refuses what it cannot read by row and field.</summary>
public sealed class RulePackTests
{
    [Fact]
    public void Every_researched_row_is_kept_word_for_word()
    {
        var rows = Packs.Rows().ToDictionary(row => (string)row!["id"]!, row => row!.AsObject(), StringComparer.Ordinal);
        var source = Packs.Source();
        Assert.Equal(110, source.Count);
        Assert.Equal(source.Select(row => (string)row!["id"]!).Order(StringComparer.Ordinal), rows.Keys.Order(StringComparer.Ordinal));
        foreach (var row in source.Select(row => row!.AsObject()))
        {
            foreach (var (field, value) in row)
            {
                Assert.True(JsonNode.DeepEquals(value, rows[(string)row["id"]!][field]), $"{row["id"]} {field}");
            }
        }
    }

    [Fact]
    public void What_was_typed_reads_as_the_row_says()
    {
        foreach (var row in Packs.Source())
        {
            var rule = RulePack.Current[(string)row!["id"]!];
            Assert.Equal((string)row["instrument"]!, rule.Instrument);
            Assert.Equal((string)row["article"]!, rule.Article);
            Assert.Equal((string?)row["effectiveFrom"], rule.From?.ToString("uuuu-MM-dd", null));
            Assert.Equal((string?)row["effectiveTo"], rule.To?.ToString("uuuu-MM-dd", null));
            Assert.Equal(((bool)row["verified"]!, (bool)row["effectiveFromVerified"]!), (rule.IsVerified, rule.IsDateVerified));
            Assert.True(rule.Limit is null != rule.Informative is null, rule.Id);
            if (rule.Limit is FixedFee cap && (string?)row["cap"]!["type"] == "fixed")
            {
                Assert.Equal(((decimal)row["cap"]!["amount"]!, (string)row["cap"]!["currency"]!), (cap.Amount, cap.Currency.Code));
            }

            if (row["destinations"] is JsonArray destinations)
            {
                Assert.Equal(destinations.Select(place => (string)place!), rule.Scope!.Destinations);
            }
        }
    }

    [Fact]
    public void A_row_that_is_not_verified_or_whose_date_is_approximate_is_in_doubt()
    {
        foreach (var row in Packs.Source())
        {
            var rule = RulePack.Current[(string)row!["id"]!];
            var sure = (bool)row["verified"]! && (bool)row["effectiveFromVerified"]! && (string?)row["effectiveFromPrecision"] == "day"
                && (bool)row["effectiveToVerified"]!;
            Assert.True(sure || rule.Doubt is not null, rule.Id);
        }
    }

    [Fact]
    public void The_version_is_the_label_and_the_hash_of_the_content()
    {
        var (one, other) = (Packs.Read(Packs.Rows(), "a"), Packs.Read(Packs.With("BD-MY-2022", row => row["limit"]!["amount"] = 1), "a"));
        Assert.Equal(Packs.Read(Packs.Rows(), "a").Version, one.Version);
        Assert.NotEqual(one.Version, other.Version);
        Assert.StartsWith("a+", one.Version, StringComparison.Ordinal);
        Assert.Matches("^2026-11\\+[0-9a-f]{12}$", RulePack.Current.Version);
    }

    [Theory]
    [InlineData("BD-MY-2022", "limit", "currency", "\"BTD\"", "limit.currency")]
    [InlineData("BD-MY-2022", "limit", "amount", "-1", "limit.amount")]
    [InlineData("BD-MY-2022", "limit", "amount", "0.001", "limit.amount")]
    [InlineData("BD-MY-2022", "limit", "kind", "\"fixd\"", "limit.kind")]
    [InlineData("BD-MY-2022", "limit", "ammount", "1", "limit.ammount")]
    [InlineData("BD-MY-2022", "scope", "origins", "[\"bd\"]", "scope.origins")]
    [InlineData("BD-MY-2022", "scope", "binds", "[\"agents\"]", "scope.binds")]
    [InlineData("CA-ON-7", "scope", "provinces", "[\"Ontario\"]", "scope.provinces")]
    [InlineData("TW-SERVICE-2017", "limit", "monthly", "[]", "limit.monthly")]
    [InlineData("SA-93", "limit", "overall", "50", "limit.overall")]
    [InlineData("NP-INT-478", "limit", "perYear", "null", "limit.perYear")]
    [InlineData("SG-EA-REFUND", "limit", "withinMonths", "1.5", "limit.withinMonths")]
    [InlineData("SG-EA-CAP", "limit", "wage", "\"basic\"", "limit.wage")]
    public void A_wrong_field_is_refused_by_row_and_field(string id, string part, string field, string value, string path)
    {
        var refused = Assert.Throws<PackRefusedException>(() => Packs.Read(Packs.With(id, row => row[part]![field] = JsonNode.Parse(value))));
        Assert.Contains(refused.Refusals, refusal => refusal.Row == id && refusal.Field == path);
    }

    [Theory]
    [InlineData("effectiveFrom", "\"6 July 2015\"")]
    [InlineData("effectiveTo", "\"1999-01-01\"")]
    [InlineData("verified", "\"yes\"")]
    [InlineData("role", "\"transit\"")]
    [InlineData("kind", "\"interest-cap\"")]
    [InlineData("jurisdiction", "\"Nepal\"")]
    [InlineData("informative", "\"and judged by too\"")]
    [InlineData("cappe", "1")]
    [InlineData("id", "\"BD-SA-2016\"")]
    [InlineData("instrument", "null")]
    public void A_wrong_row_is_refused(string field, string value)
    {
        var refused = Assert.Throws<PackRefusedException>(() => Packs.Read(Packs.With("NP-FVFT-2015", row => row[field] = JsonNode.Parse(value))));
        Assert.NotEmpty(refused.Refusals[0].Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("[1]")]
    [InlineData("[{}]")]
    [InlineData("[")]
    public void What_is_no_pack_is_refused(string json) =>
        Assert.Throws<PackRefusedException>(() => RulePack.Read("x", Encoding.UTF8.GetBytes(json)));
}
