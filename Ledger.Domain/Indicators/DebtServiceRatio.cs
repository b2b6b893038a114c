using Ledger.Domain.Amounts;
using Ledger.Domain.Debt;
using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Domain.Indicators;

/// <summary>
/// <c>debt.service-ratio</c>: repayments due over net wage, above a tenth amber, above half red. A half is the overall ceiling on deductions
/// in several laws, a quarter a sub-limit in some, which the explanation then says.
/// </summary>
/// <remarks>
/// Each look averages over the trailing pay rounds; <see cref="DebtService"/> says what is due and what is earned. Two looks in a row
/// above a level raise it and two in a row below clear it.
/// </remarks>
public static class DebtServiceRatio
{
    /// <summary>The code of the indicator.</summary>
    public const string Code = "debt.service-ratio";

    /// <summary>Judges what the worker's debt takes of her wages.</summary>
    public static Finding Judge(Evaluation evaluation)
    {
        var debt = evaluation.Position();
        var service = new DebtService(evaluation.History, evaluation.Rates, debt, evaluation.Rounds);
        if (debt.Loans.Count == 0 && service.UnnamedFacts.Count == 0)
        {
            return evaluation.Draft(Code, null, Verdict.Absent, "No recruitment loan of the worker and no cut to recover a fee is recorded.", []);
        }

        List<Fact> facts = [.. debt.Facts, .. service.UnnamedFacts];
        var rounds = evaluation.Rounds.Select((_, index) => service.In(index)).OfType<RoundService>().ToList();
        List<string> missing = [.. debt.MissingRates.Concat(service.MissingRates).Distinct(StringComparer.Ordinal)];
        if (rounds.Count == 0)
        {
            missing.AddRange(evaluation.Rounds.Count == 0 ? ["no wage of the worker"] : []);
            return evaluation.Insufficient(Code, "Repayments cannot be set against wages", missing, facts);
        }

        var claimed = Ratios(rounds, Side.Claimed, evaluation.Thresholds.WagePeriods);
        var documented = Ratios(rounds, Side.Documented, evaluation.Thresholds.WagePeriods);
        var amber = Since(claimed, evaluation.Thresholds.ServiceAmberAbove);
        var last = rounds[^1];
        missing.AddRange(Undefined(debt, last.Round.On));
        if (amber is null && missing.Count > 0)
        {
            return evaluation.Insufficient(Code, "It cannot be said what part of her wages the worker owed in repayments", missing, facts);
        }

        return evaluation.Draft(Code, last.Round.Wages[^1].Placement, amber is null ? Verdict.Absent : Verdict.Present,
            Explain(last, claimed[^1].Value, evaluation.Thresholds), facts, rounds.SelectMany(round => round.Round.Wages).SelectMany(wage => wage.Facts), debt.RatesUsed, service.RatesUsed) with
        {
            Severity = amber is null ? null : Since(claimed, evaluation.Thresholds.ServiceRedAbove) is null ? Severity.Amber : Severity.Red,
            Strength = amber is null ? null : Since(documented, evaluation.Thresholds.ServiceAmberAbove) is null ? Strength.Testified : Strength.Documented,
            Since = amber,
            Measures = Measures(debt, last, documented[^1].Value, claimed[^1].Value),
            Rules = DeductionsBeyondCeiling.Consult(evaluation),
            Missing = missing,
        };
    }

    private static SortedDictionary<string, Measure> Measures(DebtPosition debt, RoundService last, MonthsOwed documented, MonthsOwed claimed)
    {
        var months = last.Round.MonthsWorked;
        var measures = new SortedDictionary<string, Measure>(StringComparer.Ordinal)
        {
            ["serviceRatio"] = Measure.Of(documented.Months, claimed.Months, "of net wage"),
            ["netWageMonthly"] = Measure.Of(new Reading(last.Earned.Greatest / months, last.Earned.Workers / months), last.Currency),
        };
        if (debt.Loans.Count > 0 && debt.OwedOn(last.Round.On) is { } owed)
        {
            measures["debt"] = Measure.Of(owed, debt.Currency);
        }

        return measures;
    }

    /// <summary>Loans still owed of which nothing says what is due.</summary>
    private static IEnumerable<string> Undefined(DebtPosition debt, LocalDate on) =>
        debt.Loans.Where(loan => !loan.HasTerms && loan.ScheduleOn(Side.Claimed) is null && LoanBalance.At(loan, on, Side.Claimed).Outstanding > 0)
            .Select(loan => $"neither a schedule nor interest terms of loan {loan.Id}");

    /// <summary>Repayments a month over wages a month, averaged over the trailing rounds; unbounded where repayments were due and nothing was earned.</summary>
    private static List<(LocalDate On, MonthsOwed Value)> Ratios(List<RoundService> rounds, Side side, int trailing)
    {
        List<(LocalDate On, MonthsOwed Value)> ratios = new(rounds.Count);
        for (var index = 0; index < rounds.Count; index++)
        {
            var (due, spanned, earned, worked) = (0m, 0m, 0m, 0m);
            for (var some = Math.Max(0, index - trailing + 1); some <= index; some++)
            {
                if (rounds[some] is var round && round.Currency == rounds[index].Currency)
                {
                    due += side == Side.Claimed ? round.Due.Claimed : round.Due.Documented;
                    spanned += round.Round.MonthsSpanned;
                    earned += side == Side.Claimed ? round.Earned.Workers : round.Earned.Greatest;
                    worked += round.Round.MonthsWorked;
                }
            }

            ratios.Add((rounds[index].Round.On, MonthsOwed.Of(due / spanned, earned / worked)));
        }

        return ratios;
    }

    private static LocalDate? Since(List<(LocalDate On, MonthsOwed Value)> ratios, decimal above) =>
        Hysteresis.Since(ratios, ratio => ratio.On, ratio => ratio.Value.IsUnbounded || ratio.Value.Value > above);

    private static string Explain(RoundService last, MonthsOwed ratio, Thresholds thresholds)
    {
        var due = $"In the pay round to {Words.Of(last.Round.On)} repayments of {Words.Of(last.Due, last.Currency)} were due or taken";
        if (ratio.IsUnbounded)
        {
            return $"{due}, and the last pay rounds earned nothing.";
        }

        var passed = ratio.Value > thresholds.ServiceSaidAbove ? $", more than {Words.Percent(thresholds.ServiceSaidAbove)}, a limit in several laws" : "";
        return $"{due}; over the last pay rounds that is {Words.Percent(ratio.Value)} of the net wage with what was cut to repay put back{passed}.";
    }
}
