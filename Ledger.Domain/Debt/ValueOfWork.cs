using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Rates;
using Ledger.Domain.Record;
using Ledger.Domain.SameMoney;
using Ledger.Domain.Wages;
using NodaTime;

namespace Ledger.Domain.Debt;

/// <summary>What the work done in debt was worth by contract, and where the value went.</summary>
/// <remarks>
/// Counted are the recorded pay periods in which something was owed. Their value is the contract wage for the time worked; of a
/// part of a month, by months of thirty days or by the days of the calendar, whichever is less, so that no convention makes value. Taken off
/// is what the worker received, what was paid for her (tax, insurance), what she had before (advances, loans for other purposes, fees on
/// account) and what was credited to the debt out of her work: by deduction, or by others. What she repaid out of wages she
/// received is among the wages already and is not taken off twice.
/// </remarks>
public sealed class ValueOfWork
{
    private readonly WorkerHistory _history;
    private readonly DebtPosition _debt;
    private readonly Conversion _conversion;
    private readonly HashSet<string> _loans;
    private readonly SortedSet<string> _missing = new(StringComparer.Ordinal);
    private readonly List<Fact> _facts = [];
    private readonly ILookup<PeriodKey, MoneyGroup> _cuts;

    /// <summary>Reckons up to the last recorded pay day.</summary>
    public ValueOfWork(WorkerHistory history, ExchangeRates rates, IReadOnlyList<WagePeriod> wages, DebtPosition debt)
    {
        (_history, _debt, _conversion) = (history, debt, new Conversion(rates));
        _loans = debt.Loans.Select(loan => loan.Id).ToHashSet(StringComparer.Ordinal);
        _cuts = MoneyGroup.Sort(
                history.All<DeductionTaken>().Where(IsHers).Select(cut => Account.Of(cut, cut.Amount.Amount)),
                account => (CutKey(account.Fact), ((DeductionTaken)account.Fact).Reason))
            .ToLookup(group => CutKey(group.Accounts[0].Fact));
        Periods = Dated.InOrder(wages.Where(IsInDebt), wage => wage.PaidOn);
        if (Periods.Count > 0)
        {
            Currency = Periods[^1].Currency;
            Sum();
        }
    }

    /// <summary>The pay periods in which something was owed, in order of their pay day.</summary>
    public IReadOnlyList<WagePeriod> Periods { get; }

    /// <summary>The currency of the sums: that of the last wage.</summary>
    public Currency Currency { get; }

    /// <summary>The contract value of the time worked.</summary>
    public Reading Worth { get; private set; }

    /// <summary>What she received, or what was paid for her: least documented value withheld takes the greatest account, so the ends are greatest and own.</summary>
    public WageSides Received { get; private set; }

    /// <summary>What was credited to the debt out of her work: documented, and by any credible account.</summary>
    public Reading Credited { get; private set; }

    /// <summary>The value of her work that neither reached her nor her debt.</summary>
    public Reading Withheld
    {
        get
        {
            var claimed = Math.Max(0, Worth.Claimed - Received.Workers - Credited.Documented);
            return new Reading(Math.Min(claimed, Math.Max(0, Worth.Documented - Received.Greatest - Credited.Claimed)), claimed);
        }
    }

    /// <summary>The contract wage a month of the last placement, as any credible account says; zero where none is recorded.</summary>
    public decimal MonthlyWage { get; private set; }

    /// <summary>The facts it rests on.</summary>
    public IReadOnlyList<Fact> Facts => [.. _facts, .. _conversion.Used];

    /// <summary>What is missing: contracts, and exchange rates.</summary>
    public IReadOnlyList<string> Missing => [.. _missing.Concat(_conversion.Missing).Distinct(StringComparer.Ordinal)];

