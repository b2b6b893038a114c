using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Rates;
using Ledger.Domain.Record;
using NodaTime;

namespace Ledger.Domain.Debt;

/// <summary>What a worker owes for recruitment over time: D(t) of the indicators.</summary>
/// <remarks>Principal, interest by the stated terms and charges, less repayments, over all loans of purpose recruitment.</remarks>
public sealed class DebtPosition
{
    private readonly Conversion _conversion;

    /// <summary>Sorts a worker's loans for reckoning.</summary>
    public DebtPosition(WorkerHistory history, ExchangeRates rates)
    {
        _conversion = new Conversion(rates);
        Loans = Loan.ForRecruitment(history, _conversion);
        Currency = Loans.Count > 0 ? Loans[0].Currency : default;
    }

    /// <summary>The recruitment loans.</summary>
    public IReadOnlyList<Loan> Loans { get; }

    /// <summary>The currency of the totals: that of the first loan.</summary>
    public Currency Currency { get; }

    /// <summary>The rates that were used.</summary>
    public IEnumerable<ExchangeRateRecorded> RatesUsed => _conversion.Used;

    /// <summary>What keeps the figures from being whole: rates that are not recorded, loans without interest terms.</summary>
    public IReadOnlyList<string> Missing =>
    [
        .. _conversion.Missing,
        .. Loans.Where(loan => !loan.HasTerms).Select(loan => $"no interest terms are recorded for loan {loan.Id}: its interest is not counted"),
    ];

    /// <summary>What is owed at the end of a day, in <see cref="Currency"/>; null when a rate between loans' currencies is missing.</summary>
    public Reading? OwedOn(LocalDate day) => Sum(day, balance => balance.Outstanding);

    /// <summary>All interest that accrued up to a day.</summary>
    public Reading? AccruedBy(LocalDate day) => Sum(day, balance => balance.Accrued);

    /// <summary>All that was repaid or forgiven up to a day: as documented, and as any credible account says.</summary>
    /// <remarks>The claimed side of the debt takes documented repayments, so the ends change places here.</remarks>
    public Reading? CreditedBy(LocalDate day) => Sum(day, balance => balance.Credited, lowersDebt: true);

    private Reading? Sum(LocalDate day, Func<LoanBalance, decimal> figure, bool lowersDebt = false)
    {
        var total = Reading.Zero;
        foreach (var loan in Loans)
        {
            var documented = _conversion.To(Currency, figure(LoanBalance.At(loan, day, Side.Documented)), loan.Currency, day);
            var claimed = _conversion.To(Currency, figure(LoanBalance.At(loan, day, Side.Claimed)), loan.Currency, day);
            if (documented is null || claimed is null)
            {
                return null;
            }

            // Documented terms can be dearer than those the worker tells of; then they are the most that is credibly claimed.
            total += lowersDebt ? new Reading(claimed.Value, documented.Value) : new Reading(documented.Value, Math.Max(documented.Value, claimed.Value));
        }

        return total;
    }
}
