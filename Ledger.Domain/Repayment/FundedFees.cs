using Ledger.Domain.Amounts;
using Ledger.Domain.Debt;
using Ledger.Domain.Facts;
using Ledger.Domain.Fees;
using Ledger.Domain.Rates;
using Ledger.Domain.Record;

namespace Ledger.Domain.Repayment;

/// <summary>A part of a fee and who paid it, on one side.</summary>
/// <param name="Placement">The placement.</param>
/// <param name="Part">The part.</param>
/// <param name="ByLoans">What loans paid of it, in the currency of the reckoning.</param>
/// <param name="ByWorker">What the worker paid of it otherwise, or is still to pay, in the currency of the reckoning.</param>
internal sealed record FundedFee(string? Placement, FeePart Part, decimal ByLoans, decimal ByWorker);

/// <summary>Which loans paid which fees on one side: a fee and the loan that funds it are one money (facts.md).</summary>
/// <remarks>
/// A fee that names a loan was paid by it, up to what was lent. Of a fee paid in money that names none, the recruitment loans of its
/// placement are taken to have paid as much as they still can, each in proportion to what is left of it. The rest the worker paid.
/// </remarks>
internal sealed class FundedFees
{
    private readonly Dictionary<Loan, decimal> _left = [];
    private readonly Dictionary<Loan, decimal> _funded = [];
    private readonly List<FundedFee> _fees = [];
    private readonly Dictionary<string, Loan> _loans;
    private readonly Conversion _conversion;
    private readonly Currency _currency;
    private readonly NodaTime.LocalDate _on;

    /// <summary>Sorts the fees.</summary>
    public FundedFees(WorkerHistory history, IReadOnlyList<PlacementFees> fees, DebtPosition debt, Side side, Currency currency, Conversion conversion)
    {
        (_loans, _conversion, _currency, _on) = (debt.Loans.ToDictionary(loan => loan.Id, StringComparer.Ordinal), conversion, currency, history.AsOf);
        foreach (var loan in debt.Loans)
        {
            (_left[loan], _funded[loan]) = (loan.Steps(FlowKind.Disbursed, side).Sum(step => step.Amount), 0);
        }

        var lent = debt.Loans.ToLookup(loan => history.PlacementOf(loan.Facts.OfType<LoanDisbursed>().First()), StringComparer.Ordinal);
        foreach (var placement in fees)
        {
            var loans = lent[placement.Placement].ToList();
            foreach (var part in placement.Parts.Where(part => part.Reading.Claimed > 0).OrderBy(part => LoanOf(part) is null))
            {
                Sort(placement, part, side == Side.Documented ? part.Reading.Documented : part.Reading.Claimed, loans);
            }
        }
    }

    /// <summary>The parts of fees in order of placement.</summary>
    public IReadOnlyList<FundedFee> Fees => _fees;

    /// <summary>The loans that were taken to have paid a fee which names none.</summary>
    public SortedSet<string> Assumed { get; } = new(StringComparer.Ordinal);

    /// <summary>The part of a loan that paid fees, from 0 to 1.</summary>
    public decimal ShareOf(Loan loan, decimal disbursed) => disbursed == 0 ? 0 : Math.Min(1, _funded[loan] / disbursed);

    private Loan? LoanOf(FeePart part) =>
        part.Accounts.Select(account => account.Fact).OfType<FeeCharged>().Select(fee => fee.Loan is null ? null : _loans.GetValueOrDefault(fee.Loan)).FirstOrDefault(loan => loan is not null);

    private void Sort(PlacementFees placement, FeePart part, decimal amount, List<Loan> loans)
    {
        if (_conversion.To(_currency, amount, placement.Currency, part.Accounts.Min(account => account.On)) is not { } total)
        {
            return;
        }

        var named = LoanOf(part);
        List<Loan> paying = [.. (named is not null ? [named] : part.IsTakenLater ? [] : loans).Where(loan => InCurrency(loan, _left[loan]) is not null)];
        var can = paying.Sum(loan => InCurrency(loan, _left[loan])!.Value);
        var byLoans = Math.Min(total, can);
        if (byLoans > 0)
        {
            foreach (var loan in paying)
            {
                var paid = byLoans == can ? _left[loan] : _left[loan] * byLoans / can;
                (_left[loan], _funded[loan]) = (_left[loan] - paid, _funded[loan] + paid);
                Assumed.UnionWith(named is null && paid > 0 ? [loan.Id] : []);
            }
        }

        _fees.Add(new FundedFee(placement.Placement, part, byLoans, total - byLoans));
    }

    private decimal? InCurrency(Loan loan, decimal amount) => _conversion.To(_currency, amount, loan.Currency, _on);
}
