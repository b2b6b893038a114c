using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Rates;
using Ledger.Domain.Record;
using Ledger.Domain.SameMoney;
using NodaTime;
using PaidBack = Ledger.Domain.Facts.Reimbursed;

namespace Ledger.Domain.Fees;

/// <summary>One sum of fees: what one collector charged the worker for one class of cost.</summary>
/// <param name="Collector">Who collected.</param>
/// <param name="Class">What for; null for cuts from wages that recover a fee nobody named.</param>
/// <param name="Reading">The sum, in the currency of the placement's fees.</param>
public sealed record FeePart(string Collector, FeeClass? Class, Reading Reading);

/// <summary>What a worker bore for one placement.</summary>
/// <remarks>
/// Fees of any form and collector count, in the currency of the first. Cuts from wages that recover a fee count where they
/// exceed the fees said to be taken by deduction or on account: up to there they are the payment of those fees, one money.
/// </remarks>
public sealed class PlacementFees
{
    private PlacementFees(string? placement, IReadOnlyList<Fact> told, Currency currency, Conversion conversion)
    {
        (Placement, Told, Currency, Conversion) = (placement, told, currency, conversion);
        Fees = [.. told.OfType<FeeCharged>().Where(fee => fee.BorneBy == Payer.Worker)];
        var recoveries = told.OfType<DeductionTaken>().ToList();
        var named = MoneyGroup.Sort(
            Fees.Select(fee => Converted(fee, fee.Amount)), account => $"{((FeeCharged)account.Fact).Class} {((FeeCharged)account.Fact).Collector}");
        var recovered = MoneyGroup.Sort(
            recoveries.Select(deduction => Converted(deduction, deduction.Amount)), account => ((DeductionTaken)account.Fact).Period.ToString());
        Parts = [.. PartsOf(named, recovered)];
        Charged = Parts.Aggregate(Reading.Zero, (sum, part) => sum + part.Reading);
        Reimbursements = [.. told.OfType<PaidBack>()];
        Reimbursed = MoneyGroup.Sort(
                Reimbursements.Select(reimbursed => Converted(reimbursed, reimbursed.Amount)), account => ((PaidBack)account.Fact).By)
            .Aggregate(Reading.Zero, (sum, group) => sum + group.Reading);
        Borne = Charged.Less(Reimbursed.Documented);
        Facts = [.. Fees, .. recoveries, .. Reimbursements, .. Conversion.Used];
        First = Fees.Cast<Fact>().Concat(recoveries).Min(fact => (LocalDate?)fact.EffectiveOn);
    }

    /// <summary>The placement; null for fees of a worker without one.</summary>
    public string? Placement { get; }

    /// <summary>Every credible account of who paid for this placement, by whomever it was borne.</summary>
    public IReadOnlyList<Fact> Told { get; }

    /// <summary>The fees said to be borne by the worker.</summary>
    public IReadOnlyList<FeeCharged> Fees { get; }

    /// <summary>The accounts of what was paid back.</summary>
    public IReadOnlyList<PaidBack> Reimbursements { get; }

    /// <summary>The currency of the sums: that of the first fee.</summary>
    public Currency Currency { get; }

    /// <summary>Which rates the sums took, and which are missing so that an amount could not be added.</summary>
    public Conversion Conversion { get; }

    /// <summary>The sums by collector and class.</summary>
    public IReadOnlyList<FeePart> Parts { get; }

    /// <summary>What the worker was charged.</summary>
    public Reading Charged { get; }

    /// <summary>What was paid back to her; only its documented end is taken off.</summary>
    public Reading Reimbursed { get; }

    /// <summary>What she bore: charged less verified reimbursements, never below zero.</summary>
    public Reading Borne { get; }

    /// <summary>The facts the sums rest on.</summary>
    public IReadOnlyList<Fact> Facts { get; }

    /// <summary>The day of the first charge; null where there is none.</summary>
    public LocalDate? First { get; }

