namespace Ledger.Tests.CommandLine;

/// <summary>Lines of facts as a sender writes them; each id follows from what the fact is about.</summary>
internal static class Tell
{
    public static string Worker(string worker) =>
        $$$"""{"fact":"worker-registered","id":"{{{worker}}}/registered","effectiveOn":"2023-01-01","assertedBy":"{{{worker}}}","assertedAs":"worker","worker":"{{{worker}}}","origin":"NP"}""";

    public static string Placement(string worker, string placement, string from, string recruiter = "r-1") =>
        $$$"""{"fact":"placement-started","id":"{{{worker}}}/{{{placement}}}","effectiveOn":"{{{from}}}","assertedBy":"{{{worker}}}","assertedAs":"worker","worker":"{{{worker}}}","placement":"{{{placement}}}","employer":"e-1","recruiter":"{{{recruiter}}}","chain":[],"destination":"QA","occupation":"porter"}""";

    public static string End(string worker, string placement, string on, string reason = "dismissed", string initiator = "employer") =>
        $$$"""{"fact":"placement-ended","id":"{{{worker}}}/{{{placement}}}/end","effectiveOn":"{{{on}}}","assertedBy":"{{{worker}}}","assertedAs":"worker","worker":"{{{worker}}}","placement":"{{{placement}}}","reason":"{{{reason}}}","initiator":"{{{initiator}}}"}""";

    public static string Kickback(string from, string to, string on, string amount) =>
        $$$"""{"fact":"kickback-paid","id":"{{{from}}}/{{{to}}}/{{{on}}}","effectiveOn":"{{{on}}}","assertedBy":"union","assertedAs":"civil-society","from":"{{{from}}}","to":"{{{to}}}","amount":{"amount":"{{{amount}}}","currency":"USD"}}""";

    public static string Contract(string worker, string placement, string from, string wage, string currency) =>
        $$$"""{"fact":"contract-recorded","id":"{{{worker}}}/{{{placement}}}/contract","effectiveOn":"{{{from}}}","assertedBy":"{{{worker}}}","assertedAs":"worker","worker":"{{{worker}}}","placement":"{{{placement}}}","version":1,"kind":"promised","from":"{{{from}}}","monthlyWage":{"amount":"{{{wage}}}","currency":"{{{currency}}}"}}""";

    public static string Fee(string worker, string placement, string on, string amount, string collector = "r-1", string id = "fee") =>
        $$$"""{"fact":"fee-charged","id":"{{{worker}}}/{{{placement}}}/{{{id}}}","effectiveOn":"{{{on}}}","assertedBy":"{{{worker}}}","assertedAs":"worker","worker":"{{{worker}}}","placement":"{{{placement}}}","amount":{"amount":"{{{amount}}}","currency":"NPR"},"class":"service","collector":"{{{collector}}}","collectorRole":"recruiter","borneBy":"worker","form":"cash"}""";

    public static string Loan(string worker, string loan, string on, string principal) =>
        $$$"""{"fact":"loan-disbursed","id":"{{{worker}}}/{{{loan}}}","effectiveOn":"{{{on}}}","assertedBy":"{{{worker}}}","assertedAs":"worker","worker":"{{{worker}}}","loan":"{{{loan}}}","lender":"l-1","principal":{"amount":"{{{principal}}}","currency":"NPR"},"rate":{"value":"0.36","per":"year","method":"simple"},"purpose":"recruitment"}""";

    public static string Repayment(string worker, string loan, string on, string amount) =>
        $$$"""{"fact":"loan-repaid","id":"{{{worker}}}/{{{loan}}}/{{{on}}}","effectiveOn":"{{{on}}}","assertedBy":"{{{worker}}}","assertedAs":"worker","worker":"{{{worker}}}","loan":"{{{loan}}}","amount":{"amount":"{{{amount}}}","currency":"NPR"},"by":"{{{worker}}}","via":"cash"}""";

    public static string Wage(string worker, string placement, string from, string to, string net, string currency) =>
        $$$"""{"fact":"wage-paid","id":"{{{worker}}}/{{{placement}}}/wage-{{{to}}}","effectiveOn":"{{{to}}}","assertedBy":"{{{worker}}}","assertedAs":"worker","worker":"{{{worker}}}","placement":"{{{placement}}}","period":{"from":"{{{from}}}","to":"{{{to}}}"},"gross":{"amount":"{{{net}}}","currency":"{{{currency}}}"},"net":{"amount":"{{{net}}}","currency":"{{{currency}}}"},"method":"cash"}""";

