using System.Globalization;
using Ledger.Domain.Churn;
using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Domain.Parties;
using NodaTime;

namespace Ledger.Tests.Churn;

/// <summary>Outcomes of placements made up without any facts, and findings on their pairs.</summary>
internal static class Outcomes
{
    /// <summary>A day on which everything made up here is counted.</summary>
    public static readonly LocalDate Late = new(2040, 1, 1);

    public static readonly LocalDate First = new(2020, 1, 1);

    /// <summary>A placement from a day on, which ends early on another or runs its term of two years.</summary>
    public static PlacementOutcome Of(int number, LocalDate start, LocalDate? early, string recruiter = "r-1", string employer = "e-1", string corridor = "NP-QA")
    {
        var worker = string.Create(CultureInfo.InvariantCulture, $"w-{number:00000}");
        return new PlacementOutcome
        {
            Worker = worker, Placement = "p1", Recruiter = recruiter, Employer = employer, RecruiterGroup = recruiter, EmployerGroup = employer, Corridor = corridor,
            Start = start, Term = start.PlusMonths(24), End = early ?? start.PlusMonths(24), EndedEarly = early is not null, ObservedUntil = early ?? start.PlusMonths(24),
            StartFact = $"{worker}/start", EndFact = $"{worker}/end",
        };
    }

    /// <summary>Placements of a pair: their number, and how many of them end early after five months and are replaced a month later.</summary>
    public static IEnumerable<PlacementOutcome> Pair(string recruiter, string employer, int placements, int replaced, int from)
    {
        // Each that ends early has its beginning in a month of its own, and only the next one's beginning in the window after its end.
        for (var number = 0; number < placements; number++)
        {
            var start = First.PlusDays(number);
            yield return Of(from + number, start, number < replaced ? start.PlusMonths(5) : null, recruiter, employer);
        }

        for (var number = 0; number < replaced; number++)
        {
            yield return Of(from + placements + number, First.PlusDays(number).PlusMonths(6), null, recruiter, employer);
        }
    }

    public static IReadOnlyList<PairCounts> Counted(IEnumerable<PlacementOutcome> outcomes, Thresholds? thresholds = null) =>
        [.. outcomes.GroupBy(outcome => (outcome.RecruiterGroup, outcome.EmployerGroup)).Select(pair => PairCounts.Of([.. pair], thresholds ?? Thresholds.Default))];

    /// <summary>What is found on all pairs: by one indicator, or by every one.</summary>
    public static IReadOnlyList<Finding> Findings(
        IReadOnlyCollection<PlacementOutcome> outcomes, string? indicator, LocalDate? asOf = null, IReadOnlyList<KickbackPaid>? kickbacks = null, PartyGroups? groups = null)
    {
        var pairs = outcomes.ToLookup(outcome => (outcome.RecruiterGroup, outcome.EmployerGroup));
        var evaluation = new PairEvaluation(Counted(outcomes), kickbacks ?? [], groups ?? PartyGroups.None, Thresholds.Default, "test", asOf ?? Late);
        return [.. evaluation.Drafts(draft => draft.Indicator == (indicator ?? draft.Indicator)).Select(draft => draft.Complete([.. pairs[(draft.Recruiter, draft.Employer)]]))];
    }

    /// <summary>The same outcomes after some parties became one.</summary>
    public static IReadOnlyList<PlacementOutcome> Grouped(IEnumerable<PlacementOutcome> outcomes, PartyGroups groups) =>
        [.. outcomes.Select(outcome => outcome with { RecruiterGroup = groups.Of(outcome.Recruiter), EmployerGroup = groups.Of(outcome.Employer) })];
}
