using System.Runtime.InteropServices;
using Ledger.Domain.Facts;
using Ledger.Domain.Record;
using Ledger.Domain.Wages;
using NodaTime;

namespace Ledger.Domain.Debt;

/// <summary>One movement of a loan.</summary>
/// <param name="On">The day.</param>
/// <param name="Kind">What it does to the loan.</param>
/// <param name="Amount">How much, in the loan's currency; above zero.</param>
public readonly record struct Movement(LocalDate On, FlowKind Kind, decimal Amount);

/// <summary>In which order payments meet the parts of what is owed, from a day on.</summary>
/// <param name="From">The first day.</param>
/// <param name="Parts">All three parts, each once.</param>
public sealed record PaymentOrder(LocalDate From, IReadOnlyList<LoanPart> Parts)
{
    /// <summary>Charges, then interest, then principal: what holds where the terms do not say.</summary>
    public static IReadOnlyList<LoanPart> Default { get; } = [LoanPart.Charges, LoanPart.Interest, LoanPart.Principal];

    /// <summary>Reads an order as stated: parts it names twice count once, those it leaves out follow in the default order.</summary>
    public static IReadOnlyList<LoanPart> Of(IEnumerable<LoanPart> stated) => [.. stated.Concat(Default).Distinct()];
}

/// <summary>A loan walked once from its first movement on, so that its balance on any day is a look-up.</summary>
/// <remarks>
/// The walk goes as far as it is asked to, over days on which something changes: a movement, new terms, a compounding. A
/// compounding falls on whole periods after the first disbursement; payments and charges alone start none.
/// </remarks>
public sealed class LoanCourse
{
    private readonly Movement[] _movements;
    private readonly IReadOnlyList<Terms> _terms;
    private readonly IReadOnlyList<PaymentOrder> _orders;
    private readonly LocalDate[] _changes;
    private readonly (int First, int Last) _span;
    private readonly LocalDate? _firstLent;
    private readonly bool _everCompounds;
    private readonly List<Stretch> _stretches;
    private int _asked;
    private int _walkedTo;
    private (LocalDate On, LoanBalance Balance) _lastAsked;
    private bool? _endsCleared;
    private RoundEnds? _ends;
    private int _nextMovement;
    private int _nextChange;
    private int _month = 1;

    /// <summary>Orders the movements.</summary>
    /// <param name="movements">All movements in any order; those of one day are taken in order of their kind.</param>
    /// <param name="terms">The interest terms in order of date.</param>
    /// <param name="orders">The orders of application, in order of date.</param>
    /// <param name="lentOn">The day of the first disbursement, from which compounding counts; null where none is told.</param>
    public LoanCourse(IEnumerable<Movement> movements, IReadOnlyList<Terms> terms, IReadOnlyList<PaymentOrder> orders, LocalDate? lentOn)
    {
        _movements = [.. movements];
        Array.Sort(_movements, static (one, other) => one.On == other.On ? one.Kind.CompareTo(other.Kind) : one.On.CompareTo(other.On));
        (_terms, _orders) = (terms, orders);
        _firstLent = lentOn;
        _everCompounds = lentOn is not null && terms.Any(term => term.Rate.Method == InterestMethod.Compound);
        _changes = ChangesOf(_movements, terms);
        _span = _changes.Length > 0 ? (Dated.Number(_changes[0]), Dated.Number(_changes[^1])) : (int.MaxValue, int.MinValue);
        _stretches = new(_changes.Length);
    }

    /// <summary>The days on which something moves, or from which other terms hold.</summary>
    private static LocalDate[] ChangesOf(Movement[] movements, IReadOnlyList<Terms> terms)
    {
        List<LocalDate> days = new(movements.Length + terms.Count);
        foreach (var movement in movements)
        {
            days.Add(movement.On);
        }

        days.AddRange(terms.Select(term => term.From).Where(from => movements.Length > 0 && from > movements[0].On));
        days.Sort();
        return [.. days.Distinct()];
    }

    /// <summary>The movements in order of date.</summary>
    public IReadOnlyList<Movement> Movements => _movements;

    /// <summary>The interest terms in order of date.</summary>
    public IReadOnlyList<Terms> Terms => _terms;

    /// <summary>The balance at the end of a day.</summary>
    /// <exception cref="OverflowException">The terms let it grow beyond what a decimal can hold.</exception>
    public LoanBalance At(LocalDate day)
    {
        if (!HasBegun(day))
        {
            return LoanBalance.Nothing;
        }

        // Whoever goes from pay day to pay day asks for each twice: as the end of one round and the beginning of the next.
        if (_lastAsked.On != day)
        {
            _lastAsked = (day, On(day).BalanceOn(day));
        }

        return _lastAsked.Balance;
    }

    /// <summary>What is owed at the end of a day: of <see cref="At"/> the one figure that is asked for most.</summary>
    /// <exception cref="OverflowException">The terms let it grow beyond what a decimal can hold.</exception>
    public decimal OutstandingOn(LocalDate day) => HasBegun(day) ? On(day).OutstandingOn(day) : 0;

    /// <summary>The balances at the ends of pay rounds, reckoned once for all that go from round to round.</summary>
    /// <param name="rounds">The pay rounds in order of date, each beginning where the one before ended.</param>
    internal RoundEnds EndsOf(IReadOnlyList<PayRound> rounds) => _ends?.Rounds == rounds ? _ends : _ends = new RoundEnds(this, rounds);

    /// <summary>The number of the first day on which anything moved; the greatest there is where nothing did.</summary>
    internal int First => _span.First;

