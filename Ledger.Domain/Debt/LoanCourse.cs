using System.Runtime.InteropServices;
using Ledger.Domain.Facts;
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
    private readonly LocalDate? _firstLent;
    private readonly bool _everCompounds;
    private readonly List<LocalDate> _days;
    private readonly List<LoanBalance> _balances;
    private (LocalDate On, LoanBalance Balance) _lastAsked;
    private bool? _endsCleared;
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
        (_days, _balances) = (new(_changes.Length), new(_changes.Length));
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
            Walk(day);
            var last = _days[^1] <= day ? _days.Count - 1 : LastWalked(day);
            _lastAsked = (day, _balances[last].Accrue(RateOn(_days[last]), _days[last], day));
        }

        return _lastAsked.Balance;
    }

    /// <summary>What is owed at the end of a day: of <see cref="At"/> the one figure that is asked for most.</summary>
    /// <exception cref="OverflowException">The terms let it grow beyond what a decimal can hold.</exception>
    public decimal OutstandingOn(LocalDate day)
    {
        if (!HasBegun(day))
        {
            return 0;
        }

        Walk(day);
        var last = _days[^1] <= day ? _days.Count - 1 : LastWalked(day);
        return CollectionsMarshal.AsSpan(_balances)[last].OutstandingOn(RateOn(_days[last]), _days[last], day);
    }

    /// <summary>Whether anything moved up to a day.</summary>
    public bool HasBegun(LocalDate day) => _changes.Length > 0 && _changes[0] <= day;

    /// <summary>Whether nothing is owed and nothing moves from one day to another: before the first movement, or after the last when that cleared it.</summary>
    public bool IsAtRest(LocalDate from, LocalDate to) =>
        !HasBegun(to) || (from >= _changes[^1] && (_endsCleared ??= At(_changes[^1]) is { Outstanding: 0, Principal: 0 }));

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

    private int LastWalked(LocalDate day)
    {
        var found = _days.BinarySearch(day);
        return found >= 0 ? found : ~found - 1;
    }

    private void Walk(LocalDate day)
    {
        // The steps are counted only once a balance is reckoned: should one overflow, the walk stands where it was.
        while (Next(day) is { } date)
        {
            var (last, balance) = _days.Count > 0 ? (_days[^1], _balances[^1]) : (date, LoanBalance.Nothing);
            balance = balance.Accrue(RateOn(last), last, date);
            var compounds = _everCompounds && CompoundsOn(date);
            balance = compounds ? balance.Capitalise() : balance;
            var movement = _nextMovement;
            while (movement < _movements.Length && _movements[movement].On == date)
            {
                movement++;
            }

            _balances.Add(balance.Apply(_movements.AsSpan(_nextMovement, movement - _nextMovement), OrderOn(date)));
            _days.Add(date);
            _nextMovement = movement;
            _nextChange += _nextChange < _changes.Length && _changes[_nextChange] == date ? 1 : 0;
        }
    }

    /// <summary>The next day of change up to a day; null when there is none. Dates of facts end in 2100, which bounds the walk.</summary>
    private LocalDate? Next(LocalDate day)
    {
        LocalDate? change = _nextChange < _changes.Length && _changes[_nextChange] <= day ? _changes[_nextChange] : null;
        return _everCompounds && _days.Count > 0 && _balances[^1].CanCompound ? NextCompounding(change ?? day) ?? change : change;
    }

    /// <summary>The next day up to another on which interest joins the principal. While nothing is owed there is nothing to join.</summary>
    private LocalDate? NextCompounding(LocalDate until)
    {
        for (; _firstLent?.PlusMonths(_month) is { } date && date <= until; _month++)
        {
            if (date > _days[^1] && CompoundsOn(date))
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
