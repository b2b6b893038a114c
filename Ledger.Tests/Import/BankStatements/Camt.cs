namespace Ledger.Tests.Import.BankStatements;

/// <summary>Writes bank statements as banks do, in the forms of two versions.</summary>
internal static class Camt
{
    public const string Own = "AE350331234567890000001";
    public const string First = "AE070331234567890123456";
    public const string Second = "AE460261001015820148702";

    public static string File(int version, params string[] statements) =>
        $"""<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version:00}"><BkToCstmrStmt><GrpHdr><MsgId>m</MsgId></GrpHdr>{string.Concat(statements)}</BkToCstmrStmt></Document>""";

    public static string Statement(string opening, string closing, params string[] entries) => StatementOf(Balance("OPBD", opening) + Balance("CLBD", closing), "", entries);

    public static string StatementOf(string balances, string summary, string[] entries) =>
        $"<Stmt><Id>s-1</Id><Acct><Id><IBAN>{Own}</IBAN></Id><Ccy>AED</Ccy></Acct>{balances}{summary}{string.Concat(entries)}</Stmt>";

    public static string Balance(string code, string amount, string subType = "") =>
        $"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry>{subType}</Tp><Amt Ccy=\"AED\">{amount.TrimStart('-')}</Amt><CdtDbtInd>{(amount.StartsWith('-') ? "DBIT" : "CRDT")}</CdtDbtInd><Dt><Dt>2024-03-01</Dt></Dt></Bal>";

    /// <summary>An entry; an amount below zero is a debit.</summary>
    public static string Entry(string amount, string reference, params string[] details) => Entry(amount, reference, "<Sts>BOOK</Sts>", "", details);

    public static string Entry(string amount, string reference, string status, string reversal, string[] details) => $"""
        <Ntry>{Amount(amount)}{reversal}{status}<BookgDt><DtTm>2024-03-05T10:00:00Z</DtTm></BookgDt><ValDt><Dt>2024-03-06</Dt></ValDt>{(reference.Length == 0 ? "" : $"<AcctSvcrRef>{reference}</AcctSvcrRef>")}<BkTxCd/>{(details.Length == 0 ? "" : $"<NtryDtls><Btch/>{string.Concat(details)}</NtryDtls>")}<AddtlNtryInf>x</AddtlNtryInf></Ntry>
        """;

    /// <summary>Details as version 2 has them: the amount within AmtDtls, the party's name at once.</summary>
    public static string Old(string amount, string account, string remittance) =>
        $"<TxDtls><AmtDtls><TxAmt>{Amount(amount)[..Amount(amount).IndexOf("<Cdt", StringComparison.Ordinal)]}</TxAmt></AmtDtls><RltdPties><Cdtr><Nm>Ram Bahadur</Nm></Cdtr><CdtrAcct><Id><Othr><Id>{account}</Id></Othr></Id></CdtrAcct></RltdPties><RmtInf><Ustrd>{remittance}</Ustrd></RmtInf></TxDtls>";

    /// <summary>Details as version 8 has them.</summary>
    public static string New(string amount, string account, string remittance) =>
        $"<TxDtls>{Amount(amount)}<RltdPties><Cdtr><Pty><Nm>Ram Bahadur</Nm></Pty></Cdtr><CdtrAcct><Id><IBAN>{account}</IBAN></Id></CdtrAcct></RltdPties><RmtInf><Ustrd>{remittance}</Ustrd></RmtInf></TxDtls>";

    private static string Amount(string amount) =>
        $"<Amt Ccy=\"AED\">{amount.TrimStart('-')}</Amt><CdtDbtInd>{(amount.StartsWith('-') ? "DBIT" : "CRDT")}</CdtDbtInd>";
}
