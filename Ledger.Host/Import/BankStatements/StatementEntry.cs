using System.Xml.Linq;
using Ledger.Host.Import.Profiles;
using Ledger.Host.Import.Sheets;

namespace Ledger.Host.Import.BankStatements;

/// <summary>What an entry of a statement says before its details.</summary>
/// <param name="Number">Its number in the file, from 1.</param>
/// <param name="Parts">Its elements by name; of several the first.</param>
/// <param name="Account">The account of the statement.</param>
/// <param name="Fallback">What names it where the bank gave no reference.</param>
internal sealed record StatementEntry(long Number, IReadOnlyDictionary<string, XElement> Parts, string Account, string Fallback)
{
    /// <summary>The columns that a payment has.</summary>
    public static IReadOnlyList<KnownColumn> Columns { get; } =
    [
        new("bookedOn"), new("valueOn"), new("amount"), new("currency"), new("direction"), new("isReversal"), new("reference"), new("endToEndId", ColumnUse.ByMatch), new("creditorReference", ColumnUse.ByMatch),
        new("remittance", ColumnUse.ByMatch), new("purpose"), new("code"), new("counterpartyAccount", ColumnUse.WorkersOnly), new("counterpartyName", ColumnUse.WorkersOnly),
    ];

    public XElement? Amount => Parts.GetValueOrDefault("Amt");

    /// <summary>CRDT or DBIT.</summary>
    public string Direction => Parts.GetValueOrDefault("CdtDbtInd")?.Value ?? "";

    /// <summary>Whether it is booked; what is pending or for information is in no balance. From version 8 on the status is a code within.</summary>
    public bool IsBooked => Parts.GetValueOrDefault("Sts") is not { } status || (status.Element(status.Name.Namespace + "Cd")?.Value ?? status.Value) == "BOOK";

    private bool IsReversal => Parts.GetValueOrDefault("RvslInd")?.Value is "true" or "1";

    /// <summary>The row of one payment.</summary>
    /// <param name="details">Its details; null where the entry has none.</param>
    /// <param name="index">Its place among several of the entry, from 1; 0 where it is the only one.</param>
    public SheetRow RowOf(XElement? details, int index)
    {
        var amount = index == 0 ? Amount : At(details, "Amt") ?? At(details, "AmtDtls", "TxAmt", "Amt");
        var direction = At(details, "CdtDbtInd")?.Value ?? Direction;
        var parties = At(details, "RltdPties");
        var side = direction == "DBIT" ? "Cdtr" : "Dbtr";
        var account = At(parties, side + "Acct", "Id", "IBAN")?.Value ?? At(parties, side + "Acct", "Id", "Othr", "Id")?.Value ?? "";
        var name = At(parties, side, "Nm")?.Value ?? At(parties, side, "Pty", "Nm")?.Value ?? "";
        var reference = Parts.GetValueOrDefault("AcctSvcrRef")?.Value ?? At(details, "Refs", "AcctSvcrRef")?.Value ?? Parts.GetValueOrDefault("NtryRef")?.Value ?? Fallback;
        return new SheetRow(Number,
        [
            Day("BookgDt"), Day("ValDt"), new(amount?.Value ?? "", CellKind.Number), new(amount?.Attribute("Ccy")?.Value ?? ""), new(direction == "DBIT" ? "debit" : "credit"), new(IsReversal ? "true" : "false"),
            new(index == 0 ? reference : $"{reference}/{index}"), new(Provided(At(details, "Refs", "EndToEndId"))), new(Provided(At(details, "RmtInf", "Strd", "CdtrRefInf", "Ref"))),
            new(string.Join(' ', details?.Descendants().Where(text => text.Name.LocalName == "Ustrd").Select(text => text.Value.Trim()) ?? [])),
            new(At(details, "Purp", "Cd")?.Value ?? ""), new(Code()), new(account), new(name),
        ])
        {
            Secrets = [.. Numbers(parties).Append(Account).Append(name).Where(secret => secret.Length > 0)],
            IsNoRecord = !IsBooked,
            Kept = $"entry {Number}, reference {(RowMapping.HoldsSecret(reference, [.. Numbers(parties).Append(Account).Where(secret => secret.Length > 0).Select(WorkerNaming.Normal)]) ? "left out" : reference)}",
            Objection = !IsReversal ? null : "it reverses an earlier entry: withdraw or correct the fact of that entry, and pass rows over where isReversal is true",
        };
    }

    /// <summary>The element that names lead to, each the first of its name, in whatever version's namespace.</summary>
    private static XElement? At(XElement? from, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            from = from?.Element(from.Name.Namespace + name);
        }

        return from;
    }

    private static IEnumerable<string> Numbers(XElement? parties) =>
        parties?.Descendants().Where(number => number.Name.LocalName is "IBAN" || (number is { Name.LocalName: "Id", Parent.Name.LocalName: "Othr" })).Select(number => number.Value) ?? [];

    private static string Provided(XElement? text) => text?.Value is null or "NOTPROVIDED" ? "" : text.Value;

    private SheetCell Day(string part)
    {
        var day = At(Parts.GetValueOrDefault(part), "Dt") ?? At(Parts.GetValueOrDefault(part), "DtTm");
        return day is null ? SheetCell.Empty : new(day.Value.Length > 10 ? day.Value[..10] : day.Value, CellKind.Date);
    }

    /// <summary>The bank's code of the transaction: domain, family and sub-family, such as PMNT-ICDT-SALA.</summary>
    private string Code()
    {
        var domain = At(Parts.GetValueOrDefault("BkTxCd"), "Domn");
        return domain is null ? "" : string.Join('-', new[] { At(domain, "Cd"), At(domain, "Fmly", "Cd"), At(domain, "Fmly", "SubFmlyCd") }.OfType<XElement>().Select(code => code.Value));
    }
}
