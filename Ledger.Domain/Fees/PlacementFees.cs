using System.Collections.Frozen;
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
public sealed record FeePart(string Collector, FeeClass? Class, Reading Reading)
{
    /// <summary>The accounts of it.</summary>
    public IReadOnlyList<Account> Accounts { get; init; } = [];

    /// <summary>Whether any account says that it is cut from wages later, or given in kind, in wages or in work: then no money was paid at once.</summary>
    public bool IsTakenLater => Accounts.Any(account => account.Fact is DeductionTaken
        or FeeCharged { Form: FeeForm.Deduction or FeeForm.WageConcession or FeeForm.InKind or FeeForm.FreeLabour });
}

/// <summary>What a worker bore for one placement.</summary>
/// <remarks>
/// Fees of any form and collector count, in the currency of the first. Cuts from wages that recover a fee count where they
/// exceed the fees said to be taken by deduction or on account: up to there they are the payment of those fees, one money.
/// </remarks>
public sealed class PlacementFees
{
    private static readonly FrozenDictionary<FeeClass, string> ClassNames = Enum.GetValues<FeeClass>().ToFrozenDictionary(kind => kind, kind => $"{kind} ");

    private readonly IReadOnlyList<MoneyGroup> _named;
    private readonly IReadOnlyList<MoneyGroup> _recovered;
    private readonly IReadOnlyList<MoneyGroup> _reimbursed;
    private readonly Lazy<Running> _running;