    /// <summary>The fees of each placement, in order of the placements; those of no placement last.</summary>
    /// <param name="history">The record.</param>
    /// <param name="rates">The recorded rates.</param>
    /// <param name="placementOf">To which placement a fact belongs; by default as <see cref="WorkerHistory.PlacementOf"/> says.</param>
    public static IReadOnlyList<PlacementFees> In(WorkerHistory history, ExchangeRates rates, Func<Fact, string?>? placementOf = null)
    {
        var belongsTo = placementOf ?? history.PlacementOf;
        var firstTold = FirstTold(history.Facts.Where(Tells));
        var chargedTo = history.Facts.OfType<FeeCharged>().ToDictionary(fee => fee.Id, fee => belongsTo(firstTold.GetValueOrDefault(fee.Id, fee)), StringComparer.Ordinal);
        var told = history.Facts.Where(Tells).ToLookup(fact => PlacementOf(firstTold.GetValueOrDefault(fact.Id, fact)));
        return
        [
            .. history.Placements.Select(placement => placement.Id).Append(null).Distinct()
                .Where(placement => placement is not null || told[null].Any())
                .Select(placement => new PlacementFees(placement, [.. told[placement]], CurrencyOf([.. told[placement]]), new Conversion(rates))),
        ];

        string? PlacementOf(Fact fact) =>
            fact is PaidBack { For.Facts: { } answered } && answered.FirstOrDefault(chargedTo.ContainsKey) is { } fee ? chargedTo[fee] : belongsTo(fact);
    }

    /// <summary>
    /// Where parties tell of the same money, the account that says where all of them belong: the first that names a placement, else
    /// the first. An account dated into the next placement would otherwise count there once more.
    /// </summary>
    private static Dictionary<string, Fact> FirstTold(IEnumerable<Fact> facts) =>
        facts.GroupBy(fact => fact.Type)
            .SelectMany(type => MoneyGroup.Sort(type.Select(fact => Account.Of(fact, 0)), account => account.Fact.Id))
            .SelectMany(group => group.Facts.Select(fact => (fact.Id, First: group.Facts.FirstOrDefault(other => other.Placement is not null) ?? group.Facts.First())))
            .ToDictionary(pair => pair.Id, pair => pair.First, StringComparer.Ordinal);

    private static bool Tells(Fact fact) =>
        fact.Grade != Grade.X && fact is (FeeCharged or PaidBack or DeductionTaken { Reason: DeductionReason.FeeRecovery, Loan: null });

    private static Currency CurrencyOf(IReadOnlyList<Fact> told)
    {
        var monies = told.OrderBy(fact => fact switch
        {
            FeeCharged { BorneBy: Payer.Worker } => 0,
            DeductionTaken => 1,
            FeeCharged => 2,
            _ => 3,
        });
        return monies.Select(MoneyOf).FirstOrDefault()?.Currency ?? default;
    }

    private static Money? MoneyOf(Fact fact) => fact switch
    {
        FeeCharged fee => fee.Amount,
        DeductionTaken deduction => deduction.Amount,
        PaidBack reimbursed => reimbursed.Amount,
        _ => null,
    };

    private Account? Converted(Fact fact, Money money) =>
        Conversion.To(Currency, money, fact.EffectiveOn) is { } amount ? Account.Of(fact, amount) : null;

    /// <summary>
    /// The sums told as fees, then cuts beyond them. Documented cuts bear out the fees that were to be taken from wages, for they
    /// are their payment; only what goes beyond all such fees is a sum of its own.
    /// </summary>
    private static IEnumerable<FeePart> PartsOf(IReadOnlyList<MoneyGroup> named, IReadOnlyList<MoneyGroup> recovered)
    {
        var covered = named.Select(TakenLater).ToList();
        var taken = recovered.Aggregate(Reading.Zero, (sum, group) => sum + group.Reading);
        var told = covered.Aggregate(Reading.Zero, (sum, reading) => sum + reading);
        var proof = Math.Max(0, taken.Documented - told.Documented);
        foreach (var (group, later) in named.Zip(covered))
        {
            var reading = group.Reading;
            var proven = Math.Min(proof, Math.Min(later.Claimed - later.Documented, reading.Claimed - reading.Documented));
            proof -= proven;
            var fee = (FeeCharged)group.Accounts[0].Fact;
            yield return new FeePart(fee.Collector, fee.Class, reading with { Documented = reading.Documented + proven });
        }

        var beyond = Math.Max(0, taken.Claimed - told.Claimed);
        if (beyond > 0)
        {
            var deduction = (DeductionTaken)recovered[0].Accounts[0].Fact;
            yield return new FeePart(deduction.Payee ?? deduction.AssertedBy, null, new Reading(Math.Min(proof, beyond), beyond));
        }
    }

    /// <summary>What the accounts of one sum say was to be taken from wages or owed on account.</summary>
    private static Reading TakenLater(MoneyGroup group) =>
        (group with { Accounts = [.. group.Accounts.Where(account => IsTakenLater((FeeCharged)account.Fact))] }).Reading;

    private static bool IsTakenLater(FeeCharged fee) => fee.Form is FeeForm.Deduction or FeeForm.Loan or FeeForm.WageConcession;
}
