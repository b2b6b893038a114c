using Ledger.Domain.Facts;
using Ledger.Host.Import.Profiles;
using Xunit;

namespace Ledger.Tests.Import.Sheets;

/// <summary>What rows come to under a profile.</summary>
public sealed class RowMappingTests
{
    [Fact]
    public void A_row_becomes_a_wage_and_a_deduction_with_ids_made_of_its_columns()
    {
        var facts = FactsOf(Profiles.Mapping(Profiles.Payroll()).Read(Profiles.Row("w-1", "29/02/2024", "800.00", "200.50")));
        var wage = Assert.IsType<WagePaid>(facts[0].Fact);
        Assert.Equal(("e-1/pay/wage/w-1/2024-02-29", "w-1", "e-1", Speaker.Employer), (wage.Id, wage.Worker, wage.AssertedBy, wage.AssertedAs));
        Assert.Equal("1,000.50 QAR, 800.00 QAR, 2024-02-01, 2024-02-29", $"{wage.Gross}, {wage.Net}, {DayReading.Iso(wage.Period.From)}, {DayReading.Iso(wage.Period.To)}");
        var deduction = Assert.IsType<DeductionTaken>(facts[1].Fact);
        Assert.Equal(("e-1/pay/lodging/w-1/2024-02-29", DeductionReason.Lodging, "200.50 QAR"), (deduction.Id, deduction.Reason, $"{deduction.Amount}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("0.00")]
    public void A_deduction_that_is_not_there_is_no_fact(string lodging) =>
        Assert.IsType<WagePaid>(Assert.Single(FactsOf(Profiles.Mapping(Profiles.Payroll()).Read(Profiles.Row("w-1", "29/02/2024", "0", lodging)))).Fact);

    [Theory]
    [InlineData("w-1", "30/02/2024", "800", "", "effectiveOn", "column B 'Paid on' for 'wage'")]
    [InlineData("w-1", "29/02/2024", "8oo", "", "gross.amount", "'8oo' is not a number")]
    [InlineData("w-1", "29/02/2024", "", "", "gross.amount", "column C 'Net', column D 'Lodging' for 'wage'")]
    [InlineData("w-1", "29/02/2024", "1.005", "", "gross.amount", "written with 3")]
    [InlineData("w-1", "29/02/2024", "-5", "", "gross.amount", "\"times\": \"-1\"")]
    [InlineData("", "29/02/2024", "5", "", "worker", "column 'Emp ID' does not say which worker")]
    [InlineData("w-1", "", "5", "", "id", "column 'Paid on' is empty")]
    [InlineData("Total", "", "5", "", "line", "looks like a row of totals ('Total')")]
    [InlineData("Jumlah:", "", "5", "", "line", "looks like a row of totals")]
    public void A_row_that_cannot_be_read_is_refused_with_its_column_and_none_of_its_facts_is_taken(string worker, string day, string net, string lodging, string field, string mend)
    {
        var refused = Assert.IsType<RowReading.Refused>(Profiles.Mapping(Profiles.Payroll()).Read(Profiles.Row(worker, day, net, lodging)));
        Assert.StartsWith(field, refused.Refusals[0].Field, StringComparison.Ordinal);
        Assert.Contains(mend, $"{refused.Refusals[0].Field} {refused.Refusals[0].Message}", StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_row_with_the_same_id_is_refused_rather_than_taken_for_the_first()
    {
        var mapping = Profiles.Mapping(Profiles.Payroll());
        Assert.IsType<RowReading.Facts>(mapping.Read(Profiles.Row("w-1", "29/02/2024", "800", "")));
        Assert.Equal("id", Assert.IsType<RowReading.Refused>(mapping.Read(Profiles.Row("w-1", "29/02/2024", "800", ""))).Refusals[0].Field);
        Assert.IsType<RowReading.Facts>(mapping.Read(Profiles.Row("w-1", "31/03/2024", "800", "")));
    }

    [Fact]
    public void Rows_are_passed_over_only_as_the_profile_says()
    {
        var mapping = Profiles.Mapping(Profiles.Payroll(""" "passOver": [{ "column": "Emp ID", "matches": "^(grand )?total" }], """));
        Assert.IsType<RowReading.PassedOver>(mapping.Read(Profiles.Row("GRAND TOTAL", "", "5", "")));
        Assert.IsType<RowReading.Facts>(mapping.Read(Profiles.Row("w-1", "29/02/2024", "800", "")));
    }

    [Fact]
    public void A_value_under_no_header_is_refused()
    {
        var refused = Assert.IsType<RowReading.Refused>(Profiles.Mapping(Profiles.Payroll()).Read(Profiles.Row("w-1", "29/02/2024", "800", "", "", "55")));
        Assert.Contains("column F holds '55' and has no header", refused.Refusals[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_id_becomes_a_fingerprint_that_is_the_same_each_time()
    {
        string Id() => FactsOf(Profiles.Mapping(Profiles.Payroll()).Read(Profiles.Row(new string('w', 95), "29/02/2024", "800", "")))[0].Fact.Id;
        Assert.Equal(Id(), Id());
        Assert.Matches("^e-1/pay/wage/[0-9a-f]{32}$", Id());
    }

    [Fact]
    public void Reckoned_amounts_are_rounded_only_where_the_profile_says_how()
    {
        var mapping = Profiles.Mapping(Profiles.Payroll(""" "numbers": { "rounding": { "to": 2, "halves": "to-even" } }, """));
        Assert.Equal("33.34 QAR", $"{Assert.IsType<WagePaid>(FactsOf(mapping.Read(Profiles.Row("w-1", "29/02/2024", "33.345", "")))[0].Fact).Net}");
    }

    [Fact]
    public void A_pseudonym_by_a_key_is_always_the_same_and_the_number_enters_nothing()
    {
        const string Number = "784-1990-1234567-1";
        var naming = new WorkerNaming([new WorkerWay("Emp ID", null, "w-", [.. "sixteen bytes or more"u8], null, false)]);
        var profile = Profiles.Payroll().Replace("\"cash\" }", "\"cash\" }, \"note\": { \"column\": \"Emp ID\" }", StringComparison.Ordinal);
        var refused = Assert.IsType<RowReading.Refused>(Profiles.Mapping(profile, naming: naming).Read(Profiles.Row(Number, "29/02/2024", "800", "")));
        Assert.Equal("note", refused.Refusals[0].Field);
        Assert.DoesNotContain("1990", refused.Refusals[0].Message, StringComparison.Ordinal);

        var facts = FactsOf(Profiles.Mapping(Profiles.Payroll(), naming: naming).Read(Profiles.Row(Number, "29/02/2024", "800", "100")));
        Assert.Equal("w-" + WorkerNaming.Fingerprint("784199012345671", [.. "sixteen bytes or more"u8])[..20], facts[0].Fact.Worker);
        Assert.All(facts, fact => Assert.DoesNotContain("1234567", System.Text.Encoding.UTF8.GetString(FactWire.Write(fact.Fact)), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(new[] { "Emp ID", "Paid on", "Net", "net" }, "the header 'net' is there twice, in columns C and D")]
    [InlineData(new[] { "Emp ID", "Paid on", "Net" }, "there is no column 'Lodging'")]
    [InlineData(new[] { "Emp ID", "Paid on", "Net", "Lodging", "Levy" }, "says nothing of the column 'Levy'")]
    public void Headers_that_do_not_fit_the_profile_refuse_the_sheet(string[] headers, string sentence) =>
        Assert.Contains(sentence, TableColumns.Of(Profiles.Read(Profiles.Payroll()), headers).Objection, StringComparison.Ordinal);

    [Fact]
    public void Headers_are_found_whatever_their_case_and_line_breaks() =>
        Assert.NotNull(TableColumns.Of(Profiles.Read(Profiles.Payroll()), ["EMP\nID", " paid  on ", "net", "Lodging", ""]).Columns);

    private static IReadOnlyList<(Fact Fact, string? Formulas)> FactsOf(RowReading reading) =>
        Assert.IsType<RowReading.Facts>(reading is RowReading.Refused refused ? throw new InvalidOperationException(string.Join("; ", refused.Refusals)) : reading).Members;
}
