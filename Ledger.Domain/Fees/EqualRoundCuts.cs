using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Record;
using NodaTime;

namespace Ledger.Domain.Fees;

/// <summary>Equal round cuts over the first pay periods, as one party tells them.</summary>
internal static class EqualRoundCuts
{
    /// <summary>The name of what neither net pay nor any cut explains.</summary>
    private const string Unexplained = "unexplained";

    /// <summary>What is cut for these reasons may differ from what it is called.</summary>
    private static readonly HashSet<DeductionReason> Suspect =
        [DeductionReason.Other, DeductionReason.Penalty, DeductionReason.Savings, DeductionReason.Advance, DeductionReason.HandedBack];

    /// <summary>Finds them; each party's account is read by itself, but for what another tells of a gap in it, and the party with the greatest sum speaks.</summary>
    public static IReadOnlyList<RecoveredCut> In(
        WorkerHistory history, string? placement, IReadOnlyList<DeductionTaken> others, IReadOnlyList<DeductionTaken> all, string? employer, int firstPeriods, int equalCuts)
    {
        var told = history.All<WagePaid>(placement).Where(wage => wage.Grade != Grade.X).ToList();
        var firsts = told.Select(wage => wage.Period).Concat(all.Select(cut => cut.Period)).Select(period => period.From).Distinct().Order().Take(firstPeriods).ToHashSet();
        var wages = told.FindAll(wage => firsts.Contains(wage.Period.From));
        var cutThen = all.Where(cut => firsts.Contains(cut.Period.From)).ToList();
        var found = wages.Select(wage => wage.AssertedBy).Concat(others.Select(cut => cut.AssertedBy)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .SelectMany(party => Told(wages.FindAll(wage => wage.AssertedBy == party), others.Where(cut => cut.AssertedBy == party), cutThen)
                .GroupBy(cut => cut.Name, StringComparer.Ordinal)
                .Select(cuts => Run([.. cuts.Where(cut => firsts.Contains(cut.Period.From)).OrderBy(cut => cut.Period.From)], equalCuts)))
            .Where(run => run.Count > 0).ToList();
        return found.OrderByDescending(run => run.Sum(cut => cut.Amount.Amount)).FirstOrDefault() is { } run
            ? [.. run.Select(cut => new RecoveredCut(
                RecoverySign.EqualAndRound, cut.Period, cut.Payee ?? employer ?? cut.Fact.AssertedBy,
                new Reading(cut.Fact.Grade <= Grade.C || cut.Fact.AssertedAs == Speaker.Employer ? cut.Amount.Amount : 0, cut.Amount.Amount), cut.Amount.Currency, [cut.Fact]))]
            : [];
    }

    /// <summary>The most that any one party tells was cut in a pay period: two parties may tell of the same cut.</summary>
    private static decimal Explained(List<DeductionTaken> cuts, PayPeriod period, Currency currency)
    {
        var greatest = 0m;
        foreach (var cut in cuts.FindAll(cut => cut.Period == period && cut.Amount.Currency == currency).GroupBy(cut => cut.AssertedBy, StringComparer.Ordinal))
        {
            greatest = Math.Max(greatest, cut.Sum(told => told.Amount.Amount));
        }

        return greatest;
    }

    /// <summary>Cuts by name, and gaps in gross pay that no party's cuts explain; without a wage for it, a period is counted by its cuts alone.</summary>
    private static IEnumerable<(string Name, PayPeriod Period, Money Amount, string? Payee, Fact Fact)> Told(
        IReadOnlyList<WagePaid> wages, IEnumerable<DeductionTaken> others, List<DeductionTaken> cuts)
    {
        foreach (var wage in wages.Where(wage => wage.Gross.Currency == wage.Net.Currency))
        {
            var gap = wage.Gross.Amount - wage.Net.Amount - Explained(cuts, wage.Period, wage.Net.Currency);
            if (gap > 0)
            {
                yield return (Unexplained, wage.Period, Money.Of(gap, wage.Net.Currency), null, wage);
            }
        }

        foreach (var cut in others.Where(cut => Suspect.Contains(cut.Reason)))
        {
            yield return (cut.Reason.ToString(), cut.Period, cut.Amount, cut.Payee, cut);
        }
    }

    /// <summary>The first run of equal round cuts, long enough, in periods that follow one another.</summary>
    private static List<(PayPeriod Period, Money Amount, string? Payee, Fact Fact)> Run(
        IReadOnlyList<(string Name, PayPeriod Period, Money Amount, string? Payee, Fact Fact)> cuts, int equalCuts)
    {
        List<(PayPeriod, Money, string?, Fact)> run = [];
        LocalDate? end = null;
        Money amount = default;
        foreach (var (_, period, cut, payee, fact) in cuts)
        {
            var goesOn = end is { } last && Period.DaysBetween(last, period.From) <= 1 && cut == amount;
            if (!goesOn && run.Count >= equalCuts)
            {
                break;
            }

            if (!goesOn)
            {
                run.Clear();
            }

            (end, amount) = (period.To, cut);
            if (IsRound(cut.Amount))
            {
                run.Add((period, cut, payee, fact));
            }
        }

        return run.Count >= equalCuts ? run : [];
    }

    /// <summary>Whether an amount has no more than two digits that are not zero, at its head: 400, 1,200, 15,000.</summary>
    private static bool IsRound(decimal amount)
    {
        var head = amount;
        while (head >= 100 && decimal.Truncate(head / 10) * 10 == head)
        {
            head /= 10;
        }

        return head is > 0 and < 100 && decimal.Truncate(head) == head;
    }
}