    private PlacementFees(string? placement, IReadOnlyList<Fact> told, Currency currency, Conversion conversion)
    {
        (Placement, Told, Currency, Conversion) = (placement, told, currency, conversion);
        Fees = [.. told.OfType<FeeCharged>().Where(fee => fee.BorneBy == Payer.Worker)];
        var recoveries = told.OfType<DeductionTaken>().ToList();
        _named = MoneyGroup.Sort(
            Fees.Select(fee => Converted(fee, fee.Amount)), account => SumOf((FeeCharged)account.Fact));
        _recovered = MoneyGroup.Sort(
            recoveries.Select(deduction => Converted(deduction, deduction.Amount)), account => ((DeductionTaken)account.Fact).Period);
        Parts = [.. PartsOf(_named, _recovered)];
        Charged = Parts.Aggregate(Reading.Zero, (sum, part) => sum + part.Reading);
        Reimbursements = [.. told.OfType<PaidBack>()];
        _reimbursed = MoneyGroup.Sort(Reimbursements.Select(reimbursed => Converted(reimbursed, reimbursed.Amount)), account => ((PaidBack)account.Fact).By);
        Reimbursed = _reimbursed.Aggregate(Reading.Zero, (sum, group) => sum + group.Reading);
        Borne = Charged.Less(Reimbursed.Documented);
        Facts = [.. Fees, .. recoveries, .. Reimbursements, .. Conversion.Used];
        First = Fees.Cast<Fact>().Concat(recoveries).Min(fact => (LocalDate?)fact.EffectiveOn);
        _running = new Lazy<Running>(() => new Running(
            [.. _named.Select(group => (RunningReading.Of([group]), RunningReading.Of([Later(group)])))],
            RunningReading.Of(_recovered), RunningReading.Of(_reimbursed)), LazyThreadSafetyMode.PublicationOnly);
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

    /// <summary>What was cut from wages to recover fees, in order of date, on both ends.</summary>
    public RunningReading Recovered => _running.Value.Taken;

    /// <summary>What was paid back, in order of date, on both ends.</summary>
    public RunningReading PaidBackOver => _running.Value.PaidBack;

    /// <summary>What she was charged by the accounts dated up to a day, as the whole record sorts them.</summary>
    public Reading ChargedOn(LocalDate day) => _running.Value.ChargedOn(day);

    /// <summary>What she bore by the accounts dated up to a day: what was charged by then less what was verifiably paid back by then.</summary>
    public Reading BorneOn(LocalDate day) => ChargedOn(day).Less(PaidBackOver.On(day).Documented);

    /// <summary>The fees of each placement, in order of the placements; those of no placement last.</summary>
    /// <param name="history">The record.</param>
    /// <param name="rates">The recorded rates.</param>
    /// <param name="placementOf">To which placement a fact belongs; by default as <see cref="WorkerHistory.PlacementOf"/> says.</param>
    public static IReadOnlyList<PlacementFees> In(WorkerHistory history, ExchangeRates rates, Func<Fact, string?>? placementOf = null)
    {
        var told = ToldIn(history, placementOf ?? history.PlacementOf);
        return PlacementsOf(history, told).Select(placement => Of(placement, told[placement].ToArray(), rates)).ToArray();
    }

    private static PlacementFees Of(string? placement, Fact[] told, ExchangeRates rates) => new(placement, told, CurrencyOf(told), new Conversion(rates));

    /// <summary>
    /// The fees of each placement as they were paid, apart by currency: nothing is added across currencies. Accounts of one money in several
    /// currencies count in one of them, as <see cref="HomeCurrency"/> says, at the rates of their days.
    /// </summary>
    /// <param name="history">The record.</param>
    /// <param name="rates">The recorded rates.</param>
    public static IReadOnlyList<PlacementFees> InEachCurrency(WorkerHistory history, ExchangeRates rates)
    {
        var told = ToldIn(history, history.PlacementOf);
        return
        [
            .. from placement in PlacementsOf(history, told)
               let homes = HomesOf([.. told[placement]])
               from own in told[placement].GroupBy(fact => homes[fact.Id]).OrderBy(own => own.Key.Code, StringComparer.Ordinal)
               select new PlacementFees(placement, [.. own], own.Key, new Conversion(rates)),
        ];
    }

    /// <summary>The placements, and null for what belongs to none of them.</summary>
    private static IEnumerable<string?> PlacementsOf(WorkerHistory history, ILookup<string?, Fact> told) =>
        history.Placements.Select(placement => placement.Id).Append(null).Distinct().Where(placement => placement is not null || told[null].Any());

    /// <summary>Who paid, by placement.</summary>
    private static ILookup<string?, Fact> ToldIn(WorkerHistory history, Func<Fact, string?> belongsTo)
    {
        var told = history.Facts.Where(Tells).ToArray();
        var firstTold = FirstTold(told);
        var chargedTo = told.OfType<FeeCharged>().ToDictionary(fee => fee.Id, fee => belongsTo(firstTold.GetValueOrDefault(fee.Id, fee)), StringComparer.Ordinal);
        return told.ToLookup(fact => PlacementOf(firstTold.GetValueOrDefault(fact.Id, fact)));

        string? PlacementOf(Fact fact) =>
            fact is PaidBack { For.Facts: { } answered } && answered.FirstOrDefault(chargedTo.ContainsKey) is { } fee ? chargedTo[fee] : belongsTo(fact);
    }

    /// <summary>
    /// The currency in which each fact counts. Cuts that pay fees told in another currency count in that of the fees: they are one money.
    /// </summary>
    private static Dictionary<string, Currency> HomesOf(IReadOnlyList<Fact> told)
    {
        var fees = HomeCurrency.Of(told.OfType<FeeCharged>(), fee => (SumOf(fee), fee.BorneBy), fee => fee.Amount);
        var cuts = HomeCurrency.Of(told.OfType<DeductionTaken>(), cut => cut.Period, cut => cut.Amount);
        var back = HomeCurrency.Of(told.OfType<PaidBack>(), reimbursed => reimbursed.By, reimbursed => reimbursed.Amount);
        var later = told.OfType<FeeCharged>().Where(fee => fee.BorneBy == Payer.Worker && IsTakenLater(fee)).Select(fee => fees[fee.Id]).Distinct().ToList();
        return new(
            [.. fees, .. back, .. cuts.Select(cut => later.Count == 0 || later.Contains(cut.Value) ? cut : KeyValuePair.Create(cut.Key, later[0]))],
            StringComparer.Ordinal);
    }

    /// <summary>
    /// Where parties tell of the same money, the account that says where all of them belong: the first that names a placement, else
    /// the first. An account dated into the next placement would otherwise count there once more. Empty where each tells for itself.
    /// </summary>
    private static Dictionary<string, Fact> FirstTold(Fact[] facts) => !Array.Exists(facts, fact => fact.SameAs is not null) ? [] :
        facts.GroupBy(fact => fact.Type)
            .SelectMany(type => MoneyGroup.Sort(type.Select(fact => Account.Of(fact, 0)), account => account.Fact.Id))
            .SelectMany(group => group.Facts.Select(fact => (fact.Id, First: group.Facts.FirstOrDefault(other => other.Placement is not null) ?? group.Facts.First())))
            .ToDictionary(pair => pair.Id, pair => pair.First, StringComparer.Ordinal);

    /// <summary>What accounts of one sum of fees have in common.</summary>
    internal static string SumOf(FeeCharged fee) => ClassNames[fee.Class] + fee.Collector;

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
        var taken = recovered.Aggregate(Reading.Zero, (sum, group) => sum + group.Reading);
        var (proven, beyond) = Proven([.. named.Select(group => (group.Reading, Later(group).Reading))], taken);
        foreach (var (group, reading) in named.Zip(proven))
        {
            var fee = (FeeCharged)group.Accounts[0].Fact;
            yield return new FeePart(fee.Collector, fee.Class, reading) { Accounts = group.Accounts };
        }

        if (beyond.Claimed > 0)
        {
            var deduction = (DeductionTaken)recovered[0].Accounts[0].Fact;
            yield return new FeePart(deduction.Payee ?? deduction.AssertedBy, null, beyond) { Accounts = [.. recovered.SelectMany(group => group.Accounts)] };
        }
    }

