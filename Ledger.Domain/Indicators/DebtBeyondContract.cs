using Ledger.Domain.Amounts;
using Ledger.Domain.Debt;
using Ledger.Domain.Facts;
using Ledger.Domain.Record;
using Ledger.Domain.Wages;
using NodaTime;

namespace Ledger.Domain.Indicators;

/// <summary>
/// <c>debt.beyond-contract</c>: the months it takes to clear the debt at the present pace exceed what is left of the contract, or no pace
/// clears it: work as contracted does not end the debt.
/// </summary>
/// <remarks>
/// The pace is what was paid a month over the trailing pay rounds, by the accounts of each side; a loan's interest goes on at the rate that
/// holds. One pay round in which nothing was paid shows no pace yet. Two looks in a row raise it, and two in a row clear it.
/// </remarks>
public static class DebtBeyondContract
{
    /// <summary>The code of the indicator.</summary>
    public const string Code = "debt.beyond-contract";

    /// <summary>Judges how long a worker's debt outlasts her contract.</summary>
    public static Finding Judge(Evaluation evaluation)
    {
        var debt = evaluation.Position();
        if (debt.Loans.Count == 0)
        {
            return evaluation.Draft(Code, null, Verdict.Absent, "No recruitment loan of the worker is recorded.", []);
        }

        var loans = debt.Facts;
        var pace = new DebtPace(debt, evaluation.Rounds, evaluation.Thresholds.WagePeriods);
        var contracts = Binding(evaluation.History);
        var (claimed, documented) = (Looks(evaluation, pace, contracts, Side.Claimed), Looks(evaluation, pace, contracts, Side.Documented));
        if (claimed.Count == 0 || documented.Count == 0)
        {
            IReadOnlyList<string> missing = debt.MissingRates.Count > 0 ? debt.MissingRates : [evaluation.Rounds.Count == 0 ? "no pay day of the worker" : "only one pay round, in which nothing was paid"];
            return evaluation.Insufficient(Code, "There is no pace at which the debt is paid yet", missing, loans);
        }

        var last = claimed[^1];
        var proved = Since(documented);
        var since = Since(claimed) ?? proved;
        List<string> gaps = [.. debt.MissingRates];
        gaps.AddRange(last.Pace.Owes && last.MonthsLeft is null ? [$"no end of a contract of {Words.Placement(last.Placement)}"] : []);
        gaps.AddRange(last.Pace.Owes ? debt.Missing.Except(debt.MissingRates) : []);
        if (since is null && last.Pace.Owes && gaps.Count > 0)
        {
            return evaluation.Insufficient(Code, "It cannot be said whether the debt outlasts the contract", gaps, loans);
        }

        return evaluation.Draft(Code, last.Placement, since is null ? Verdict.Absent : Verdict.Present, Explain(debt, last),
            loans, evaluation.Rounds.TakeLast(evaluation.Thresholds.WagePeriods).SelectMany(round => round.Wages).SelectMany(wage => wage.Facts), last.Contract, debt.RatesUsed) with
        {
            Severity = since is null ? null : last.Pace.MonthsToClear is null ? Severity.Red : Severity.Amber,
            Strength = since is null ? null : proved is null ? Strength.Testified : Strength.Documented,
            Since = since,
            Measures = Measures(debt, last, documented[^1]),
            Missing = gaps,
        };
    }

    private static LocalDate? Since(List<ContractLook> looks) => Hysteresis.Since(looks, look => look.Pace.On, look => look.Outlasts);

    private static List<ContractLook> Looks(Evaluation evaluation, DebtPace pace, Dictionary<string, ContractRecorded> contracts, Side side)
    {
        List<ContractLook> looks = new(evaluation.Rounds.Count);
        for (var index = 0; index < evaluation.Rounds.Count; index++)
        {
            if (pace.At(index, side) is { } look)
            {
                looks.Add(ContractLook.Of(evaluation, contracts, look, evaluation.Rounds[index], isLast: index == evaluation.Rounds.Count - 1));
            }
        }

        return looks;
    }

    /// <summary>The contract that binds each placement: the latest version that says when it ends.</summary>
    private static Dictionary<string, ContractRecorded> Binding(WorkerHistory history) =>
        history.All<ContractRecorded>().Where(contract => contract is { Placement: not null, To: not null, Grade: not Grade.X })
            .GroupBy(contract => contract.Placement!, StringComparer.Ordinal)
            .ToDictionary(
                placement => placement.Key,
                placement => placement.OrderByDescending(contract => contract.Version).ThenBy(contract => contract.Grade).ThenBy(contract => contract.Id, StringComparer.Ordinal).First(),
                StringComparer.Ordinal);

    private static SortedDictionary<string, Measure> Measures(DebtPosition debt, ContractLook claimed, ContractLook documented)
    {
        var measures = new SortedDictionary<string, Measure>(StringComparer.Ordinal)
        {
            ["debt"] = Measure.Of(debt.OwedOn(claimed.Pace.On) ?? Reading.Zero, debt.Currency),
        };
        if (PaceLook.Ends(documented.Pace, claimed.Pace) is ({ } fewer, var more))
        {
            measures["monthsToClear"] = Measure.Of(fewer, more, "months");
        }

        if (claimed.MonthsLeft is { } left)
        {
            measures["contractMonthsLeft"] = Measure.Of(left, "months");
        }

        return measures;
    }

    private static string Explain(DebtPosition debt, ContractLook last)
    {
        if (!last.Pace.Owes)
        {
            return $"On {Words.Of(last.Pace.On)} the worker owed nothing.";
        }

        var paid = last.Pace.IsStated ? "to be paid a month once payments are due" : "paid a month over the last pay rounds";
        var takes = last.Pace.MonthsToClear is { } months ? $"the debt takes {Words.Months(months)} to clear" : "no length of time clears the debt";
        var left = last.MonthsLeft switch
        {
            null => "the end of the contract is not recorded",
            0 => "nothing is left of the contract",
            { } some => $"{Words.Months(some)} are left of the contract",
        };
        return $"With {Words.Of(last.Pace.Monthly, debt.Currency)} {paid}, {takes} from {Words.Of(last.Pace.On)} on; {left}.";
    }

    /// <summary>How long it takes, beside what is left of the contract of the placement that paid last.</summary>
    private sealed record ContractLook(PaceLook Pace, string? Placement, decimal? MonthsLeft, IReadOnlyList<Fact> Contract)
    {
        public bool Outlasts => Pace.Outlasts(MonthsLeft);

        public static ContractLook Of(Evaluation evaluation, Dictionary<string, ContractRecorded> contracts, PaceLook pace, PayRound round, bool isLast)
        {
            var placement = round.Wages[^1].Placement;
            var ended = evaluation.History.Find(placement)?.Ended;
            if (ended is not null && (isLast || ended.EffectiveOn <= round.On))
            {
                return new ContractLook(pace, placement, 0, [ended]);
            }

            return placement is not null && contracts.TryGetValue(placement, out var contract) && contract.To is { } to
                ? new ContractLook(pace, placement, Math.Max(0, Months.Between(round.On, to.PlusDays(1))), [contract])
                : new ContractLook(pace, placement, null, []);
        }
    }
}
