using Ledger.Domain.Amounts;
using Ledger.Domain.Debt;
using Ledger.Domain.Indicators;
using Ledger.Domain.Rates;
using Ledger.Domain.Rules;

namespace Ledger.Domain.Repayment;

/// <summary>What a part of the sum to be repaid is.</summary>
public enum RepaymentOf
{
    /// <summary>A fee that a loan paid.</summary>
    FeeFromLoan,
    /// <summary>A fee that the worker paid herself.</summary>
    FeeFromWorker,
    /// <summary>Interest that the fee caused on the loan that paid it.</summary>
    LoanInterest,
    /// <summary>Charges of that loan, in the proportion in which it paid fees.</summary>
    LoanCharges,
    /// <summary>What was forgiven of that loan, in the same proportion: taken off.</summary>
    Forgiven,
    /// <summary>Interest for the time since the worker paid.</summary>
    TimeElapsed,
    /// <summary>What was verifiably paid back: taken off.</summary>
    PaidBack,
}

/// <summary>A part of the sum to be repaid, with the facts it rests on.</summary>
/// <param name="Of">What it is.</param>
/// <param name="Placement">The placement, where it is of one.</param>
/// <param name="Loan">The loan, where it is of one.</param>
/// <param name="Amount">How much; for what is taken off, how much is taken off.</param>
/// <param name="Because">The ids of the facts.</param>
public sealed record RepaymentPart(RepaymentOf Of, string? Placement, string? Loan, Measure Amount, IReadOnlyList<string> Because);

/// <summary>A worker's position as it would be had she borne no fee, and the sum to be repaid that follows.</summary>
/// <remarks>
/// Any fee that a worker bears is a breach of the general standards (Employer Pays Principle; ILO definition of 2019), so all are left out,
/// with the interest and charges they caused; repayments stay as they were made. What she owes less, and what she then has paid too much,
/// is the sum to be repaid, with what she paid herself, and simple interest for the time since she paid. Without any fee it is the position as it is.
/// </remarks>
public sealed record WithoutFees
{
    /// <summary>What is owed as things are; null where no loan is recorded.</summary>
    public Measure? ActualDebt { get; init; }

    /// <summary>What would be owed without the fees; null where no loan is recorded.</summary>
    public Measure? Debt { get; init; }

    /// <summary>The sum to be repaid; null where nobody bore a fee.</summary>
    public Measure? ToBeRepaid { get; init; }

    /// <summary>The part of it that is debt to be taken off her.</summary>
    public Measure? DebtToCancel { get; init; }

    /// <summary>The parts of the sum.</summary>
    public required IReadOnlyList<RepaymentPart> Parts { get; init; }

    /// <summary>Simple interest a year for the time elapsed, a fraction.</summary>
    public required decimal InterestPerYear { get; init; }

    /// <summary>What was assumed, in plain words.</summary>
    public required IReadOnlyList<string> Assumptions { get; init; }

    /// <summary>The standards consulted on the fees.</summary>
    public required IReadOnlyList<ConsultedRule> Rules { get; init; }

    /// <summary>What is missing: sums that could not be brought into one currency are left out.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>Reckons the position as of the record's date.</summary>
    /// <exception cref="OverflowException">Amounts or terms lead beyond what decimal holds.</exception>
    public static WithoutFees Of(Evaluation evaluation)
    {
        var debt = evaluation.Position();
        var fees = evaluation.Fees.Where(fees => fees.Charged.Claimed > 0).ToList();
        var currency = debt.Loans.Count > 0 ? debt.Currency : fees.Count > 0 ? fees[0].Currency : default(Currency?);
        if (currency is not { } one)
        {
            return Nothing(evaluation, [], null);
        }

        var conversion = new Conversion(evaluation.Rates);
        var claimed = new SideWithoutFees(evaluation, fees, debt, Side.Claimed, one, conversion);
        var documented = new SideWithoutFees(evaluation, fees, debt, Side.Documented, one, conversion);
        List<string> missing = [.. debt.MissingRates.Concat(conversion.Missing).Concat(fees.SelectMany(placement => placement.Conversion.Missing)).Distinct(StringComparer.Ordinal)];
        var actual = debt.Loans.Count > 0 && debt.OwedOn(evaluation.History.AsOf) is { } owed ? Measure.Of(owed, one) : null;
        if (fees.Count == 0)
        {
            return Nothing(evaluation, missing, actual);
        }

        return Nothing(evaluation, missing, actual) with
        {
            Debt = debt.Loans.Count > 0 ? Measure.Of(Range(documented.Debt, claimed.Debt), one) : null,
            ToBeRepaid = Measure.Of(Range(documented.Sum, claimed.Sum), one),
            DebtToCancel = debt.Loans.Count > 0 ? Measure.Of(Range(documented.Cancelled, claimed.Cancelled), one) : null,
            Parts = Listed(documented, claimed, one, evaluation),
            Assumptions = Assumed(claimed, evaluation),
            Rules = [.. fees.SelectMany(placement => evaluation.Law(placement).Standards()).Select(count => count.Consulted).DistinctBy(rule => (rule.Rule, rule.Says)).OrderBy(rule => rule.Rule, StringComparer.Ordinal)],
        };
    }

    private static WithoutFees Nothing(Evaluation evaluation, IReadOnlyList<string> missing, Measure? debt) => new()
    {
        ActualDebt = debt, Debt = debt, Parts = [], InterestPerYear = evaluation.Thresholds.RepaymentInterestPerYear, Assumptions = [], Rules = [], Missing = missing,
    };

    private static Reading Range(decimal documented, decimal claimed) => new(Math.Min(documented, claimed), Math.Max(documented, claimed));

    private static IReadOnlyList<RepaymentPart> Listed(SideWithoutFees documented, SideWithoutFees claimed, Currency currency, Evaluation evaluation) =>
    [
        .. claimed.Parts.Keys.Union(documented.Parts.Keys)
            .Select(key => (Key: key, Reading: Range(documented.Parts.GetValueOrDefault(key)?.Amount ?? 0, claimed.Parts.GetValueOrDefault(key)?.Amount ?? 0)))
            .Where(part => part.Reading.Claimed > 0)
            .OrderBy(part => part.Key.Of).ThenBy(part => part.Key.Placement, StringComparer.Ordinal).ThenBy(part => part.Key.Loan, StringComparer.Ordinal)
            .Select(part => new RepaymentPart(part.Key.Of, part.Key.Placement, part.Key.Loan, Measure.Of(part.Reading, currency),
                evaluation.History.Because(claimed.Parts.GetValueOrDefault(part.Key)?.Facts ?? [], documented.Parts.GetValueOrDefault(part.Key)?.Facts ?? []))),
    ];

    private static List<string> Assumed(SideWithoutFees claimed, Evaluation evaluation)
    {
        List<string> assumed = [];
        if (claimed.Assumed.Count > 0)
        {
            assumed.Add($"No account says from which loan fees were paid: loans {string.Join(", ", claimed.Assumed)} of the same placement are taken to have paid them, in proportion.");
        }

        if (claimed.Parts.Keys.Any(key => key.Of == RepaymentOf.LoanCharges))
        {
            assumed.Add("Charges of a loan that paid fees are counted in the proportion in which it paid them.");
        }

        if (claimed.Parts.Keys.Any(key => key.Of == RepaymentOf.TimeElapsed))
        {
            assumed.Add($"Interest for the time elapsed is simple, {Words.Percent(evaluation.Thresholds.RepaymentInterestPerYear)} a year by months of thirty days, on what the worker has paid out; no instrument fixes this rate.");
        }

        return assumed;
    }
}
