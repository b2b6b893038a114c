using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Record;
using Ledger.Domain.SameMoney;
using NodaTime;

namespace Ledger.Domain.Wages;

/// <summary>What the parties say was paid for one pay period of one placement.</summary>
/// <param name="Placement">The placement; null where the worker has none on record.</param>
/// <param name="Period">The days it is for.</param>
/// <param name="Currency">The currency it was paid in.</param>
/// <param name="Net">The accounts of what reached the worker.</param>
/// <param name="Recovered">The accounts of what was cut to recover a fee or to repay a loan; null where nothing was.</param>
public sealed record WagePeriod(string? Placement, PayPeriod Period, Currency Currency, MoneyGroup Net, MoneyGroup? Recovered)
{
    /// <summary>The length of the period in days, thirty to a month.</summary>
    public int Days => Months.DaysIn(Period.From, Period.To);

    /// <summary>The first day on which any party says it was paid.</summary>
    public LocalDate PaidOn { get; } = Net.Accounts.Min(account => account.On);

    /// <summary>What reached the worker: the greatest account, and her own.</summary>
    public WageSides Received { get; } = new(Net.Reading.Claimed, Net.WorkersAccount);

    /// <summary>The facts behind the net wage.</summary>
    public IEnumerable<Fact> Facts => Net.Facts;

    /// <summary>
    /// What the period earned a month: the net wage with what was cut to recover fees or loans put back, since a cost that is
    /// cut from wages must not shrink the earnings it is measured against. As documented side (greatest) and claimed side (worker's account).
    /// </summary>
    public WageSides EarnedMonthly => new(Months.Monthly(Earned.Greatest, Days), Months.Monthly(Earned.Workers, Days));

    /// <summary>What the whole period earned, as <see cref="EarnedMonthly"/> says.</summary>
    public WageSides Earned { get; } = new(
        Net.Reading.Claimed + (Recovered?.Reading.Claimed ?? 0), Net.WorkersAccount + (Recovered?.WorkersAccount ?? 0));

    /// <summary>The wage periods of a worker, in order of their last day.</summary>
    public static IReadOnlyList<WagePeriod> In(WorkerHistory history) => history.Once(Sorted);

    private static IReadOnlyList<WagePeriod> Sorted(WorkerHistory history)
    {
        var recovered = MoneyGroup.Sort(
            history.All<DeductionTaken>()
                .Where(deduction => deduction.Reason is DeductionReason.FeeRecovery or DeductionReason.Loan)
                .Select(deduction => Account.Of(deduction, deduction.Amount.Amount)),
            account => KeyOf(history, (DeductionTaken)account.Fact))
            .DistinctBy(group => KeyOf(history, (DeductionTaken)group.Accounts[0].Fact))
            .ToDictionary(group => KeyOf(history, (DeductionTaken)group.Accounts[0].Fact));
        return MoneyGroup.Sort(
                history.All<WagePaid>().Select(wage => Account.Of(wage, wage.Net.Amount)),
                account => KeyOf(history, (WagePaid)account.Fact))
            .Select(net => (Net: net, First: (WagePaid)net.Accounts[0].Fact, Key: KeyOf(history, (WagePaid)net.Accounts[0].Fact)))
            .Select(wage => new WagePeriod(wage.Key.Placement, wage.Key.Period, wage.Key.Currency, wage.Net, recovered.GetValueOrDefault(wage.Key)))
            .OrderBy(wage => wage.Period.To).ThenBy(wage => wage.Period.From).ThenBy(wage => wage.Placement, StringComparer.Ordinal).ToArray();
    }

    private static PeriodKey KeyOf(WorkerHistory history, WagePaid wage) => new(wage.Period, wage.Net.Currency, history.PlacementOf(wage));

    private static PeriodKey KeyOf(WorkerHistory history, DeductionTaken deduction) => new(deduction.Period, deduction.Amount.Currency, history.PlacementOf(deduction));
}

/// <summary>A wage a month on both sides of a ratio.</summary>
/// <param name="Greatest">The greatest that any credible party asserts: it divides the documented end.</param>
/// <param name="Workers">The worker's own account, else the documented, else the claimed: it divides the claimed end.</param>
public readonly record struct WageSides(decimal Greatest, decimal Workers);
