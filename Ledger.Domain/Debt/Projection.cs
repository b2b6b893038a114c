using Ledger.Domain.Facts;

namespace Ledger.Domain.Debt;

/// <summary>A debt and what is paid on it a month.</summary>
/// <param name="balance">What is owed.</param>
/// <param name="rate">The rate that holds; null where none is known, and then no interest is reckoned.</param>
/// <param name="order">The order in which a payment meets what is owed.</param>
/// <param name="monthly">The payment a month.</param>
public sealed class PacedDebt(LoanBalance balance, InterestRate? rate, IReadOnlyList<LoanPart> order, decimal monthly)
{
    /// <summary>What is owed in all.</summary>
    public decimal Owed { get; } = balance.Outstanding;

    /// <summary>The part of it that bears interest.</summary>
    public decimal Principal { get; } = balance.Principal;

    /// <summary>The part of it that is fees and penalties.</summary>
    public decimal Charges { get; } = balance.ChargesOwed;

    /// <summary>The part of it that is interest and has not joined the principal.</summary>
    public decimal Interest => Math.Max(0, Owed - Principal - Charges);

    /// <summary>The rate that holds; null where none is known.</summary>
    public InterestRate? Rate => rate;

    /// <summary>The order in which a payment meets what is owed.</summary>
    public IReadOnlyList<LoanPart> Order => order;

    /// <summary>The payment a month.</summary>
    public decimal Monthly => monthly;

    /// <summary>Whether the payment is the stated instalment, for want of any payment due.</summary>
    public bool IsStated { get; init; }
}

/// <summary>How long debts take to clear when payments go on at one pace.</summary>
public static class Projection
{
    /// <summary>Months until all debts are cleared by the same payments every month at the rates that hold now; the last may be a part month.</summary>
    /// <param name="debts">The debts, all in one currency. What one no longer needs goes to the next in order.</param>
    /// <returns>Months from now, zero when nothing is owed; null where no length of time clears them, or more than <see cref="LevelPayment.MostMonths"/>.</returns>
    public static decimal? MonthsToClear(IReadOnlyList<PacedDebt> debts) => MonthsToClear(debts, LevelPayment.MostMonths);

    /// <summary>Whether the debts outlast so many months, or for ever; most often the sums alone tell, without going month by month.</summary>
    public static bool Outlasts(IReadOnlyList<PacedDebt> debts, decimal months)
    {
        var (owed, monthly) = (0m, 0m);
        foreach (var debt in debts)
        {
            (owed, monthly) = (owed + debt.Owed, monthly + debt.Monthly);
        }

        return owed > 0 && (owed > monthly * months || (owed + (MostInterest(debts, owed) * Math.Ceiling(months)) > monthly * months
            && (MonthsToClear(debts, (int)Math.Min(months + 1, LevelPayment.MostMonths)) is not { } takes || takes > months)));
    }

    /// <summary>
    /// The most interest of a month while payments cover it: a principal that no interest joins never grows, and where interest joins it
    /// all that is owed does not grow.
    /// </summary>
    private static decimal MostInterest(IReadOnlyList<PacedDebt> debts, decimal owed)
    {
        var (simple, highest, compounds) = (0m, 0m, false);
        foreach (var debt in debts)
        {
            if (debt.Rate is { } rate)
            {
                var monthly = Interest.Monthly(rate);
                simple += debt.Principal * monthly;
                highest = Math.Max(highest, monthly);
                compounds |= rate.Method == InterestMethod.Compound;
            }
        }

        return compounds ? owed * highest : simple;
    }

    /// <summary>Months until all is cleared; null where it takes more than so many.</summary>
    private static decimal? MonthsToClear(IReadOnlyList<PacedDebt> debts, int atMost)
    {
        var (monthly, own) = (0m, 0m);
        List<State> states = new(debts.Count);
        foreach (var debt in debts)
        {
            monthly += debt.Monthly;
            if (debt.Owed > 0)
            {
                own += debt.Monthly;
                states.Add(new State(debt));
            }
        }

        if (states.Count == 0)
        {
            return 0;
        }

        for (var month = 1; month <= atMost && monthly > 0; month++)
        {
            var owed = 0m;
            foreach (var state in states)
            {
                // One debt whose interest takes all that is paid never gets to its principal, whatever becomes of the others.
                var interest = state.MonthlyInterest;
                if (state.PaysInterestFirst && interest >= monthly)
                {
                    return null;
                }

                state.Accrue(interest, month);
                owed += state.Owed;
            }

            if (owed <= monthly)
            {
                return month - 1 + (owed / monthly);
            }

            // Interest only adds to what is owed, so all that can still be paid in time must cover it now.
            if (owed > monthly * (atMost - month + 1))
            {
                return null;
            }

            Pay(states, monthly - own);
        }

        return null;
    }

    /// <summary>Pays each debt its own, and what one no longer needs to the next in order.</summary>
    private static void Pay(List<State> states, decimal over)
    {
        foreach (var state in states)
        {
            over += state.Pay(state.Monthly);
        }

        for (var index = 0; index < states.Count && over > 0; index++)
        {
            over = states[index].Pay(over);
        }
    }

    private sealed class State(PacedDebt debt)
    {
        private readonly decimal _interestRate = debt.Rate is { } rate ? Interest.Monthly(rate) : 0;
        private readonly int _compounding = debt.Rate is { Method: InterestMethod.Compound } compound ? Compounding.Months(compound) : 0;
        private decimal _principal = debt.Principal;
        private decimal _interest = debt.Interest;
        private decimal _charges = debt.Charges;

        public decimal Monthly => debt.Monthly;

        public decimal Owed => _principal + _interest + _charges;

        public decimal MonthlyInterest => _principal * _interestRate;

        public bool PaysInterestFirst { get; } = (debt.Order[0] == LoanPart.Charges ? debt.Order[1] : debt.Order[0]) == LoanPart.Interest;

        public void Accrue(decimal interest, int month)
        {
            _interest += interest;
            if (_compounding > 0 && month % _compounding == 0)
            {
                (_principal, _interest) = (_principal + _interest, 0);
            }
        }

        /// <summary>Pays a sum and gives back what is over.</summary>
        public decimal Pay(decimal sum)
        {
            for (var index = 0; index < debt.Order.Count && sum > 0; index++)
            {
                sum = debt.Order[index] switch
                {
                    LoanPart.Charges => Meet(ref _charges, sum),
                    LoanPart.Interest => Meet(ref _interest, sum),
                    _ => Meet(ref _principal, sum),
                };
            }

            return sum;
        }

        private static decimal Meet(ref decimal owed, decimal sum)
        {
            if (owed == 0)
            {
                return sum;
            }

            var met = Math.Min(owed, sum);
            owed -= met;
            return sum - met;
        }
    }
}
