using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Fees;
using Ledger.Domain.Indicators;
using Ledger.Domain.Parties;
using Ledger.Domain.Rates;
using Ledger.Domain.Rules;
using Ledger.Domain.SameMoney;

namespace Ledger.Domain.Chain;

/// <summary>Looks at the legs of one placement's chain.</summary>
internal sealed class Remarking(Evaluation evaluation, PlacementStarted? started, RecruitmentChain chain)
{
    private readonly ILookup<string, Leg> _byPayee = chain.Legs.Where(leg => leg.IsWorkers).ToLookup(leg => leg.To, StringComparer.Ordinal);
    private readonly PlacementFees? _fees = evaluation.Fees.FirstOrDefault(fees => fees.Placement == chain.Placement);
    private IReadOnlyList<ChargeVerdict>? _charges;

    /// <summary>The remarks, in the order of their codes and then of the parties.</summary>
    public IReadOnlyList<ChainRemark> All()
    {
        var payees = chain.Parties.Where(party => _byPayee.Contains(party.Party)).ToList();
        return
        [
            .. payees.Select(WithoutLicence).OfType<ChainRemark>(),
            .. BeyondInvoice(),
            .. payees.Select(OnEmployersSide).OfType<ChainRemark>(),
            .. LinkedLenders(),
        ];
    }

    private ChainRemark? WithoutLicence(ChainParty payee)
    {
        var legs = _byPayee[payee.Party].ToList();
        if (!Recruits(payee, legs))
        {
            return null;
        }

        var days = legs.SelectMany(leg => leg.Facts).Select(fact => fact.EffectiveOn).Distinct().Order()
            .Select(on => LicenceOnDay.Of(payee.Party, on, evaluation.Parties, evaluation.Links)).ToList();
        var without = days.Find(day => day.Status == LicenceStatus.NotHeld);
        var doubted = without ?? days.Find(day => day.Status == LicenceStatus.Untold);
        if (doubted is null)
        {
            return null;
        }

        var said = (without, doubted.Licence) switch
        {
            (null, _) => "no register that the record holds tells whether it had a licence.",
            (_, { } licence) => $"its licence {licence.Number} on record runs from {Words.Of(licence.From)} to {Words.Of(licence.To)}.",
            _ => "the authority that registers it names no licence.",
        };
        return OnLegs(ChainRemark.PayeeWithoutLicence, payee.Party, legs, $"The worker paid {payee.Party} {Sum(legs)}, first on {Words.Of(doubted.On)}: {said}", [.. days.SelectMany(day => day.Because)]) with
        {
            Verdict = without is null ? Verdict.Insufficient : Verdict.Present,
            On = doubted.On,
            Missing = without is null ? [$"a registration of {payee.Party} that tells of its licence"] : [],
        };
    }

    /// <summary>Whether a party that was paid recruits, by what is told of it or by what the charges say.</summary>
    private static bool Recruits(ChainParty payee, IEnumerable<Leg> legs) =>
        payee.Recruits || legs.SelectMany(leg => leg.Facts).OfType<FeeCharged>().Any(fee => fee.CollectorRole is PartyRole.Recruiter or PartyRole.SubAgent);

    /// <summary>The recruiter's invoice is what it tells itself that it charged, and what receipts for it say; one currency is held against it at a time.</summary>
    private IEnumerable<ChainRemark> BeyondInvoice()
    {
        if (started is null || chain.Paid.Count == 0)
        {
            yield break;
        }

        var ids = evaluation.Links.Same(started.Recruiter, started.EffectiveOn).ToHashSet(StringComparer.Ordinal);
        foreach (var own in evaluation.FeesInEachCurrency.Where(own => own.Placement == chain.Placement && own.Charged.Claimed > 0))
        {
            var legs = chain.Legs.Where(leg => leg.IsWorkers && leg.Currency == own.Currency).ToList();
            var (invoiced, facts) = Invoiced(own, ids);
            if (facts.Count == 0)
            {
                yield return OnLegs(ChainRemark.LegsBeyondInvoice, started.Recruiter, legs, $"The worker paid {Sum(legs)}; no account or receipt of {started.Recruiter} tells what it charged.", []) with
                {
                    Verdict = Verdict.Insufficient,
                    Missing = [$"an account or a receipt of {started.Recruiter}"],
                };
            }
            else if (own.Charged.Claimed > invoiced)
            {
                var over = own.Charged.Less(invoiced);
                var remark = OnLegs(ChainRemark.LegsBeyondInvoice, started.Recruiter, legs,
                    $"The worker paid {Sum(legs)} in all; {started.Recruiter} accounts for {Words.Of(invoiced, own.Currency)}: {Words.Of(over, own.Currency)} beyond it.", facts);
                yield return remark with { Amounts = [.. remark.Amounts, new("invoiced", Measure.Of(new Reading(invoiced, invoiced), own.Currency)), new("excess", Measure.Of(over, own.Currency))] };
            }
        }
    }

