using System.Globalization;
using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Fees;
using Ledger.Domain.Rates;
using Ledger.Domain.Record;
using Ledger.Domain.SameMoney;
using NodaTime;

namespace Ledger.Domain.Indicators;

/// <summary>
/// <c>record.clean-audit-contradicted</c>: an audit of the employer's site found nothing, over a period in which fees that the worker
/// bore, or cuts from wages that recover a fee, are now known. Red where any of these facts had been recorded when the audit took place.
/// </summary>
/// <remarks>
/// An audit looks back to the audit of the site before it, or a year where none is known. Whether a fact was knowable then is the
/// ledger's own knowledge: it had been recorded by the end of the audit's day (UTC), or it became known after. The finding says whether
/// the audit was announced and whether it was passed on to a subcontractor.
/// </remarks>
public static class CleanAuditContradicted
{
    /// <summary>The code of the indicator.</summary>
    public const string Code = "record.clean-audit-contradicted";

    /// <summary>The most ids that an explanation names.</summary>
    private const int MostNamed = 5;

    /// <summary>Judges one placement.</summary>
    public static Finding Judge(Evaluation evaluation, PlacementRecord placement, PlacementFees fees)
    {
        var where = Words.Placement(placement.Id);
        if (placement.Started is not { } started)
        {
            return evaluation.Untold(Code, placement.Id, $"no account of who employs the worker in {where}");
        }

        var asOf = evaluation.History.AsOf;
        var sites = evaluation.Links.Same(started.Employer, asOf);
        var audits = Audits(evaluation, sites);
        var known = audits.Count == 0 ? [] : Known(evaluation, fees);
        var contradicted = audits.Where(audit => audit.Audit.Outcome == AuditOutcome.Clean)
            .Select(audit => (audit.Audit, audit.From, audit.Said, Known: known.FindAll(one => audit.From <= one.On && one.On <= audit.Audit.EffectiveOn))).Where(one => one.Known.Count > 0).ToList();
        var next = sites.Min(site => evaluation.Oversight.NextAudit(site, asOf))?.PlusDays(-1);
        if (contradicted.Count > 0)
        {
            var (audit, from, said, facts) = contradicted.MaxBy(one => one.Known.Count);
            return Present(evaluation, placement.Id, new Contradicted(audit, from, said, facts), [.. contradicted.Select(one => one.Audit)]) with { HoldsUntil = next };
        }

        string[] untold =
        [
            .. audits.Where(audit => audit.Audit.Outcome is null && known.Exists(one => audit.From <= one.On && one.On <= audit.Audit.EffectiveOn))
                .Select(audit => $"the outcome of the audit of {audit.Audit.Site} on {Words.Of(audit.Audit.EffectiveOn)} is not recorded"),
        ];
        return (untold.Length > 0
            ? evaluation.Draft(Code, placement.Id, Verdict.Insufficient, $"Nothing can be said: {string.Join("; ", untold)}.", audits.Select(audit => audit.Audit)) with { Missing = untold }
            : evaluation.Draft(Code, placement.Id, Verdict.Absent, audits.Exists(audit => audit.Audit.Outcome == AuditOutcome.Clean)
                ? $"Nothing is known of {where} that contradicts a clean audit of {started.Employer}."
                : $"No clean audit of {started.Employer} is recorded.", [started, .. audits.Select(audit => audit.Audit)])) with { HoldsUntil = next };
    }

    private static Finding Present(Evaluation evaluation, string placement, Contradicted found, IReadOnlyList<AuditPerformed> audits)
    {
        var (audit, known) = (found.Audit, found.Known);
        HashSet<Fact> facts = new(known.SelectMany(one => one.Facts), ReferenceEqualityComparer.Instance);
        var entries = evaluation.History.Standing.Where(entry => facts.Contains(entry.Fact)).ToList();
        var (before, after) = (entries.FindAll(entry => entry.RecordedAt.InUtc().Date <= audit.EffectiveOn), entries.FindAll(entry => entry.RecordedAt.InUtc().Date > audit.EffectiveOn));
        var measures = Measures(evaluation.Rates, known);
        var how = (audit.Announced ? "announced" : "unannounced") + (audit.SubcontractedTo is { } passedOn ? $", passed on to {passedOn}" : "");
        return evaluation.Draft(Code, placement, Verdict.Present,
            $"The audit of {audit.Site} by {audit.Auditor} on {Words.Of(audit.EffectiveOn)} ({how}) found nothing from {Words.Of(found.From)} on ({found.Said}), where {string.Join(", ", known.Select(one => one.What).Distinct())} "
            + $"{(known.Select(one => one.What).Distinct().Count() == 1 ? "is" : "are")} now known: {Then(before, "had been recorded by then")}; {Then(after, "became known after")}.",
            audits, facts) with
        {
            Severity = before.Count > 0 ? Severity.Red : Severity.Amber,
            Strength = known.Exists(one => one.Sum.Documented > 0) ? Strength.Documented : Strength.Testified,
            Since = audits.Min(one => one.EffectiveOn),
            Measures = measures,
        };
    }

