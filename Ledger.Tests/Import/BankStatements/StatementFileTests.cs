using System.Text;
using Ledger.Host.CommandLine;
using Ledger.Host.Import.BankStatements;
using Ledger.Host.Import.Profiles;
using Ledger.Host.Import.Sheets;
using Xunit;

namespace Ledger.Tests.Import.BankStatements;

/// <summary>Payments of bank statements, and statements whose entries do not come to their balances.</summary>
public sealed class StatementFileTests
{
    public static TheoryData<int> Versions => [.. Enumerable.Range(2, 7)];

    [Theory, MemberData(nameof(Versions))]
    public void Every_version_from_2_to_8_reads(int version)
    {
        var status = version < 8 ? "<Sts>BOOK</Sts>" : "<Sts><Cd>BOOK</Cd></Sts>";
        var details = version < 3 ? Camt.Old("-800.00", Camt.First, "Salary W-1") : Camt.New("-800.00", Camt.First, "Salary W-1");
        var row = Assert.Single(Rows(Camt.File(version, Camt.Statement("1000.00", "200.00", Camt.Entry("-800.00", "B-1", status, "", [details])))));
        Assert.Equal(
            ("2024-03-05", "2024-03-06", "800.00", "AED", "debit", "false", "B-1", "Salary W-1", Camt.First, "Ram Bahadur"),
            (Cell(row, "bookedOn"), Cell(row, "valueOn"), Cell(row, "amount"), Cell(row, "currency"), Cell(row, "direction"), Cell(row, "isReversal"), Cell(row, "reference"), Cell(row, "remittance"), Cell(row, "counterpartyAccount"), Cell(row, "counterpartyName")));
        Assert.Contains(Camt.First, row.Secrets);
        Assert.Contains(Camt.Own, row.Secrets);
        Assert.DoesNotContain(Camt.First, row.Kept, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_payment_of_a_batch_is_a_row_with_its_own_amount_and_reference()
    {
        var rows = Rows(Camt.File(2, Camt.Statement("1000", "-100.50",
            Camt.Entry("-1100.50", "B-1", Camt.Old("-800.00", Camt.First, "a"), Camt.Old("-200.00", Camt.Second, "b"), Camt.Old("-100.50", Camt.Second, "c")),
            Camt.Entry("5.00", ""), Camt.Entry("-5.00", "B-3", Camt.Old("-7.00", Camt.First, "d")))));
        Assert.Equal([(1L, "800.00", "B-1/1"), (1, "200.00", "B-1/2"), (1, "100.50", "B-1/3"), (2, "5.00", "s-1#2"), (3, "5.00", "B-3")], rows.Select(row => (row.Number, Cell(row, "amount"), Cell(row, "reference"))));
    }

    [Fact]
    public void What_is_not_booked_is_no_record_and_in_no_balance()
    {
        var rows = Rows(Camt.File(8, Camt.Statement("10", "15", Camt.Entry("5", "B-1", "<Sts><Cd>BOOK</Cd></Sts>", "", []), Camt.Entry("90", "B-2", "<Sts><Cd>PDNG</Cd></Sts>", "", []))));
        Assert.Equal([false, true], rows.Select(row => row.IsNoRecord));
    }

    [Fact]
    public void A_reversal_is_refused_as_a_row() =>
        Assert.Contains("withdraw or correct", Assert.Single(Rows(Camt.File(4, Camt.Statement("10", "15", Camt.Entry("5", "B-1", "<Sts>BOOK</Sts>", "<RvslInd>true</RvslInd>", []))))).Objection, StringComparison.Ordinal);

    [Fact]
    public void Pages_open_and_close_with_interim_balances_and_numbers_run_on()
    {
        string Interim(string amount, string code) => Camt.Balance("ITBD", amount, $"<SubTp><Prtry>{code}</Prtry></SubTp>");
        var rows = Rows(Camt.File(3,
            Camt.StatementOf(Camt.Balance("OPBD", "10") + Interim("15", "CIBD"), "", [Camt.Entry("5", "B-1")]),
            Camt.StatementOf(Camt.Balance("PRCD", "15") + Camt.Balance("CLBD", "16") + Camt.Balance("CLAV", "99"), "<TxsSummry><TtlNtries><NbOfNtries>01</NbOfNtries><Sum>1.00</Sum></TtlNtries></TxsSummry>", [Camt.Entry("1", "B-2")])));
        Assert.Equal([1, 2], rows.Select(row => row.Number));
    }

    [Theory]
    [InlineData("closing", "opening balance 10 and its booked entries 5 come to 15, and its closing balance is 16")]
    [InlineData("cent", "come to 15, and its closing balance is 15.01")]
    [InlineData("second", "statement 2")]
    [InlineData("no opening", "no opening balance")]
    [InlineData("no closing", "no closing balance")]
    [InlineData("count", "summary counts 2 entries and 1 are there")]
    [InlineData("sum", "summary comes to 6 and its entries to 5")]
    [InlineData("amount", "no plain number")]
    [InlineData("direction", "neither credit (CRDT) nor debit (DBIT)")]
    [InlineData("version 9", "camt.053.001.02")]
    [InlineData("other message", "no bank statement that can be read")]
    [InlineData("empty", "holds no statement")]
    [InlineData("cut", "cannot be read as XML")]
    [InlineData("entities", "DTD")]
    [InlineData("outside", "DTD")]
    [InlineData("undeclared", "cannot be read as XML")]
    [InlineData("long text", "more than 1048576 characters")]
    [InlineData("long details", "more than 1048576 characters")]
    [InlineData("latin", "not in the encoding")]
    public void What_does_not_add_up_or_is_hostile_refuses_the_file_by_name(string how, string sentence)
    {
        var good = Camt.File(2, Camt.Statement("10", "15", Camt.Entry("5", "B-1")));
        string Summary(string count, string sum) => Camt.File(2, Camt.StatementOf(Camt.Balance("OPBD", "10") + Camt.Balance("CLBD", "15"), $"<TxsSummry><TtlNtries><NbOfNtries>{count}</NbOfNtries><Sum>{sum}</Sum></TtlNtries></TxsSummry>", [Camt.Entry("5", "B-1")]));
        const string Lol = "<!DOCTYPE Document [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>";
        var file = how switch
        {
            "closing" => Camt.File(2, Camt.Statement("10", "16", Camt.Entry("5", "B-1"))),
            "cent" => Camt.File(2, Camt.Statement("10", "15.01", Camt.Entry("5", "B-1"))),
            "second" => Camt.File(2, Camt.Statement("10", "15", Camt.Entry("5", "B-1")), Camt.Statement("15", "16")),
            "no opening" => Camt.File(2, Camt.StatementOf(Camt.Balance("CLBD", "15"), "", [])),
            "no closing" => Camt.File(2, Camt.StatementOf(Camt.Balance("OPBD", "15"), "", [])),
            "count" => Summary("2", "5"),
            "sum" => Summary("1", "6"),
            "amount" => good.Replace(">5<", ">5,00<", StringComparison.Ordinal),
            "direction" => good.Replace("CRDT", "BOTH", StringComparison.Ordinal),
            "version 9" => good.Replace("001.02", "001.09", StringComparison.Ordinal),
            "other message" => good.Replace("camt.053", "camt.052", StringComparison.Ordinal),
            "empty" => Camt.File(2),
            "cut" => good[..^20],
            "entities" => good.Replace("<Document", Lol + "<Document", StringComparison.Ordinal).Replace(">x<", ">&c;<", StringComparison.Ordinal),
            "outside" => good.Replace("<Document", "<!DOCTYPE Document SYSTEM \"file:///etc/passwd\"><Document", StringComparison.Ordinal),
            "undeclared" => good.Replace(">x<", ">&c;<", StringComparison.Ordinal),
            "long text" => good.Replace(">x<", $">{new string('x', 3 << 20)}<", StringComparison.Ordinal),
            "long details" => good.Replace(">x<", $">{string.Concat(Enumerable.Repeat("<y>1</y>", 400_000))}<", StringComparison.Ordinal),
            _ => good.Replace(">x<", ">ä<", StringComparison.Ordinal),
        };
        var bytes = how == "latin" ? Encoding.Latin1.GetBytes(file) : Encoding.UTF8.GetBytes(file);
        var refusal = Assert.Throws<BadUsageException>(() => Rows(bytes)).Message;
        Assert.Contains(sentence, refusal, StringComparison.Ordinal);
        Assert.Contains("bank.xml", refusal, StringComparison.Ordinal);
    }

    private static string Cell(SheetRow row, string column) => row.Cells[StatementEntry.Columns.ToList().FindIndex(known => known.Name == column)].Text;

    private static List<SheetRow> Rows(string file) => Rows(Encoding.UTF8.GetBytes(file));

    private static List<SheetRow> Rows(byte[] file) => [.. StatementFile.Rows("bank.xml", () => new MemoryStream(file), TextEncodingName.Utf8)];
}
