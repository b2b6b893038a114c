using Ledger.Domain.Churn;
using Ledger.Domain.Facts;
using Ledger.Domain.Parties;
using NodaTime;

namespace Ledger.Domain.Indicators;

/// <summary>Everything that findings on pairs of recruiter and employer may read: nothing else can change what they say.</summary>
/// <param name="Counts">The counts of every pair on record, each pair once: what is tested is tested against all others.</param>
/// <param name="Kickbacks">The kickbacks that stand, effective by <paramref name="AsOf"/>.</param>
/// <param name="Groups">Which parties are one.</param>
/// <param name="Thresholds">The thresholds.</param>
/// <param name="RulePack">The version of the rule pack, as findings keep it.</param>
/// <param name="AsOf">The last day whose facts count.</param>
public sealed record PairEvaluation(
    IReadOnlyList<PairCounts> Counts, IReadOnlyList<KickbackPaid> Kickbacks, PartyGroups Groups, Thresholds Thresholds, string RulePack, LocalDate AsOf)
{
    /// <summary>The most facts that a finding on a pair names.</summary>
    public const int MostFacts = 1_000;

    /// <summary>The codes of the indicators of pairs, in alphabetical order.</summary>
    public static IReadOnlyList<string> Indicators { get; } = [ExitAfterRecovery.Code, Kickback.Code, PairTurnover.Code];

    /// <summary>What the findings say before the placements they rest on are at hand, in order of recruiter, employer, indicator and corridor.</summary>
    /// <param name="isAsked">Which indicators of which recruiter's and employer's group are asked about; it leaves out findings and changes none.</param>
    public IReadOnlyList<PairDraft> Drafts(Func<string, string, string, bool> isAsked) =>
    [
        .. PairTurnover.Judge(this).Concat(ExitAfterRecovery.Judge(this)).Concat(Kickback.Judge(this))
            .Where(draft => isAsked(draft.Indicator, draft.Recruiter, draft.Employer))
            .OrderBy(draft => draft.Recruiter, StringComparer.Ordinal).ThenBy(draft => draft.Employer, StringComparer.Ordinal)
            .ThenBy(draft => draft.Indicator, StringComparer.Ordinal).ThenBy(draft => draft.Corridor, StringComparer.Ordinal),
    ];

    /// <summary>A finding that has its verdict and explanation still to say.</summary>
    internal Finding Draft(string indicator, string recruiter, string employer, string? corridor, Verdict verdict, string explanation) => new()
    {
        Indicator = indicator,
        Recruiter = recruiter,
        Employer = employer,
        Corridor = corridor,
        Verdict = verdict,
        AsOf = AsOf,
        Explanation = explanation,
        Thresholds = Thresholds.Of(indicator),
        RulePack = RulePack,
    };

    /// <summary>A finding that cannot be made, with what it would take.</summary>
    internal Finding Insufficient(string indicator, string recruiter, string employer, string? corridor, string missing) =>
        Draft(indicator, recruiter, employer, corridor, Verdict.Insufficient, $"Nothing can be said: {missing}.") with { Missing = [missing] };

    /// <summary>A party and those that are one with it.</summary>
    internal string Named(string group) => Groups.Members(group) is { Count: > 1 } members ? $"{group} (with {string.Join(", ", members.Where(member => member != group))})" : group;

    /// <summary>The first facts a finding rests on, in alphabetical order.</summary>
    internal static IReadOnlyList<string> Because(IEnumerable<string?> facts) => [.. facts.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(MostFacts)];
}

/// <summary>A finding on a pair, and what completes it.</summary>
/// <param name="Indicator">The indicator.</param>
/// <param name="Recruiter">The recruiter's group.</param>
/// <param name="Employer">The employer's group.</param>
/// <param name="Corridor">The corridor, where pairs are compared within one.</param>
/// <param name="NeedsPlacements">Whether the pair's placements must be at hand to complete it.</param>
/// <param name="Complete">Completes it with all outcomes of the pair's placements, in any order; with none where they are not needed.</param>
public sealed record PairDraft(string Indicator, string Recruiter, string Employer, string? Corridor, bool NeedsPlacements, Func<IReadOnlyList<PlacementOutcome>, Finding> Complete)
{
    /// <summary>A finding that is complete as it is.</summary>
    internal static PairDraft Of(Finding finding) => new(finding.Indicator, finding.Recruiter!, finding.Employer!, finding.Corridor, false, _ => finding);

    /// <summary>A finding that its placements are still to complete.</summary>
    internal static PairDraft Of(Finding finding, Func<Finding, IReadOnlyList<PlacementOutcome>, Finding> complete) =>
        new(finding.Indicator, finding.Recruiter!, finding.Employer!, finding.Corridor, true, pair => complete(finding, pair));
}
