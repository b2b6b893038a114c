using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Fees;
using Ledger.Domain.Parties;
using Ledger.Domain.Rates;
using Ledger.Domain.Record;
using Ledger.Domain.SameMoney;
using NodaTime;

namespace Ledger.Domain.Rules;

/// <summary>What one charge comes to.</summary>
/// <param name="Fee">The charge.</param>
/// <param name="Rules">Every rule consulted, in order of id: each cap against all it counts up to the day of this charge.</param>
/// <param name="IsStandardBreach">Whether a standard is plainly broken.</param>
/// <param name="IsLegalBreach">Whether a law is plainly broken.</param>
public sealed record ChargeVerdict(FeeCharged Fee, IReadOnlyList<ConsultedRule> Rules, bool IsStandardBreach, bool IsLegalBreach);

/// <summary>The rules on fees, asked about everything a worker was charged for one placement.</summary>
/// <remarks>
/// A cap is held against the sum of all charges that its rule reaches, in the cap's currency at the rates of their days. Accounts of
/// the same money count once, as everywhere; how a charge is split, in what form it was paid and which of a chain's parties took it
/// make no difference. Rules are those of the worker's origin, of the job's country, and standards.
/// </remarks>
public sealed class FeeLaw
{
    private readonly RulePack _pack;
    private readonly CapBasis _basis;
    private readonly WorkerHistory _history;
    private readonly ExchangeRates _rates;
    private readonly PlacementFees _fees;
    private readonly Func<string, PartyRole?, LocalDate, Collector> _collectorOf;
    private readonly List<(Fact Fact, Charge Charge, Told? Sum)> _charges;

    // Rules are told apart as they stand in the pack, without reading them.
    private readonly Dictionary<Rule, Asked> _asked = new(ReferenceEqualityComparer.Instance);
    private readonly List<(List<int> Charges, CountedCharges Sum)> _sums = [];
    private IReadOnlyList<FeeCount>? _law;
    private IReadOnlyList<FeeCount>? _standards;

    private FeeLaw(WorkerHistory history, ExchangeRates rates, PartyRegister parties, PartyLinks links, RulePack pack, PlacementFees fees)
    {
        (_pack, _rates, _fees, _history) = (pack, rates, fees, history);
        Where = Situation.Of(history, fees.Placement);
        _basis = CapBasis.Of(history, fees.Placement, rates);
        var started = history.Find(fees.Placement)?.Started;
        _collectorOf = (party, role, on) => Collector.Of(party, role ?? RoleIn(started, party), started?.Recruiter, parties, links, on);
        _charges =
        [
            .. fees.Fees.Select(fee => ((Fact)fee, new Charge(fee.EffectiveOn, fee.Class, _collectorOf(fee.Collector, fee.CollectorRole, fee.EffectiveOn), fee.Form == FeeForm.Deduction), (Told?)null)),
            .. from part in fees.Parts
               where part.Class is null
               let cut = fees.Facts.OfType<DeductionTaken>().MinBy(deduction => deduction.EffectiveOn)!
               select ((Fact)cut, new Charge(cut.EffectiveOn, null, _collectorOf(part.Collector, null, cut.EffectiveOn), true), (Told?)new Told(part.Reading, fees.Currency)),
        ];
    }

    private FeeLaw(FeeLaw other, List<(Fact Fact, Charge Charge, Told? Sum)> charges) =>
        (_pack, _rates, _fees, _history, _basis, _collectorOf, Where, _charges) = (other._pack, other._rates, other._fees, other._history, other._basis, other._collectorOf, other.Where, charges);

    /// <summary>The worker and the placement.</summary>
    public Situation Where { get; }

    /// <summary>Puts the rules to the fees of a placement.</summary>
    /// <param name="history">The record.</param>
    /// <param name="rates">The recorded rates.</param>
    /// <param name="parties">Who is registered where.</param>
    /// <param name="links">Who is linked to whom.</param>
    /// <param name="pack">The rules.</param>
    /// <param name="fees">What the worker was charged for the placement.</param>
    public static FeeLaw Of(WorkerHistory history, ExchangeRates rates, PartyRegister parties, PartyLinks links, RulePack pack, PlacementFees fees) =>
        new(history, rates, parties, links, pack, fees);

