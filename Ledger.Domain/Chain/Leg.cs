using System.Text.Json.Serialization;
using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Fees;
using Ledger.Domain.Indicators;
using Ledger.Domain.Rates;
using Ledger.Domain.SameMoney;
using NodaTime;

namespace Ledger.Domain.Chain;

/// <summary>Why money went from one party to another.</summary>
public enum LegKind
{
    /// <summary>A fee or related cost that the worker bore.</summary>
    Fee,
    /// <summary>Cuts from wages that recover a fee nobody named.</summary>
    Cut,
    /// <summary>A loan that the worker took to pay for recruitment.</summary>
    Loan,
    /// <summary>What was paid back to the worker.</summary>
    PaidBack,
    /// <summary>A charge that the employer bore, or what it paid the recruiter.</summary>
    BorneByEmployer,
    /// <summary>A charge that the recruiter bore.</summary>
    BorneByRecruiter,
    /// <summary>What a recruiter paid an employer, or whoever sells the places.</summary>
    Kickback,
}

/// <summary>Money that went from one party to another, in one currency; however many parties tell of it, it is one leg.</summary>
/// <param name="From">Who paid.</param>
/// <param name="To">Who was paid.</param>
/// <param name="Kind">Why.</param>
/// <param name="Class">The class of the charge; null where it is none or nobody named it.</param>
/// <param name="First">The day of the first account.</param>
/// <param name="Last">The day of the last account.</param>
/// <param name="Because">The ids of the facts it rests on.</param>
public sealed record Leg(string From, string To, LegKind Kind, FeeClass? Class, LocalDate First, LocalDate Last, IReadOnlyList<string> Because)
{
    /// <summary>The sum, from documented to claimed.</summary>
    public Measure Amount => Measure.Of(Sum, Currency);

    /// <summary>The same sum, exactly.</summary>
    [JsonIgnore]
    public Reading Sum { get; private init; }

    /// <summary>The currency of the sum.</summary>
    [JsonIgnore]
    public Currency Currency { get; private init; }

    /// <summary>The accounts of it.</summary>
    [JsonIgnore]
    public IReadOnlyList<Fact> Facts { get; private init; } = [];

    /// <summary>Whether the worker paid it.</summary>
    [JsonIgnore]
    public bool IsWorkers => Kind is LegKind.Fee or LegKind.Cut;

    /// <summary>The legs of one placement, in order of why, of who paid whom, and of date; a leg of nothing is none.</summary>
    /// <param name="evaluation">What may be read of the worker.</param>
    /// <param name="placement">The placement; null for what belongs to none.</param>
    /// <param name="payments">What parties paid one another, as it stands; only what names the placement counts.</param>
    /// <param name="missing">Takes in the rates that were wanted and not recorded.</param>
    public static IReadOnlyList<Leg> Among(Evaluation evaluation, string? placement, IReadOnlyList<PartyFact> payments, ISet<string> missing)
    {
        var worker = evaluation.History.Worker;
        var fees = evaluation.FeesInEachCurrency.Where(own => own.Placement == placement).ToList();
        missing.UnionWith(fees.SelectMany(own => own.Conversion.Missing));
        var paid = from own in fees
                   from part in own.Parts
                   let facts = part.Accounts.Select(account => account.Fact).ToList()
                   select Of(worker, part.Collector, part.Class is null ? LegKind.Cut : LegKind.Fee, part.Class, own.Currency, part.Reading, facts, evaluation.History.Because(facts));
        var flows = Flows(evaluation, placement, fees, payments).GroupBy(flow => flow.Kind).SelectMany(kind => Sorted(evaluation.Rates, told => evaluation.History.Because(told), [.. kind], missing));
        return
        [
            .. paid.Concat(flows).Where(leg => leg.Sum.Claimed > 0)
                .OrderBy(leg => leg.Kind).ThenBy(leg => leg.From, StringComparer.Ordinal).ThenBy(leg => leg.To, StringComparer.Ordinal)
                .ThenBy(leg => leg.Class).ThenBy(leg => leg.Currency.Code, StringComparer.Ordinal).ThenBy(leg => leg.First).ThenBy(leg => leg.Because[0], StringComparer.Ordinal),
        ];
    }

    /// <summary>What parties paid one another without saying for which placements.</summary>
    internal static IReadOnlyList<Leg> ForNone(ExchangeRates rates, IEnumerable<PartyFact> payments, ISet<string> missing) =>
    [
        .. payments.Select(Flow.Of).OfType<Flow>().Where(flow => flow.For.Count == 0).GroupBy(flow => flow.Kind)
            .SelectMany(kind => Sorted(rates, facts => [.. facts.Select(fact => fact.Id).Order(StringComparer.Ordinal)], [.. kind], missing)).Where(leg => leg.Sum.Claimed > 0),
    ];

