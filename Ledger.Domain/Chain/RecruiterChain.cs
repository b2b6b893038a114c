using Ledger.Domain.Amounts;
using Ledger.Domain.Disclosure;
using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Domain.Parties;
using Ledger.Domain.Rates;
using Ledger.Domain.Rules;
using Ledger.Domain.Scorecards;
using NodaTime;

namespace Ledger.Domain.Chain;

/// <summary>Legs of the same parties, kind, class and currency, added up over workers.</summary>
/// <param name="From">Who paid; null for the workers.</param>
/// <param name="To">Who was paid; null for the workers.</param>
/// <param name="Kind">Why.</param>
/// <param name="Class">The class of the charge; null where it is none or nobody named it.</param>
/// <param name="Amount">The sum, from documented to claimed.</param>
/// <param name="Workers">Of how many workers; null for payments that name no placement.</param>
/// <param name="First">The day of the first account.</param>
/// <param name="Last">The day of the last account.</param>
public sealed record SummedLeg(string? From, string? To, LegKind Kind, FeeClass? Class, Measure Amount, int? Workers, LocalDate First, LocalDate Last);

/// <summary>Remarks of one code about one party, added up over workers.</summary>
/// <param name="Code">The code.</param>
/// <param name="Party">The party; the first id of those that are one, where workers share a payee.</param>
/// <param name="Workers">Of how many workers.</param>
/// <param name="Placements">In how many placements.</param>
/// <param name="First">The first day it is about.</param>
/// <param name="Last">The last day it is about.</param>
/// <param name="Amounts">The sums, by what they are and currency.</param>
/// <param name="Broken">The rules that said breach or doubtful of the charges, in order of id.</param>
/// <param name="ToLookAt">Workers whose chains show it with all facts, at most <see cref="RecruiterChain.MostWorkersNamed"/>; none for whoever is shown no small group.</param>
public sealed record SummedRemark(
    string Code, string Party, int Workers, int Placements, LocalDate First, LocalDate Last, IReadOnlyList<NamedAmount> Amounts, IReadOnlyList<string> Broken, IReadOnlyList<string> ToLookAt);

/// <summary>Who was paid for the placements of one recruiter, added up over its workers.</summary>
public sealed record RecruiterChain
{
    /// <summary>The most workers whose chains are added up; those after them, in alphabetical order, are only counted.</summary>
    public const int MostWorkers = 2_000;

    /// <summary>The most legs that are kept, those of most workers first; those beyond are counted.</summary>
    public const int MostLegs = 1_000;

    /// <summary>The most workers named with a remark.</summary>
    public const int MostWorkersNamed = 5;

    /// <summary>How many workers must have paid one party for it to be remarked.</summary>
    public const int FewestWhoShare = 5;

    /// <summary>The recruiter.</summary>
    public required string Recruiter { get; init; }

    /// <summary>The ids that count as the recruiter: those it owns, is owned by, or is the same as.</summary>
    public required IReadOnlyList<string> Ids { get; init; }

    /// <summary>Workers it placed; null where they are too few to be shown.</summary>
    public int? Workers { get; init; }

    /// <summary>Their placements by it.</summary>
    public int Placements { get; init; }

    /// <summary>Workers beyond <see cref="MostWorkers"/>, whose chains are not in the sums.</summary>
    public int WorkersBeyond { get; init; }

    /// <summary>What went from whom to whom, that of most workers first.</summary>
    public IReadOnlyList<SummedLeg> Legs { get; init; } = [];

    /// <summary>Legs beyond <see cref="MostLegs"/>.</summary>
    public int LegsBeyond { get; init; }

    /// <summary>Legs and remarks of fewer than five workers that are not shown to this audience.</summary>
    public int Withheld { get; init; }

    /// <summary>What the workers paid, by currency, with what is withheld.</summary>
    public IReadOnlyList<Measure> Paid { get; init; } = [];

    /// <summary>The parties of the legs that are shown, as they were on the day of the question.</summary>
    public IReadOnlyList<ChainParty> Parties { get; init; } = [];

    /// <summary>What is to be looked at.</summary>
    public IReadOnlyList<SummedRemark> Remarks { get; init; } = [];

