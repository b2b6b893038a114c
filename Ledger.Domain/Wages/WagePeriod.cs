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
    public LocalDate PaidOn { get; } = Net.First;

    /// <summary>What reached the worker: the greatest account, and her own.</summary>
    public WageSides Received { get; } = new(Net.Reading.Claimed, Net.WorkersAccount);

    /// <summary>The greatest gross wage that any party tells.</summary>
    internal decimal GreatestGross
    {
        get
        {
            var (greatest, sums) = (0m, new decimal[Net.Accounts.Count]);
            for (var index = 0; index < sums.Length; index++)
            {
                var before = Account.BeforeByParty(Net.Accounts, index);
                sums[index] = (before < 0 ? 0 : sums[before]) + ((WagePaid)Net.Accounts[index].Fact).Gross.Amount;
                greatest = Math.Max(greatest, sums[index]);
            }

            return greatest;
        }
    }

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
        var recovered = Recoveries(history);
        var wages = MoneyGroup.Sort(history.All<WagePaid>().Select(wage => Account.Of(wage, wage.Net.Amount)), account => KeyOf(history, (WagePaid)account.Fact))
            .Select(net => Of(net, KeyOf(history, (WagePaid)net.Accounts[0].Fact), recovered));
        return Dated.InOrder(wages, ByPeriod);
    }

    private static int ByPeriod(WagePeriod one, WagePeriod other) =>
        one.Period.To != other.Period.To ? one.Period.To.CompareTo(other.Period.To)
        : one.Period.From != other.Period.From ? one.Period.From.CompareTo(other.Period.From)
        : string.CompareOrdinal(one.Placement, other.Placement);

    private static WagePeriod Of(MoneyGroup net, PeriodKey key, Dictionary<PeriodKey, MoneyGroup> recovered) =>
        new(key.Placement, key.Period, key.Currency, net, recovered.GetValueOrDefault(key));

    /// <summary>What was cut to recover a fee or to repay a loan, by pay period.</summary>
    private static Dictionary<PeriodKey, MoneyGroup> Recoveries(WorkerHistory history)
    {
        var cuts = history.All<DeductionTaken>().Where(cut => cut.Reason is DeductionReason.FeeRecovery or DeductionReason.Loan);
        var recovered = new Dictionary<PeriodKey, MoneyGroup>();
        foreach (var group in MoneyGroup.Sort(cuts.Select(cut => Account.Of(cut, cut.Amount.Amount)), account => KeyOf(history, (DeductionTaken)account.Fact)))
        {
            recovered.TryAdd(KeyOf(history, (DeductionTaken)group.Accounts[0].Fact), group);
        }

        return recovered;
    }

    private static PeriodKey KeyOf(WorkerHistory history, WagePaid wage) => new(wage.Period, wage.Net.Currency, history.PlacementOf(wage));

    private static PeriodKey KeyOf(WorkerHistory history, DeductionTaken deduction) => new(deduction.Period, deduction.Amount.Currency, history.PlacementOf(deduction));
}

/// <summary>A wage a month on both sides of a ratio.</summary>
/// <param name="Greatest">The greatest that any credible party asserts: it divides the documented end.</param>
/// <param name="Workers">The worker's own account, else the documented, else the claimed: it divides the claimed end.</param>
public readonly record struct WageSides(decimal Greatest, decimal Workers);
