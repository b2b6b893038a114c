using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Host.Pages.Language;

namespace Ledger.Host.Pages.Worker;

/// <summary>Something a fact tells: what it is, and the value as it is written.</summary>
internal sealed record Detail(string Name, string Value);

/// <summary>What a fact tells, in the reader's words.</summary>
internal sealed class FactWords(Reader reader)
{
    /// <summary>The kind of fact.</summary>
    public string Title(Fact fact) => reader.Say("fact." + fact.Type);

    /// <summary>The money it tells of; null where it tells of none.</summary>
    public string? Amount(Fact fact) => fact switch
    {
        FeeCharged fee => reader.Money(fee.Amount),
        LoanDisbursed loan => reader.Money(loan.Principal),
        LoanCharged charged => reader.Money(charged.Amount),
        LoanRepaid repaid => reader.Money(repaid.Amount),
        LoanForgiven forgiven => reader.Money(forgiven.Amount),
        WagePaid wage => reader.Money(wage.Net),
        DeductionTaken deduction => reader.Money(deduction.Amount),
        Reimbursed reimbursed => reader.Money(reimbursed.Amount),
        ContractRecorded contract => reader.Say("a-month", reader.Money(contract.MonthlyWage)),
        SecurityTaken { Value: { } value } => reader.Money(value),
        SecurityReturned { Value: { } value } => reader.Money(value),
        _ => null,
    };

    /// <summary>The rest of what it tells.</summary>
    public IEnumerable<Detail> Details(Fact fact) => Told(fact).Where(detail => detail.Value is not null).Select(detail => new Detail(reader.Say("detail." + detail.Name), detail.Value!));

    private (string Name, string? Value)[] Told(Fact fact) => fact switch
    {
        WorkerRegistered registered => [("origin", reader.Country(registered.Origin))],
        PlacementStarted started =>
        [
            ("placement", started.Placement), ("employer", started.Employer), ("recruiter", started.Recruiter),
            ("chain", started.Chain.Count == 0 ? null : string.Join(" → ", started.Chain.Select(Reader.Isolated))),
            ("destination", reader.Country(started.Destination)), ("occupation", started.Occupation), ("sector", started.Sector), ("scheme", started.Scheme),
        ],
        ContractRecorded contract => [("placement", contract.Placement), ("kind", reader.Word(contract.Kind)), ("from", reader.Date(contract.From)), ("to", Date(contract.To))],
        Arrived arrived => [("placement", arrived.Placement)],
        PlacementEnded ended => [("placement", ended.Placement), ("ended-by", reader.Word(ended.Initiator)), ("reason", ended.Reason)],
        FeeCharged fee =>
        [
            ("class", reader.Word(fee.Class)), ("collector", fee.Collector), ("borne-by", reader.Word(fee.BorneBy)), ("form", reader.Word(fee.Form)),
            ("receipt", Money(fee.ReceiptAmount)), ("loan", fee.Loan),
        ],
        LoanDisbursed or LoanCharged or LoanRepaid or LoanForgiven or LoanTermsChanged => OfLoan(fact),
        WagePaid wage => [("period", Span(wage.Period)), ("gross", Money(wage.Gross)), ("method", reader.Word(wage.Method))],
        DeductionTaken deduction => [("period", Span(deduction.Period)), ("reason", reader.Word(deduction.Reason)), ("loan", deduction.Loan), ("payee", deduction.Payee)],
        Reimbursed reimbursed => [("by", reimbursed.By), ("scheme", reimbursed.For.Scheme)],
        SecurityTaken taken => [("kind", reader.Word(taken.Kind)), ("holder", taken.Holder)],
        SecurityReturned returned => [("kind", reader.Word(returned.Kind)), ("holder", returned.Holder)],
        ComplaintFiled complaint => [("about", complaint.About), ("channel", complaint.Channel)],
        StatementRecorded statement => [("setting", statement.Setting), ("independent", reader.Say(statement.Independent ? "yes" : "no"))],
        _ => [],
    };

    private (string Name, string? Value)[] OfLoan(Fact fact) => fact switch
    {
        LoanDisbursed loan =>
        [
            ("loan", loan.Loan), ("lender", loan.Lender), ("rate", Rate(loan.Rate)), ("purpose", reader.Word(loan.Purpose)), ("term", Months(loan.TermMonths)),
            ("instalment", Money(loan.Instalment)), ("security", loan.Security is { Count: > 0 } security ? string.Join(", ", security) : null),
        ],
        LoanCharged charged => [("loan", charged.Loan), ("kind", reader.Word(charged.Kind))],
        LoanRepaid repaid => [("loan", repaid.Loan), ("by", repaid.By), ("via", reader.Word(repaid.Via))],
        LoanForgiven forgiven => [("loan", forgiven.Loan)],
        LoanTermsChanged changed => [("loan", changed.Loan), ("rate", Rate(changed.Rate))],
        _ => [],
    };

    private string? Money(Money? money) => money is { } told ? reader.Money(told) : null;

    private string? Date(NodaTime.LocalDate? date) => date is { } day ? reader.Date(day) : null;

    private string Span(PayPeriod period) => reader.Say("span", reader.Date(period.From), reader.Date(period.To));

    private string? Months(int? months) => months is { } term ? $"{reader.Count(term)} {reader.Unit("months")}" : null;

    private string Rate(InterestRate? rate) => rate is null
        ? reader.Say("rate.unknown")
        : reader.Say(rate.Per == RatePeriod.Year ? "rate.year" : "rate.month", reader.Percent(rate.Value), reader.Word(rate.Method));
}
