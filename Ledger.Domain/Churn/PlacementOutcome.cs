using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Fees;
using Ledger.Domain.Indicators;
using Ledger.Domain.Parties;
using Ledger.Domain.Record;
using NodaTime;

namespace Ledger.Domain.Churn;

/// <summary>What the employer's side collected of a worker's fees for one placement.</summary>
/// <param name="Amount">The sum.</param>
/// <param name="Facts">The ids of the facts that tell of it, in alphabetical order.</param>
public sealed record TakenByEmployer(Measure Amount, IReadOnlyList<string> Facts);

/// <summary>What became of one placement with recruiter, employer and corridor on record: all that pairs of recruiter and employer are judged by.</summary>
/// <remarks>A pure function of the worker's record, the links and the rules; nothing in it changes by time alone.</remarks>
public sealed record PlacementOutcome
{
    /// <summary>The worker.</summary>
    public required string Worker { get; init; }

    /// <summary>The placement, an id scoped to the worker.</summary>
    public required string Placement { get; init; }

    /// <summary>The recruiter as recorded.</summary>
    public required string Recruiter { get; init; }

    /// <summary>The employer as recorded.</summary>
    public required string Employer { get; init; }

    /// <summary>The recruiter's group: see <see cref="PartyGroups"/>.</summary>
    public required string RecruiterGroup { get; init; }

    /// <summary>The employer's group.</summary>
    public required string EmployerGroup { get; init; }

    /// <summary>The corridor, such as NP-QA.</summary>
    public required string Corridor { get; init; }

    /// <summary>When it began.</summary>
    public required LocalDate Start { get; init; }

    /// <summary>The day from which on an end is not early: the last day of the contract, or of the usual term where no contract's end is recorded; after the start.</summary>
    public required LocalDate Term { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public LocalDate? End { get; init; }

    /// <summary>Whether it ended before its term, and not by promotion, free transfer, closure, the worker's own choice, or because it ran out.</summary>
    public bool EndedEarly { get; init; }

    /// <summary>The last day on which it is observed: its end, or the last day of which the worker's record tells.</summary>
    public required LocalDate ObservedUntil { get; init; }

    /// <summary>Whether any credible account says that the worker was charged for it.</summary>
    public bool FeeBorne { get; init; }

    /// <summary>The day by which what she was charged had been recovered from her: cuts came up to it, or its loans were cleared. Null where neither is known.</summary>
    public LocalDate? RecoveredOn { get; init; }

    /// <summary>The last day on which she could have claimed a refund: by law, else so many days after the first charge; null where nothing was charged.</summary>
    public LocalDate? RefundClosedOn { get; init; }

    /// <summary>What the employer's side collected of it; null where it collected nothing, or is the recruiter's side too.</summary>
    public TakenByEmployer? Taken { get; init; }

    /// <summary>The id of the fact that tells of its start.</summary>
    public required string StartFact { get; init; }

    /// <summary>The id of the fact that tells of its end.</summary>
    public string? EndFact { get; init; }

    /// <summary>The outcomes of a worker's placements, in order of their start.</summary>
    /// <param name="evaluation">The worker's record and all it is judged by.</param>
    /// <param name="groups">Which parties are one.</param>
    public static IReadOnlyList<PlacementOutcome> In(Evaluation evaluation, PartyGroups groups)
    {
        var history = evaluation.History;
        return [.. history.Placements.Index()
            .Select(one => (Placement: one.Item, Corridor: history.CorridorOf(one.Item), Fees: evaluation.FeesAtBoundaries[one.Index]))
            .Where(one => one.Corridor is not null)
            .Select(one => Of(evaluation, groups, one.Placement, one.Corridor!, one.Fees))];
    }

    private static PlacementOutcome Of(Evaluation evaluation, PartyGroups groups, PlacementRecord placement, string corridor, PlacementFees fees)
    {
        var (history, started) = (evaluation.History, placement.Started!);
        var (term, end) = (TermOf(evaluation, placement), EndOf(placement));
        var (recruiters, employers) = (groups.Of(started.Recruiter), groups.Of(started.Employer));
        return new PlacementOutcome
        {
            Worker = history.Worker,
            Placement = placement.Id,
            Recruiter = started.Recruiter,
            Employer = started.Employer,
            RecruiterGroup = recruiters,
            EmployerGroup = employers,
            Corridor = corridor,
            Start = placement.Start,
            Term = term,
            End = end,
            EndedEarly = IsEarly(evaluation, placement),
            ObservedUntil = end ?? LocalDate.Max(placement.Start, history.Facts.Where(fact => fact.Grade != Grade.X).Max(fact => fact.EffectiveOn)),
            FeeBorne = fees.Charged.Claimed > 0,
            RecoveredOn = FeeRecovered.On(evaluation, fees),
            RefundClosedOn = fees.Charged.Claimed == 0 ? null : evaluation.Law(fees).RefundWindowCloses() ?? fees.First!.Value.PlusDays(evaluation.Thresholds.RepayWithinDays),
            Taken = recruiters == employers ? null : TakenBy(fees, groups, employers),
            StartFact = started.Id,
            EndFact = placement.Ended?.Id,
        };
    }

    /// <summary>Whether a placement ended before its term, and not by promotion, free transfer, closure, the worker's own choice, or because it ran out.</summary>
    internal static bool IsEarly(Evaluation evaluation, PlacementRecord placement) =>
        EndOf(placement) < TermOf(evaluation, placement) && !RanOut(placement, evaluation.History) && !EndsWithoutChurn.Of(evaluation.History, placement.Id);

    private static LocalDate TermOf(Evaluation evaluation, PlacementRecord placement) =>
        LocalDate.Max(placement.Start.PlusDays(1), placement.ContractIn(evaluation.History)?.To ?? placement.Start.PlusMonths(evaluation.Thresholds.TermMonths));

    private static LocalDate? EndOf(PlacementRecord placement) => placement.Ended is { } ended ? LocalDate.Max(ended.EffectiveOn, placement.Start) : null;

    /// <summary>Whether it is said to have run out; where a contract runs on beyond that day, only the worker or a document can say so.</summary>
    private static bool RanOut(PlacementRecord placement, WorkerHistory history) =>
        placement.Ended is { Initiator: EndInitiator.Expiry } ended && (placement.ContractIn(history)?.To is null || ended.AssertedBy == ended.Worker || ended.Grade <= Grade.C);

    private static TakenByEmployer? TakenBy(PlacementFees fees, PartyGroups groups, string employers)
    {
        var taken = fees.Parts.Where(part => part.Class is not null && part.Reading.Claimed > 0 && groups.Of(part.Collector) == employers).ToList();
        return taken.Count == 0 ? null : new TakenByEmployer(
            Measure.Of(taken.Aggregate(Reading.Zero, (sum, part) => sum + part.Reading), fees.Currency),
            [.. taken.SelectMany(part => part.Accounts).Select(account => account.Fact.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }
}