    /// <summary>Placements in which a remark cannot be said because something is missing, by code.</summary>
    public SortedDictionary<string, int> Untold { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Exchange rates that were wanted and not recorded.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>Whether the workers are too few to be shown.</summary>
    public bool IsWithheld => Workers is null;

    /// <summary>Adds up chains.</summary>
    /// <param name="recruiter">The recruiter.</param>
    /// <param name="asOf">The day of the question.</param>
    /// <param name="chains">The chains of workers; those of other recruiters are passed over.</param>
    /// <param name="payments">What parties paid one another, as it stands on that day; those to and from the recruiter that name no placement count.</param>
    /// <param name="links">Who is linked to whom.</param>
    /// <param name="parties">Who is registered.</param>
    /// <param name="rates">The recorded rates.</param>
    public static RecruiterChain Of(
        string recruiter, LocalDate asOf, IEnumerable<RecruitmentChain> chains, IEnumerable<PartyFact> payments, PartyLinks links, PartyRegister parties, ExchangeRates rates)
    {
        var groups = links.Groups(asOf);
        var ids = groups.Members(recruiter);
        var own = chains.Where(chain => chain.Recruiter is { } by && ids.Contains(by, StringComparer.Ordinal)).ToList();
        var missing = new SortedSet<string>(own.SelectMany(chain => chain.Missing), StringComparer.Ordinal);
        var between = Leg.ForNone(rates, payments, missing).Where(leg => ids.Contains(leg.From, StringComparer.Ordinal) || ids.Contains(leg.To, StringComparer.Ordinal));
        var legs = own.SelectMany(chain => chain.Legs.Select(leg => (Worker: (string?)chain.Worker, Leg: leg))).Concat(between.Select(leg => (Worker: (string?)null, Leg: leg)))
            .GroupBy(one => (
                From: one.Leg.From == one.Worker ? null : one.Leg.From, To: one.Leg.To == one.Worker ? null : one.Leg.To, one.Leg.Kind, one.Leg.Class, one.Leg.Currency, IsNamed: one.Worker is not null))
            .Select(sum => new SummedLeg(
                sum.Key.From, sum.Key.To, sum.Key.Kind, sum.Key.Class, Measure.Of(sum.Aggregate(Reading.Zero, (total, one) => total + one.Leg.Sum), sum.Key.Currency),
                sum.Key.IsNamed ? sum.Select(one => one.Worker).Distinct(StringComparer.Ordinal).Count() : null, sum.Min(one => one.Leg.First), sum.Max(one => one.Leg.Last)))
            .OrderByDescending(leg => leg.Workers).ThenByDescending(leg => leg.Amount.Claimed).ThenBy(leg => leg.Kind)
            .ThenBy(leg => leg.From, StringComparer.Ordinal).ThenBy(leg => leg.To, StringComparer.Ordinal).ThenBy(leg => leg.Class).ThenBy(leg => leg.Amount.Currency, StringComparer.Ordinal).ToList();
        return new RecruiterChain
        {
            Recruiter = recruiter,
            Ids = ids,
            Workers = own.Select(chain => chain.Worker).Distinct(StringComparer.Ordinal).Count(),
            Placements = own.Count,
            Legs = [.. legs.Take(MostLegs)],
            LegsBeyond = Math.Max(0, legs.Count - MostLegs),
            Paid = RecruitmentChain.Sums(own.SelectMany(chain => chain.Legs).Where(leg => leg.IsWorkers)),
            Parties = PartiesOf([.. legs.Take(MostLegs)], ids, asOf, links, parties),
            Remarks = [.. Summed(own), .. Shared(own, ids, groups)],
            Untold = new(own.SelectMany(chain => chain.Remarks.Where(remark => remark.Verdict == Verdict.Insufficient).Select(remark => remark.Code).Distinct()).CountBy(code => code).ToDictionary(), StringComparer.Ordinal),
            Missing = [.. missing],
        };
    }

    /// <summary>The chain as it is shown to an audience: nothing of fewer than five workers, and no worker's name, to whoever might find out who they are.</summary>
    public RecruiterChain For(Audience audience)
    {
        if (audience.ReadsComplaints())
        {
            return this;
        }

        if (Workers < Scorecard.SmallestGroup)
        {
            return new RecruiterChain { Recruiter = Recruiter, Ids = Ids };
        }

        var legs = Legs.Where(leg => leg.Workers is null or >= Scorecard.SmallestGroup).ToList();
        var remarks = Remarks.Where(remark => remark.Workers >= Scorecard.SmallestGroup).ToList();
        var shown = legs.SelectMany(leg => new[] { leg.From, leg.To }).OfType<string>().Concat(Ids).ToHashSet(StringComparer.Ordinal);
        return this with
        {
            Legs = legs,
            Remarks = [.. remarks.Select(remark => remark with { ToLookAt = [] })],
            Parties = [.. Parties.Where(party => shown.Contains(party.Party))],
            Untold = new(Untold.Where(untold => untold.Value >= Scorecard.SmallestGroup).ToDictionary(), StringComparer.Ordinal),
            Withheld = Legs.Count - legs.Count + (Remarks.Count - remarks.Count),
        };
    }

    private static List<ChainParty> PartiesOf(IReadOnlyList<SummedLeg> legs, IReadOnlyList<string> ids, LocalDate asOf, PartyLinks links, PartyRegister parties)
    {
        var parts = ids.Select(id => (Party: id, Part: ChainPart.Recruiter))
            .Concat(legs.Where(leg => leg.Kind is LegKind.Fee or LegKind.Cut).Select(leg => (Party: leg.To!, Part: ChainPart.Payee)))
            .Concat(legs.Where(leg => leg.Kind == LegKind.Loan).Select(leg => (Party: leg.From!, Part: ChainPart.Lender)))
            .Concat(legs.SelectMany(leg => new[] { leg.From, leg.To }).OfType<string>().Select(party => (Party: party, Part: ChainPart.Other)));
        return
        [
            .. parts.GroupBy(part => part.Party, part => part.Part, StringComparer.Ordinal).Select(party => ChainParty.On(asOf, party.Key, party, links, parties)),
        ];
    }

    private static IEnumerable<SummedRemark> Summed(IReadOnlyList<RecruitmentChain> chains) =>
        from one in chains.SelectMany(chain => chain.Remarks.Where(remark => remark is { Verdict: Verdict.Present, Party: not null }).Select(remark => (Chain: chain, Remark: remark)))
        group one by (one.Remark.Code, one.Remark.Party) into same
        orderby Order(same.Key.Code), same.Select(one => one.Chain.Worker).Distinct(StringComparer.Ordinal).Count() descending, same.Key.Party
        let workers = same.Select(one => one.Chain.Worker).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList()
        select new SummedRemark(
            same.Key.Code, same.Key.Party!, workers.Count, same.Select(one => (one.Chain.Worker, one.Chain.Placement)).Distinct().Count(),
            same.Min(one => one.Remark.On!.Value), same.Max(one => one.Remark.On!.Value), Added(same.SelectMany(one => one.Remark.Amounts)),
            [.. same.SelectMany(one => one.Remark.Rules).Where(rule => rule.Says is RuleSays.Breach or RuleSays.Doubtful).Select(rule => rule.Rule).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            [.. workers.Take(MostWorkersNamed)]);

    /// <summary>Parties other than the recruiter that many of its workers paid; ids that are one party are counted together.</summary>
    private static IEnumerable<SummedRemark> Shared(IReadOnlyList<RecruitmentChain> chains, IReadOnlyList<string> ids, PartyGroups groups) =>
        from one in chains.SelectMany(chain => chain.Legs.Where(leg => leg.IsWorkers && !ids.Contains(leg.To, StringComparer.Ordinal)).Select(leg => (Chain: chain, Leg: leg)))
        group one by groups.Of(one.Leg.To) into payee
        let workers = payee.Select(one => one.Chain.Worker).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList()
        where workers.Count >= FewestWhoShare
        orderby workers.Count descending, payee.Key
        select new SummedRemark(
            ChainRemark.PayeeShared, payee.Key, workers.Count, payee.Select(one => (one.Chain.Worker, one.Chain.Placement)).Distinct().Count(),
            payee.Min(one => one.Leg.First), payee.Max(one => one.Leg.Last), [.. RecruitmentChain.Sums(payee.Select(one => one.Leg)).Select(sum => new NamedAmount("workerPaid", sum))], [],
            [.. workers.Take(MostWorkersNamed)]);

    private static List<NamedAmount> Added(IEnumerable<NamedAmount> amounts) =>
    [
        .. amounts.GroupBy(amount => (amount.Name, amount.Amount.Currency)).OrderBy(same => same.Key.Name, StringComparer.Ordinal).ThenBy(same => same.Key.Currency, StringComparer.Ordinal)
            .Select(same => new NamedAmount(same.Key.Name, new Measure { Documented = same.Sum(one => one.Amount.Documented), Claimed = same.Sum(one => one.Amount.Claimed), Currency = same.Key.Currency })),
    ];

    private static int Order(string code) => ChainRemark.Codes.Index().First(one => one.Item == code).Index;
}