    private (decimal Sum, IReadOnlyList<string> Facts) Invoiced(PlacementFees own, HashSet<string> recruiter)
    {
        var conversion = new Conversion(evaluation.Rates);
        var accounts = own.Fees.Select(fee => (Fee: fee, Told: recruiter.Contains(fee.AssertedBy) ? fee.Amount : recruiter.Contains(fee.Collector) ? fee.ReceiptAmount : null))
            .Where(one => one.Told is not null)
            .Select(one => conversion.To(own.Currency, one.Told!.Value, one.Fee.EffectiveOn) is { } amount ? Account.Of(one.Fee, amount) : null);
        var groups = MoneyGroup.Sort(accounts, account => PlacementFees.SumOf((FeeCharged)account.Fact));
        return (groups.Sum(group => group.Reading.Claimed), evaluation.History.Because(groups.SelectMany(group => group.Facts)));
    }

    private ChainRemark? OnEmployersSide(ChainParty payee)
    {
        var legs = _byPayee[payee.Party].ToList();
        return started is null || Beside(payee, started.Employer) is not { } beside
            ? null
            : OnLegs(ChainRemark.PayeeOnEmployersSide, payee.Party, legs, $"The worker paid {payee.Party} {Sum(legs)}; by the links of {Words.Of(payee.Licence.On)} it {beside.Said}.", [started.Id, .. beside.Links]);
    }

    /// <summary>What a party is to the employer, with the links that say so; null where none does.</summary>
    private (string Said, IReadOnlyList<string> Links)? Beside(ChainParty payee, string employer)
    {
        if (payee.Party == employer)
        {
            return ("is the employer itself", []);
        }

        var over = evaluation.Links.Controllers(employer, payee.Licence.On);
        if (over.Any(controller => controller.Party == payee.Party))
        {
            return ($"stands over the employer {employer}", Controller.Leading(over, payee.Party));
        }

        var shared = payee.Controllers.Select(controller => controller.Party).FirstOrDefault(party => party == employer || over.Any(other => other.Party == party));
        return shared is null ? null
            : shared == employer ? ($"has the employer {employer} over it", Controller.Leading(payee.Controllers, employer))
            : ($"has {shared} over it, which stands over the employer {employer} too", [.. Controller.Leading(payee.Controllers, shared), .. Controller.Leading(over, shared)]);
    }

    private IEnumerable<ChainRemark> LinkedLenders()
    {
        foreach (var leg in chain.Legs.Where(leg => leg.Kind == LegKind.Loan))
        {
            if (leg.Facts.OfType<LoanDisbursed>().Select(lent => LinkedLender.Of(evaluation, lent)).FirstOrDefault(linked => linked is not null) is { } linked)
            {
                yield return new ChainRemark
                {
                    Code = ChainRemark.LenderLinked,
                    Verdict = Verdict.Present,
                    Party = leg.From,
                    On = leg.First,
                    Amounts = [new("principal", leg.Amount)],
                    Because = Ids([.. leg.Because, .. evaluation.History.Because(linked.Facts)]),
                    Explanation = $"The worker borrowed {Words.Of(leg.Sum, leg.Currency)}: {linked.Said}.",
                };
            }
        }
    }

    /// <summary>A remark on what the worker paid, with the rules that reached it.</summary>
    private ChainRemark OnLegs(string code, string party, IReadOnlyList<Leg> legs, string explanation, IReadOnlyList<string> besides) => new()
    {
        Code = code,
        Verdict = Verdict.Present,
        Party = party,
        On = legs.Min(leg => leg.First),
        Amounts = [.. RecruitmentChain.Sums(legs).Select(sum => new NamedAmount("workerPaid", sum))],
        Rules = Rules(legs),
        Because = Ids([.. legs.SelectMany(leg => leg.Because), .. besides]),
        Explanation = explanation,
    };

    /// <summary>What the rules in force on the days of the charges said, each by its last word.</summary>
    private IReadOnlyList<ConsultedRule> Rules(IReadOnlyList<Leg> legs)
    {
        if (_fees is null)
        {
            return [];
        }

        var law = evaluation.Law(_fees);
        var told = legs.SelectMany(leg => leg.Facts).Select(fact => fact.Id).ToHashSet(StringComparer.Ordinal);
        var cuts = legs.Where(leg => leg.Kind == LegKind.Cut).Select(leg => (leg.Facts[0], leg.To, leg.Sum, leg.Currency));
        _charges ??= law.Charges();
        return
        [
            .. _charges.Where(charge => told.Contains(charge.Fee.Id)).OrderBy(charge => charge.Fee.EffectiveOn).ThenBy(charge => charge.Fee.Id, StringComparer.Ordinal)
                .SelectMany(charge => charge.Rules).Concat(law.OnCuts(cuts).Select(count => count.Consulted))
                .Where(rule => rule.Says != RuleSays.NotApplicable)
                .GroupBy(rule => rule.Rule, StringComparer.Ordinal).OrderBy(rule => rule.Key, StringComparer.Ordinal).Select(rule => rule.Last()),
        ];
    }

    private static string Sum(IEnumerable<Leg> legs) =>
        string.Join(" and ", legs.GroupBy(leg => leg.Currency).OrderBy(own => own.Key.Code, StringComparer.Ordinal).Select(own => Words.Of(own.Aggregate(Reading.Zero, (sum, leg) => sum + leg.Sum), own.Key)));

    private static IReadOnlyList<string> Ids(IEnumerable<string> ids) => [.. ids.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
