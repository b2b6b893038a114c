using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Domain.Debt;

/// <summary>What is owed on one loan at the end of a day, in the loan's currency; every figure is exact and zero or more.</summary>
/// <remarks>
/// Interest by the stated rate accrues on the principal for 30E/360 days. Interest that a lender charged by hand tells of the same
/// interest: the greater of the two running sums counts, never both. A payment is applied to charges, then interest, then
/// principal; what is paid beyond all that is kept and meets whatever is added later. Always
/// disbursed + accrued + charged = credited + outstanding - overpaid.
/// </remarks>
public sealed record LoanBalance
{
    /// <summary>All that was lent.</summary>
    public decimal Disbursed { get; private init; }

    /// <summary>All interest so far.</summary>
    public decimal Accrued => Math.Max(Stated, InterestCharged);

    /// <summary>All fees and penalties added so far.</summary>
    public decimal Charged { get; private init; }

    /// <summary>All that was repaid or forgiven.</summary>
    public decimal Credited { get; private init; }

    /// <summary>What is owed.</summary>
    public decimal Outstanding => Math.Max(0, Disbursed + Accrued + Charged - Credited);

    /// <summary>What was paid beyond what is owed.</summary>
    public decimal Overpaid => Math.Max(0, Credited - Disbursed - Accrued - Charged);

    /// <summary>The part of what is owed that bears interest.</summary>
    public decimal Principal { get; private init; }

    private decimal Stated { get; init; }

    private decimal InterestCharged { get; init; }

    private decimal ChargesOwed { get; init; }

    /// <summary>The balance of a loan at the end of a day.</summary>
    /// <exception cref="OverflowException">The terms let it grow beyond what a decimal can hold.</exception>
    public static LoanBalance At(Loan loan, LocalDate day, Side side)
    {
        var steps = Enum.GetValues<FlowKind>()
            .SelectMany(kind => loan.Steps(kind, side).Where(step => step.On <= day).Select(step => (step.On, Kind: kind, step.Amount)))
            .OrderBy(step => step.On).ThenBy(step => step.Kind)
            .ToList();
        if (steps.Count == 0)
        {
            return new LoanBalance();
        }

        var terms = loan.TermsOn(side);
        // Payments and charges may come before the loan was paid out; they start no compounding period.
        var disbursed = loan.Steps(FlowKind.Disbursed, side) is { Count: > 0 } own ? own : loan.Steps(FlowKind.Disbursed, Side.Claimed);
        var compounding = new Compounding(disbursed.Count > 0 ? disbursed[0].On : null, terms);
        var balance = new LoanBalance();
        var last = steps[0].On;
        foreach (var date in steps.Select(step => step.On).Concat(terms.Select(term => term.From)).Concat(compounding.Until(day)).Append(day)
                     .Where(date => date >= last && date <= day).Distinct().Order().ToList())
        {
            balance = balance.Accrue(RateAt(terms, last), last, date);
            balance = compounding.FallsOn(date) ? balance.Capitalise() : balance;
            balance = steps.Where(step => step.On == date).Aggregate(balance, (sum, step) => sum.Apply(step.Kind, step.Amount)).Settle(balance.Overpaid);
            last = date;
        }

        return balance;
    }

    internal static InterestRate? RateAt(IReadOnlyList<Terms> terms, LocalDate day) => terms.LastOrDefault(term => term.From <= day)?.Rate;

    private LoanBalance Accrue(InterestRate? rate, LocalDate from, LocalDate to)
    {
        if (rate is null || Principal == 0)
        {
            return this;
        }

        var daysPerUnit = Amounts.Months.DaysPerMonth * (rate.Per == RatePeriod.Year ? 12 : 1);
        return this with { Stated = Stated + (Principal * rate.Value * Amounts.Months.Days(from, to) / daysPerUnit) };
    }

    private LoanBalance Capitalise()
    {
        var unpaidInterest = Math.Max(0, Outstanding - Principal - ChargesOwed);
        return this with { Principal = Principal + unpaidInterest };
    }

    private LoanBalance Apply(FlowKind kind, decimal amount) => kind switch
    {
        FlowKind.Disbursed => this with { Disbursed = Disbursed + amount, Principal = Principal + amount },
        FlowKind.Charged => this with { Charged = Charged + amount, ChargesOwed = ChargesOwed + amount },
        FlowKind.InterestCharged => this with { InterestCharged = InterestCharged + amount },
        _ => this with { Credited = Credited + amount, ChargesOwed = Math.Max(0, ChargesOwed - amount) },
    };

    /// <summary>Lets what was paid too much before lower the charges, and what goes beyond charges and interest lower the principal.</summary>
    private LoanBalance Settle(decimal kept)
    {
        var charges = Math.Max(0, ChargesOwed - kept);
        return this with { ChargesOwed = charges, Principal = Math.Min(Principal, Outstanding - charges) };
    }
}
