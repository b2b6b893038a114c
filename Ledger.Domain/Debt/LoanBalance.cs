using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Domain.Debt;

/// <summary>What is owed on one loan at the end of a day, in the loan's currency; every figure is exact and zero or more.</summary>
/// <remarks>
/// Interest by the stated rate accrues on the principal by the stated count of days, 30E/360 where none is stated. Interest that a
/// lender charged by hand tells of the same interest: the greater of the two running sums counts, never both. A payment is
/// applied to charges, then interest, then principal, or in the order that the terms state; what is paid beyond all that is
/// kept and meets whatever is added later. Always disbursed + accrued + charged = credited + outstanding - overpaid.
/// </remarks>
public readonly record struct LoanBalance
{
    /// <summary>The balance before anything happened.</summary>
    public static LoanBalance Nothing => default;

    /// <summary>All that was lent.</summary>
    public decimal Disbursed { get; private init; }

    /// <summary>All interest so far.</summary>
    public decimal Accrued => Math.Max(Stated, InterestCharged);

    /// <summary>All fees and penalties added so far.</summary>
    public decimal Charged { get; private init; }

    /// <summary>All that was repaid or forgiven.</summary>
    public decimal Credited { get; private init; }

    /// <summary>The part of <see cref="Credited"/> that was forgiven and not paid.</summary>
    public decimal Forgiven { get; private init; }

    /// <summary>What is owed.</summary>
    public decimal Outstanding => Math.Max(0, Disbursed + Charged - Credited + Accrued);

    /// <summary>What was paid beyond what is owed.</summary>
    public decimal Overpaid => Math.Max(0, Credited - Due);

    /// <summary>The part of what is owed that bears interest.</summary>
    public decimal Principal { get; private init; }

    /// <summary>The part of what is owed that is fees and penalties.</summary>
    public decimal ChargesOwed { get; private init; }

    /// <summary>The part of what is owed that is interest and has not joined the principal.</summary>
    public decimal InterestOwed => Math.Max(0, Outstanding - Principal - ChargesOwed);

    /// <summary>Whether a compounding would change anything, now or while nothing moves.</summary>
    internal bool CanCompound => Principal > 0 || InterestOwed > 0;

    // Amounts in whole units are added first: adding them to interest of many digits takes far longer.
    private decimal Due => Disbursed + Charged + Accrued;

    private decimal Stated { get; init; }

    private decimal InterestCharged { get; init; }

    /// <summary>The balance of a loan at the end of a day.</summary>
    /// <exception cref="OverflowException">The terms let it grow beyond what a decimal can hold.</exception>
    public static LoanBalance At(Loan loan, LocalDate day, Side side) => loan.CourseOn(side).At(day);

    /// <summary>The balance in another currency, of which one unit of this makes so many.</summary>
    internal LoanBalance Times(decimal unit) => unit == 1 ? this : this with
    {
        Disbursed = Disbursed * unit, Charged = Charged * unit, Credited = Credited * unit, Forgiven = Forgiven * unit, Principal = Principal * unit,
        ChargesOwed = ChargesOwed * unit, Stated = Stated * unit, InterestCharged = InterestCharged * unit,
    };

    internal LoanBalance Accrue(InterestRate? rate, LocalDate from, LocalDate to) =>
        rate is null || Principal == 0 || from == to ? this : this with { Stated = StatedOn(rate, from, to) };

    /// <summary>All interest up to a later day, when nothing moved since.</summary>
    internal decimal AccruedOn(InterestRate? rate, LocalDate from, LocalDate to) => Math.Max(StatedOn(rate, from, to), InterestCharged);

    private decimal StatedOn(InterestRate? rate, LocalDate from, LocalDate to) =>
        rate is null || Principal == 0 || from == to ? Stated : Stated + Interest.Of(Principal, rate, from, to);

    internal LoanBalance Capitalise() => this with { Principal = Principal + InterestOwed };

    /// <summary>Takes in the movements of one day: what is added first, then what is paid and what was kept from before, in an order.</summary>
    internal LoanBalance Apply(ReadOnlySpan<Movement> movements, IReadOnlyList<LoanPart> order)
    {
        var (kept, paid, after) = (Overpaid, 0m, this);
        foreach (var (_, kind, amount) in movements)
        {
            paid += kind is FlowKind.Repaid or FlowKind.Forgiven ? amount : 0;
            after = after.Take(kind, amount);
        }

        return paid + kept == 0 ? after : after.Settle(paid, paid + kept, order);
    }

    private LoanBalance Take(FlowKind kind, decimal amount) => kind switch
    {
        FlowKind.Disbursed => this with { Disbursed = Disbursed + amount, Principal = Principal + amount },
        FlowKind.Charged => this with { Charged = Charged + amount, ChargesOwed = ChargesOwed + amount },
        FlowKind.InterestCharged => this with { InterestCharged = InterestCharged + amount },
        FlowKind.Forgiven => this with { Credited = Credited + amount, Forgiven = Forgiven + amount },
        _ => this with { Credited = Credited + amount },
    };

    /// <summary>Lets a sum meet the parts of what is owed.</summary>
    /// <param name="paid">What of it is already among what was credited today.</param>
    /// <param name="sum">What was paid today and what was kept from before.</param>
    /// <param name="order">The order of the parts.</param>
    private LoanBalance Settle(decimal paid, decimal sum, IReadOnlyList<LoanPart> order)
    {
        var (charges, principal) = (ChargesOwed, Principal);
        var interest = Math.Max(0, Due - (Credited - paid) + (sum - paid) - principal - charges);
        foreach (var part in order)
        {
            var owed = part switch { LoanPart.Charges => charges, LoanPart.Interest => interest, _ => principal };
            var met = Math.Min(owed, sum);
            sum -= met;
            charges -= part == LoanPart.Charges ? met : 0;
            interest -= part == LoanPart.Interest ? met : 0;
            principal -= part == LoanPart.Principal ? met : 0;
        }

        return this with { ChargesOwed = charges, Principal = principal };
    }
}
