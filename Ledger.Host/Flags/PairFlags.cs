using Ledger.Domain.Churn;
using Ledger.Domain.Indicators;
using Ledger.Domain.Parties;
using Ledger.Projections.Pairs;
using Ledger.Projections.Reference;
using Marten;
using NodaTime;

namespace Ledger.Host.Flags;

/// <summary>Judges pairs of recruiter and employer when it is asked: one more placement moves what is expected of every other pair, so no finding on one is stored.</summary>
/// <param name="Session">Reads kickbacks, counts and outcomes.</param>
/// <param name="Reference">What workers share, as it was known then.</param>
/// <param name="RulePack">The version of the rule pack.</param>
/// <param name="AsOf">The last day whose facts count.</param>
/// <param name="KnownAt">The last instant whose recordings count.</param>
internal sealed record PairFlags(IQuerySession Session, ReferenceAt Reference, string RulePack, LocalDate AsOf, Instant KnownAt)
{
    /// <summary>By the counts that are kept up to date; placements are read for the findings that name them.</summary>
    public async Task<IReadOnlyList<Finding>> StandingAsync(Func<PairDraft, bool> isAsked, CancellationToken cancellation)
    {
        var evaluation = await EvaluationAsync(await Session.Query<PairCounts>().ToListAsync(cancellation), OutcomeTable.Groups(Reference.Links), cancellation);
        var drafts = evaluation.Drafts(isAsked);
        var pairs = drafts.Where(draft => draft.NeedsPlacements).Select(draft => (draft.Recruiter, draft.Employer)).Distinct().ToList();
        return Complete(drafts, pairs.Count == 0 ? None : await OutcomeTable.OfPairsAsync(Session, pairs, cancellation));
    }

    /// <summary>By outcomes that were judged at the coordinates of a question.</summary>
    public async Task<IReadOnlyList<Finding>> AnewAsync(IEnumerable<PlacementOutcome> outcomes, Func<PairDraft, bool> isAsked, CancellationToken cancellation)
    {
        var pairs = outcomes.ToLookup(outcome => PairCounts.Key(outcome.RecruiterGroup, outcome.EmployerGroup), StringComparer.Ordinal);
        var evaluation = await EvaluationAsync([.. pairs.Select(pair => PairCounts.Of([.. pair], Thresholds.Default))], Reference.Links.Groups(AsOf), cancellation);
        return Complete(evaluation.Drafts(isAsked), pairs);
    }

    private static ILookup<string, PlacementOutcome> None => Array.Empty<PlacementOutcome>().ToLookup(outcome => outcome.Worker, StringComparer.Ordinal);

    private static IReadOnlyList<Finding> Complete(IReadOnlyList<PairDraft> drafts, ILookup<string, PlacementOutcome> pairs) =>
        [.. drafts.Select(draft => draft.Complete(draft.NeedsPlacements ? [.. pairs[PairCounts.Key(draft.Recruiter, draft.Employer)]] : []))];

    private async Task<PairEvaluation> EvaluationAsync(IReadOnlyList<PairCounts> counts, PartyGroups groups, CancellationToken cancellation) =>
        new(counts, await KickbackRecord.LoadAsync(Session, AsOf, KnownAt, cancellation), groups, Thresholds.Default, RulePack, AsOf);
}
