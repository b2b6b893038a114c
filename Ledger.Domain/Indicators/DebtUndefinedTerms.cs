using Ledger.Domain.Debt;
using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Domain.Indicators;

/// <summary>
/// <c>debt.undefined-terms</c>: no term and no schedule, an exit penalty, charges added after work began, or a lender linked to recruiter or
/// employer: length and nature of the services are not limited and defined (1956 Supplementary Convention, article 1(a), second limb).
/// </summary>
/// <remarks>
/// A loan of which no account names a term or an instalment has no defined end by the record; an account that names one later clears it.
/// No instrument sets a severity: red where two ways meet is the ledger's own.
/// </remarks>
public static class DebtUndefinedTerms
{
    /// <summary>The code of the indicator.</summary>
    public const string Code = "debt.undefined-terms";

    /// <summary>Judges whether a worker's debt has a defined length and nature.</summary>
    public static Finding Judge(Evaluation evaluation)
    {
        var loans = evaluation.Loans.All;
        if (loans.Count == 0)
        {
            return evaluation.Draft(Code, null, Verdict.Absent, "No recruitment loan of the worker is recorded.", []);
        }

        List<Way> ways = [.. loans.SelectMany(loan => WaysOf(loan, evaluation)), .. ExitSecurities(evaluation)];
        var facts = evaluation.Loans.Facts;
        if (ways.Count == 0)
        {
            return evaluation.Draft(Code, null, Verdict.Absent, "Every recruitment loan on record has a term or a schedule, and nothing was added to one after work began.", facts);
        }

        var kinds = ways.Select(way => way.Kind).Distinct().Order().ToList();
        return evaluation.Draft(Code, null, Verdict.Present, $"{Sentence(ways, kinds)}.", facts, ways.SelectMany(way => way.Facts)) with
        {
            Severity = kinds.Count >= evaluation.Thresholds.UndefinedTermsRed ? Severity.Red : Severity.Amber,
            Strength = ways.Exists(way => way.IsDocumented) ? Strength.Documented : Strength.Testified,
            Since = ways.Min(way => way.On),
        };
    }

    private static string Sentence(List<Way> ways, List<WayKind> kinds)
    {
        var all = string.Join("; ", kinds.Select(kind => ways.First(way => way.Kind == kind).Said));
        return char.ToUpperInvariant(all[0]) + all[1..];
    }

    private static IEnumerable<Way> WaysOf(Loan loan, Evaluation evaluation)
    {
        var lent = loan.Facts.OfType<LoanDisbursed>().ToList();
        if (loan.Speaker(Side.Claimed, StatedSchedule.Says).Count == 0)
        {
            yield return new Way(WayKind.NoTerm, lent[0].EffectiveOn, $"no account of loan {loan.Id} names a term or a schedule", lent.Exists(fact => fact.Grade <= Grade.C), lent);
        }

        var began = WorkBegan(evaluation, lent[0]);
        var added = loan.Facts.OfType<LoanCharged>().Where(fact => fact.Kind != LoanChargeKind.Interest).ToList();
        foreach (var charge in added)
        {
            var isDocumented = charge.Grade <= Grade.C || loan.Lenders.Contains(charge.AssertedBy);
            if (charge.Kind == LoanChargeKind.Penalty && NearEnd(evaluation, charge.EffectiveOn) is { } ended)
            {
                yield return new Way(WayKind.ExitPenalty, charge.EffectiveOn, $"a penalty of {charge.Amount} was added to loan {loan.Id} at the end of placement {ended.Placement}", isDocumented, [charge, ended]);
            }
            else if (began is { } start && charge.EffectiveOn > start.On)
            {
                yield return new Way(WayKind.ChargedLater, charge.EffectiveOn, $"{charge.Amount} was added to loan {loan.Id} on {Words.Of(charge.EffectiveOn)}, after work began", isDocumented, [charge, .. start.Facts]);
            }
        }

        foreach (var fact in lent)
        {
            if (Link(evaluation, fact) is { } linked)
            {
                yield return linked with { IsDocumented = linked.IsDocumented || fact.Grade <= Grade.C || fact.AssertedBy == fact.Lender };
            }
        }
    }

    /// <summary>The day work began in the placement that the loan paid for: arrival, else the first recorded pay period.</summary>
    private static (LocalDate On, IReadOnlyList<Fact> Facts)? WorkBegan(Evaluation evaluation, LoanDisbursed lent)
    {
        var placement = evaluation.History.PlacementOf(lent);
        var arrived = evaluation.History.All<Arrived>(placement).Where(fact => fact.Placement == placement && fact.Grade != Grade.X).ToList();
        if (evaluation.History.Find(placement)?.Arrived is { } day)
        {
            return (day, arrived);
        }

        var first = evaluation.Wages.FirstOrDefault(wage => wage.Placement == placement);
        return first is null ? null : (first.Period.From, [.. first.Facts]);
    }

    private static PlacementEnded? NearEnd(Evaluation evaluation, LocalDate on) =>
        evaluation.History.Placements.Select(placement => placement.Ended).OfType<PlacementEnded>()
            .FirstOrDefault(ended => Math.Abs(Period.DaysBetween(ended.EffectiveOn, on)) <= evaluation.Thresholds.BoundaryDays);

    private static Way? Link(Evaluation evaluation, LoanDisbursed lent) => LinkedLender.Of(evaluation, lent) is { } linked
        ? new Way(WayKind.LinkedLender, lent.EffectiveOn, linked.Said, linked.IsDocumented, linked.Facts)
        : null;

    /// <summary>Security of worth that an employer, a recruiter or a sub-agent of the worker holds and has not returned: a price on leaving.</summary>
    private static IEnumerable<Way> ExitSecurities(Evaluation evaluation)
    {
        var facts = evaluation.History.Facts;
        foreach (var taken in facts.OfType<SecurityTaken>().Where(fact => fact.Grade != Grade.X && fact.Kind != SecurityKind.Passport))
        {
            var returned = facts.OfType<SecurityReturned>().Any(back => back.Grade != Grade.X && back.Kind == taken.Kind && back.Holder == taken.Holder && back.EffectiveOn >= taken.EffectiveOn);
            var placement = evaluation.History.Find(evaluation.History.PlacementOf(taken))?.Started;
            if (!returned && placement is not null && (taken.Holder == placement.Employer || taken.Holder == placement.Recruiter || placement.Chain.Contains(taken.Holder)))
            {
                yield return new Way(WayKind.ExitSecurity, taken.EffectiveOn, $"{taken.Holder} holds security against the worker's leaving", taken.Grade <= Grade.C || taken.AssertedBy == taken.Holder, [taken, placement]);
            }
        }
    }

    private enum WayKind
    {
        NoTerm,
        ExitPenalty,
        ExitSecurity,
        ChargedLater,
        LinkedLender,
    }

    /// <summary>One way in which a debt's length or nature is undefined.</summary>
    private sealed record Way(WayKind Kind, LocalDate On, string Said, bool IsDocumented, IReadOnlyList<Fact> Facts);
}
