using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Ledger.Domain.Facts;
using Xunit;

namespace Ledger.Tests.Facts;

/// <summary>What is written alike, and what a correction makes of a fact.</summary>
public sealed class WireTests
{
    private static readonly Fact Fee = FactWire.Read(Encoding.UTF8.GetBytes(SampleTests.Sample("fee-charged.v1"))).Read();

    [Theory]
    [InlineData("fee-charged", "\"105000.00\"", "\"105000\"")]
    [InlineData("fee-charged", "\"105000.00\"", "\"105000.0\"")]
    [InlineData("wage-paid", "\"212.5\"", "212.50")]
    [InlineData("exchange-rate-recorded", "\"29.84\"", "29.840")]
    [InlineData("fee-charged", "रसिद", "\\u0930\\u0938\\u093f\\u0926")]
    [InlineData("fee-charged", "{\"fact\"", " { \"fact\" ")]
    public void What_means_the_same_is_written_alike(string type, string stored, string sent)
    {
        var sample = SampleTests.Sample(type + ".v1");
        Assert.Contains(stored, sample, StringComparison.Ordinal);
        var fact = FactWire.Read(Encoding.UTF8.GetBytes(sample.Replace(stored, sent, StringComparison.Ordinal))).Read();

        Assert.Equal(sample.TrimEnd('\n'), Encoding.UTF8.GetString(FactWire.Write(fact)));
    }

    [Fact]
    public void A_byte_order_mark_in_front_is_passed_over() =>
        Assert.Equal(Fee, FactWire.Read([.. Encoding.UTF8.GetPreamble(), .. FactWire.Write(Fee)]).Read());

    [Fact]
    public void A_reimbursement_answers_facts_or_a_scheme()
    {
        var line = SampleTests.Fields("reimbursed.v1");
        line["for"] = "scheme-2024";

        Assert.Equal("scheme-2024", Assert.IsType<Reimbursed>(FactWire.Read(Encoding.UTF8.GetBytes(line.ToJsonString())).Read()).For.Scheme);
    }

    [Fact]
    public void Serializing_with_the_options_alone_is_strict_too()
    {
        var line = SampleTests.Fields("fee-charged.v1");
        line["mends"] = "f1";

        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<FeeCharged>(line.ToJsonString(), FactWire.Options));
    }

    [Fact]
    public void A_correction_changes_the_named_fields_and_takes_away_those_that_are_null()
    {
        var mended = Assert.IsType<FeeCharged>(Amend("""{"amount":{"amount":"95000","currency":"NPR"},"note":null}""").Read());

        Assert.Equal(("95000.00", null), (mended.Amount.AmountText, mended.Note));
        Assert.Equal(["note", "amount"], FactWire.Differences(Fee, mended));
    }

    [Theory]
    [InlineData("""{"worker":"another"}""", "with.worker", "withdraw the fact and record another")]
    [InlineData("""{"fact":"loan-repaid"}""", "with.fact", "withdraw")]
    [InlineData("""{"id":"f2"}""", "with.id", "withdraw")]
    [InlineData("""{"assertedBy":"employer"}""", "with.assertedBy", "withdraw")]
    [InlineData("""{"assertedAs":null}""", "with.assertedAs", "withdraw")]
    [InlineData("""{"gross":{"amount":"1","currency":"NPR"}}""", "with.gross", "no field 'gross'")]
    [InlineData("""{"collector":null}""", "with.collector", "needs 'collector'")]
    [InlineData("""{"amount":{"amount":"95000","currency":"MYR"}}""", "with.receiptAmount.currency", "it must be MYR")]
    [InlineData("""{"class":"fees"}""", "with.class", "service, advertising")]
    public void A_correction_that_will_not_do_is_refused_by_field(string with, string field, string message)
    {
        var refusal = Assert.Single(Amend(with).Refusals);

        Assert.Equal(field, refusal.Field);
        Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_correction_may_restate_what_it_does_not_change() =>
        Assert.Equal(Fee, Amend(Encoding.UTF8.GetString(FactWire.Write(Fee))).Read());

    private static FactReading Amend(string with) => FactWire.Amend(Fee, new FactFields(JsonNode.Parse(with)!.AsObject()));
}
