using Ledger.Domain.Debt;
using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Tests.Oracles;

/// <summary>A loan lived through day by day, as a patient clerk would with a ruled notebook.</summary>
/// <remarks>
/// Each day: a thirtieth of a month's interest for each 30E/360 day that passes, on the principal of the day before, at the rate
/// that held the day before; then the compounding, if it falls on the day; then what was lent and charged; then what was credited:
/// to charges, interest, principal, and what is over is kept.
/// </remarks>
internal sealed class NaiveLoan
{
    private decimal _principal;
    private decimal _interest;
    private decimal _charges;
    private decimal _stated;
    private decimal _byHand;

    public decimal Disbursed { get; private set; }
    public decimal Accrued { get; private set; }
    public decimal Charged { get; private set; }
    public decimal Credited { get; private set; }
    public decimal Overpaid { get; private set; }
    public decimal Outstanding => _principal + _interest + _charges;

    public static NaiveLoan At(NaiveFlows flows, LocalDate day)
    {
        var loan = new NaiveLoan();
        if (flows.First is { } first)
        {
            for (var today = first; today <= day; today = today.PlusDays(1))
            {
                loan.Live(flows, today, isFirst: today == first);
            }
        }

        return loan;
    }

    private void Live(NaiveFlows flows, LocalDate today, bool isFirst)
    {
        if (!isFirst && flows.RateOn(today.PlusDays(-1)) is { } rate)
        {
            _stated += _principal * MonthlyOf(rate) * Days(today.PlusDays(-1), today) / 30m;
        }

        Accrue();
        if (flows.CompoundsOn(today))
        {
            _principal += _interest;
            _interest = 0m;
        }

        _byHand = flows.Sum(FlowKind.InterestCharged, today);
        Accrue();

        var lent = flows.Sum(FlowKind.Disbursed, today);
        _principal += lent - Disbursed;
        Disbursed = lent;

        var charged = flows.Sum(FlowKind.Charged, today);
        _charges += charged - Charged;
        Charged = charged;

        var credited = flows.Sum(FlowKind.Repaid, today) + flows.Sum(FlowKind.Forgiven, today);
        Apply(credited - Credited + Overpaid);
        Credited = credited;
    }

    /// <summary>Of interest by the stated rate and interest charged by hand the greater running sum counts.</summary>
    private void Accrue()
    {
        var accrued = Math.Max(_stated, _byHand);
        _interest += accrued - Accrued;
        Accrued = accrued;
    }

    private void Apply(decimal payment)
    {
        (_charges, payment) = Met(_charges, payment);
        (_interest, payment) = Met(_interest, payment);
        (_principal, Overpaid) = Met(_principal, payment);
    }

    private static (decimal Left, decimal Over) Met(decimal owed, decimal paid) => paid >= owed ? (0m, paid - owed) : (owed - paid, 0m);

    private static decimal MonthlyOf(InterestRate rate) => rate.Per == RatePeriod.Year ? rate.Value / 12m : rate.Value;

    /// <summary>30E/360 in words: the 31st is the 30th, and February's missing days pass on the first of March.</summary>
    public static int Days(LocalDate from, LocalDate to) =>
        ((to.Year - from.Year) * 360) + ((to.Month - from.Month) * 30) + Math.Min(30, to.Day) - Math.Min(30, from.Day);
}