    /// <summary>The audits of the sites, each with the first day it looked back on and why.</summary>
    private static List<(AuditPerformed Audit, LocalDate From, string Said)> Audits(Evaluation evaluation, IReadOnlyList<string> sites)
    {
        var audits = sites.SelectMany(site => evaluation.Oversight.Performed(site, evaluation.History.AsOf)).OrderBy(audit => audit.EffectiveOn).ThenBy(audit => audit.Id, StringComparer.Ordinal).ToList();
        return audits.ConvertAll(audit => audits.FindLast(other => other.EffectiveOn < audit.EffectiveOn) is { } before
            ? (audit, before.EffectiveOn.PlusDays(1), "the day after the audit before it")
            : (audit, audit.EffectiveOn.PlusMonths(-evaluation.Thresholds.LookBackMonths),
                string.Create(CultureInfo.InvariantCulture, $"{evaluation.Thresholds.LookBackMonths} months before it, as no earlier audit is known")));
    }

    /// <summary>What is now known of a placement that a clean audit would not have found.</summary>
    private static List<Contradiction> Known(Evaluation evaluation, PlacementFees fees)
    {
        var borne = fees.Borne.Claimed == 0 ? [] : fees.Parts.Where(part => part.Class is not null)
            .SelectMany(part => part.Accounts.GroupBy(account => account.On)
                .Select(day => new Contradiction("a fee that the worker bore", day.Key, new MoneyGroup([.. day]).Reading, fees.Currency, [.. day.Select(account => account.Fact)])));
        var cuts = evaluation.Recovered(fees).Where(cut => cut.Sum.Claimed > 0)
            .Select(cut => new Contradiction("a cut that recovers a fee", cut.Facts.Min(fact => fact.EffectiveOn), cut.Sum, cut.Currency, cut.Facts));
        return [.. borne, .. cuts];
    }

    /// <summary>The sums of one audit's contradictions, each kind in the currency of its first.</summary>
    private static SortedDictionary<string, Measure> Measures(ExchangeRates rates, List<Contradiction> known)
    {
        var measures = new SortedDictionary<string, Measure>(StringComparer.Ordinal);
        foreach (var kind in known.GroupBy(one => one.What switch { "a fee that the worker bore" => "workerPaid", _ => "counted" }))
        {
            var (currency, conversion) = (kind.First().Currency, new Conversion(rates));
            measures[kind.Key] = Measure.Of(kind.Aggregate(Reading.Zero, (sum, one) => sum + new Reading(
                conversion.To(currency, one.Sum.Documented, one.Currency, one.On) ?? 0, conversion.To(currency, one.Sum.Claimed, one.Currency, one.On) ?? 0)), currency);
        }

        return measures;
    }

    private static string Then(List<StandingFact> entries, string when)
    {
        var more = entries.Count > MostNamed ? string.Create(CultureInfo.InvariantCulture, $" and {entries.Count - MostNamed} more") : "";
        var names = entries.Count == 0 ? "" : $" ({string.Join(", ", entries.Take(MostNamed).Select(entry => entry.Fact.Id))}{more})";
        return $"{(entries.Count == 0 ? "none of these facts" : Words.Count(entries.ConvertAll(entry => entry.Fact)))} {when}{names}";
    }

    /// <summary>Something that a clean audit would not have found.</summary>
    private sealed record Contradiction(string What, LocalDate On, Reading Sum, Currency Currency, IReadOnlyList<Fact> Facts);

    /// <summary>The audit that most contradicts.</summary>
    private sealed record Contradicted(AuditPerformed Audit, LocalDate From, string Said, List<Contradiction> Known);
}
