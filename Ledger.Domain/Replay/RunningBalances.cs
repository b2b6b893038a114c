using Ledger.Domain.Amounts;
using Ledger.Domain.Debt;
using Ledger.Domain.Indicators;
using Ledger.Domain.Record;
using Ledger.Domain.SameMoney;
using NodaTime;

namespace Ledger.Domain.Replay;

/// <summary>A worker's balances on any day, by the accounts dated up to it as the whole record sorts them: each sum is ordered once.</summary>
internal sealed class RunningBalances
{
    private readonly Evaluation _evaluation;
    private readonly DebtPosition _debt;
    private readonly DebtWindow[] _windows;
    private readonly List<(Currency Currency, LocalDate First, RunningReading Sum)> _wages;
    private readonly Changing<IReadOnlyList<Measure>> _received;
    private readonly Changing<IReadOnlyList<Measure>> _borne;
    private readonly List<(Currency Currency, Changing<Reading?> Borne)> _fees;
    private readonly LocalDate? _firstLoan;
    private readonly Dictionary<LocalDate, SeriesPoint> _points = [];
    private readonly CreditorDebt?[] _cleared;
    private readonly Measure?[] _monthsOwed;

    /// <summary>Orders the sums.</summary>
    public RunningBalances(Evaluation evaluation)
    {
        (_evaluation, _debt) = (evaluation, evaluation.Position());
        _cleared = new CreditorDebt?[_debt.Creditors.Count];
        _windows = [.. Reckoned(() => evaluation.Windows)?.Windows ?? []];
        _monthsOwed = new Measure?[_windows.Length];
        _wages =
        [
            .. evaluation.Wages.GroupBy(wage => wage.Currency).OrderBy(currency => currency.Key.Code, StringComparer.Ordinal)
                .Select(currency => (currency.Key, currency.Min(wage => wage.PaidOn), RunningReading.Of(currency.Select(wage => wage.Net)))),
        ];
        _received = new(evaluation.Wages.SelectMany(wage => wage.Net.Accounts).Select(account => account.On), Received);
        var fees = (Reckoned(() => evaluation.Fees) ?? []).Where(fees => fees.Told.Count > 0).ToList();
        _fees = [.. fees.Select(fees => (fees.Currency, new Changing<Reading?>(fees.Told.Select(fact => fact.EffectiveOn), day => fees.BorneOn(day))))];
        _borne = new(fees.SelectMany(fees => fees.Told).Select(fact => fact.EffectiveOn), Borne);
        _firstLoan = _debt.Facts.Min(fact => (LocalDate?)fact.EffectiveOn);
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
    public IReadOnlyList<Measure> FeesBorne(LocalDate day) => _borne.On(day) ?? [];

    /// <summary>Debt, wages and months owed on a day, reckoned once.</summary>
    public SeriesPoint On(LocalDate day)
    {
        if (!_points.TryGetValue(day, out var point))
        {
            var owed = day >= _firstLoan ? Reckoned(() => _debt.OwedToEach(day)) : null;
            var total = Reading.Zero;
            foreach (var share in owed ?? [])
            {
                total += share;
            }

            _points[day] = point = new SeriesPoint
            {
                Date = day,
                Debt = owed is null ? null : Measure.Of(total, _debt.Currency),
                WagesReceived = _received.On(day) ?? [],
                MonthsOwed = Months(day),
                ByCreditor = owed is null ? [] : Split(owed),
            };
        }

        return point;
    }

    /// <summary>A point for each day on which something happened, and one for the date of the record.</summary>
    public IReadOnlyList<SeriesPoint> Series() =>
        [.. _evaluation.History.Facts.Select(fact => fact.EffectiveOn).Append(_evaluation.History.AsOf).Distinct().Select(On)];

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

    private IReadOnlyList<Measure> Received(LocalDate day) =>
        [.. _wages.Where(wages => wages.First <= day).Select(wages => Measure.Of(wages.Sum.On(day), wages.Currency))];

    private IReadOnlyList<Measure>? Borne(LocalDate day) => Reckoned<IReadOnlyList<Measure>>(() =>
    [
        .. _fees.Select(fees => (fees.Currency, Borne: fees.Borne.On(day))).Where(fees => fees.Borne is not null)
            .GroupBy(fees => fees.Currency)
            .OrderBy(currency => currency.Key.Code, StringComparer.Ordinal)
            .Select(currency => Measure.Of(currency.Aggregate(Reading.Zero, (sum, fees) => sum + fees.Borne!.Value), currency.Key)),
    ]);

    private CreditorDebt[] Split(Reading[] owed)
    {
        var split = new CreditorDebt[owed.Length];
        for (var place = 0; place < owed.Length; place++)
        {
            split[place] = OwedTo(place, owed[place]);
        }

        return split;
    }

    /// <summary>What is owed to a creditor: on most days nothing to most of them.</summary>
    private CreditorDebt OwedTo(int place, Reading owed) =>
        owed == Reading.Zero ? _cleared[place] ??= Said(place, owed) : Said(place, owed);

    private CreditorDebt Said(int place, Reading owed) => new(_debt.Creditors[place], Measure.Of(owed, _debt.Currency));

    /// <summary>Months owed at the last pay day: the same until the next.</summary>
    private Measure? Months(LocalDate day)
    {
        var last = Dated.UpTo<DebtWindow>(_windows, day, window => window.On) - 1;
        return _debt.Loans.Count == 0 || last < 0 ? null : _monthsOwed[last] ??= Months(_windows[last]);
    }

    private static Measure Months(DebtWindow window) =>
        Measure.Of(MonthsOwed.Of(window.OwedInWages.Documented, window.Monthly.Greatest).Months, MonthsOwed.Of(window.OwedInWages.Claimed, window.Monthly.Workers).Months, "months");

    /// <summary>A figure that changes on certain days only, reckoned for each of them when it is first asked for; null before the first.</summary>
    private sealed class Changing<T>(IEnumerable<LocalDate> days, Func<LocalDate, T?> reckon)
    {
        private readonly LocalDate[] _days = [.. days.Distinct().Order()];
        private readonly Dictionary<LocalDate, T?> _figures = [];

        public T? On(LocalDate day)
        {
            var changes = Dated.UpTo<LocalDate>(_days, day, on => on);
            if (changes == 0)
            {
                return default;
            }

            var last = _days[changes - 1];
            return _figures.TryGetValue(last, out var figure) ? figure : _figures[last] = reckon(last);
        }
    }
}
