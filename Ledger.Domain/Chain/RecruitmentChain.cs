using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Domain.Parties;
using Ledger.Domain.Record;
using Ledger.Domain.Replay;
using NodaTime;

namespace Ledger.Domain.Chain;

/// <summary>The part that a party plays in a chain.</summary>
public enum ChainPart
{
    /// <summary>A sub-agent that an account of the placement names.</summary>
    SubAgent,
    /// <summary>The recruiter.</summary>
    Recruiter,
    /// <summary>The employer.</summary>
    Employer,
    /// <summary>It was paid by the worker.</summary>
    Payee,
    /// <summary>It lent to the worker.</summary>
    Lender,
    /// <summary>It was paid by, or paid, another party, or paid the worker back.</summary>
    Other,
}

/// <summary>A party of a chain, as it was on a day.</summary>
/// <param name="Party">Its id.</param>
/// <param name="Parts">The parts it plays.</param>
/// <param name="Role">What it is registered as; null where nobody registered it.</param>
/// <param name="Licence">Its licence on the day of the first leg it takes part in, else of the placement's start.</param>
/// <param name="Controllers">Who stands over it on that day.</param>
public sealed record ChainParty(string Party, IReadOnlyList<ChainPart> Parts, PartyRole? Role, LicenceOnDay Licence, IReadOnlyList<Controller> Controllers)
{
    /// <summary>Whether it recruits, by what the placement or the register says; nobody else needs a licence to.</summary>
    public bool Recruits => Role is PartyRole.Recruiter or PartyRole.SubAgent || Parts.Any(part => part is ChainPart.SubAgent or ChainPart.Recruiter);

    /// <summary>Looks a party up on a day; a part that says more leaves out that it was merely paid or paid.</summary>
    internal static ChainParty On(LocalDate day, string party, IEnumerable<ChainPart> parts, PartyLinks links, PartyRegister parties)
    {
        var told = parts.Distinct().ToList();
        return new ChainParty(
            party, told.Count > 1 ? told.FindAll(part => part != ChainPart.Other) : told, parties.Find(party, day)?.Role,
            LicenceOnDay.Of(party, day, parties, links), links.Controllers(party, day));
    }
}

/// <summary>Who was paid for one placement of a worker, and who is linked to whom: from the worker's community to the employer.</summary>
public sealed record RecruitmentChain
{
    /// <summary>The worker.</summary>
    public required string Worker { get; init; }

    /// <summary>The placement; null for what belongs to none.</summary>
    public string? Placement { get; init; }

    /// <summary>The day the placement began; null for none.</summary>
    public LocalDate? Start { get; init; }

    /// <summary>The country the worker left and that of the job, such as NP-QA; null where either is not recorded.</summary>
    public string? Corridor { get; init; }

    /// <summary>The parties, nearest the worker first: sub-agents, recruiter, employer, then whoever else was paid or paid.</summary>
    public IReadOnlyList<ChainParty> Parties { get; init; } = [];

    /// <summary>What went from whom to whom.</summary>
    public IReadOnlyList<Leg> Legs { get; init; } = [];

    /// <summary>What the worker paid, by currency: her legs added up.</summary>
    public IReadOnlyList<Measure> Paid { get; init; } = [];

    /// <summary>What is to be looked at.</summary>
    public IReadOnlyList<ChainRemark> Remarks { get; init; } = [];

    /// <summary>What is missing from the record.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>The recruiter by the best backed account of the start; null where nobody tells.</summary>
    internal string? Recruiter { get; private init; }

    /// <summary>The chain of each placement, in order of their start; one chain of no placement where the record names none.</summary>
    /// <param name="evaluation">What may be read of the worker.</param>
    /// <param name="payments">What parties paid one another, as it stands on the day of the question.</param>
    public static IReadOnlyList<RecruitmentChain> In(Evaluation evaluation, IReadOnlyList<PartyFact> payments) =>
        [.. evaluation.History.Placements.Select(placement => placement.Id).Cast<string?>().DefaultIfEmpty(null).Select(placement => Of(evaluation, placement, payments))];

