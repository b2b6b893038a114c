using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Rates;
using Ledger.Domain.Record;
using Ledger.Domain.Wages;
using NodaTime;

namespace Ledger.Domain.Debt;

/// <summary>How a debt changed over days on one side, in the currency of the position.</summary>
/// <param name="Accrued">Interest that was added.</param>
/// <param name="Charged">Fees and penalties that were added.</param>
/// <param name="Credited">What was repaid or forgiven.</param>
/// <param name="Repaid">The part of it that was paid.</param>
public readonly record struct DebtChange(decimal Accrued, decimal Charged, decimal Credited, decimal Repaid)
{
    /// <summary>Adds figure to figure.</summary>
    public static DebtChange operator +(DebtChange left, DebtChange right) =>
        new(left.Accrued + right.Accrued, left.Charged + right.Charged, left.Credited + right.Credited, left.Repaid + right.Repaid);

    /// <summary>Adds figure to figure.</summary>
    public static DebtChange Add(DebtChange left, DebtChange right) => left + right;
}

/// <summary>A worker's recruitment loans, and the rates that brought their flows into their currencies.</summary>
/// <param name="All">The loans in order of their ids.</param>
/// <param name="Conversion">The rates used and missing.</param>
public sealed record RecruitmentLoans(IReadOnlyList<Loan> All, Conversion Conversion)
{
    private Fact[]? _facts;

    /// <summary>The facts that tell of them, loan by loan.</summary>
    public IReadOnlyList<Fact> Facts => _facts ??= [.. All.SelectMany(loan => loan.Facts)];

    /// <summary>Sorts a worker's loans for reckoning.</summary>
    public static RecruitmentLoans In(WorkerHistory history, ExchangeRates rates)
    {
        var conversion = new Conversion(rates);
        return new RecruitmentLoans(Loan.ForRecruitment(history, conversion), conversion);
    }
}

/// <summary>What a worker owes for recruitment over time: D(t) of the indicators.</summary>
/// <remarks>Principal, interest by the stated terms and charges, less repayments, over all loans of purpose recruitment.</remarks>
public sealed class DebtPosition
{
    private readonly RecruitmentLoans _loans;
    // The loans as an array, for they are walked through for every day that is asked about.
    private readonly Loan[] _each;
    private readonly Conversion _conversion;
    private string[]? _creditors;
    private int[]? _creditorOf;

    /// <summary>Sorts a worker's loans for reckoning.</summary>
    public DebtPosition(WorkerHistory history, ExchangeRates rates)
        : this(RecruitmentLoans.In(history, rates), rates)
    {
    }

    /// <summary>Looks at loans already sorted; what one position converts is not told by another.</summary>
    public DebtPosition(RecruitmentLoans loans, ExchangeRates rates)
    {
        (_loans, _each, _conversion) = (loans, [.. loans.All], new Conversion(rates));
        Currency = Loans.Count > 0 ? Loans[0].Currency : default;
    }

    /// <summary>The recruitment loans.</summary>
    public IReadOnlyList<Loan> Loans => _loans.All;

    /// <summary>The facts that tell of them, loan by loan.</summary>
    public IReadOnlyList<Fact> Facts => _loans.Facts;

