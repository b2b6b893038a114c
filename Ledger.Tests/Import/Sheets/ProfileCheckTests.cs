using Ledger.Host.Import.Profiles;
using Ledger.Tests.Facts;
using Xunit;

namespace Ledger.Tests.Import.Sheets;

/// <summary>A profile is held against the language of facts before any file is opened.</summary>
public sealed class ProfileCheckTests
{
    public static TheoryData<string, string, string> Bad => new()
    {
        { "\"wage-paid\"", "\"wages-paid\"", "there is no type 'wages-paid'" },
        { "\"net.amount\"", "\"nett.amount\"", "did you mean 'net.amount'?" },
        { "\"method\": {", "\"worker\": { \"value\": \"x\" }, \"method\": {", "'workers' says who it is" },
        { "{ \"value\": \"e-1\" }", "{ \"value\": \"\" }", "fill in every.assertedBy.value" },
        { "{ \"column\": \"Net\" }", "{ \"column\": \"Net\", \"value\": \"5\" }", "give one of column, value, worker and sum" },
        { "{ \"value\": \"cash\" }", "{ \"column\": \"Net\", \"times\": \"2\" }", "nothing to multiply" },
        { "{ \"column\": \"Net\" }", "{ \"column\": \"Net\", \"take\": \"month-end\" }", "nothing to take of it" },
        { "{ \"column\": \"Net\" }", "{ \"column\": \"Net\", \"times\": \"1,5\" }", "times is a plain number" },
        { "{ \"column\": \"Net\" }", "{ \"column\": \"Net\", \"match\": \"[0-9]+\" }", "needs a group 'value'" },
        { "{ \"column\": \"Net\" }", "{ \"column\": \"Net\", \"match\": \"(?<value>a)(?=b)\" }", "cannot be used" },
        { "\"has\": \"amount\"", "\"has\": \"amount\", \"matches\": \"a\"", "needs one of has, is and matches" },
        { "\"name\": \"lodging\"", "\"name\": \"wage\"", "each has a name of its own" },
        { "\"dd/MM/yyyy\"", "\"dd/MM\"", "has no year" },
        { "\"dd/MM/yyyy\"", "\"qq\"", "dates:" },
        { "\"reads\": \"sheet\",", "\"reads\": \"sheet\", \"numbers\": { \"decimal\": \",\", \"grouping\": \",\" },", "one character each, and not the same" },
        { "\"columns\": [\"Emp ID\", \"Paid on\"]", "\"columns\": []", "fill in id.columns" },
        { "\"reads\": \"sheet\"", "\"reads\": \"bank-statement\"", "there is no column" },
    };

    [Theory, MemberData(nameof(Bad))]
    public void What_is_wrong_is_said_with_its_place(string from, string to, string sentence)
    {
        var json = Profiles.Payroll();
        Assert.Contains(from, json, StringComparison.Ordinal);
        Assert.Contains(sentence, ProfileCheck.Objection(Profiles.Read(json.Replace(from, to, StringComparison.Ordinal))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"note\": { \"column\": \"counterpartyName\" }", "'counterpartyName' is personal data")]
    [InlineData("\"note\": { \"column\": \"counterpartyAccount\" }", "'counterpartyAccount' is personal data")]
    [InlineData("\"note\": { \"column\": \"counterpartyAccount\", \"match\": \"(?<value>.*)\" }", "'counterpartyAccount' is personal data")]
    [InlineData("\"note\": { \"column\": \"remittance\" }", "'remittance' is free text")]
    [InlineData("\"note\": { \"column\": \"colour\" }", "there is no column 'colour'")]
    public void Of_a_bank_statement_no_account_and_no_name_may_enter_a_fact(string field, string sentence) =>
        Assert.Contains(sentence, ProfileCheck.Objection(Profiles.Read($$"""
            { "reads": "bank-statement", "id": { "prefix": "b" }, "workers": [{ "column": "remittance", "match": "(?<value>W-[0-9]+)" }],
              "facts": [{ "name": "repaid", "fact": "loan-repaid", "fields": { {{field}} } }] }
            """)), StringComparison.Ordinal);

    [Theory]
    [InlineData("""[{ "column": "counterpartyAccount" }]""", "'counterpartyAccount' is personal data")]
    [InlineData("""[{ "column": "counterpartyAccount", "match": "(?<value>.*)" }]""", "'counterpartyAccount' is personal data")]
    public void A_worker_is_told_by_an_account_only_through_a_key_or_a_mapping(string workers, string sentence) =>
        Assert.Contains(sentence, ProfileCheck.Objection(Profiles.Read($$"""{ "reads": "bank-statement", "id": { "prefix": "b" }, "workers": {{workers}}, "facts": [{ "name": "a", "fact": "arrived", "fields": {} }] }""")), StringComparison.Ordinal);

    [Theory]
    [InlineData("""[]""")]
    [InlineData("""[{ "column": "employee" }]""")]
    public void An_employee_of_a_wage_protection_file_needs_a_pseudonym(string workers) =>
        Assert.Contains("becomes a pseudonym", ProfileCheck.Objection(Profiles.Read($$"""{ "reads": "wage-protection", "id": { "prefix": "b" }, "workers": {{workers}} }""")), StringComparison.Ordinal);

    [Fact]
    public void The_published_schema_is_the_one_written_from_the_types() => Published.Holds("docs/profile.schema.json", ProfileSchema.Json());
}
