using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Domain.Debt;

/// <summary>One payment as the terms state it.</summary>
/// <param name="DueOn">The day it is due.</param>
/// <param name="Amount">What is due, in whole units of the loan's currency.</param>
/// <param name="ForInterest">The part of it that is interest.</param>
/// <param name="LeftAfter">What is left of principal and interest once it is paid.</param>
public sealed record Instalment(LocalDate DueOn, decimal Amount, decimal ForInterest, decimal LeftAfter);

/// <summary>The payments that the terms of a loan state, beside which stands what happened.</summary>
/// <remarks>
/// A payment is due each month after the first disbursement, from the end of the grace. It is the stated instalment, else the level
/// payment that clears what is lent in the term. Interest runs on during grace and is paid first. Each month's interest is rounded
/// half to even to the currency's unit, each level payment too; the last payment takes what is left, so no unit is lost.
/// </remarks>
public sealed class StatedSchedule
{
    private readonly SameMoney.Step[] _steps;

    private StatedSchedule(IReadOnlyList<Instalment> instalments, bool isFromInstalment)
    {
        (Instalments, IsFromInstalment) = (instalments, isFromInstalment);
        _steps = instalments.Select(instalment => new SameMoney.Step(instalment.DueOn, instalment.Amount)).ToArray();
    }

    /// <summary>The payments in order of date, at most <see cref="LevelPayment.MostMonths"/>.</summary>
    public IReadOnlyList<Instalment> Instalments { get; }

    /// <summary>Whether the sum of a payment is stated, and not worked out from a term.</summary>
    public bool IsFromInstalment { get; }

    /// <summary>Whether the payments clear the loan.</summary>
    public bool Clears => Instalments.Count > 0 && Instalments[^1].LeftAfter == 0;

    /// <summary>What is due after one day up to another.</summary>
    public decimal DueBetween(LocalDate after, LocalDate until) => SameMoney.Course.Between(_steps, after, until);

    /// <summary>The effective annual rate of the payments against what is lent; null where they do not clear it, or give no one rate.</summary>
    public decimal? YearlyRate(LocalDate lentOn, decimal lent) =>
        Clears ? EffectiveRate.Of(Instalments.Select(instalment => new CashFlow(instalment.DueOn, -instalment.Amount)).Prepend(new CashFlow(lentOn, lent))).Only : null;

    /// <summary>The schedule of a loan on one side; null where neither a term nor an instalment is stated.</summary>
    public static StatedSchedule? Of(Loan loan, Side side)
    {
        var lent = loan.Steps(FlowKind.Disbursed, side);
        var stated = loan.Speaker(side, fact => Says(fact));
        return lent.Count == 0 || stated.Count == 0 ? null : new Writer(loan, side, stated).Write();
    }

    /// <summary>Whether a fact states a term or an instalment.</summary>
    internal static bool Says(Fact fact) => fact is LoanDisbursed { TermMonths: not null } or LoanDisbursed { Instalment: not null }
        or LoanTermsChanged { TermMonths: not null } or LoanTermsChanged { Instalment: not null };

    /// <summary>Writes the payments month by month.</summary>
    private sealed class Writer(Loan loan, Side side, IReadOnlyList<Fact> stated)
    {
        private readonly IReadOnlyList<SameMoney.Step> _lent = loan.Steps(FlowKind.Disbursed, side);
        private readonly LoanCourse _course = loan.CourseOn(side);
        private readonly List<Instalment> _rows = [];
        private decimal _principal;
        private decimal _interest;
        private int _taken;
        private int? _term;
        private int _grace;
        private decimal? _instalment;
        private decimal? _level;
        private int _read;

        public StatedSchedule Write()
        {
            var start = _lent[0].On;
            for (var month = 0; month <= LevelPayment.MostMonths; month++)
            {
                var date = start.PlusMonths(month);
                ReadTerms(date);
                if (month > 0)
                {
                    Pass(start.PlusMonths(month - 1), date, month);
                }

                Lend(date);
                if (_taken == _lent.Count && (_principal + _interest == 0 || month >= (_term ?? int.MaxValue)))
                {
                    break;
                }
            }

            return new StatedSchedule(_rows, _instalment is not null);
        }

        private void ReadTerms(LocalDate date)
        {
            for (; _read < stated.Count && stated[_read].EffectiveOn <= date; _read++)
            {
                var (term, grace, instalment) = stated[_read] switch
                {
                    LoanDisbursed disbursed => (disbursed.TermMonths, disbursed.GraceMonths, disbursed.Instalment),
                    LoanTermsChanged changed => (changed.TermMonths, changed.GraceMonths, changed.Instalment),
                    _ => (null, null, null),
                };
                (_term, _grace, _level) = (term ?? _term, grace ?? _grace, null);
                // An instalment in another currency than the loan's states no sum of this schedule.
                _instalment = instalment is { } money && money.Currency == loan.Currency ? money.Amount : _instalment;
            }
        }

        private void Lend(LocalDate date)
        {
            for (; _taken < _lent.Count && _lent[_taken].On <= date; _taken++)
            {
                _principal += _lent[_taken].Amount;
                _level = null;
            }
        }

        private void Pass(LocalDate from, LocalDate date, int month)
        {
            if (_course.RateOn(from) is { } rate)
            {
                _interest += decimal.Round(Interest.Of(_principal, rate, from, date), loan.Currency.Decimals);
            }

            if (month <= _grace)
            {
                return;
            }

            var owed = _principal + _interest;
            var due = Math.Min(owed, month >= (_term ?? int.MaxValue) && _instalment is null ? owed : _instalment ?? Level(from, month));
            var forInterest = Math.Min(_interest, due);
            (_interest, _principal) = (_interest - forInterest, _principal - (due - forInterest));
            _rows.Add(new Instalment(date, due, forInterest, _principal + _interest));
        }

        /// <summary>The level payment over the months that are left, worked out once for each change of what is lent or of the terms.</summary>
        private decimal Level(LocalDate from, int month)
        {
            var left = Math.Max(1, (_term ?? month) - month + 1);
            var monthly = _course.RateOn(from) is { } rate ? Interest.Monthly(rate) : 0;
            // What carried over from grace is spread evenly; the interest of this month is in the level payment already.
            var carried = Math.Max(0, _interest - decimal.Round(_principal * monthly, loan.Currency.Decimals));
            return _level ??= decimal.Round(LevelPayment.Of(_principal, monthly, left) + (carried / left), loan.Currency.Decimals);
        }
    }
}
