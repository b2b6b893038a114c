using System.Globalization;
using Ledger.Domain.Amounts;
using Ledger.Domain.Churn;
using Ledger.Domain.Facts;
using Ledger.Domain.SameMoney;
using NodaTime;

namespace Ledger.Domain.Indicators;

/// <summary>
/// <c>churn.kickback</c>: money flowed from the recruiter's side to the employer's: any payment on record; or one constant sum that the
/// employer's side collected from five or more of the recruiter's workers. Red where it is the same sum a head.
/// </summary>
/// <remarks>
/// A payment is divided by the placements it names; one that names none by those that began since the payment before. Where that
/// comes to the same sum each time it is inferred to be a price a head, and the finding says that it is inferred. Accounts of one payment
/// count once: those that share sameAs, name the same placements, or are of one day. No instrument sets a severity.
/// </remarks>
public static class Kickback
{
    /// <summary>The code of the indicator.</summary>
    public const string Code = "churn.kickback";

    /// <summary>Judges every pair with placements or payments.</summary>
    internal static IEnumerable<PairDraft> Judge(PairEvaluation evaluation)
    {
        var groups = evaluation.Groups;
        var told = evaluation.Kickbacks.Where(kickback => kickback.Grade != Grade.X)
            .Select(kickback => (Recruiter: groups.Of(kickback.From), Employer: groups.Of(kickback.To), Kickback: kickback))
            .Where(one => one.Recruiter != one.Employer)
            .ToLookup(one => (one.Recruiter, one.Employer), one => one.Kickback);
        var counted = evaluation.Counts.ToDictionary(pair => (pair.Recruiter, pair.Employer));
        foreach (var (recruiter, employer) in counted.Keys.Union(told.Select(pair => pair.Key)))
        {
            var constant = counted.GetValueOrDefault((recruiter, employer))?.Constant;
            var paid = told[(recruiter, employer)].OrderBy(kickback => kickback.EffectiveOn).ThenBy(kickback => kickback.Id, StringComparer.Ordinal).ToList();
            var verdict = paid.Count > 0 || constant is not null ? Verdict.Present : Verdict.Absent;
            yield return new PairDraft(Code, recruiter, employer, null, verdict, pair =>
            {
                var finding = evaluation.Draft(Code, recruiter, employer, null, verdict,
                    $"No payment from {evaluation.Named(recruiter)} to {evaluation.Named(employer)} is recorded, nor one sum that the employer's side collected from many workers.");
                return verdict == Verdict.Absent ? finding : Complete(finding, evaluation, paid, constant, pair);
            });
        }
    }

    private static Finding Complete(Finding draft, PairEvaluation evaluation, List<KickbackPaid> paid, ConstantSum? constant, IReadOnlyList<PlacementOutcome> pair)
    {
        var taken = constant is null ? [] : pair.Where(outcome => outcome.Taken is { } sum && sum.Amount.Claimed == constant.Amount && sum.Amount.Currency == constant.Currency).ToList();
        var payments = Payment.Of(paid, pair);
        var perHead = PerHead.Of(payments);
        var explanation = string.Join(' ', new[] { Explain(evaluation, draft, payments, perHead), Explain(constant) }.OfType<string>());
        var measures = new SortedDictionary<string, Measure>(StringComparer.Ordinal);
        if (perHead is not null)
        {
            measures["perHead"] = Measure.Of(perHead.Sum, perHead.Currency);
        }
        else if (constant is not null)
        {
            measures["perHead"] = Measure.Of(new Reading(constant.IsDocumented ? constant.Amount : 0, constant.Amount), Currency.Of(constant.Currency));
        }

        return draft with
        {
            Explanation = explanation,
            Severity = constant is not null || perHead is { IsConstant: true } ? Severity.Red : Severity.Amber,
            Strength = payments.Exists(payment => payment.Sum.Documented > 0) || constant is { IsDocumented: true } ? Strength.Documented : Strength.Testified,
            Since = paid.Select(kickback => kickback.EffectiveOn).Concat(taken.Select(outcome => outcome.Start)).Min(),
            Measures = measures,
            Because = PairEvaluation.Because(paid.Select(kickback => kickback.Id).Concat(taken.SelectMany(outcome => outcome.Taken!.Facts))),
        };
    }

