using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Domain.Debt;

/// <summary>What a loan costs the worker on one side, up to a day.</summary>
/// <param name="Loan">The loan.</param>
/// <param name="Side">The side.</param>
/// <param name="Until">The last day looked at.</param>
public sealed record LoanCost(Loan Loan, Side Side, LocalDate Until)
{
    private readonly LoanCourse _course = Loan.CourseOn(Side);
    private (EffectiveRate? Rate, bool IsKnown) _actual;
    private (decimal? Rate, bool IsKnown) _stated;

    /// <summary>What is lent, owed and paid.</summary>
    public LoanBalance Balance => _course.At(Until);

    /// <summary>Interest and charges so far, in the loan's currency.</summary>
    public decimal Cost => Balance.Accrued + Balance.Charged;

    /// <summary>The day of the first disbursement; null where this side has none.</summary>
    public LocalDate? LentOn => _course.Movements.Where(movement => movement.Kind == FlowKind.Disbursed).Select(movement => (LocalDate?)movement.On).FirstOrDefault();

    /// <summary>
    /// The effective annual rate of the actual cash flows: what was lent against what was paid, and what is still owed as if it were
    /// paid on the last day. Null where no time has passed since the loan.
    /// </summary>
    public EffectiveRate? Actual => (_actual = _actual.IsKnown ? _actual : (FromFlows(), true)).Rate;

    /// <summary>
    /// The annual rate as stated: the dearest rate stated, with its compounding; where no rate is stated, that of the stated schedule.
    /// Null where neither is.
    /// </summary>
    public decimal? Stated => (_stated = _stated.IsKnown ? _stated : (FromTerms(), true)).Rate;

    private decimal? FromTerms() => _course.Terms.Count > 0
        ? _course.Terms.Max(term => Interest.Yearly(term.Rate))
        : LentOn is { } lent ? Loan.ScheduleOn(Side)?.YearlyRate(lent, Balance.Disbursed) : null;

    private EffectiveRate? FromFlows()
    {
        if (LentOn is not { } lent || lent >= Until)
        {
            return null;
        }

        var flows = _course.Movements.Where(movement => movement.On <= Until).Select(movement => movement.Kind switch
        {
            FlowKind.Disbursed => new CashFlow(movement.On, movement.Amount),
            FlowKind.Repaid => new CashFlow(movement.On, -movement.Amount),
            _ => new CashFlow(movement.On, 0),
        });
        return EffectiveRate.Of(flows.Append(new CashFlow(Until, Balance.Overpaid - Balance.Outstanding)));
    }

    /// <summary>The interest that the same movements of principal and payments would have borne at another rate, without any charge.</summary>
    public decimal InterestAt(InterestRate rate)
    {
        var movements = _course.Movements.Where(movement => movement.Kind is not (FlowKind.Charged or FlowKind.InterestCharged) && movement.On <= Until).ToList();
        return movements.Count == 0 ? 0 : new LoanCourse(movements, [new Terms(movements[0].On, rate)], [], LentOn).At(Until).Accrued;
    }
}
