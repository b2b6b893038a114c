using Ledger.Domain.Debt;
using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Tests.Debt;

/// <summary>A loan lived through day by day from the definitions, with each pocket of what is owed kept apart.</summary>
internal sealed class DailyClerk
{
    private readonly Dictionary<LoanPart, decimal> _owed = Enum.GetValues<LoanPart>().ToDictionary(part => part, _ => 0m);
    private decimal _stated;
    private decimal _byHand;
    private decimal _accrued;

    public decimal Disbursed { get; private set; }
    public decimal Charged { get; private set; }
    public decimal Credited { get; private set; }
    public decimal Kept { get; private set; }
    public decimal Accrued => _accrued;
    public decimal Outstanding => _owed.Values.Sum();
    public decimal Principal => _owed[LoanPart.Principal];

    /// <summary>Lives from the first movement on and tells the balance at the end of every day.</summary>
    public static IEnumerable<(LocalDate Day, DailyClerk Clerk)> Live(RandomLoan loan, LocalDate until)
    {
        var clerk = new DailyClerk();
        var first = loan.Movements.Min(movement => movement.On);
        for (var day = first; day <= until; day = day.PlusDays(1))
        {
            clerk.Pass(loan, day, day > first);
            yield return (day, clerk);
        }
    }

    private void Pass(RandomLoan loan, LocalDate day, bool accrues)
    {
        var rate = loan.Terms.FindLast(term => term.From < day)?.Rate;
        if (accrues && rate is not null)
        {
            _stated += Principal * OfOneDay(rate, day);
        }

        Accrue();
        if (rate is { Method: InterestMethod.Compound } && IsWholePeriod(loan.Lent, day, rate))
        {
            (_owed[LoanPart.Principal], _owed[LoanPart.Interest]) = (Principal + _owed[LoanPart.Interest], 0m);
        }

        var today = loan.Movements.FindAll(movement => movement.On == day);
        foreach (var added in today)
        {
            Disbursed += added.Kind == FlowKind.Disbursed ? added.Amount : 0m;
            _owed[LoanPart.Principal] += added.Kind == FlowKind.Disbursed ? added.Amount : 0m;
            Charged += added.Kind == FlowKind.Charged ? added.Amount : 0m;
            _owed[LoanPart.Charges] += added.Kind == FlowKind.Charged ? added.Amount : 0m;
            _byHand += added.Kind == FlowKind.InterestCharged ? added.Amount : 0m;
        }

        Accrue();
        if (today.Count == 0 && Kept == 0)
        {
            return;
        }

        var paid = today.Where(movement => movement.Kind is FlowKind.Repaid or FlowKind.Forgiven).Sum(movement => movement.Amount);
        Credited += paid;
        Kept += paid;
        foreach (var part in loan.Orders.Where(order => order.From <= day).LastOrDefault()?.Parts ?? [LoanPart.Charges, LoanPart.Interest, LoanPart.Principal])
        {
            var met = Math.Min(Kept, _owed[part]);
            Kept -= met;
            _owed[part] -= met;
        }
    }

    private void Accrue()
    {
        _owed[LoanPart.Interest] += Math.Max(_stated, _byHand) - _accrued;
        _accrued = Math.Max(_stated, _byHand);
    }

    private static decimal OfOneDay(InterestRate rate, LocalDate day)
    {
        var yearly = rate.Per == RatePeriod.Year ? rate.Value : rate.Value * 12m;
        var before = day.PlusDays(-1);
        return rate.DayCount switch
        {
            DayCount.Actual365 => yearly / 365m,
            DayCount.Actual360 => yearly / 360m,
            _ => yearly * (((day.Year - before.Year) * 360) + ((day.Month - before.Month) * 30) + Math.Min(30, day.Day) - Math.Min(30, before.Day)) / 360m,
        };
    }

    private static bool IsWholePeriod(LocalDate lent, LocalDate day, InterestRate rate)
    {
        var months = rate.Every switch
        {
            CompoundingPeriod.Month => 1,
            CompoundingPeriod.Quarter => 3,
            CompoundingPeriod.HalfYear => 6,
            CompoundingPeriod.Year => 12,
            _ => rate.Per == RatePeriod.Year ? 12 : 1,
        };
        var passed = ((day.Year - lent.Year) * 12) + day.Month - lent.Month;
        return passed > 0 && passed % months == 0 && lent.PlusMonths(passed) == day;
    }
}