    /// <summary>The chain of one placement.</summary>
    public static RecruitmentChain Of(Evaluation evaluation, string? placement, IReadOnlyList<PartyFact> payments)
    {
        var record = evaluation.History.Find(placement);
        var bare = new RecruitmentChain
        {
            Worker = evaluation.History.Worker,
            Placement = placement,
            Start = record?.Start,
            Recruiter = record?.Started?.Recruiter,
            Corridor = record is null ? null : evaluation.History.CorridorOf(record),
        };
        return RunningBalances.Reckoned(() => bare.With(evaluation, record, payments))
            ?? bare with { Missing = ["the amounts recorded lead beyond what can be reckoned exactly"] };
    }

    /// <summary>Every party that a worker's record names as one that may have been paid or have paid, in alphabetical order.</summary>
    public static IReadOnlyList<string> Named(WorkerHistory history) =>
    [
        .. history.Facts.SelectMany(fact => fact switch
        {
            PlacementStarted started => started.Chain.Append(started.Recruiter).Append(started.Employer),
            FeeCharged fee => [fee.Collector],
            LoanDisbursed lent => [lent.Lender],
            DeductionTaken { Payee: { } payee } => [payee],
            Reimbursed back => [back.By],
            _ => Enumerable.Empty<string>(),
        }).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
    ];

    private RecruitmentChain With(Evaluation evaluation, PlacementRecord? record, IReadOnlyList<PartyFact> payments)
    {
        SortedSet<string> missing = new(StringComparer.Ordinal);
        var legs = Leg.Among(evaluation, Placement, payments, missing);
        var chain = this with { Legs = legs, Paid = Sums(legs.Where(leg => leg.IsWorkers)), Parties = PartiesOf(evaluation, record, legs), Missing = [.. missing] };
        return chain with { Remarks = new Remarking(evaluation, record?.Started, chain).All() };
    }

    /// <summary>Legs added up, apart by currency.</summary>
    internal static IReadOnlyList<Measure> Sums(IEnumerable<Leg> legs) =>
        [.. legs.GroupBy(leg => leg.Currency).OrderBy(own => own.Key.Code, StringComparer.Ordinal).Select(own => Measure.Of(own.Aggregate(Reading.Zero, (sum, leg) => sum + leg.Sum), own.Key))];

    private static List<ChainParty> PartiesOf(Evaluation evaluation, PlacementRecord? record, IReadOnlyList<Leg> legs)
    {
        // The best backed account of the start comes first, so that the chain is in its order.
        var accounts = record is null ? [] : evaluation.History.All<PlacementStarted>(record.Id).Where(started => started.Grade != Grade.X && started.Placement == record.Id)
            .OrderBy(started => started != record.Started).ToList();
        var parts = accounts.SelectMany(started => started.Chain.Select(agent => (Party: agent, Part: ChainPart.SubAgent)))
            .Concat(accounts.Select(started => (Party: started.Recruiter, Part: ChainPart.Recruiter)))
            .Concat(accounts.Select(started => (Party: started.Employer, Part: ChainPart.Employer)))
            .Concat(legs.Where(leg => leg.IsWorkers).Select(leg => (Party: leg.To, Part: ChainPart.Payee)))
            .Concat(legs.Where(leg => leg.Kind == LegKind.Loan).Select(leg => (Party: leg.From, Part: ChainPart.Lender)))
            .Concat(legs.SelectMany(leg => new[] { leg.From, leg.To }).Where(party => party != evaluation.History.Worker).Select(party => (Party: party, Part: ChainPart.Other)));
        return
        [
            .. parts.GroupBy(part => part.Party, part => part.Part, StringComparer.Ordinal).Select(party => ChainParty.On(
                legs.Where(leg => leg.From == party.Key || leg.To == party.Key).Min(leg => (LocalDate?)leg.First) ?? record?.Start ?? evaluation.History.AsOf,
                party.Key, party, evaluation.Links, evaluation.Parties)),
        ];
    }
}
