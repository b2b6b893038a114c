using Ledger.Domain.Amounts;
using Ledger.Domain.Debt;
using Ledger.Domain.Wages;
using NodaTime;

namespace Ledger.Domain.Indicators;

/// <summary>
/// <c>debt.negative-amortisation</c>: in a period, interest and charges exceed what was credited to the debt, so that paying leaves
/// the worker owing more than before. Red after three periods in a row.
/// </summary>
/// <remarks>
/// A period is a month's pay round, from the pay day before to its own. One such period raises it, as defined; it takes two periods
/// in a row in which the debt did not grow to clear it, so that a repayment a few days late does not. A round that has only begun is not judged.
/// </remarks>
public static class DebtNegativeAmortisation
{
    /// <summary>The code of the indicator.</summary>
    public const string Code = "debt.negative-amortisation";

    /// <summary>Judges how a worker's debt moved from pay day to pay day.</summary>
    public static Finding Judge(Evaluation evaluation)
    {
        var debt = evaluation.Position();
        if (debt.Loans.Count == 0)
        {
            return evaluation.Draft(Code, null, Verdict.Absent, "No recruitment loan of the worker is recorded.", []);
        }

        var loans = debt.Facts;
        var claimed = Course.Of(debt, evaluation.Rounds, Side.Claimed);
        var documented = Course.Of(debt, evaluation.Rounds, Side.Documented);
        if (claimed.Looks.Count == 0 || documented.Looks.Count == 0)
        {
            IReadOnlyList<string> missing = [.. debt.MissingRates, .. evaluation.Rounds.Count == 0 ? ["no pay day of the worker"] : Array.Empty<string>()];
            return evaluation.Insufficient(Code, "What was added to the debt cannot be set against what was credited", missing, loans);
        }

        var since = claimed.Since ?? documented.Since;
        var last = evaluation.Rounds.Last(round => round.On == claimed.Looks[^1].On);
        if (since is null && WithoutInterest(debt, last.On) is { Count: > 0 } unknown)
        {
            return evaluation.Insufficient(Code, "It cannot be said whether the debt grew in spite of what was paid", unknown, loans);
        }

        return evaluation.Draft(Code, last.Wages[^1].Placement, since is null ? Verdict.Absent : Verdict.Present, Explain(debt, last, claimed),
            loans, last.Wages.SelectMany(wage => wage.Facts), debt.RatesUsed) with
        {
            Severity = since is null ? null : claimed.IsRed(evaluation.Thresholds) || documented.IsRed(evaluation.Thresholds) ? Severity.Red : Severity.Amber,
            Strength = since is null ? null : documented.Since is null ? Strength.Testified : Strength.Documented,
            Since = since,
            Measures = new(StringComparer.Ordinal)
            {
                ["debt"] = Measure.Of(debt.OwedOn(last.On) ?? Reading.Zero, debt.Currency),
                ["interestAccrued"] = Measure.Of(Range(documented.Last.Accrued, claimed.Last.Accrued), debt.Currency),
                // The claimed debt takes documented repayments, so the ends change places here.
                ["credited"] = Measure.Of(Range(claimed.Last.Credited, documented.Last.Credited), debt.Currency),
            },
            Missing = debt.Missing,
        };
    }

    /// <summary>Loans that are owed and of which neither a rate nor interest charged by hand is known.</summary>
    internal static IReadOnlyList<string> WithoutInterest(DebtPosition debt, LocalDate on) =>
    [
        .. debt.Loans.Where(loan => !loan.HasTerms && loan.Steps(FlowKind.InterestCharged, Side.Claimed).Count == 0 && LoanBalance.At(loan, on, Side.Claimed).Outstanding > 0)
            .Select(DebtPosition.NoTerms),
    ];

    private static Reading Range(decimal documented, decimal claimed) => new(documented, Math.Max(documented, claimed));

    private static string Explain(DebtPosition debt, PayRound last, Course claimed)
    {
        var (accrued, charged, credited, _) = claimed.Last;
        var run = claimed.Run;
        var inARow = run > 1 ? $"; so it went {run} pay rounds in a row" : "";
        return $"From {Words.Of(last.After)} to {Words.Of(last.On)}, {Words.Of(accrued + charged, debt.Currency)} of interest and charges "
            + $"{(accrued + charged > credited ? "exceeded" : "stood against")} {Words.Of(credited, debt.Currency)} credited to the debt{inARow}.";
    }

    /// <summary>What each round added and credited on one side.</summary>
    private sealed record Course(IReadOnlyList<Look> Looks, DebtChange Last, LocalDate? Since)
    {
        /// <summary>How many of the last rounds in a row grew the debt.</summary>
        public int Run => Looks.Reverse().TakeWhile(look => look.Meets).Count();

        public static Course Of(DebtPosition debt, IReadOnlyList<PayRound> rounds, Side side)
        {
            List<Look> looks = [];
            var last = default(DebtChange);
            for (var index = 0; index < rounds.Count; index++)
            {
                if ((rounds[index].IsWhole || rounds.Count == 1 || index < rounds.Count - 1) && debt.In(rounds, index, side) is { } change)
                {
                    looks.Add(new Look(rounds[index].On, change.Accrued + change.Charged > change.Credited));
                    last = change;
                }
            }

            return new Course(looks, last, Hysteresis.Since(looks, look => look.On, look => look.Meets, raiseAfter: 1));
        }

        public bool IsRed(Thresholds thresholds) => Since is { } since && Hysteresis.Ran(Looks, since, thresholds.NegativeAmortisationRedPeriods);
    }
}
