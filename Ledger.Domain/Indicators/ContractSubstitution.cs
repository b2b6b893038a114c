using System.Globalization;
using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Rates;
using Ledger.Domain.Record;
using Ledger.Domain.Wages;
using NodaTime;

namespace Ledger.Domain.Indicators;

/// <summary>
/// <c>record.contract-substitution</c>: a later contract of the placement has a lower wage than the first one (in its currency, or by the
/// recorded rate of the day), longer hours, or was signed after arrival. Red where the wage is lower by a quarter or more, or lower in a
/// contract that was signed after arrival, when the worker can no longer decline.
/// </summary>
/// <remarks>
/// Contracts follow one another as promised, signed, substituted, and within each kind by version; the first is what the worker agreed
/// to. The lower wage is documented where a document, or an employer's or recruiter's own word, shows both contracts. The ledger knows
/// no day of departure, so the day of arrival stands for it.
/// </remarks>
public static class ContractSubstitution
{
    /// <summary>The code of the indicator.</summary>
    public const string Code = "record.contract-substitution";

    /// <summary>Judges the contracts of one placement.</summary>
    public static Finding Judge(Evaluation evaluation, PlacementRecord placement)
    {
        var contracts = ContractTerms.In(evaluation.History, placement.Id);
        var where = Words.Placement(placement.Id);
        if (contracts.Count == 0)
        {
            var none = $"no contract of {where}";
            return evaluation.Draft(Code, placement.Id, Verdict.Insufficient, $"Nothing can be said: the record has {none}.", []) with { Missing = [none] };
        }

        var conversion = new Conversion(evaluation.Rates);
        var first = contracts[0];
        var changes = contracts.Skip(1).Select(later => Change.Of(first, later, placement.Arrived, conversion)).ToList();
        if (changes.Exists(change => change.IsWorse))
        {
            return Present(evaluation, placement.Id, first, changes.FindAll(change => change.IsWorse), conversion);
        }

        var facts = contracts.SelectMany(contract => contract.Facts).Concat<Fact>(conversion.Used);
        return conversion.Missing.Count > 0
            ? evaluation.Draft(Code, placement.Id, Verdict.Insufficient, $"The wages of the contracts cannot be compared: {string.Join("; ", conversion.Missing)}.", facts) with { Missing = [.. conversion.Missing] }
            : evaluation.Draft(Code, placement.Id, Verdict.Absent, contracts.Count == 1
                ? $"One contract of {where} is recorded."
                : string.Create(CultureInfo.InvariantCulture, $"{contracts.Count} contracts of {where} are recorded, and none later is worse in wage or hours or was signed after arrival."), facts);
    }

    private static Finding Present(Evaluation evaluation, string placement, ContractTerms first, List<Change> changes, Conversion conversion)
    {
        var worst = changes.OrderByDescending(change => change.Cut.Claimed).ThenBy(change => change.On).First();
        var currency = first.Best.MonthlyWage.Currency;
        var measures = new SortedDictionary<string, Measure>(StringComparer.Ordinal);
        if (worst.Cut.Claimed > 0)
        {
            measures["declaredWage"] = Measure.Of(worst.Before, currency);
            measures["wageShortfall"] = Measure.Of(worst.Cut, currency);
        }

        return evaluation.Draft(Code, placement, Verdict.Present, $"For placement {placement} {string.Join(" ", changes.Select(change => Explain(first, change, currency)))}",
            first.Facts, changes.SelectMany(change => change.Later.Facts), conversion.Used) with
        {
            Severity = changes.Exists(change => change.Cut.Claimed > 0 && (change.IsAfterArrival || change.Cut.Claimed >= evaluation.Thresholds.WageShortRed * change.Before.Claimed)) ? Severity.Red : Severity.Amber,
            Strength = changes.Exists(change => change.IsDocumented) ? Strength.Documented : Strength.Testified,
            Since = changes.Min(change => change.On),
            Measures = measures,
            Missing = [.. conversion.Missing],
        };
    }

    private static string Explain(ContractTerms first, Change change, Currency currency)
    {
        List<string> said =
        [
            .. change.Cut.Claimed > 0 ? [$"a wage lower by {Words.Of(change.Cut, currency)} a month than the {Words.Of(change.Before, currency)} of the first"] : Array.Empty<string>(),
            .. change.MoreHours > 0 ? [string.Create(CultureInfo.InvariantCulture, $"{change.MoreHours:0.##} more hours a week")] : Array.Empty<string>(),
            .. change.IsAfterArrival ? ["a signature after arrival"] : Array.Empty<string>(),
            .. first.Best.To != change.Later.Best.To && change.Later.Best.To is { } to ? [$"its last day on {Words.Of(to)}"] : Array.Empty<string>(),
        ];
        var name = change.Later.Kind.ToString().ToLowerInvariant();
        return string.Create(CultureInfo.InvariantCulture, $"the {name} contract, version {change.Later.Version}, of {Words.Of(change.On)} has {string.Join(", ", said)}.");
    }

    /// <summary>What a later contract changed.</summary>
    /// <param name="Later">The later contract.</param>
    /// <param name="Before">The first contract's wage a month.</param>
    /// <param name="Cut">By how much the wage is lower.</param>
    /// <param name="MoreHours">By how many hours a week the work is longer.</param>
    /// <param name="IsAfterArrival">Whether it was signed after the worker had arrived.</param>
    /// <param name="IsDocumented">Whether what makes it worse is documented.</param>
    private sealed record Change(ContractTerms Later, Reading Before, Reading Cut, decimal MoreHours, bool IsAfterArrival, bool IsDocumented)
    {
        public bool IsWorse => Cut.Claimed > 0 || MoreHours > 0 || IsAfterArrival;

        public LocalDate On => Later.Best.SignedOn ?? Later.Best.EffectiveOn;

        public static Change Of(ContractTerms first, ContractTerms later, LocalDate? arrived, Conversion conversion)
        {
            var currency = first.Best.MonthlyWage.Currency;
            var before = first.Wage(currency, conversion);
            var cut = before is { } then && later.Wage(currency, conversion) is { } now
                ? new Reading(now.Documented is null ? 0 : Math.Max(0, (then.Documented ?? 0) - now.Greatest), Math.Max(0, then.Greatest - now.Least))
                : Reading.Zero;
            var hours = Math.Max(0, (later.Best.HoursPerWeek ?? 0) - (first.Best.HoursPerWeek ?? later.Best.HoursPerWeek ?? 0));
            var isAfterArrival = later.Best.SignedOn > arrived;
            var isDocumented = cut.Documented > 0 || (first.IsDocumented && later.IsDocumented && hours > 0) || (later.IsDocumented && isAfterArrival);
            return new Change(later, before is { } wage ? new Reading(wage.Documented ?? 0, wage.Greatest) : Reading.Zero, cut, hours, isAfterArrival, isDocumented);
        }
    }
}