    private static Leg Of(string from, string to, LegKind kind, FeeClass? ofClass, Currency currency, Reading sum, IReadOnlyList<Fact> facts, IReadOnlyList<string> because) =>
        new(from, to, kind, ofClass, facts.Min(fact => fact.EffectiveOn), facts.Max(fact => fact.EffectiveOn), because) { Sum = sum, Currency = currency, Facts = facts };

    /// <summary>What is told of the placement besides what the worker was charged.</summary>
    private static IEnumerable<Flow> Flows(Evaluation evaluation, string? placement, IReadOnlyList<PlacementFees> fees, IReadOnlyList<PartyFact> payments)
    {
        var history = evaluation.History;
        var started = history.Find(placement)?.Started;
        foreach (var fee in fees.SelectMany(own => own.Told).OfType<FeeCharged>().Where(fee => fee.BorneBy != Payer.Worker))
        {
            var payer = fee.BorneBy == Payer.Employer ? started?.Employer : started?.Recruiter;
            if (payer is not null && payer != fee.Collector)
            {
                yield return new Flow(fee, fee.Amount, payer, fee.Collector, fee.BorneBy == Payer.Employer ? LegKind.BorneByEmployer : LegKind.BorneByRecruiter);
            }
        }

        foreach (var back in fees.SelectMany(own => own.Reimbursements))
        {
            yield return new Flow(back, back.Amount, back.By, history.Worker, LegKind.PaidBack);
        }

        foreach (var lent in history.All<LoanDisbursed>().Where(lent => lent.Purpose == LoanPurpose.Recruitment && history.PlacementOf(lent) == placement))
        {
            yield return new Flow(lent, lent.Principal, lent.Lender, history.Worker, LegKind.Loan) { Within = lent.Loan };
        }

        var here = placement is null ? null : new PlacementReference(history.Worker, placement);
        foreach (var flow in payments.Select(Flow.Of).OfType<Flow>().Where(flow => here is not null && flow.For.Contains(here)))
        {
            yield return flow with { Heads = flow.For.Count };
        }
    }

    /// <summary>The flows of one kind, each money once and in one currency.</summary>
    private static IEnumerable<Leg> Sorted(ExchangeRates rates, Func<IEnumerable<Fact>, IReadOnlyList<string>> because, IReadOnlyList<Flow> flows, ISet<string> missing)
    {
        var byFact = flows.DistinctBy(flow => flow.Fact.Id).ToDictionary(flow => flow.Fact.Id, StringComparer.Ordinal);
        var homes = HomeCurrency.Of(byFact.Values.Select(flow => flow.Fact), fact => byFact[fact.Id].Key, fact => byFact[fact.Id].Money);
        foreach (var own in byFact.Values.Where(flow => homes.ContainsKey(flow.Fact.Id)).GroupBy(flow => homes[flow.Fact.Id]))
        {
            var conversion = new Conversion(rates);
            var accounts = own.Select(flow => conversion.To(own.Key, flow.Money, flow.Fact.EffectiveOn) is { } amount ? Account.Of(flow.Fact, amount / flow.Heads) : null);
            foreach (var group in MoneyGroup.Sort(accounts, account => byFact[account.Fact.Id].Key))
            {
                var first = byFact[group.Facts.OrderBy(fact => fact.EffectiveOn).ThenBy(fact => fact.Id, StringComparer.Ordinal).First().Id];
                yield return Of(first.From, first.To, first.Kind, null, own.Key, group.Reading, [.. group.Facts], because(group.Facts));
            }

            missing.UnionWith(conversion.Missing);
        }
    }

    /// <summary>What one fact tells of money between two parties.</summary>
    private sealed record Flow(Fact Fact, Money Money, string From, string To, LegKind Kind)
    {
        /// <summary>The loan it is a part of; two loans of one lender are two sums.</summary>
        public string? Within { get; init; }

        /// <summary>The placements it is for, where they are named.</summary>
        public IReadOnlyList<PlacementReference> For { get; private init; } = [];

        /// <summary>Among how many placements it is divided: each bears an equal part.</summary>
        public int Heads { get; init; } = 1;

        public (string From, string To, string? Within) Key => (From, To, Within);

        public static Flow? Of(PartyFact fact) => fact switch
        {
            KickbackPaid kickback => new Flow(kickback, kickback.Amount, kickback.From, kickback.To, LegKind.Kickback) { For = Named(kickback.Placements) },
            EmployerPaidRecruiter paid => new Flow(paid, paid.Amount, paid.Employer, paid.Recruiter, LegKind.BorneByEmployer) { For = Named(paid.Placements) },
            _ => null,
        };

        private static IReadOnlyList<PlacementReference> Named(FactList<PlacementReference>? placements) => [.. (placements ?? Enumerable.Empty<PlacementReference>()).Distinct()];
    }
}