    private void Sum()
    {
        foreach (var wage in Periods)
        {
            if (PromisedWage.Of(_history, wage.Placement) is not { } promised)
            {
                _missing.Add(wage.Placement is null ? "no contract, for the wage is of no placement" : $"no promised or signed contract of placement {wage.Placement}");
                continue;
            }

            Add(wage, promised);
        }

        var (from, until) = (Periods.Min(wage => wage.Period.From), Periods.Max(wage => wage.PaidOn));
        foreach (var loan in _debt.Loans)
        {
            // Another party may date the same money before the work: what documents credit to it is a credible account all the same.
            var documented = Credit(loan, Side.Documented, from, until);
            Credited += new Reading(documented, Math.Max(documented, Credit(loan, Side.Claimed, from, until)));
            _facts.AddRange(loan.Facts);
        }

        MonthlyWage = PromisedWage.Of(_history, Periods[^1].Placement) is { } last ? Converted(last.Monthly.Greatest, last.Currency, until) : 0;
    }

    private void Add(WagePeriod wage, PromisedWage promised)
    {
        var months = TimeWorked(wage.Period);
        Worth += new Reading(
            Converted(promised.Reading.Documented * months, promised.Currency, wage.PaidOn), Converted(promised.Monthly.Workers * months, promised.Currency, wage.PaidOn));
        var cuts = _cuts[new PeriodKey(wage.Period, wage.Currency, wage.Placement)].ToList();
        var (most, own) = (wage.Received.Greatest + cuts.Sum(cut => cut.Reading.Claimed), wage.Received.Workers + cuts.Sum(cut => cut.WorkersAccount));
        Received = new WageSides(Received.Greatest + Converted(most, wage.Currency, wage.PaidOn), Received.Workers + Converted(own, wage.Currency, wage.PaidOn));
        _facts.AddRange(promised.Facts.Concat(wage.Facts).Concat(cuts.SelectMany(cut => cut.Facts)));
    }

    private decimal Credit(Loan loan, Side side, LocalDate from, LocalDate until) =>
        Converted(loan.CreditedForWork(side).Where(step => step.On >= from && step.On <= until).Sum(step => step.Amount), loan.Currency, until);

    private decimal Converted(decimal amount, Currency from, LocalDate on) => _conversion.To(Currency, amount, from, on) ?? 0;

    private bool IsInDebt(WagePeriod wage)
    {
        foreach (var loan in _debt.Loans)
        {
            var course = loan.CourseOn(Side.Claimed);
            if (course.OutstandingOn(wage.Period.From) > 0 || course.OutstandingOn(wage.PaidOn) > 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a cut was paid for her, or pays what she had before and is none of the recruitment loans.</summary>
    private bool IsHers(DeductionTaken cut) => cut.Reason switch
    {
        DeductionReason.Tax or DeductionReason.Insurance or DeductionReason.Advance => cut.Loan is null || !_loans.Contains(cut.Loan),
        DeductionReason.FeeRecovery => cut.Loan is null,
        _ => cut.Loan is { } loan ? !_loans.Contains(loan) : cut.Reason == DeductionReason.Loan,
    };

    /// <summary>The months that a pay period is, by months of thirty days or by the days of the calendar, whichever is less.</summary>
    internal static decimal TimeWorked(PayPeriod period)
    {
        var byConvention = Months.In(period.From, period.To);
        var byCalendar = 0m;
        for (var from = period.From; from <= period.To; from = from.With(DateAdjusters.EndOfMonth).PlusDays(1))
        {
            var to = LocalDate.Min(period.To, from.With(DateAdjusters.EndOfMonth));
            byCalendar += (Period.DaysBetween(from, to) + 1) / (decimal)from.Calendar.GetDaysInMonth(from.Year, from.Month);
        }

        return Math.Min(byConvention, byCalendar);
    }

    private PeriodKey CutKey(Fact fact) => fact is DeductionTaken cut ? new(cut.Period, cut.Amount.Currency, _history.PlacementOf(cut)) : default;
}
