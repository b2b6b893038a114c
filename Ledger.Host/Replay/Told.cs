using System.Text.Json;
using Ledger.Domain.Facts;

namespace Ledger.Host.Replay;

/// <summary>What a fact tells, in a few words.</summary>
internal static class Told
{
    /// <summary>A line for a table.</summary>
    public static string Of(Fact fact) => fact switch
    {
        WorkerRegistered registered => $"registered, from {registered.Origin}",
        PlacementStarted started => $"placement {started.Placement}: {started.Recruiter} for {started.Employer}, {started.Destination}",
        ContractRecorded contract => $"contract {contract.Placement} {Word(contract.Kind)}: {contract.MonthlyWage} a month",
        Arrived arrived => $"arrived for {arrived.Placement}",
        PlacementEnded ended => $"placement {ended.Placement} ended by {Word(ended.Initiator)}: {ended.Reason}",
        FeeCharged fee => $"fee ({Word(fee.Class)}) {fee.Amount} to {fee.Collector}, borne by {Word(fee.BorneBy)}{(fee.ReceiptAmount is { } receipt ? $", receipt {receipt}" : "")}",
        LoanDisbursed loan => $"loan '{loan.Loan}' of {loan.Principal} from {loan.Lender}{Rate(loan.Rate)}",
        LoanCharged charged => $"loan '{charged.Loan}' charged {Word(charged.Kind)} {charged.Amount}",
        LoanRepaid repaid => $"loan '{repaid.Loan}' repaid {repaid.Amount} ({Word(repaid.Via)})",
        LoanTermsChanged changed => $"loan '{changed.Loan}' terms changed{Rate(changed.Rate)}",
        LoanForgiven forgiven => $"loan '{forgiven.Loan}' forgiven {forgiven.Amount}",
        WagePaid wage => $"wage {wage.Period.From:uuuu-MM-dd} to {wage.Period.To:uuuu-MM-dd}: gross {wage.Gross}, net {wage.Net}",
        DeductionTaken deduction => $"deduction ({Word(deduction.Reason)}) {deduction.Amount}",
        Reimbursed reimbursed => $"reimbursed {reimbursed.Amount} by {reimbursed.By}",
        SecurityTaken taken => $"{Word(taken.Kind)} taken by {taken.Holder}",
        SecurityReturned returned => $"{Word(returned.Kind)} returned by {returned.Holder}",
        ComplaintFiled complaint => $"complaint: {complaint.About}",
        StatementRecorded statement => $"statement, {statement.Setting}{(statement.Independent ? "" : ", not independent")}",
        _ => fact.Type,
    };

    private static string Rate(InterestRate? rate) => rate is null ? ", terms not recorded" : FormattableString.Invariant($", {rate.Value * 100:0.##} % a {Word(rate.Per)} {Word(rate.Method)}");

    /// <summary>A value as it is written on the wire.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
