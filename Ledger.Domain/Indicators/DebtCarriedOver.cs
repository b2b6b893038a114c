using System.Globalization;
using Ledger.Domain.Amounts;
using Ledger.Domain.Churn;
using Ledger.Domain.Debt;
using Ledger.Domain.Facts;
using Ledger.Domain.Fees;
using NodaTime;

namespace Ledger.Domain.Indicators;

/// <summary>
/// <c>churn.debt-carried-over</c>: the debt of an earlier placement is open when the worker is charged for the next one. Red where she
/// borrowed for the new charge too: one debt upon another.
/// </summary>
/// <remarks>
/// What is open is reckoned at the end of the day before the first charge, so that a new loan which pays off the old one does not hide
/// it. A loan belongs to the placement whose fees name it, else to the one it names itself, else to the one that begins within 30 days
/// after it was lent, else to the one that ran then. Ends that make no churn are netted out as for a repeated fee. No instrument sets a
/// severity; this one is the ledger's own.
/// </remarks>
public static class DebtCarriedOver
{
    /// <summary>The code of the indicator.</summary>
    public const string Code = "churn.debt-carried-over";

    /// <summary>Judges a worker's placements and loans.</summary>
    public static Finding Judge(Evaluation evaluation)
    {
        var placements = evaluation.FeesAtBoundaries.Where(fees => fees.Placement is not null).ToList();
        var loans = Sorted(evaluation, placements);
        var crossings = placements.Skip(1).Select((fees, index) => Crossing.Of(evaluation, fees, loans, index + 1)).OfType<Crossing>().ToList();
        var carried = crossings.FindAll(crossing => crossing.Open is { Claimed: > 0 });
        if (carried.Count > 0)
        {
            return Present(evaluation, carried);
        }

        var missing = crossings.SelectMany(crossing => crossing.Missing).Distinct(StringComparer.Ordinal).ToList();
        return missing.Count > 0
            ? evaluation.Insufficient(Code, "Whether a debt was carried over cannot be said", missing, FactsOf(crossings))
            : evaluation.Draft(Code, null, Verdict.Absent, Nothing(placements.Count, evaluation.Loans.All.Count, crossings.Count), FactsOf(crossings));
    }

