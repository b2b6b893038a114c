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

    /// <summary>What every finding will say, in order of recruiter, employer, indicator and corridor.</summary>
    /// <param name="isAsked">Which drafts are asked about; it leaves out findings and changes none.</param>
    public IReadOnlyList<PairDraft> Drafts(Func<PairDraft, bool> isAsked) =>
    [
        .. PairTurnover.Judge(this).Concat(ExitAfterRecovery.Judge(this)).Concat(Kickback.Judge(this)).Where(isAsked)
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
    internal PairDraft Insufficient(string indicator, PairCounts pair, string? corridor, string missing) => new(
        indicator, pair.Recruiter, pair.Employer, corridor, Verdict.Insufficient,
        _ => Draft(indicator, pair.Recruiter, pair.Employer, corridor, Verdict.Insufficient, $"Nothing can be said: {missing}.") with { Missing = [missing] });

    /// <summary>A party and those that are one with it.</summary>
    internal string Named(string group) => Groups.Members(group) is { Count: > 1 } members ? $"{group} (with {string.Join(", ", members.Where(member => member != group))})" : group;

    /// <summary>The first facts a finding rests on, in alphabetical order.</summary>
    internal static IReadOnlyList<string> Because(IEnumerable<string?> facts) => [.. facts.OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(MostFacts)];
}

/// <summary>The verdict on a pair, and the finding once it is asked for: of a hundred thousand, few are.</summary>
/// <param name="Indicator">The indicator.</param>
/// <param name="Recruiter">The recruiter's group.</param>
/// <param name="Employer">The employer's group.</param>
/// <param name="Corridor">The corridor, where pairs are compared within one.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Complete">
/// Makes the finding, with all outcomes of the pair's placements in any order; one that is not present rests on counts alone and needs none.
/// </param>
public sealed record PairDraft(string Indicator, string Recruiter, string Employer, string? Corridor, Verdict Verdict, Func<IReadOnlyList<PlacementOutcome>, Finding> Complete)
{
    /// <summary>Whether the pair's placements must be at hand to complete it.</summary>
    public bool NeedsPlacements => Verdict == Verdict.Present;
}