    private static string? Explain(PairEvaluation evaluation, Finding draft, List<Payment> payments, PerHead? perHead)
    {
        if (payments.Count == 0)
        {
            return null;
        }

        var sums = payments.GroupBy(payment => payment.Currency.Code, StringComparer.Ordinal)
            .Select(sum => Words.Of(sum.Aggregate(Reading.Zero, (total, payment) => total + payment.Sum), sum.First().Currency));
        var head = perHead switch
        {
            null => "How many placements they were for is not told.",
            { IsNamed: true, IsConstant: true } => $"By the placements named it is {Words.Of(perHead.Sum, perHead.Currency)} a head each time.",
            { IsNamed: true } => $"By the placements named it is {Words.Of(perHead.Sum, perHead.Currency)} a head.",
            { IsConstant: true } => $"No payment says what for: that it is {Words.Of(perHead.Sum, perHead.Currency)} a head each time is inferred from the placements that began between payments.",
            _ => $"No payment says what for; over the placements that began between payments it comes to {Words.Of(perHead.Sum, perHead.Currency)} a head.",
        };
        var count = payments.Count == 1 ? "One payment" : string.Create(CultureInfo.InvariantCulture, $"{payments.Count:N0} payments");
        return $"{count} from {evaluation.Named(draft.Recruiter!)} to {evaluation.Named(draft.Employer!)} {(payments.Count == 1 ? "is" : "are")} recorded: {string.Join(", ", sums)}. {head}";
    }

    private static string? Explain(ConstantSum? constant) => constant is null ? null : string.Create(CultureInfo.InvariantCulture,
        $"The employer's side collected the same {Words.Of(constant.Amount, Currency.Of(constant.Currency))} from each of {constant.Workers:N0} of the recruiter's workers: that it is a price a head is inferred from the sum being constant.");

    /// <summary>One payment by all accounts of it, and the placements it was for.</summary>
    private sealed record Payment(LocalDate On, Reading Sum, Currency Currency, bool IsNamed, int Heads)
    {
        public static List<Payment> Of(IReadOnlyList<KickbackPaid> paid, IReadOnlyList<PlacementOutcome> pair)
        {
            var groups = MoneyGroup.Sort(paid.Select(kickback => Account.Of(kickback, kickback.Amount.Amount)), account => For((KickbackPaid)account.Fact))
                .Select(group => (On: group.First, group.Reading, All: group.Facts.Cast<KickbackPaid>().ToList()))
                .OrderBy(group => group.On).ToList();
            List<Payment> payments = [];
            LocalDate? before = null;
            foreach (var (on, reading, all) in groups)
            {
                var named = all.SelectMany(kickback => kickback.Placements ?? Enumerable.Empty<PlacementReference>()).Distinct().Count();
                payments.Add(new Payment(on, reading, all[0].Amount.Currency, named > 0, named > 0 ? named : pair.Count(outcome => outcome.Start <= on && (before is null || outcome.Start > before))));
                before = named > 0 ? before : on;
            }

            return payments;
        }

        private static string For(KickbackPaid kickback) => $"{kickback.Amount.Currency.Code} "
            + (kickback.Placements is { Count: > 0 } placements
                ? string.Join('\u001f', placements.Select(placement => $"{placement.Worker}\u001e{placement.Placement}").Order(StringComparer.Ordinal))
                : kickback.EffectiveOn.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture));
    }

    /// <summary>What payments come to a head, over those whose heads are known, in the currency of the first of them.</summary>
    private sealed record PerHead(Reading Sum, Currency Currency, bool IsNamed, bool IsConstant)
    {
        public static PerHead? Of(IReadOnlyList<Payment> payments)
        {
            var known = payments.Where(payment => payment.Heads > 0).ToList();
            if (known.Count == 0)
            {
                return null;
            }

            var same = known.FindAll(payment => payment.Currency == known[0].Currency);
            var (sum, heads) = (same.Aggregate(Reading.Zero, (total, payment) => total + payment.Sum), same.Sum(payment => payment.Heads));
            // Sums are compared as products: a division would leave noise in the last digit.
            return new PerHead(
                new Reading(sum.Documented / heads, sum.Claimed / heads), same[0].Currency, same.TrueForAll(payment => payment.IsNamed),
                same.Count > 1 && same.TrueForAll(payment => payment.Sum.Claimed * same[0].Heads == same[0].Sum.Claimed * payment.Heads));
        }
    }
}