    /// <summary>The number of the last day on which anything moved or other terms began; the least there is where nothing did.</summary>
    internal int Last => _span.Last;

    /// <summary>Whether anything moved up to a day.</summary>
    public bool HasBegun(LocalDate day) => _span.First <= Dated.Number(day);

    /// <summary>Whether nothing is owed and nothing moves from one day to another: before the first movement, or after the last when that cleared it.</summary>
    public bool IsAtRest(LocalDate from, LocalDate to) =>
        !HasBegun(to) || (Dated.Number(from) >= _span.Last && (_endsCleared ??= At(_changes[^1]) is { Outstanding: 0, Principal: 0 }));

    /// <summary>The interest rate that holds on a day; null before any is stated.</summary>
    public InterestRate? RateOn(LocalDate day)
    {
        for (var index = _terms.Count - 1; index >= 0; index--)
        {
            if (_terms[index].From <= day)
            {
                return _terms[index].Rate;
            }
        }

        return null;
    }

    /// <summary>The order of application that holds on a day.</summary>
    public IReadOnlyList<LoanPart> OrderOn(LocalDate day)
    {
        for (var index = _orders.Count - 1; index >= 0; index--)
        {
            if (_orders[index].From <= day)
            {
                return _orders[index].Parts;
            }
        }

        return PaymentOrder.Default;
    }

    /// <summary>The stretch that a day falls in. Whoever asks goes most often from one day to a later one.</summary>
    private Stretch On(LocalDate day)
    {
        var number = Dated.Number(day);
        if (number > _walkedTo)
        {
            Walk(day);
            _walkedTo = number;
        }

        var stretches = CollectionsMarshal.AsSpan(_stretches);
        if (stretches[_asked].Number > number)
        {
            _asked = 0;
        }

        while (_asked + 1 < stretches.Length && stretches[_asked + 1].Number <= number)
        {
            _asked++;
        }

        return stretches[_asked];
    }

    private void Walk(LocalDate day)
    {
        // The steps are counted only once a balance is reckoned: should one overflow, the walk stands where it was.
        while (Next(day) is { } date)
        {
            var balance = _stretches.Count > 0 ? _stretches[^1].BalanceOn(date) : LoanBalance.Nothing;
            balance = _everCompounds && CompoundsOn(date) ? balance.Capitalise() : balance;
            var movement = _nextMovement;
            while (movement < _movements.Length && _movements[movement].On == date)
            {
                movement++;
            }

            _stretches.Add(new Stretch(date, balance.Apply(_movements.AsSpan(_nextMovement, movement - _nextMovement), OrderOn(date)), RateOn(date)));
            _nextMovement = movement;
            _nextChange += _nextChange < _changes.Length && _changes[_nextChange] == date ? 1 : 0;
        }
    }

    /// <summary>The next day of change up to a day; null when there is none. Dates of facts end in 2100, which bounds the walk.</summary>
    private LocalDate? Next(LocalDate day)
    {
        LocalDate? change = _nextChange < _changes.Length && _changes[_nextChange] <= day ? _changes[_nextChange] : null;
        return _everCompounds && _stretches.Count > 0 && _stretches[^1].From.CanCompound ? NextCompounding(change ?? day) ?? change : change;
    }

    /// <summary>The next day up to another on which interest joins the principal. While nothing is owed there is nothing to join.</summary>
    private LocalDate? NextCompounding(LocalDate until)
    {
        for (; _firstLent?.PlusMonths(_month) is { } date && date <= until; _month++)
        {
            if (date > _stretches[^1].Day && CompoundsOn(date))
            {
                return date;
            }
        }

        return null;
    }

    private bool CompoundsOn(LocalDate date)
    {
        if (_firstLent is not { } first)
        {
            return false;
        }

        var months = ((date.Year - first.Year) * 12) + date.Month - first.Month;
        return months > 0 && first.PlusMonths(months) == date
            && RateOn(date.PlusDays(-1)) is { Method: InterestMethod.Compound } rate && months % Compounding.Months(rate) == 0;
    }

    /// <summary>A stretch of days over which nothing but interest moves.</summary>
    /// <param name="day">Its first day.</param>
    /// <param name="from">The balance at the end of that day.</param>
    /// <param name="rate">The rate that holds over it; null where none is known.</param>
    private sealed class Stretch(LocalDate day, LoanBalance from, InterestRate? rate)
    {
        private readonly LoanBalance _from = from;

        // What is asked of it day by day is added up once; without a rate or a principal no interest accrues.
        private readonly decimal _unpaid = from.Disbursed + from.Charged - from.Credited;
        private readonly InterestRate? _rate = from.Principal == 0 ? null : rate;

        public LocalDate Day => day;

        public int Number { get; } = Dated.Number(day);

        public ref readonly LoanBalance From => ref _from;

        public LoanBalance BalanceOn(LocalDate later) => _from.Accrue(_rate, day, later);

        public decimal OutstandingOn(LocalDate later) => Math.Max(0, _unpaid + _from.AccruedOn(_rate, day, later));
    }
}

/// <summary>How often a compound rate is compounded.</summary>
public static class Compounding
{
    /// <summary>The whole months between two compoundings of a rate: 1, 3, 6 or 12.</summary>
    public static int Months(InterestRate rate) => (rate.Every, rate.Per) switch
    {
        (CompoundingPeriod.Month, _) => 1,
        (CompoundingPeriod.Quarter, _) => 3,
        (CompoundingPeriod.HalfYear, _) => 6,
        (CompoundingPeriod.Year, _) => 12,
        (_, RatePeriod.Month) => 1,
        _ => 12,
    };
}
