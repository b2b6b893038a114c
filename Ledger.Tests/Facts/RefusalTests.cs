using System.Text;
using Ledger.Domain.Facts;
using Xunit;

namespace Ledger.Tests.Facts;

/// <summary>What a line must not be, the field that is named for it, and a part of what the sender is told.</summary>
public sealed class RefusalTests
{
    private static readonly string Long101 = new('x', 101);
    private static readonly string Long2001 = new('x', 2001);

    /// <summary>The stored sample of a type, with one field replaced by other JSON.</summary>
    public static TheoryData<string, string, string, string, string> Refused => new()
    {
        // type, the field's path in the sample, what is sent in its place, the field refused, a part of the message
        { "fee-charged", "amount.amount", "105000.00", "amount.amount", "write the amount as text" },
        { "fee-charged", "amount.amount", "\"1,05,000\"", "amount.amount", "digits with at most one point" },
        { "fee-charged", "amount.amount", "\"1e5\"", "amount.amount", "digits with at most one point" },
        { "fee-charged", "amount.amount", "\"-5\"", "amount.amount", "digits with at most one point" },
        { "fee-charged", "amount.amount", "\"+5\"", "amount.amount", "digits with at most one point" },
        { "fee-charged", "amount.amount", "\" 5\"", "amount.amount", "digits with at most one point" },
        { "fee-charged", "amount.amount", "\"5.\"", "amount.amount", "digits with at most one point" },
        { "fee-charged", "amount.amount", "\".5\"", "amount.amount", "digits with at most one point" },
        { "fee-charged", "amount.amount", "\"\"", "amount.amount", "digits with at most one point" },
        { "fee-charged", "amount.amount", "\"१०५\"", "amount.amount", "digits with at most one point" },
        { "fee-charged", "amount.amount", "\"5.001\"", "amount.amount", "NPR has 2 decimals at most" },
        { "fee-charged", "amount.amount", "\"5.000\"", "amount.amount", "NPR has 2 decimals at most" },
        { "fee-charged", "amount.amount", "\"1000000000000000.01\"", "amount.amount", "at most 1000000000000000" },
        { "fee-charged", "amount.amount", "\"99999999999999999999999999999999999999\"", "amount.amount", "held exactly" },
        { "fee-charged", "amount.amount", "\"1250,50\"", "amount.amount", "at most one point" },
        { "fee-charged", "amount.amount", "\"1.250,50\"", "amount.amount", "at most one point" },
        { "fee-charged", "amount.amount", "\"๑๒๕๐\"", "amount.amount", "at most one point" },
        { "fee-charged", "amount.amount", "\"١٢٥٠٫٥٠\"", "amount.amount", "at most one point" },
        { "fee-charged", "amount", """{"amount":"5.0","currency":"JPY"}""", "amount.amount", "JPY has no decimals" },
        { "fee-charged", "amount", "\"5 NPR\"", "amount", "write money as {" },
        { "fee-charged", "amount", """{"amount":"5"}""", "amount.currency", "money needs 'currency'" },
        { "fee-charged", "amount", """{"amount":"5","amount":"6","currency":"NPR"}""", "amount.amount", "given twice" },
        { "fee-charged", "amount", """{"amount":"5","currency":"NPR","rate":1}""", "amount.rate", "no field 'rate'" },
        { "fee-charged", "amount.currency", "\"npr\"", "amount.currency", "write the currency as NPR" },
        { "fee-charged", "amount.currency", "\"XXX\"", "amount.currency", "no active currency" },
        { "fee-charged", "receiptAmount.currency", "\"MYR\"", "receiptAmount.currency", "it must be NPR" },
        { "fee-charged", "effectiveOn", "\"2023-02-29\"", "effectiveOn", "no day of the calendar" },
        { "fee-charged", "effectiveOn", "\"29/02/2024\"", "effectiveOn", "yyyy-MM-dd" },
        { "fee-charged", "effectiveOn", "\"๒๐๒๔-๐๒-๒๙\"", "effectiveOn", "no day of the calendar" },
        { "fee-charged", "effectiveOn", "\"٢٠٢٤-٠٢-٢٩\"", "effectiveOn", "no day of the calendar" },
        { "fee-charged", "effectiveOn", "\"2024-2-9\"", "effectiveOn", "yyyy-MM-dd" },
        { "fee-charged", "effectiveOn", "\"1949-12-31\"", "effectiveOn", "1950-01-01 to 2100-12-31" },
        { "fee-charged", "effectiveOn", "\"2101-01-01\"", "effectiveOn", "1950-01-01 to 2100-12-31" },
        { "fee-charged", "effectiveOn", "20230414", "effectiveOn", "write it as text" },
        { "fee-charged", "id", "\"\"", "id", "empty text names nothing" },
        { "fee-charged", "id", $"\"{Long101}\"", "id", "100 characters or fewer" },
        { "fee-charged", "id", "\" f1\"", "id", "white space" },
        { "fee-charged", "id", "\"f\\t1\"", "id", "control characters" },
        { "fee-charged", "id", "7", "id", "write it as text" },
        { "fee-charged", "note", $"\"{Long2001}\"", "note", "2000 characters or fewer" },
        { "fee-charged", "note", "\"bell \\u0007\"", "note", "control characters" },
        { "fee-charged", "note", "\" \"", "note", "leave an optional field out" },
        { "fee-charged", "note", "null", "note", "leave the field out" },
        { "fee-charged", "note", "\"\\u0000\"", "line", "NUL" },
        { "fee-charged", "note", "\"\\ud83d\"", "line", "half of a pair" },
        { "fee-charged", "class", "\"Service\"", "class", "service, advertising" },
        { "fee-charged", "class", "0", "class", "as text, one of" },
        { "fee-charged", "collectorRole", "\"subagent\"", "collectorRole", "sub-agent" },
        { "fee-charged", "evidence.grade", "\"b\"", "evidence.grade", "A, B, C, D, E, X" },
        { "fee-charged", "evidence.sha256", "\"abc\"", "evidence.sha256", "64 hexadecimal digits" },
        { "fee-charged", "evidence", "{}", "evidence.grade", "needs 'grade'" },
        { "fee-charged", "sameAs", "\"sample-fee-charged\"", "sameAs", "no second account of itself" },
        { "worker-registered", "origin", "\"Nepal\"", "origin", "ISO 3166" },
        { "worker-registered", "origin", "\"NP\\n\"", "origin", "ISO 3166" },
        { "worker-registered", "sex", "\"f\"", "sex", "female, male, other" },
        { "placement-started", "chain", "\"agent-ram\"", "chain", "a list" },
        { "placement-started", "chain", "[\"agent-ram\",\"\"]", "chain[1]", "empty text" },
        { "placement-started", "chain", $"[{string.Join(",", Enumerable.Repeat("\"a\"", 1001))}]", "chain", "1001 are too many" },
        { "contract-recorded", "version", "0", "version", "from 1 to 100" },
        { "contract-recorded", "version", "1.0", "version", "from 1 to 100" },
        { "contract-recorded", "version", "\"1\"", "version", "without quotation marks" },
        { "contract-recorded", "version", "99999999999", "version", "from 1 to 100" },
        { "contract-recorded", "to", "\"2023-04-30\"", "to", "before the first" },
        { "contract-recorded", "hoursPerWeek", "\"0\"", "hoursPerWeek", "above 0 to 168" },
        { "contract-recorded", "hoursPerWeek", "168.5", "hoursPerWeek", "above 0 to 168" },
        { "exchange-rate-recorded", "rate", "\"0\"", "rate", "above 0" },
        { "exchange-rate-recorded", "rate", "1e3", "rate", "plain number" },
        { "exchange-rate-recorded", "rate", "\"1000000000000.1\"", "rate", "out of bounds" },
        { "exchange-rate-recorded", "rate", "\"0.0000000000000000001\"", "rate", "at most 18 decimals" },
        { "exchange-rate-recorded", "rate", "123456789012.123456789012345678", "rate", "held exactly" },
        { "exchange-rate-recorded", "quote", "\"MYR\"", "quote", "same currency" },
        { "loan-disbursed", "rate.value", "36", "rate.value", "0.6 for 60 per cent" },
        { "loan-disbursed", "rate.method", "\"simple\"", "rate.every", "never compounded" },
        { "loan-disbursed", "termMonths", "601", "termMonths", "from 1 to 600" },
        { "loan-disbursed", "instalment.currency", "\"INR\"", "instalment.currency", "it must be NPR" },
        { "loan-disbursed", "security", "[]", "security", "leave an optional field out" },
        { "wage-paid", "period.to", "\"2023-05-31\"", "period.to", "before the first" },
        { "wage-paid", "period.to", "\"2024-06-01\"", "period.to", "366 days at most" },
        { "wage-paid", "net.currency", "\"NPR\"", "net.currency", "it must be MYR" },
        { "wage-paid", "hours", "9000.5", "hours", "from 0 to 9000" },
        { "party-registered", "licence.to", "\"2021-07-15\"", "licence.to", "before the first" },
        { "parties-linked", "to", "\"agent-ram\"", "to", "not linked to itself" },
        { "kickback-paid", "placements", """[{"worker":"w"}]""", "placements[0].placement", "a placement-reference needs 'placement'" },
        { "kickback-paid", "placements", "[null]", "placements[0]", "as an object" },
        { "reimbursed", "for", "[]", "for", "name at least one" },
        { "reimbursed", "for", "3", "for", "the name of the scheme" },
        { "statement-recorded", "independent", "\"true\"", "independent", "without quotation marks" },
        { "agency-rated", "score", "6", "score", "from 1 to 5" },
        { "agency-rated", "aspects.honesty", "0", "aspects.honesty", "from 1 to 5" },
        { "agency-rated", "assertedAs", "\"employer\"", "assertedAs", "only workers" },
        { "fact-corrected", "with", "{}", "with", "at least one field" },
        { "fact-corrected", "with", """{"colour":"red"}""", "with.colour", "no fact has a field 'colour'" },
        { "fact-corrected", "with", """{"hours":-1}""", "with.hours", "plain number" },
        { "fact-corrected", "with", """{"amount":{"amount":"1","amount":"2"}}""", "with.amount.amount", "given twice" },
        { "fact-corrected", "corrects", "\"sample-fact-corrected\"", "corrects", "cannot mend itself" },
        { "fact-withdrawn", "withdraws", "\"sample-fact-withdrawn\"", "withdraws", "cannot mend itself" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void A_line_that_will_not_do_is_refused_by_field_with_a_way_to_mend_it(string type, string path, string sent, string field, string message)
    {
        ArgumentNullException.ThrowIfNull(path);
        var fields = SampleTests.Fields(type + ".v1");
        var holder = path.Split('.')[..^1].Aggregate(fields, (node, name) => node[name]!.AsObject());
        holder[path.Split('.')[^1]] = "@";
        var line = fields.ToJsonString().Replace("\"@\"", sent, StringComparison.Ordinal);

        var first = Refusals(line)[0];

        Assert.Equal(field, first.Field);
        Assert.Contains(message, first.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "line", "empty")]
    [InlineData("fee,105000", "line", "not JSON")]
    [InlineData("""{"fact":"arrived",}""", "line", "not JSON")]
    [InlineData("""{"fact":"arrived"} // hello""", "line", "not JSON")]
    [InlineData("""{"fact":"arrived"}{"fact":"arrived"}""", "line", "not JSON")]
    [InlineData("[[[[[[[[[]]]]]]]]]", "line", "8 levels deep")]
    [InlineData("[]", "line", "one JSON object")]
    [InlineData("{}", "fact", "name the type")]
    [InlineData("""{"fact":7}""", "fact", "name the type")]
    [InlineData("""{"fact":"fee-charge"}""", "fact", "did you mean 'fee-charged'?")]
    [InlineData("""{"fact":"Fee-Charged"}""", "fact", "did you mean 'fee-charged'?")]
    [InlineData("""{"fact":"zzz"}""", "fact", "use one of: agency-rated")]
    public void A_line_that_is_no_fact_is_refused_as_a_line(string line, string field, string message)
    {
        var only = Assert.Single(Refusals(line));

        Assert.Equal(field, only.Field);
        Assert.Contains(message, only.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_of_a_line_is_told_at_once()
    {
        var refusals = Refusals("""
            {"fact":"loan-repaid","id":"r1","effectiveOn":"soon","assertedBy":"w","assertedAs":"worker","worker":"w",
             "by":"w","viaa":"cash","amount":{"amount":5,"currency":"rupees"}}
            """);

        Assert.Equal(["effectiveOn", "viaa", "amount.amount", "amount.currency", "loan", "via"], refusals.Select(refusal => refusal.Field));
        Assert.Equal("there is no field 'viaa' here: did you mean 'via'?", refusals[1].Message);
        Assert.Equal("a loan-repaid needs 'loan': add it", refusals[4].Message);
    }

    [Theory]
    [InlineData("worker-registered", "worker")]
    [InlineData("placement-started", "placement")]
    [InlineData("fee-charged", "collector")]
    public void A_missing_field_is_asked_for_by_name(string type, string gone)
    {
        var fields = SampleTests.Fields(type + ".v1");
        fields.Remove(gone);

        Assert.Equal(new Refusal(gone, $"a {type} needs '{gone}': add it"), Assert.Single(Refusals(fields.ToJsonString())));
    }

    [Fact]
    public void New_terms_that_name_no_term_are_refused()
    {
        var fields = SampleTests.Fields("loan-terms-changed.v1");
        Assert.All(["rate", "termMonths", "instalment", "graceMonths", "appliedTo"], term => fields.Remove(term));

        Assert.Contains("no term changes", Assert.Single(Refusals(fields.ToJsonString())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_repeated_field_is_refused_even_with_the_same_value()
    {
        var line = SampleTests.Sample("arrived.v1").Replace("{\"fact\"", "{\"id\":\"sample-arrived\",\"fact\"", StringComparison.Ordinal);

        Assert.Equal("id", Assert.Single(Refusals(line)).Field);
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused() =>
        Assert.Contains("not UTF-8", Assert.Single(FactWire.Read([(byte)'{', 0xFF, (byte)'}']).Refusals).Message, StringComparison.Ordinal);

    [Fact]
    public void A_line_beyond_the_bound_is_refused() =>
        Assert.Contains("65536 are the most", Assert.Single(FactWire.Read(new byte[FactWire.LongestLine + 1]).Refusals).Message, StringComparison.Ordinal);

    [Fact]
    public void A_line_with_more_faults_than_are_told_still_has_a_bounded_answer()
    {
        var line = "{\"fact\":\"arrived\"," + string.Join(",", Enumerable.Range(0, 500).Select(index => $"\"f{index}\":1")) + "}";

        Assert.Equal(FactReading.MostRefusals, Refusals(line).Count);
    }

    private static IReadOnlyList<Refusal> Refusals(string line)
    {
        var reading = FactWire.Read(Encoding.UTF8.GetBytes(line));
        Assert.Null(reading.Fact);
        return reading.Refusals;
    }
}