    /// <summary>What each law of the worker's origin and of the job's country comes to over the whole placement.</summary>
    public IReadOnlyList<FeeCount> Law() => _law ??= [.. _pack.FeeRules.Where(rule => IsLawHere(rule) && !rule.Scope!.OnlyCuts).Select(Count)];

    /// <summary>What each standard comes to over the whole placement.</summary>
    public IReadOnlyList<FeeCount> Standards() => _standards ??= [.. _pack.FeeRules.Where(rule => rule.Role == RuleRole.Standard && !rule.Scope!.OnlyCuts).Select(Count)];

    /// <summary>What the laws and standards that speak of cuts from wages say of cuts that recovered a fee.</summary>
    /// <param name="cuts">The cuts, by pay period, each with whoever received it.</param>
    public IReadOnlyList<FeeCount> OnCuts(IEnumerable<(Fact Cut, string Payee, Reading Sum, Currency Currency)> cuts)
    {
        var charges = cuts.Select(one => (one.Cut, new Charge(one.Cut.EffectiveOn, null, _collectorOf(one.Payee, null, one.Cut.EffectiveOn), true), (Told?)new Told(one.Sum, one.Currency))).ToList();
        var onCuts = new FeeLaw(this, charges);
        return charges.Count == 0
            ? []
            : [.. _pack.FeeRules.Where(rule => rule.Scope!.OnlyCuts && (rule.Role == RuleRole.Standard || IsLawHere(rule))).Select(onCuts.Count)];
    }

    /// <summary>What laws and standards say must be paid back for the placement; empty where nothing was charged.</summary>
    public IReadOnlyList<RefundDuty> Refunds()
    {
        var charges = _fees.Parts.Where(part => part.Reading.Claimed > 0)
            .Select(part => (_charges.Find(entry => entry.Charge.Class == part.Class && entry.Charge.Collector.Party == part.Collector).Charge, part.Reading))
            .ToList();
        return charges.Count == 0
            ? []
            : [.. _pack.Rules.Where(rule => rule.Limit is RefundLimit && (rule.Role == RuleRole.Standard || IsLawHere(rule))).Select(rule => RefundDuty.Of(rule, Where, charges, _history, _fees.Placement))];
    }

    /// <summary>The first day on which a refund that a law gives for an early end is lost; null where no law gives one.</summary>
    public LocalDate? RefundWindowCloses() => _history.Placements.FirstOrDefault(placement => placement.Id == _fees.Placement) is { } placement
        ? _pack.Rules.Where(IsLawHere).Select(rule => RefundDuty.WindowCloses(rule, Where, _charges.Select(entry => entry.Charge), _history, placement)).Min()
        : null;

    /// <summary>The registrations that tell where the collectors are.</summary>
    public IEnumerable<PartyRegistered> Registrations() => _charges.SelectMany(entry => entry.Charge.Collector.Facts).DistinctBy(fact => fact.Id);

    /// <summary>The first day on which what a rule counts was beyond its cap; null where it never was.</summary>
    public LocalDate? BrokenSince(Rule rule) => _charges.Zip(Ask(rule).Reaches, (entry, reach) => (entry.Charge.On, Reach: reach))
        .Where(charge => charge.Reach.IsReached)
        .DistinctBy(charge => charge.On).OrderBy(charge => charge.On)
        .Where(charge => CountBy(Ask(rule), charge.On).Says is RuleSays.Breach or RuleSays.Doubtful)
        .Select(charge => (LocalDate?)charge.On).FirstOrDefault();

