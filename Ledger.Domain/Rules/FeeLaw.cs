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
    private readonly ExchangeRates _rates;
    private readonly PlacementFees _fees;
    private readonly List<(Fact Fact, Charge Charge, Reading? Sum)> _charges;

    private FeeLaw(WorkerHistory history, ExchangeRates rates, PartyRegister parties, PartyLinks links, RulePack pack, PlacementFees fees)
    {
        (_pack, _rates, _fees) = (pack, rates, fees);
        Where = Situation.Of(history, fees.Placement);
        _basis = CapBasis.Of(history, fees.Placement, rates);
        var recruiter = history.Placements.FirstOrDefault(placement => placement.Id == fees.Placement)?.Started?.Recruiter;
        _charges =
        [
            .. fees.Fees.Select(fee => ((Fact)fee, new Charge(fee.EffectiveOn, fee.Class, CollectorOf(fee.Collector, fee.CollectorRole, fee.EffectiveOn), fee.Form == FeeForm.Deduction), (Reading?)null)),
            .. from part in fees.Parts
               where part.Class is null
               let cut = fees.Facts.OfType<DeductionTaken>().MinBy(deduction => deduction.EffectiveOn)!
               select ((Fact)cut, new Charge(cut.EffectiveOn, null, CollectorOf(part.Collector, null, cut.EffectiveOn), true), (Reading?)part.Reading),
        ];

        Collector CollectorOf(string party, PartyRole? role, LocalDate on) => Collector.Of(party, role, recruiter, parties, links, on);
    }

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
    public IReadOnlyList<FeeCount> Law() => [.. _pack.FeeRules.Where(rule => IsLawHere(rule) && !rule.Scope!.OnlyCuts).Select(rule => Count(rule, null))];

    /// <summary>What each standard comes to over the whole placement.</summary>
    public IReadOnlyList<FeeCount> Standards() => [.. _pack.FeeRules.Where(rule => rule.Role == RuleRole.Standard && !rule.Scope!.OnlyCuts).Select(rule => Count(rule, null))];

    /// <summary>What each law or standard that speaks of cuts from wages comes to.</summary>
    public IReadOnlyList<FeeCount> OnCuts() =>
        [.. _pack.FeeRules.Where(rule => rule.Scope!.OnlyCuts && (rule.Role == RuleRole.Standard || IsLawHere(rule))).Select(rule => Count(rule, null))];

    /// <summary>The two verdicts of every charge that is told, in the order of the facts.</summary>
    public IReadOnlyList<ChargeVerdict> Charges() =>
    [
        .. _fees.Fees.Select((fee, index) =>
        {
            var said = _pack.FeeRules.Where(rule => rule.Role == RuleRole.Standard || IsLawHere(rule))
                .Select(rule => (Rule: rule, Count: Count(rule, _charges[index].Charge))).ToList();
            return new ChargeVerdict(
                fee,
                [.. said.Select(one => one.Count.Consulted)],
                said.Exists(one => one is { Rule.Role: RuleRole.Standard, Count.Says: RuleSays.Breach }),
                said.Exists(one => one.Rule.Role != RuleRole.Standard && one.Count.Says == RuleSays.Breach));
        }),
    ];

    private bool IsLawHere(Rule rule) =>
        rule.Role != RuleRole.Standard && (IsOf(rule, Where.OriginCountry) || IsOf(rule, Where.DestinationCountry));

    private static bool IsOf(Rule rule, string? country) => country is not null && rule.Jurisdiction.StartsWith(country, StringComparison.Ordinal);

    /// <summary>Holds a rule's cap against what it counts: over the whole placement, or up to the day of one charge that it must reach.</summary>
    private FeeCount Count(Rule rule, Charge? upTo)
    {
        var reaches = _charges.Where(entry => upTo is not { } last || entry.Charge.On <= last.On)
            .Select(entry => (entry.Fact, entry.Charge, entry.Sum, Reach: RuleReach.Of(rule, Where, entry.Charge))).ToList();
        var asked = upTo is { } one ? [RuleReach.Of(rule, Where, one)] : reaches.ConvertAll(entry => entry.Reach);
        if (asked.TrueForAll(reach => reach.Says == RuleSays.NotApplicable))
        {
            return FeeCount.NotReached(rule, asked);
        }

        var counted = reaches.Where(entry => entry.Reach.IsReached).Select(entry => (entry.Fact, entry.Charge.On, entry.Sum)).ToList();
        var unsure = reaches.Where(entry => entry.Reach.Says == RuleSays.Insufficient).ToList();
        var days = ((FeeLimit)rule.Limit!) is ServiceSchedule or FirstWageShare ? counted.Select(entry => entry.On).Distinct().Order().ToList() : [];
        var end = reaches.Max(entry => entry.Charge.On);
        if (days.Count == 0 || days[^1] != end)
        {
            days.Add(end);
        }

        var answers = days.Select(day => Weigh(rule, day, [.. counted.Where(entry => entry.On <= day)])).ToList();
        var worst = answers.Where(answer => answer.Excess.Claimed == answers.Max(other => other.Excess.Claimed)).Last();
        return worst.Says is RuleSays.Breach or RuleSays.Doubtful || unsure.Count == 0
            ? worst
            : worst.WithUnsure(RuleReach.Text(rule, unsure.Min(entry => entry.Reach.Why))!, unsure.Select(entry => entry.Fact));
    }

    private FeeCount Weigh(Rule rule, LocalDate on, IReadOnlyList<(Fact Fact, LocalDate On, Reading? Sum)> counted)
    {
        var cap = Deferring(rule, on);
        var currency = cap.Currency ?? _fees.Currency;
        var conversion = new Conversion(_rates);
        var accounts = counted.Where(entry => entry.Sum is null).Select(entry => (FeeCharged)entry.Fact)
            .Select(fee => conversion.To(currency, fee.Amount, fee.EffectiveOn) is { } amount ? Account.Of(fee, amount) : null);
        var sum = MoneyGroup.Sort(accounts, account => $"{((FeeCharged)account.Fact).Class} {((FeeCharged)account.Fact).Collector}")
            .Aggregate(Reading.Zero, (total, group) => total + group.Reading);
        foreach (var (_, day, part) in counted)
        {
            if (part is { } unnamed && conversion.To(currency, unnamed.Documented, _fees.Currency, day) is { } documented
                && conversion.To(currency, unnamed.Claimed, _fees.Currency, day) is { } claimed)
            {
                sum += new Reading(documented, claimed);
            }
        }

        return FeeCount.Of(rule, cap, sum, currency, conversion, [.. counted.Select(entry => entry.Fact), .. WageFacts((FeeLimit)rule.Limit!)]);
    }

    /// <summary>The cap, which is zero where the rule defers to a destination that forbids fees.</summary>
    private Cap Deferring(Rule rule, LocalDate on)
    {
        var limit = (FeeLimit)rule.Limit!;
        var cap = Cap.Of(limit, Where, _basis, on);
        if (!limit.IsZeroWhereDestinationForbids || Where.DestinationCountry is null)
        {
            return cap;
        }

        var forbidding = _pack.FeeRules.Where(other => other is { Role: RuleRole.Destination, Kind: RuleKind.FeeProhibition, Limit: ZeroFee, Scope.OnlyCuts: false }
            && IsOf(other, Where.DestinationCountry) && other.IsInForce(on) && RuleReach.OfPlacement(other, Where).Says != RuleSays.NotApplicable).ToList();
        return forbidding.Exists(other => other.Doubt is null && RuleReach.OfPlacement(other, Where).IsReached) ? Cap.Zero
            : forbidding.Count > 0 ? cap.Or(Cap.Zero, $"whether {Where.DestinationCountry} forbids fees is in doubt ({forbidding[0].Id})")
            : cap;
    }

    private IReadOnlyList<Fact> WageFacts(FeeLimit limit) => limit switch
    {
        MonthlyWages wages => _basis.Wage(wages.Wage)?.Facts ?? [],
        DailyWages wages => _basis.Wage(wages.Wage)?.Facts ?? [],
        FirstWageShare => _basis.FirstMonth?.Facts ?? [],
        LeastOf least => [.. least.Limits.SelectMany(WageFacts)],
        _ => [],
    };
}
