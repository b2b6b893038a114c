using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Rates;
using Ledger.Domain.Record;
using Ledger.Domain.SameMoney;
using Ledger.Domain.Wages;
using NodaTime;

namespace Ledger.Domain.Debt;

/// <summary>What serving a debt took in one pay round, and what the round earned.</summary>
/// <param name="Round">The round.</param>
/// <param name="Due">What was due or taken, in <paramref name="Currency"/>.</param>
/// <param name="Earned">Net wages with what was cut to repay put back, by the greatest account and by the worker's, in <paramref name="Currency"/>.</param>
/// <param name="Currency">The currency of the round's last wage.</param>
public sealed record RoundService(PayRound Round, Reading Due, WageSides Earned, Currency Currency);

/// <summary>What serving the debt takes of wages, round by round.</summary>
/// <remarks>
/// Due is what the stated schedule has due in the round, at most what is owed; without a schedule, the interest of the round, since less
/// than that lets the debt grow. Where the worker paid more, or more was cut from her wages, that counts: an instalment that is
/// taken is due. What others paid is no burden on her wage. Cuts that recover a fee or repay a loan nobody named are service too.
/// What is cut to repay is put back into the wage it is measured against.
/// </remarks>
public sealed class DebtService
{
    private readonly DebtPosition _debt;
    private readonly IReadOnlyList<PayRound> _rounds;
    private readonly Conversion _conversion;
    private readonly UnnamedCut[] _unnamed;

    /// <summary>Prepares the reckoning.</summary>
    public DebtService(WorkerHistory history, ExchangeRates rates, DebtPosition debt, IReadOnlyList<PayRound> rounds)
    {
        (_debt, _rounds, _conversion) = (debt, rounds, new Conversion(rates));
        UnnamedFacts = [.. history.All<DeductionTaken>().Where(deduction => deduction is { Grade: not Grade.X, Loan: null, Reason: DeductionReason.FeeRecovery or DeductionReason.Loan })];
        _unnamed = Dated.InOrder(
            MoneyGroup.Sort(
                    UnnamedFacts.Select(deduction => Account.Of(deduction, deduction.Amount.Amount)),
                    account => new PeriodKey(((DeductionTaken)account.Fact).Period, ((DeductionTaken)account.Fact).Amount.Currency, history.PlacementOf(account.Fact)))
                .Select(group => new UnnamedCut(group.First, ((DeductionTaken)group.Accounts[0].Fact).Amount.Currency, group.Reading)),
            cut => cut.On);
    }

    /// <summary>Cuts to recover fees or repay loans that name no loan.</summary>
    public IReadOnlyList<DeductionTaken> UnnamedFacts { get; }

    /// <summary>The rates used, beside those of the position.</summary>
    public IEnumerable<ExchangeRateRecorded> RatesUsed => _conversion.Used;

    /// <summary>The rates missing, beside those of the position.</summary>
    public IEnumerable<string> MissingRates => _conversion.Missing;

    /// <summary>What one round took; null when a rate is missing.</summary>
    public RoundService? In(int index)
    {
        var round = _rounds[index];
        var currency = round.Wages[^1].Currency;
        var (greatest, workers) = (0m, 0m);
        foreach (var wage in round.Wages)
        {
            if (_conversion.To(currency, wage.Earned.Greatest, wage.Currency, round.On) is not { } most
                || _conversion.To(currency, wage.Earned.Workers, wage.Currency, round.On) is not { } own)
            {
                return null;
            }

            (greatest, workers) = (greatest + most, workers + own);
        }

        var due = Reading.Zero;
        for (var next = Dated.UpTo<UnnamedCut>(_unnamed, round.After, cut => cut.On); next < _unnamed.Length && _unnamed[next].On <= round.On; next++)
        {
            if (Converted(_unnamed[next].Reading, _unnamed[next].Currency) is not { } reading)
            {
                return null;
            }

            due += reading;
        }

        foreach (var loan in _debt.Loans)
        {
            var claimed = DueOn(loan, index, Side.Claimed);
            if (Converted(new Reading(Math.Min(claimed, DueOn(loan, index, Side.Documented)), claimed), loan.Currency) is not { } reading)
            {
                return null;
            }

            due += reading;
        }

        return new RoundService(round, due, new WageSides(greatest, workers), currency);

        Reading? Converted(Reading reading, Currency from) =>
            _conversion.To(currency, reading.Documented, from, round.On) is { } documented && _conversion.To(currency, reading.Claimed, from, round.On) is { } claimed
                ? new Reading(documented, claimed)
                : null;
    }

    private decimal DueOn(Loan loan, int index, Side side)
    {
        var (round, course) = (_rounds[index], loan.CourseOn(side));
        if (!course.HasBegun(round.On))
        {
            return 0;
        }

        var served = Course.Between(loan.Served(side), round.After, round.On);
        if (course.IsAtRest(round.After, round.On))
        {
            return served;
        }

        var ofLoan = course.EndsOf(_rounds);
        ref readonly var then = ref ofLoan.Before(index);
        ref readonly var now = ref ofLoan.After(index);
        var added = now.Accrued - then.Accrued;
        var due = loan.ScheduleOn(side) is { } schedule
            ? Math.Min(schedule.DueBetween(round.After, round.On), then.Outstanding + added + now.Charged - then.Charged + now.Disbursed - then.Disbursed)
            : added;
        return Math.Max(due, served);
    }

    /// <summary>What was cut from the wages of one pay period to recover a fee or repay a loan that is not named.</summary>
    private readonly record struct UnnamedCut(LocalDate On, Currency Currency, Reading Reading);
}
