using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Domain.Debt;

/// <summary>The days on which interest joins the principal: whole compounding periods after the first disbursement.</summary>
/// <param name="first">The day of the first disbursement; null where nothing was paid out and so nothing compounds.</param>
/// <param name="terms">The terms in order of date.</param>
internal sealed class Compounding(LocalDate? first, IReadOnlyList<Terms> terms)
{
    private readonly HashSet<LocalDate> _days = [];

    /// <summary>The compounding days up to a day.</summary>
    public IReadOnlyCollection<LocalDate> Until(LocalDate day)
    {
        if (first is not { } start || !terms.Any(term => term.Rate.Method == InterestMethod.Compound))
        {
            return _days;
        }

        // Dates of facts end in 2100, so this is at most 1,812 rounds.
        for (var month = 1; start.PlusMonths(month) <= day; month++)
        {
            var date = start.PlusMonths(month);
            if (LoanBalance.RateAt(terms, date.PlusDays(-1)) is { Method: InterestMethod.Compound } rate && month % MonthsPerPeriod(rate) == 0)
            {
                _days.Add(date);
            }
        }

        return _days;
    }

    /// <summary>Whether interest joins the principal on a day.</summary>
    public bool FallsOn(LocalDate day) => _days.Contains(day);

    private static int MonthsPerPeriod(InterestRate rate) => (rate.Every, rate.Per) switch
    {
        (CompoundingPeriod.Month, _) => 1,
        (CompoundingPeriod.Quarter, _) => 3,
        (CompoundingPeriod.HalfYear, _) => 6,
        (CompoundingPeriod.Year, _) => 12,
        (_, RatePeriod.Month) => 1,
        _ => 12,
    };
}
