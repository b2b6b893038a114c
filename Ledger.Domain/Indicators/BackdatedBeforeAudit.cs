using System.Globalization;
using Ledger.Domain.Facts;
using Ledger.Domain.Record;
using Ledger.Domain.SameMoney;
using NodaTime;

namespace Ledger.Domain.Indicators;

/// <summary>
/// <c>record.backdated-before-audit</c>: between the announcement of an audit of the employer's site and the audit, the employer, the
/// recruiter or a party linked to them recorded facts of this worker in bulk, in one UTC day, each more than 30 days after it is said to
/// have happened and dated before the announcement. Red from twenty such facts on.
/// </summary>
/// <remarks>
/// When a fact was recorded is the ledger's own knowledge, and nobody can date that back. Only audits of which the site is told the day
/// count. An announcement that no audit has followed yet runs up to the date of the judgement. A party that joins the ledger late brings
/// its past in bulk too, and honestly: the finding says that it came before an audit, and a person says why.
/// </remarks>
public static class BackdatedBeforeAudit
{
    /// <summary>The code of the indicator.</summary>
    public const string Code = "record.backdated-before-audit";

    /// <summary>Judges the record of one placement.</summary>
    public static Finding Judge(Evaluation evaluation, PlacementRecord placement)
    {
        if (placement.Started is not { } started)
        {
            return evaluation.Untold(Code, placement.Id, $"no account of who employs the worker in {Words.Placement(placement.Id)}");
        }

        var (history, oversight) = (evaluation.History, evaluation.Oversight);
        var sites = evaluation.Links.Same(started.Employer, history.AsOf);
        var late = Late(evaluation, placement.Id, started);
        var bulks = late.Count < evaluation.Thresholds.LateBulk ? [] : sites.SelectMany(site => oversight.Announced(site, history.AsOf)).Where(audit => audit.Announced)
            .Select(audit => Window.Of(audit, oversight.Performed(audit.Site, history.AsOf), history.AsOf))
            .Select(window => (Window: window, Facts: window.Bulk(late, evaluation.Thresholds.LateBulk))).Where(found => found.Facts.Count > 0).ToList();
        var next = sites.Min(site => oversight.NextAudit(site, history.AsOf))?.PlusDays(-1);
        if (bulks.Count > 0)
        {
            return Present(evaluation, placement.Id, bulks) with { HoldsUntil = next };
        }

        var undated = late.Count < evaluation.Thresholds.LateBulk ? [] : Undated(evaluation, sites, late);
        return undated.Count > 0
            ? evaluation.Draft(Code, placement.Id, Verdict.Insufficient, $"Facts were recorded late and in bulk, but there is {string.Join("; ", undated.Select(Missing))}.", [.. late.Select(entry => entry.Fact), .. undated]) with
            {
                Missing = [.. undated.Select(Missing)],
                HoldsUntil = next,
            }
            : evaluation.Draft(Code, placement.Id, Verdict.Absent, late.Count == 0
                ? $"Neither employer nor recruiter recorded anything of {Words.Placement(placement.Id)} late."
                : $"Nothing of {Words.Placement(placement.Id)} was recorded late and in bulk between the announcement of an audit and the audit.", [started]) with { HoldsUntil = next };
    }

    private static Finding Present(Evaluation evaluation, string placement, List<(Window Window, List<LateFact> Facts)> bulks)
    {
        var facts = bulks.SelectMany(bulk => bulk.Facts).DistinctBy(entry => entry.Fact.Id).ToList();
        var (window, _) = bulks[0];
        var parties = facts.Select(entry => entry.Fact.AssertedBy).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return evaluation.Draft(Code, placement, Verdict.Present,
            string.Create(CultureInfo.InvariantCulture, $"{facts.Count} facts dated {Words.Of(facts.Min(entry => entry.Fact.EffectiveOn))} to {Words.Of(facts.Max(entry => entry.Fact.EffectiveOn))} were recorded by {string.Join(", ", parties)} ")
            + $"from {Words.Of(facts.Min(entry => entry.RecordedOn))} to {Words.Of(facts.Max(entry => entry.RecordedOn))}, after an audit of {window.Announced.Site} was announced on {Words.Of(window.From)} "
            + (window.Performed is null ? "of which no date is recorded yet." : $"and before it took place on {Words.Of(window.To)}."),
            facts.Select(entry => entry.Fact), bulks.SelectMany(bulk => bulk.Window.Facts)) with
        {
            Severity = facts.Count >= evaluation.Thresholds.LateRedFacts ? Severity.Red : Severity.Amber,
            Strength = bulks.Exists(bulk => bulk.Window.IsDocumented) ? Strength.Documented : Strength.Testified,
            Since = facts.Min(entry => entry.RecordedOn),
            Measures = new(StringComparer.Ordinal) { ["lateFacts"] = Measure.Of(facts.Count, "facts") },
        };
    }

