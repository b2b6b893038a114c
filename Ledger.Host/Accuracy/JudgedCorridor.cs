using Ledger.Domain.Churn;
using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Domain.Oversight;
using Ledger.Domain.Parties;
using Ledger.Domain.Rates;
using Ledger.Domain.Record;
using Ledger.Domain.Rules;
using Ledger.Host.SyntheticCorridor;
using NodaTime;

namespace Ledger.Host.Accuracy;

/// <summary>On whom an indicator is present, and of whom it says that the record does not suffice.</summary>
/// <param name="Present">Workers, or pairs as <see cref="PairCounts.Key"/> names them.</param>
/// <param name="Insufficient">Those of whom it says so and on whom no finding of it is present.</param>
public sealed record Said(IReadOnlySet<string> Present, IReadOnlySet<string> Insufficient)
{
    /// <summary>Nothing about anybody.</summary>
    public static Said Nothing { get; } = new(new HashSet<string>(), new HashSet<string>());
}

/// <summary>What every indicator says of a synthetic corridor, as if its files had been imported whole on the day after its last.</summary>
public sealed class JudgedCorridor
{
    private static readonly LocalDate AsOf = Corridor.LastDay.PlusDays(1);
    private static readonly Instant RecordedAt = AsOf.AtMidnight().InUtc().ToInstant();

    private readonly Dictionary<string, Said> _said;

    private JudgedCorridor(IEnumerable<(string Indicator, string Subject, Verdict Verdict)> verdicts, PartyGroups groups) => (Groups, _said) = (groups, verdicts
        .GroupBy(verdict => verdict.Indicator, StringComparer.Ordinal)
        .ToDictionary(indicator => indicator.Key, indicator => Gathered([.. indicator]), StringComparer.Ordinal));

    /// <summary>Which parties count as one.</summary>
    public PartyGroups Groups { get; }

    /// <summary>What an indicator says.</summary>
    public Said By(string indicator) => _said.GetValueOrDefault(indicator, Said.Nothing);

    /// <summary>Judges the corridor of these settings.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of bounds.</exception>
    public static JudgedCorridor Of(CorridorSettings settings)
    {
        var facts = Corridor.Generate(settings).ToList();
        var links = new PartyLinks(facts.OfType<PartiesLinked>());
        var groups = links.Groups(AsOf);
        List<(string, string, Verdict)> verdicts = [];
        List<PlacementOutcome> outcomes = [];
        foreach (var evaluation in Evaluations(facts, links))
        {
            verdicts.AddRange(evaluation.Findings().Select(finding => (finding.Indicator, finding.Worker!, finding.Verdict)));
            outcomes.AddRange(PlacementOutcome.In(evaluation, groups));
        }

        verdicts.AddRange(Pairs(facts, outcomes, groups).Select(draft => (draft.Indicator, PairCounts.Key(draft.Recruiter, draft.Employer), draft.Verdict)));
        return new JudgedCorridor(verdicts, groups);
    }

    private static IReadOnlyList<PairDraft> Pairs(List<Fact> facts, List<PlacementOutcome> outcomes, PartyGroups groups)
    {
        var counts = outcomes.GroupBy(outcome => (outcome.RecruiterGroup, outcome.EmployerGroup)).Select(pair => PairCounts.Of([.. pair], Thresholds.Default)).ToList();
        return new PairEvaluation(counts, [.. facts.OfType<KickbackPaid>()], groups, Thresholds.Default, RulePack.Current.Version, AsOf).Drafts(_ => true);
    }

    private static IEnumerable<Evaluation> Evaluations(List<Fact> facts, PartyLinks links)
    {
        var rates = new ExchangeRates(facts.OfType<ExchangeRateRecorded>());
        var (parties, oversight) = (new PartyRegister(facts.OfType<PartyRegistered>()), new OversightRecord(facts));
        var home = facts.OfType<WorkerFact>().ToDictionary(fact => fact.Id, fact => fact.Worker!, StringComparer.Ordinal);
        return facts.Where(fact => fact is WorkerFact || (fact is MendingFact mending && home.ContainsKey(mending.Mends)))
            .GroupBy(fact => fact.Worker ?? home[((MendingFact)fact).Mends], StringComparer.Ordinal)
            .Select(worker => new Evaluation(WorkerHistory.Of(worker.Key, worker.Select(Recorded), AsOf, RecordedAt), rates, links, RulePack.Current, Thresholds.Default)
            {
                Parties = parties,
                Oversight = oversight,
            });
    }

    private static RecordedFact Recorded(Fact fact) => new(fact, RecordedAt);

    private static Said Gathered(List<(string Indicator, string Subject, Verdict Verdict)> verdicts)
    {
        var present = Subjects(Verdict.Present);
        return new Said(present, Subjects(Verdict.Insufficient).Except(present).ToHashSet(StringComparer.Ordinal));

        HashSet<string> Subjects(Verdict verdict) => verdicts.Where(one => one.Verdict == verdict).Select(one => one.Subject).ToHashSet(StringComparer.Ordinal);
    }
}