    /// <summary>The sums told as fees with what cuts bear out, and what cuts go beyond them.</summary>
    /// <param name="named">Each sum, and what of it was to be taken later.</param>
    /// <param name="taken">All cuts.</param>
    private static (Reading[] Named, Reading Beyond) Proven(IReadOnlyList<(Reading All, Reading Later)> named, Reading taken)
    {
        var told = named.Aggregate(Reading.Zero, (sum, one) => sum + one.Later);
        var proof = Math.Max(0, taken.Documented - told.Documented);
        var proven = new Reading[named.Count];
        for (var index = 0; index < named.Count; index++)
        {
            var (all, later) = named[index];
            var more = Math.Min(proof, Math.Min(later.Claimed - later.Documented, all.Claimed - all.Documented));
            proof -= more;
            proven[index] = all with { Documented = all.Documented + more };
        }

        var beyond = Math.Max(0, taken.Claimed - told.Claimed);
        return (proven, new Reading(Math.Min(proof, beyond), beyond));
    }

    /// <summary>The accounts of one sum that say it was to be taken from wages or owed on account.</summary>
    private static MoneyGroup Later(MoneyGroup group)
    {
        Account[] later = [.. group.Accounts.Where(account => IsTakenLater((FeeCharged)account.Fact))];
        return later.Length == 0 ? MoneyGroup.None : later.Length == group.Accounts.Count ? group : new(later);
    }

    private static bool IsTakenLater(FeeCharged fee) => fee.Form is FeeForm.Deduction or FeeForm.Loan or FeeForm.WageConcession;

    /// <summary>The same sums as they grew.</summary>
    private sealed record Running(IReadOnlyList<(RunningReading All, RunningReading Later)> Named, RunningReading Taken, RunningReading PaidBack)
    {
        public Reading ChargedOn(LocalDate day)
        {
            var (named, beyond) = Proven([.. Named.Select(one => (one.All.On(day), one.Later.On(day)))], Taken.On(day));
            return named.Aggregate(beyond, (sum, reading) => sum + reading);
        }
    }
}