    private static Finding Present(Evaluation evaluation, List<Crossing> carried)
    {
        var last = carried[^1];
        var open = last.Open!.Value;
        var times = carried.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" It is the last of {carried.Count} such charges.");
        var doubt = last.Missing.Count > 0 ? $" More cannot be said: {string.Join("; ", last.Missing)}." : "";
        return evaluation.Draft(Code, last.Placement, Verdict.Present,
            $"When the worker was charged for {last.Placement} on {Words.Of(last.On)}, {Words.Of(open, last.Currency)} of the debt for what came before was open"
            + $"{(last.BorrowedAgain ? ", and she borrowed again for it" : "")}.{times}{doubt}", FactsOf(carried)) with
        {
            Severity = carried.Exists(crossing => crossing.BorrowedAgain) ? Severity.Red : Severity.Amber,
            Strength = carried.Exists(crossing => crossing.Open is { Documented: > 0 }) ? Strength.Documented : Strength.Testified,
            Since = carried.Min(crossing => crossing.On),
            Measures = new(StringComparer.Ordinal) { ["openDebt"] = Measure.Of(open, last.Currency) },
            Missing = last.Missing,
        };
    }

    /// <summary>The recruitment loans, each with the number of the placement it belongs to.</summary>
    private static IReadOnlyList<(Loan Loan, int Placement)> Sorted(Evaluation evaluation, List<PlacementFees> placements)
    {
        var history = evaluation.History;
        var numbers = placements.Index().ToDictionary(one => one.Item.Placement!, one => one.Index, StringComparer.Ordinal);
        return [.. evaluation.Loans.All.Select(loan => (loan, PlacementOf(loan) is { } placement ? numbers[placement] : 0))];

        string? PlacementOf(Loan loan)
        {
            var lent = loan.Facts.OfType<LoanDisbursed>().First();
            return placements.FirstOrDefault(fees => fees.Told.Any(fact => fact is FeeCharged fee && fee.Loan == loan.Id))?.Placement
                ?? loan.Facts.OfType<LoanDisbursed>().Select(fact => fact.Placement).FirstOrDefault(named => named is not null)
                ?? history.Placements.FirstOrDefault(placement => IsJustBefore(lent.EffectiveOn, placement.Start, evaluation.Thresholds.BoundaryDays))?.Id
                ?? history.PlacementOf(lent);
        }
    }

    /// <summary>What crossings rest on: the fees and rates of each, and of each loan all that happened before the last charge it was carried into.</summary>
    private static IEnumerable<Fact> FactsOf(List<Crossing> crossings)
    {
        Dictionary<Loan, LocalDate> last = [];
        foreach (var (loan, on) in crossings.SelectMany(crossing => crossing.Debts.Select(loan => (loan, crossing.On))))
        {
            last[loan] = LocalDate.Max(last.GetValueOrDefault(loan, on), on);
        }

        return last.SelectMany(carried => carried.Key.Facts.TakeWhile(fact => fact.EffectiveOn < carried.Value)).Concat(crossings.SelectMany(crossing => crossing.Facts));
    }

    private static bool IsJustBefore(LocalDate day, LocalDate start, int days) => day <= start && Period.DaysBetween(day, start) <= days;

    private static string Nothing(int placements, int loans, int crossings) => (placements, loans, crossings) switch
    {
        ( < 2, _, _) => "The worker has no second placement on record to carry a debt into.",
        (_, 0, _) => "No loan for recruitment is recorded.",
        (_, _, 0) => "No charge is known for a placement that follows another.",
        _ => "No debt of an earlier placement was open when a later one was charged.",
    };

    /// <summary>A placement that was charged after others, and what was open of their debt.</summary>
    private sealed record Crossing(string Placement, LocalDate On, Reading? Open, Currency Currency, bool BorrowedAgain, IReadOnlyList<string> Missing)
    {
        /// <summary>The loans of what came before.</summary>
        public IReadOnlyList<Loan> Debts { get; private init; } = [];

        /// <summary>The fees and rates of exchange it rests on.</summary>
        public IReadOnlyList<Fact> Facts { get; private init; } = [];

        /// <summary>Looks at one placement; null where nothing is charged for it, no loan came before, or it follows an end that makes no churn.</summary>
        public static Crossing? Of(Evaluation evaluation, PlacementFees fees, IReadOnlyList<(Loan Loan, int Placement)> loans, int number)
        {
            var earlier = loans.Where(one => one.Placement < number).Select(one => one.Loan).ToList();
            var before = evaluation.History.Placements[number - 1].Id;
            if (earlier.Count == 0 || EndsWithoutChurn.Of(evaluation.History, before))
            {
                return null;
            }

            var debt = new DebtPosition(new RecruitmentLoans(earlier, evaluation.Loans.Conversion), evaluation.Rates);
            var start = evaluation.History.Placements[number].Start;
            var on = fees.First ?? start;
            var open = debt.OwedOn(on.PlusDays(-1));
            if (fees.Charged.Claimed == 0)
            {
                // Whoever says that nobody charged the worker settles it; silence does not, while a debt is open.
                return fees.Told.Count > 0 || open is { Claimed: 0 } ? null
                    : new Crossing(fees.Placement!, on, null, debt.Currency, false, [$"no account of who paid for {Words.Placement(fees.Placement)}"]);
            }

            return new Crossing(fees.Placement!, on, open, debt.Currency, loans.Any(one => one.Placement == number), open is { Claimed: 0 } ? [] : debt.Missing)
            {
                Debts = earlier,
                Facts = [.. fees.Fees, .. debt.RatesUsed],
            };
        }
    }
}