    /// <summary>To whom the loans are owed, by the best backed account of each, in order of their ids.</summary>
    public IReadOnlyList<string> Creditors => _creditors ??= [.. Loans.Select(loan => loan.Creditor).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The currency of the totals: that of the first loan.</summary>
    public Currency Currency { get; }

    /// <summary>The rates that were used; one that served twice may come twice.</summary>
    public IEnumerable<ExchangeRateRecorded> RatesUsed => [.. _loans.Conversion.Used, .. _conversion.Used];

    /// <summary>What keeps the figures from being whole: rates that are not recorded, loans without interest terms.</summary>
    public IReadOnlyList<string> Missing => [.. MissingRates, .. Loans.Where(loan => !loan.HasTerms).Select(NoTerms)];

    /// <summary>The rates that are not recorded.</summary>
    public IReadOnlyList<string> MissingRates => [.. _loans.Conversion.Missing.Concat(_conversion.Missing).Distinct(StringComparer.Ordinal)];

    /// <summary>What is owed at the end of a day, in <see cref="Currency"/>; null when a rate between loans' currencies is missing.</summary>
    public Reading? OwedOn(LocalDate day)
    {
        var total = Reading.Zero;
        foreach (var loan in _each)
        {
            if (loan.IsAtRestOn(day))
            {
                continue;
            }

            if (Owed(loan, day) is not { } reading)
            {
                return null;
            }

            total += reading;
        }

        return total;
    }

    /// <summary>All interest that accrued up to a day.</summary>
    public Reading? AccruedBy(LocalDate day) => Sum(loan => Of(loan, day, balance => balance.Accrued, lowersDebt: false));

    /// <summary>All that was repaid or forgiven up to a day: as documented, and as any credible account says.</summary>
    /// <remarks>The claimed side of the debt takes documented repayments, so the ends change places here.</remarks>
    public Reading? CreditedBy(LocalDate day) => Sum(loan => Of(loan, day, balance => balance.Credited, lowersDebt: true));

    /// <summary>What is owed at the end of a day to each of <see cref="Creditors"/>; null when a rate is missing.</summary>
    public Reading[]? OwedToEach(LocalDate day)
    {
        _creditorOf ??= [.. Loans.Select(loan => Creditors.Index().First(one => one.Item == loan.Creditor).Index)];
        var owed = new Reading[Creditors.Count];
        for (var index = 0; index < _each.Length; index++)
        {
            if (_each[index].IsAtRestOn(day))
            {
                continue;
            }

            if (Owed(_each[index], day) is not { } reading)
            {
                return null;
            }

            owed[_creditorOf[index]] += reading;
        }

        return owed;
    }

    /// <summary>What changed in a pay round, at the rates of its last day; null when a rate is missing.</summary>
    /// <param name="rounds">The pay rounds.</param>
    /// <param name="round">The round.</param>
    /// <param name="side">The side.</param>
    public DebtChange? In(IReadOnlyList<PayRound> rounds, int round, Side side)
    {
        var change = default(DebtChange);
        var (after, until) = (rounds[round].After, rounds[round].On);
        foreach (var loan in _each)
        {
            var course = loan.CourseOn(side);
            if (course.IsAtRest(after, until))
            {
                continue;
            }

            var ofLoan = course.EndsOf(rounds);
            ref readonly var then = ref ofLoan.Before(round);
            ref readonly var now = ref ofLoan.After(round);
            if (In(loan, now.Accrued - then.Accrued, until) is not { } accrued || In(loan, now.Charged - then.Charged, until) is not { } charged
                || In(loan, now.Credited - then.Credited, until) is not { } credited || In(loan, now.Forgiven - then.Forgiven, until) is not { } forgiven)
            {
                return null;
            }

            change += new DebtChange(accrued, charged, credited, credited - forgiven);
        }

        return change;
    }

    /// <summary>An amount of a loan in <see cref="Currency"/>, at the rate of a day; null when it is missing.</summary>
    public decimal? In(Loan loan, decimal amount, LocalDate day) => _conversion.To(Currency, amount, loan.Currency, day);

    internal static string NoTerms(Loan loan) => $"no interest terms are recorded for loan {loan.Id}: its interest is not counted";

    private Reading? Sum(Func<Loan, Reading?> figure)
    {
        var total = Reading.Zero;
        foreach (var loan in _each)
        {
            if (figure(loan) is not { } reading)
            {
                return null;
            }

            total += reading;
        }

        return total;
    }

    private Reading? Owed(Loan loan, LocalDate day) =>
        Both(loan, day, loan.CourseOn(Side.Documented).OutstandingOn(day), loan.CourseOn(Side.Claimed).OutstandingOn(day), lowersDebt: false);

    private Reading? Of(Loan loan, LocalDate day, Func<LoanBalance, decimal> figure, bool lowersDebt) =>
        Both(loan, day, figure(LoanBalance.At(loan, day, Side.Documented)), figure(LoanBalance.At(loan, day, Side.Claimed)), lowersDebt);

    private Reading? Both(Loan loan, LocalDate day, decimal onDocumented, decimal onClaimed, bool lowersDebt)
    {
        // Both are asked for even where the first has no rate: each rate that is missing is named.
        var (documented, claimed) = (In(loan, onDocumented, day), In(loan, onClaimed, day));
        // Documented terms can be dearer than those the worker tells of; then they are the most that is credibly claimed.
        return documented is null || claimed is null ? null
            : lowersDebt ? new Reading(claimed.Value, documented.Value)
            : new Reading(documented.Value, Math.Max(documented.Value, claimed.Value));
    }
}
