using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Fees;
using Ledger.Domain.Record;
using Ledger.Domain.Rules;

namespace Ledger.Domain.Indicators;

/// <summary>
/// <c>fee.over-legal-cap</c>: a cap in force on the date, that binds this collector and covers this class, is exceeded by what the
/// worker was charged for one placement.
/// </summary>
/// <remarks>
/// What was repaid later is not taken off: the charge broke the cap when it was made. A rule that is in doubt makes the finding
/// insufficient and never present, with the figures beside it.
/// </remarks>
public static class FeeOverLegalCap
{
    /// <summary>The code of the indicator.</summary>
    public const string Code = "fee.over-legal-cap";

    /// <summary>Judges the fees of one placement.</summary>
    public static Finding Judge(Evaluation evaluation, PlacementFees fees)
    {
        var where = Words.Placement(fees.Placement);
        if (fees.Told.Count == 0)
        {
            var nobody = $"no account of who paid for {where}";
            return Unsaid(evaluation, fees, [nobody], $"Nothing can be said: there is {nobody}.", []);
        }

        if (fees.Fees.Count == 0 && fees.Charged.Claimed == 0)
        {
            return evaluation.Draft(Code, fees.Placement, Verdict.Absent, $"Every account says that the worker bore nothing for {where}.", fees.Told);
        }

        var law = evaluation.Law(fees);
        var counts = law.Law();
        var facts = fees.Facts.Concat(Setting(evaluation.History, fees.Placement)).ToList();
        if (Worst(counts, RuleSays.Breach) is { } breach)
        {
            return Present(evaluation, fees, law, counts, breach);
        }

        var missing = counts.Where(count => count.Says is RuleSays.Doubtful).Select(count => $"{count.Rule.Id} is in doubt: {count.Rule.Doubt}")
            .Concat(counts.Where(count => count.Says == RuleSays.Insufficient).SelectMany(count => count.Missing.Select(lack => $"{lack} ({count.Rule.Id})")))
            .Concat(counts.Count > 0 ? [] : [NoLaw(law.Where)])
            .Distinct(StringComparer.Ordinal).ToList();
        if (missing.Count == 0)
        {
            return evaluation.Draft(Code, fees.Placement, Verdict.Absent, Kept(counts, fees, where), facts) with { Rules = Said(counts) };
        }

        var doubtful = Worst(counts, RuleSays.Doubtful);
        return Unsaid(evaluation, fees, missing, doubtful is null
            ? $"Whether a legal cap on {where} is exceeded cannot be said: {string.Join("; ", missing)}."
            : $"For {where} {doubtful.Why} ({doubtful.Rule.Id}).", facts) with
        {
            Measures = doubtful is null ? new(StringComparer.Ordinal) : Measures(doubtful),
            Rules = Said(counts),
        };
    }

    private static Finding Present(Evaluation evaluation, PlacementFees fees, FeeLaw law, IReadOnlyList<FeeCount> counts, FeeCount breach) =>
        evaluation.Draft(Code, fees.Placement, Verdict.Present, Explain(breach, fees), breach.Facts, law.Registrations(), Setting(evaluation.History, fees.Placement)) with
        {
            Severity = breach.Cap!.Value.MostClaimed == 0 || breach.Counted.Claimed >= evaluation.Thresholds.CapRedMultiple * breach.Cap.Value.MostClaimed ? Severity.Red : Severity.Amber,
            Strength = breach.Excess.Documented > 0 ? Strength.Documented : Strength.Testified,
            Since = law.BrokenSince(breach.Rule),
            Measures = Measures(breach),
            Rules = Said(counts),
            Missing = [.. breach.Missing],
        };

    private static Finding Unsaid(Evaluation evaluation, PlacementFees fees, IReadOnlyList<string> missing, string explanation, IReadOnlyList<Fact> facts) =>
        evaluation.Draft(Code, fees.Placement, Verdict.Insufficient, explanation, facts) with { Missing = missing };

    /// <summary>The count that goes furthest beyond its cap; between equals the first by id.</summary>
    private static FeeCount? Worst(IReadOnlyList<FeeCount> counts, RuleSays says) => counts.Where(count => count.Says == says)
        .OrderByDescending(count => count.Excess.Documented > 0).ThenByDescending(count => count.Excess.Claimed).ThenBy(count => count.Rule.Id, StringComparer.Ordinal)
        .FirstOrDefault();

    private static SortedDictionary<string, Measure> Measures(FeeCount count)
    {
        var measures = new SortedDictionary<string, Measure>(StringComparer.Ordinal)
        {
            ["counted"] = Measure.Of(count.Counted, count.Currency),
            ["excess"] = Measure.Of(count.Excess, count.Currency),
        };
        if (count.Cap is { IsExact: true } cap)
        {
            measures["cap"] = Measure.Of(new Reading(cap.Documented, cap.Claimed), count.Currency);
        }

        if (count.Multiple is { } multiple)
        {
            measures["multipleOfCap"] = Measure.Of(multiple.Documented, multiple.Claimed, "times");
        }

        return measures;
    }

    private static IReadOnlyList<ConsultedRule> Said(IReadOnlyList<FeeCount> counts) => [.. counts.Select(count => count.Consulted)];

    private static IEnumerable<Fact> Setting(WorkerHistory history, string? placement) =>
        history.All<WorkerRegistered>().Concat<Fact>(history.All<PlacementStarted>().Where(started => started.Placement == placement));

    private static string NoLaw(Situation where) => (where.OriginCountry, where.DestinationCountry) switch
    {
        (null, null) => "neither the worker's country of origin nor the country of the job is recorded",
        (null, { } to) => $"no rule on fees of {to} is in the rule pack, and the worker's country of origin is not recorded",
        ({ } from, null) => $"no rule on fees of {from} is in the rule pack, and the country of the job is not recorded",
        ({ } from, { } to) => $"no rule on fees of {from} or {to} is in the rule pack",
    };

    private static string Kept(IReadOnlyList<FeeCount> counts, PlacementFees fees, string where)
    {
        var within = counts.Where(count => count.Says == RuleSays.Within).Select(count => count.Rule.Id).ToList();
        return within.Count > 0
            ? $"What was charged for {where} is within {string.Join(", ", within)}."
            : $"The worker bore {Words.Of(fees.Charged, fees.Currency)} for {where}, and no cap in the rule pack reaches it.";
    }

    private static string Explain(FeeCount breach, PlacementFees fees)
    {
        var times = breach.Multiple is { } multiple
            ? multiple.Documented == multiple.Claimed ? $", {Words.Times(multiple.Claimed)} the cap" : $", {Words.Times(multiple.Documented)} to {Words.Times(multiple.Claimed)} the cap"
            : "";
        return $"For {Words.Placement(fees.Placement)} {breach.Why} by {breach.Rule.Instrument} ({breach.Rule.Id}): {Words.Of(breach.Excess, breach.Currency)} over{times}.{Lowest(breach)}";
    }

    /// <summary>The lowest credible account, where it is neither end of the count.</summary>
    private static string Lowest(FeeCount breach)
    {
        var least = breach.LowestTold;
        var times = breach.Multiple is not null ? $", {Words.Times(least / breach.Cap!.Value.Claimed)} the cap" : "";
        return least == breach.Counted.Claimed || least == breach.Counted.Documented ? ""
            : $" The lowest credible account has {Words.Of(new Reading(least, least), breach.Currency)}{times}.";
    }
}
