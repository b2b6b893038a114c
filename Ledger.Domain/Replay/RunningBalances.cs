using Ledger.Domain.Amounts;
using Ledger.Domain.Debt;
using Ledger.Domain.Fees;
using Ledger.Domain.Indicators;
using Ledger.Domain.SameMoney;
using NodaTime;

namespace Ledger.Domain.Replay;

/// <summary>A worker's balances on any day, by the accounts dated up to it as the whole record sorts them: each sum is ordered once.</summary>
internal sealed class RunningBalances
{
    private readonly Evaluation _evaluation;
    private readonly DebtPosition _debt;
    private readonly IReadOnlyList<DebtWindow> _windows;
    private readonly List<(Currency Currency, LocalDate First, RunningReading Sum)> _wages;
    private readonly List<(PlacementFees Fees, LocalDate First)> _fees;
    private readonly LocalDate? _firstLoan;
    private readonly Dictionary<LocalDate, SeriesPoint> _points = [];

    /// <summary>Orders the sums.</summary>
    public RunningBalances(Evaluation evaluation)
    {
        (_evaluation, _debt) = (evaluation, evaluation.Position());
        _windows = Reckoned(() => evaluation.Windows)?.Windows ?? [];
        _wages =
        [
            .. evaluation.Wages.GroupBy(wage => wage.Currency).OrderBy(currency => currency.Key.Code, StringComparer.Ordinal)
                .Select(currency => (currency.Key, currency.Min(wage => wage.PaidOn), RunningReading.Of(currency.Select(wage => wage.Net)))),
        ];
        _fees = [.. (Reckoned(() => evaluation.Fees) ?? []).Where(fees => fees.Told.Count > 0).Select(fees => (fees, fees.Told.Min(fact => fact.EffectiveOn)))];
        _firstLoan = _debt.Loans.SelectMany(loan => loan.Facts).Min(fact => (LocalDate?)fact.EffectiveOn);
    }

    /// <summary>A figure that amounts or terms lead beyond what decimal holds is left out; the rest is told all the same.</summary>
    public static T? Reckoned<T>(Func<T?> figure)
        where T : class
    {
        try
        {
            return figure();
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>Fees borne so far after verified reimbursements, by currency.</summary>
    public IReadOnlyList<Measure> FeesBorne(LocalDate day) => Reckoned<IReadOnlyList<Measure>>(() =>
    [
        .. _fees.Where(fees => fees.First <= day)
            .GroupBy(fees => fees.Fees.Currency)
            .OrderBy(currency => currency.Key.Code, StringComparer.Ordinal)
            .Select(currency => Measure.Of(currency.Aggregate(Reading.Zero, (sum, fees) => sum + fees.Fees.BorneOn(day)), currency.Key)),
    ]) ?? [];

    /// <summary>Debt, wages and months owed on a day, reckoned once.</summary>
    public SeriesPoint On(LocalDate day)
    {
        if (!_points.TryGetValue(day, out var point))
        {
            var shares = day >= _firstLoan ? Reckoned(() => _debt.ByCreditor(day)) : null;
            _points[day] = point = new SeriesPoint
            {
                Date = day,
                Debt = shares is null ? null : Measure.Of(shares.Aggregate(Reading.Zero, (sum, share) => sum + share.Owed), _debt.Currency),
                WagesReceived = [.. _wages.Where(wages => wages.First <= day).Select(wages => Measure.Of(wages.Sum.On(day), wages.Currency))],
                MonthsOwed = Months(day),
                ByCreditor = [.. (shares ?? []).Select(share => new CreditorDebt(share.Creditor, Measure.Of(share.Owed, _debt.Currency)))],
            };
        }

        return point;
    }

    /// <summary>When the debt is cleared at the present pace.</summary>
    public Freedom? Freedom()
    {
        var rounds = _evaluation.Rounds;
        var pace = new DebtPace(_debt, rounds, _evaluation.Thresholds.WagePeriods);
        return _debt.Loans.Count > 0 && rounds.Count > 0 && pace.At(rounds.Count - 1, Side.Claimed) is { } claimed && pace.At(rounds.Count - 1, Side.Documented) is { } documented
            ? new Freedom(
                claimed.On,
                Measure.Of(new Reading(Math.Min(claimed.Monthly, documented.Monthly), Math.Max(claimed.Monthly, documented.Monthly)), _debt.Currency),
                Measure.Of(PaceLook.Ends(documented, claimed).Documented, PaceLook.Ends(documented, claimed).Claimed, "months"), claimed.FreeOn)
            : null;
    }

    private Measure? Months(LocalDate day) => _debt.Loans.Count > 0 && LastWindow(day) is { } window
        ? Measure.Of(MonthsOwed.Of(window.OwedInWages.Documented, window.Monthly.Greatest).Months, MonthsOwed.Of(window.OwedInWages.Claimed, window.Monthly.Workers).Months, "months")
        : null;

    private DebtWindow? LastWindow(LocalDate day)
    {
        var (low, high) = (0, _windows.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _windows[middle].On <= day ? (middle + 1, high) : (low, middle);
        }

        return low == 0 ? null : _windows[low - 1];
    }
}