    /// <summary>What employer, recruiter or a party linked to them recorded late of the placement.</summary>
    private static List<LateFact> Late(Evaluation evaluation, string placement, PlacementStarted started)
    {
        var (history, days) = (evaluation.History, evaluation.Thresholds.LateAfterDays);
        // No finding that others read rests on a complaint, not even on one that an employer passes on.
        List<LateFact> late = [];
        foreach (var (fact, recordedAt, _) in history.StandingOf(placement))
        {
            if (fact is not ComplaintFiled && fact.Grade != Grade.X && fact.AssertedAs != Speaker.Worker
                && recordedAt.InUtc().Date is var recordedOn && fact.EffectiveOn.PlusDays(days) < recordedOn)
            {
                late.Add(new LateFact(fact, recordedOn));
            }
        }

        var isTheirs = late.Select(entry => entry.Fact.AssertedBy).Distinct(StringComparer.Ordinal).ToDictionary(party => party, IsTheirs, StringComparer.Ordinal);
        return late.FindAll(entry => isTheirs[entry.Fact.AssertedBy]);

        bool IsTheirs(string party) => evaluation.Links.Between(party, started.Employer, history.AsOf) is not null || evaluation.Links.Between(party, started.Recruiter, history.AsOf) is not null;
    }

    /// <summary>Audits whose day the site was told, and nobody tells since when, that follow something recorded late and in bulk.</summary>
    private static List<AuditPerformed> Undated(Evaluation evaluation, IReadOnlyList<string> sites, List<LateFact> late)
    {
        var asOf = evaluation.History.AsOf;
        return
        [
            .. sites.SelectMany(site => evaluation.Oversight.Performed(site, asOf)).Where(audit => audit.Announced
                && !evaluation.Oversight.Announced(audit.Site, asOf).Any(announced => announced.Announced && announced.EffectiveOn <= audit.EffectiveOn)
                && Bulks(late.FindAll(entry => entry.RecordedOn <= audit.EffectiveOn), evaluation.Thresholds.LateBulk).Count > 0),
        ];
    }

    private static string Missing(AuditPerformed audit) => $"no day on which the audit of {audit.Site} on {Words.Of(audit.EffectiveOn)} was announced";

    /// <summary>The facts that one party recorded in one day together with enough others.</summary>
    private static List<LateFact> Bulks(List<LateFact> late, int bulk) => late.Count < bulk ? [] :
        [.. late.GroupBy(entry => (entry.Fact.AssertedBy, entry.RecordedOn)).Where(day => day.Count() >= bulk).SelectMany(day => day)];

    /// <summary>A fact and the UTC day on which it was recorded.</summary>
    private readonly record struct LateFact(Fact Fact, LocalDate RecordedOn);

    /// <summary>From the announcement of an audit to its day.</summary>
    private sealed record Window(AuditAnnounced Announced, AuditPerformed? Performed, LocalDate To)
    {
        public LocalDate From => Announced.EffectiveOn;

        public IEnumerable<Fact> Facts => Performed is null ? [Announced] : [Announced, Performed];

        /// <summary>Whether a document or the auditor's own word tells of the announcement.</summary>
        public bool IsDocumented => Sides.IsGraded(Announced) || Announced.AssertedBy == Announced.Auditor;

        /// <summary>The first audit of the site from the day of the announcement on is the one that was announced.</summary>
        public static Window Of(AuditAnnounced announced, IEnumerable<AuditPerformed> audits, LocalDate asOf)
        {
            var performed = audits.FirstOrDefault(audit => audit.EffectiveOn >= announced.EffectiveOn);
            return new Window(announced, performed, performed?.EffectiveOn ?? asOf);
        }

        /// <summary>What was recorded within, late, in bulk, and dated before the announcement.</summary>
        public List<LateFact> Bulk(List<LateFact> late, int bulk) =>
            Bulks(late.FindAll(entry => entry.Fact.EffectiveOn < From && entry.RecordedOn >= From && entry.RecordedOn <= To), bulk);
    }
}
