using Ledger.Domain.Amounts;
using Ledger.Domain.Debt;
using Ledger.Domain.Facts;
using Ledger.Domain.Fees;
using Ledger.Domain.Indicators;
using Ledger.Domain.Rates;
using NodaTime;

namespace Ledger.Domain.Repayment;

/// <summary>What names a part of the sum.</summary>
internal readonly record struct PartKey(RepaymentOf Of, string? Placement, string? Loan);

/// <summary>A part of the sum on one side.</summary>
internal sealed record SidePart(decimal Amount, List<Fact> Facts);

/// <summary>One side of the position without fees, unrounded, in one currency.</summary>
internal sealed class SideWithoutFees
{
    private readonly Dictionary<PartKey, SidePart> _parts = [];
    private readonly List<(LocalDate On, decimal Change)> _paidOut = [];
    private readonly Evaluation _evaluation;
    private readonly DebtPosition _debt;
    private readonly Conversion _conversion;
    private readonly Currency _currency;
    private readonly Side _side;

    /// <summary>Reckons the side as of the record's date.</summary>
    public SideWithoutFees(Evaluation evaluation, IReadOnlyList<PlacementFees> fees, DebtPosition debt, Side side, Currency currency, Conversion conversion)
    {
        (_evaluation, _debt, _side, _currency, _conversion) = (evaluation, debt, side, currency, conversion);
        var funded = new FundedFees(evaluation.History, fees, debt, side, currency, conversion);
        Assumed = funded.Assumed;
        foreach (var loan in debt.Loans)
        {
            Take(loan, funded);
        }

        foreach (var fee in funded.Fees)
        {
            Take(fee);
        }

        foreach (var placement in fees)
        {
            TakeCuts(placement, funded.Fees.Where(fee => fee.Placement == placement.Placement && fee.Part.IsTakenLater).Sum(fee => fee.ByWorker));
            TakeBack(placement);
        }

        Elapse();
    }

    /// <summary>What would be owed.</summary>
    public decimal Debt { get; private set; }

    /// <summary>What is owed more than would be.</summary>
    public decimal Cancelled { get; private set; }

    /// <summary>The loans taken to have paid fees that name none.</summary>
    public IReadOnlyCollection<string> Assumed { get; }

    /// <summary>The parts.</summary>
    public IReadOnlyDictionary<PartKey, SidePart> Parts => _parts;

    /// <summary>The sum to be repaid: never less than nothing.</summary>
    public decimal Sum => Math.Max(0, _parts.Sum(part => part.Key.Of is RepaymentOf.PaidBack or RepaymentOf.Forgiven ? -part.Value.Amount : part.Value.Amount));

    private LocalDate AsOf => _evaluation.History.AsOf;

    private void Add(PartKey key, decimal amount, IEnumerable<Fact> facts)
    {
        if (amount != 0)
        {
            var known = _parts.GetValueOrDefault(key) ?? new SidePart(0, []);
            known.Facts.AddRange(facts);
            _parts[key] = known with { Amount = known.Amount + amount };
        }
    }

    /// <summary>Walks a loan again without the part that paid fees.</summary>
    private void Take(Loan loan, FundedFees funded)
    {
        var course = loan.CourseOn(_side);
        var actual = course.At(AsOf);
        var share = funded.ShareOf(loan, actual.Disbursed);
        var without = share == 0 ? course : new LoanCourse(
            course.Movements.Select(movement => movement.Kind == FlowKind.Repaid ? movement : movement with { Amount = movement.Amount * (1 - share) }),
            loan.TermsOn(_side), loan.OrdersOn(_side), loan.LentOn(_side));
        var balance = without.At(AsOf);
        if (_debt.In(loan, 1m, AsOf) is not { } unit)
        {
            return;
        }

        Debt += balance.Outstanding * unit;
        Cancelled += (actual.Outstanding - balance.Outstanding) * unit;
        if (share == 0)
        {
            return;
        }

        Add(new PartKey(RepaymentOf.LoanInterest, null, loan.Id), (actual.Accrued - balance.Accrued) * unit, loan.Facts);
        Add(new PartKey(RepaymentOf.LoanCharges, null, loan.Id), (actual.Charged - balance.Charged) * unit, loan.Facts.OfType<LoanCharged>());
        Add(new PartKey(RepaymentOf.Forgiven, null, loan.Id), (actual.Forgiven - balance.Forgiven) * unit, loan.Facts.OfType<LoanForgiven>());
        var before = 0m;
        foreach (var on in course.Movements.Select(movement => movement.On).Distinct())
        {
            var overpaid = without.At(on).Overpaid - course.At(on).Overpaid;
            _paidOut.Add((on, (overpaid - before) * unit));
            before = overpaid;
        }
    }

    private void Take(FundedFee fee)
    {
        var facts = fee.Part.Accounts.Select(account => account.Fact).ToList();
        Add(new PartKey(RepaymentOf.FeeFromLoan, fee.Placement, null), fee.ByLoans, facts);
        Add(new PartKey(RepaymentOf.FeeFromWorker, fee.Placement, null), fee.ByWorker, facts);
        if (!fee.Part.IsTakenLater)
        {
            _paidOut.Add((fee.Part.Accounts.Min(account => account.On), fee.ByWorker));
        }
    }

    /// <summary>What is taken later was paid when it was cut; what is not cut yet was not paid.</summary>
    private void TakeCuts(PlacementFees placement, decimal left)
    {
        foreach (var step in placement.Recovered.Steps(reading => _side == Side.Documented ? reading.Documented : reading.Claimed))
        {
            var paid = Math.Min(left, _conversion.To(_currency, step.Amount, placement.Currency, step.On) ?? 0);
            _paidOut.Add((step.On, paid));
            left -= paid;
        }
    }

    /// <summary>Only what is verifiably paid back is taken off, on both sides.</summary>
    private void TakeBack(PlacementFees placement)
    {
        var sum = 0m;
        foreach (var step in placement.PaidBackOver.Steps(reading => reading.Documented))
        {
            if (_conversion.To(_currency, step.Amount, placement.Currency, step.On) is { } back)
            {
                sum += back;
                _paidOut.Add((step.On, -back));
            }
        }

        Add(new PartKey(RepaymentOf.PaidBack, placement.Placement, null), sum, placement.Reimbursements);
    }

    /// <summary>Simple interest by months of thirty days on what the worker has paid out and not had back.</summary>
    private void Elapse()
    {
        var (paidOut, interest) = (0m, 0m);
        LocalDate? last = null;
        foreach (var (on, change) in _paidOut.OrderBy(step => step.On).Append((AsOf, 0)))
        {
            interest += last is { } before ? Math.Max(0, paidOut) * Months.Days(before, on) : 0;
            (paidOut, last) = (paidOut + change, on);
        }

        var yearly = _evaluation.Thresholds.RepaymentInterestPerYear / (12 * Months.DaysPerMonth);
        var facts = _parts.Where(part => part.Key.Of is RepaymentOf.FeeFromWorker or RepaymentOf.FeeFromLoan or RepaymentOf.PaidBack).SelectMany(part => part.Value.Facts).ToList();
        Add(new PartKey(RepaymentOf.TimeElapsed, null, null), interest * yearly, facts.Concat(_debt.Facts));
    }
}