    public static string Rate(string on, string currency, string quote, string rate, string id = "rate") =>
        $$$"""{"fact":"exchange-rate-recorded","id":"{{{id}}}/{{{currency}}}-{{{quote}}}-{{{on}}}","effectiveOn":"{{{on}}}","assertedBy":"nrb","assertedAs":"bank","base":"{{{currency}}}","quote":"{{{quote}}}","rate":"{{{rate}}}","source":"made up for a test"}""";

    public static string Link(string from, string to, string on) =>
        $$$"""{"fact":"parties-linked","id":"{{{from}}}/{{{to}}}","effectiveOn":"{{{on}}}","assertedBy":"union","assertedAs":"civil-society","from":"{{{from}}}","to":"{{{to}}}","kind":"owns"}""";

    public static string Complaint(string worker, string placement, string on) =>
        $$$"""{"fact":"complaint-filed","id":"{{{worker}}}/complaint","effectiveOn":"{{{on}}}","assertedBy":"{{{worker}}}","assertedAs":"worker","worker":"{{{worker}}}","placement":"{{{placement}}}","about":"wages","channel":"hotline"}""";

    public static string Ended(string worker, string placement, string on) =>
        $$$"""{"fact":"placement-ended","id":"{{{worker}}}/{{{placement}}}/ended","effectiveOn":"{{{on}}}","assertedBy":"e-1","assertedAs":"employer","worker":"{{{worker}}}","placement":"{{{placement}}}","reason":"dismissed","initiator":"employer"}""";

    public static string Audit(string site, string on, string outcome = "clean") =>
        $$$"""{"fact":"audit-performed","id":"audit/{{{site}}}/{{{on}}}","effectiveOn":"{{{on}}}","assertedBy":"a-1","assertedAs":"auditor","site":"{{{site}}}","auditor":"a-1","announced":true,"outcome":"{{{outcome}}}"}""";

    public static string AuditAnnounced(string site, string on) =>
        $$$"""{"fact":"audit-announced","id":"announced/{{{site}}}/{{{on}}}","effectiveOn":"{{{on}}}","assertedBy":"a-1","assertedAs":"auditor","site":"{{{site}}}","auditor":"a-1","announced":true}""";

    public static string Certificate(string party, string from) =>
        $$$"""{"fact":"certification-granted","id":"certificate/{{{party}}}/{{{from}}}","effectiveOn":"{{{from}}}","assertedBy":"iris","assertedAs":"auditor","party":"{{{party}}}","scheme":"IRIS","from":"{{{from}}}"}""";

    public static string Correction(string id, string corrects, string assertedBy, string with) =>
        $$$"""{"fact":"fact-corrected","id":"{{{id}}}","effectiveOn":"2023-09-01","assertedBy":"{{{assertedBy}}}","assertedAs":"worker","corrects":"{{{corrects}}}","with":{{{with}}}}""";

    public static string Withdrawal(string id, string withdraws, string assertedBy) =>
        $$$"""{"fact":"fact-withdrawn","id":"{{{id}}}","effectiveOn":"2023-09-01","assertedBy":"{{{assertedBy}}}","assertedAs":"worker","withdraws":"{{{withdraws}}}","reason":"told by mistake"}""";

    /// <summary>A worker's whole story in nine facts: a fee from a loan in rupees, three wages in riyals, and a repayment.</summary>
    public static string[] Story(string worker) =>
    [
        Worker(worker),
        Placement(worker, "p1", "2023-01-05"),
        Contract(worker, "p1", "2023-02-01", "1800.00", "QAR"),
        Loan(worker, "loan", "2023-01-10", "100000.00"),
        Fee(worker, "p1", "2023-01-10", "100000.00"),
        Wage(worker, "p1", "2023-02-01", "2023-02-28", "1000.00", "QAR"),
        Wage(worker, "p1", "2023-03-01", "2023-03-31", "900.00", "QAR"),
        Wage(worker, "p1", "2023-04-01", "2023-04-30", "800.00", "QAR"),
        Repayment(worker, "loan", "2023-04-30", "1000.00"),
    ];

    /// <summary>A rate from riyals to rupees for every month of <see cref="Story"/>.</summary>
    public static string[] Rates() =>
        [.. new[] { "2023-01-05", "2023-02-05", "2023-03-05", "2023-04-05", "2023-04-28" }.Select(on => Rate(on, "QAR", "NPR", "36.25"))];
}