    /// <summary>The two verdicts of every charge that is told, in the order of the facts.</summary>
    public IReadOnlyList<ChargeVerdict> Charges()
    {
        var asked = _pack.FeeRules.Where(rule => rule.Role == RuleRole.Standard || IsLawHere(rule)).Select(Ask).ToList();
        return
        [
            .. _fees.Fees.Select((fee, index) =>
            {
                var said = asked.ConvertAll(one => CountOf(one, index));
                return new ChargeVerdict(
                    fee,
                    said.ConvertAll(count => count.Consulted),
                    said.Exists(count => count is { Rule.Role: RuleRole.Standard, Says: RuleSays.Breach }),
                    said.Exists(count => count.Rule.Role != RuleRole.Standard && count.Says == RuleSays.Breach));
            }),
        ];
    }

    /// <summary>What the placement says a party does.</summary>
    private static PartyRole? RoleIn(PlacementStarted? started, string party) =>
        started is null ? null
        : party == started.Employer ? PartyRole.Employer
        : party == started.Recruiter ? PartyRole.Recruiter
        : started.Chain.Contains(party) ? PartyRole.SubAgent
        : null;

    private bool IsLawHere(Rule rule) => rule.Role != RuleRole.Standard && (rule.IsOf(Where.OriginCountry) || rule.IsOf(Where.DestinationCountry));

    private Asked Ask(Rule rule) =>
        _asked.TryGetValue(rule, out var known) ? known : _asked[rule] = new Asked(rule, _charges.ConvertAll(entry => RuleReach.Of(rule, Where, entry.Charge)));

    /// <summary>Holds a rule's cap against what it counts over the whole placement.</summary>
    private FeeCount Count(Rule rule)
    {
        var asked = Ask(rule);
        return asked.Reaches.TrueForAll(reach => reach.Says == RuleSays.NotApplicable) ? asked.NotReached(asked.Reaches) : CountBy(asked, null);
    }

    /// <summary>Holds a rule's cap against what it counts up to the day of one charge, which it must reach.</summary>
    private FeeCount CountOf(Asked asked, int charge)
    {
        var reach = asked.Reaches[charge];
        return reach.Says == RuleSays.NotApplicable ? asked.NotReached([reach]) : CountBy(asked, _charges[charge].Charge.On);
    }

    // What a rule counts up to a day is the same whichever charge of the day is asked about.
    private FeeCount CountBy(Asked asked, LocalDate? day) =>
        asked.Counts.TryGetValue(day ?? LocalDate.MaxIsoValue, out var known) ? known : asked.Counts[day ?? LocalDate.MaxIsoValue] = CountUpTo(asked, day);

    private FeeCount CountUpTo(Asked asked, LocalDate? upTo)
    {
        var (rule, reaches) = (asked.Rule, asked.Reaches);
        List<int> counted = [], unsure = [];
        var end = LocalDate.MinIsoValue;
        for (var index = 0; index < _charges.Count; index++)
        {
            if (_charges[index].Charge.On is var on && (upTo is not { } last || on <= last))
            {
                end = LocalDate.Max(end, on);
                (reaches[index].IsReached ? counted : reaches[index].Says == RuleSays.Insufficient ? unsure : null)?.Add(index);
            }
        }

        var worst = (FeeLimit)rule.Limit! is ServiceSchedule or FirstWageShare ? Worst(rule, counted, end) : Weigh(rule, end, counted);
        return worst.Says is RuleSays.Breach or RuleSays.Doubtful || unsure.Count == 0
            ? worst
            : worst.WithUnsure(RuleReach.Text(rule, unsure.Min(charge => reaches[charge].Why))!, unsure.Select(charge => _charges[charge].Fact));
    }

    /// <summary>Where the cap grows with time: what comes of the day on which the charges up to it are furthest beyond it, the last of such days.</summary>
    private FeeCount Worst(Rule rule, List<int> counted, LocalDate end)
    {
        var answers = counted.Select(charge => _charges[charge].Charge.On).Append(end).Distinct().Order()
            .Select(day => Weigh(rule, day, counted.FindAll(charge => _charges[charge].Charge.On <= day))).ToList();
        var most = answers.Max(answer => answer.Excess.Claimed);
        return answers.Last(answer => answer.Excess.Claimed == most);
    }

