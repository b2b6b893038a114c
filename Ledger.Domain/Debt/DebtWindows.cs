using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Rates;
using Ledger.Domain.Record;
using Ledger.Domain.Wages;
using NodaTime;

namespace Ledger.Domain.Debt;

/// <summary>One look at debt against wages, on the day a pay period was paid.</summary>
/// <param name="On">The day.</param>
/// <param name="Wage">The pay period.</param>
/// <param name="Owed">What is owed, in the debt's currency.</param>
/// <param name="OwedInWages">What is owed, in the wage's currency.</param>
/// <param name="Monthly">The net wage a month over the trailing pay periods.</param>
/// <param name="Baseline">Debt at arrival over the promised wage of the placement; null where either is not recorded.</param>
public sealed record DebtWindow(LocalDate On, WagePeriod Wage, Reading Owed, Reading OwedInWages, WageSides Monthly, Baseline? Baseline);

/// <summary>What the worker owed on arrival, against the promised wage.</summary>
/// <param name="On">The day of arrival; where nobody recorded it, the first day of the first pay period.</param>
/// <param name="Owed">What was owed, in the debt's currency.</param>
/// <param name="OwedInWages">What was owed, in the currency of the promised wage.</param>
/// <param name="Promised">The promised wage.</param>
public sealed record Baseline(LocalDate On, Reading Owed, Reading OwedInWages, PromisedWage Promised);

/// <summary>The windows in which debt is set against wages, one for each recorded pay period.</summary>
public sealed class DebtWindows
{
    private readonly WorkerHistory _history;
    private readonly WagePeriod[] _wages;
    private readonly Conversion _conversion;
    private readonly Dictionary<string, Baseline?> _baselines = new(StringComparer.Ordinal);

    private DebtWindows(WorkerHistory history, ExchangeRates rates, IReadOnlyList<WagePeriod> wages, DebtPosition debt)
    {
        (_history, _conversion, Debt) = (history, new Conversion(rates), debt);
        _wages = Dated.InOrder(wages, wage => wage.PaidOn);
    }

    /// <summary>What is owed over time.</summary>
    public DebtPosition Debt { get; }

    /// <summary>The windows in order of date; one whose rate is missing is left out and named in <see cref="Missing"/>.</summary>
    public IReadOnlyList<DebtWindow> Windows { get; private set; } = [];

    /// <summary>Whether any wage is recorded.</summary>
    public bool HasWages => _wages.Length > 0;

    /// <summary>What is missing.</summary>
    public IReadOnlyList<string> Missing => [.. Debt.Missing.Concat(_conversion.Missing).Distinct(StringComparer.Ordinal)];

    /// <summary>The rates that were used; one that served twice may come twice.</summary>
    public IEnumerable<ExchangeRateRecorded> RatesUsed => [.. Debt.RatesUsed, .. _conversion.Used];

    /// <summary>Looks at a worker's debt on each pay day.</summary>
    /// <param name="history">The record.</param>
    /// <param name="rates">The recorded rates.</param>
    /// <param name="wagePeriods">How many trailing pay periods the wage is averaged over.</param>
    public static DebtWindows In(WorkerHistory history, ExchangeRates rates, int wagePeriods) =>
        In(history, rates, wagePeriods, WagePeriod.In(history), new DebtPosition(history, rates));

    /// <summary>Looks at a worker's debt on each pay day.</summary>
    /// <param name="history">The record.</param>
    /// <param name="rates">The recorded rates.</param>
    /// <param name="wagePeriods">How many trailing pay periods the wage is averaged over.</param>
    /// <param name="wages">The pay periods of the record.</param>
    /// <param name="debt">A position of the record that nothing else looks at.</param>
    internal static DebtWindows In(WorkerHistory history, ExchangeRates rates, int wagePeriods, IReadOnlyList<WagePeriod> wages, DebtPosition debt)
    {
        var looked = new DebtWindows(history, rates, wages, debt);
        List<DebtWindow> windows = new(looked._wages.Length);
        for (var index = 0; index < looked._wages.Length; index++)
        {
            if (looked.Look(index, wagePeriods) is { } window)
            {
                windows.Add(window);
            }
        }

        looked.Windows = windows;
        return looked;
    }

    private DebtWindow? Look(int index, int wagePeriods)
    {
        var wage = _wages[index];
        return Debt.OwedOn(wage.PaidOn) is { } owed && InCurrency(wage.Currency, owed, wage.PaidOn) is { } inWages
            ? new DebtWindow(wage.PaidOn, wage, owed, inWages, Monthly(index, wagePeriods), BaselineOf(wage.Placement))
            : null;
    }

    /// <summary>The net wage a month over the last pay periods up to one, in its currency.</summary>
    private WageSides Monthly(int index, int wagePeriods)
    {
        var (greatest, workers, days, periods) = (0m, 0m, 0, 0);
        for (var other = index; other >= 0 && periods < wagePeriods; other--)
        {
            var wage = _wages[other];
            if (wage.Currency == _wages[index].Currency)
            {
                (greatest, workers, days, periods) = (greatest + wage.Received.Greatest, workers + wage.Received.Workers, days + wage.Days, periods + 1);
            }
        }

        return new WageSides(Months.Monthly(greatest, days), Months.Monthly(workers, days));
    }

    private Baseline? BaselineOf(string? placement)
    {
        var key = placement ?? "";
        if (!_baselines.TryGetValue(key, out var baseline))
        {
            _baselines[key] = baseline = FindBaseline(placement);
        }

        return baseline;
    }

    private Baseline? FindBaseline(string? placement)
    {
        var arrival = _history.Find(placement)?.Arrived
            ?? _wages.Where(wage => wage.Placement == placement).Min(wage => wage.Period.From);
        return PromisedWage.Of(_history, placement) is { Monthly: { Greatest: > 0, Workers: > 0 } } promised
            && Debt.OwedOn(arrival) is { } owed
            && InCurrency(promised.Currency, owed, arrival) is { } inWages
            ? new Baseline(arrival, owed, inWages, promised)
            : null;
    }

    private Reading? InCurrency(Currency currency, Reading owed, LocalDate on) =>
        _conversion.To(currency, owed.Documented, Debt.Currency, on) is { } documented && _conversion.To(currency, owed.Claimed, Debt.Currency, on) is { } claimed
            ? new Reading(documented, claimed)
            : null;
}