    private FeeCount Weigh(Rule rule, LocalDate on, List<int> counted)
    {
        var cap = _pack.CapOf(rule, Where, _basis, on);
        return FeeCount.Of(rule, cap, SumOf(cap.Currency ?? CurrencyOf(counted), counted), WageFacts((FeeLimit)rule.Limit!));
    }

    /// <summary>The currency of a count whose cap has none. Cuts bring their own: a placement of which no fee is told has none.</summary>
    private Currency CurrencyOf(List<int> counted) => !_charges.Exists(entry => entry.Sum is not null)
        ? _fees.Currency
        : counted.Select(charge => _charges[charge].Sum).Concat(_charges.Select(entry => entry.Sum)).First(told => told is not null)!.Currency;

    private CountedCharges SumOf(Currency currency, List<int> counted)
    {
        foreach (var (charges, known) in _sums)
        {
            if (known.Currency == currency && charges.SequenceEqual(counted))
            {
                return known;
            }
        }

        var summed = Sum(currency, counted);
        _sums.Add((counted, summed));
        return summed;
    }

    private CountedCharges Sum(Currency currency, List<int> counted)
    {
        var conversion = new Conversion(_rates);
        var accounts = counted.Where(charge => _charges[charge].Sum is null).Select(charge => (FeeCharged)_charges[charge].Fact)
            .Select(fee => conversion.To(currency, fee.Amount, fee.EffectiveOn) is { } amount ? Account.Of(fee, amount) : null);
        var groups = MoneyGroup.Sort(accounts, account => PlacementFees.SumOf((FeeCharged)account.Fact));
        var sum = groups.Aggregate(Reading.Zero, (total, group) => total + group.Reading);
        var lowest = groups.Sum(group => group.Accounts.GroupBy(account => account.Fact.AssertedBy, StringComparer.Ordinal).Min(party => party.Sum(account => account.Amount)));
        foreach (var charge in counted)
        {
            var (_, (day, _, _, _), part) = _charges[charge];
            if (part is { } told && conversion.To(currency, told.Sum.Documented, told.Currency, day) is { } documented
                && conversion.To(currency, told.Sum.Claimed, told.Currency, day) is { } claimed)
            {
                sum += new Reading(documented, claimed);
                lowest += claimed;
            }
        }

        return new CountedCharges(sum, lowest, currency, conversion, counted.ConvertAll(charge => _charges[charge].Fact));
    }

    private IReadOnlyList<Fact> WageFacts(FeeLimit limit) => limit switch
    {
        MonthlyWages wages => _basis.Wage(wages.Wage)?.Facts ?? [],
        DailyWages wages => _basis.Wage(wages.Wage)?.Facts ?? [],
        FirstWageShare => _basis.FirstMonth?.Facts ?? [],
        LeastOf least => [.. least.Limits.SelectMany(WageFacts)],
        _ => [],
    };

    /// <summary>One rule and what it said so far.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="reaches">Whether it reaches each charge.</param>
    private sealed class Asked(Rule rule, List<Reach> reaches)
    {
        private readonly Dictionary<ReachReason, FeeCount> _notReached = [];

        public Rule Rule => rule;

        public List<Reach> Reaches => reaches;

        /// <summary>What it counts up to a day; up to the last there is, for the whole placement.</summary>
        public Dictionary<LocalDate, FeeCount> Counts { get; } = [];

        /// <summary>That it reaches none of some charges: of one alone, for its own reason.</summary>
        public FeeCount NotReached(List<Reach> asked)
        {
            var why = asked.Count == 1 ? asked[0].Why : ReachReason.Reached;
            return _notReached.TryGetValue(why, out var known) ? known : _notReached[why] = FeeCount.NotReached(rule, asked);
        }
    }

    /// <summary>A sum that is no fee fact's own amount: what cuts from wages came to.</summary>
    private sealed record Told(Reading Sum, Currency Currency);
}
