using System.Globalization;
using Ledger.Domain.Facts;
using Ledger.Domain.Record;
using Ledger.Domain.SameMoney;
using NodaTime;

namespace Ledger.Domain.Indicators;

/// <summary>
/// <c>worker.reprisal-after-complaint</c>: within 60 days of a complaint, from its own day on, the placement was ended by employer,
/// recruiter or authority, or a new debt, a charge, a penalty cut from wages or a security taken came upon the worker. Red where the
/// placement was ended, or where it came within 14 days. Only investigators and the worker's side read it.
/// </summary>
/// <remarks>
/// What another fact of the day explains nets out: the contract ran out that day, the worker left by her own choice or the term expired
/// (by her own word or a document; an employer's bare word does not), or what was taken was given back. A loan that she says she took for
/// other purposes is her own affair; a later account of a debt or charge that was told before the complaint is not new. An end by an
/// authority counts, for a permit is mostly cancelled at an employer's request.
/// </remarks>
public static class ReprisalAfterComplaint
{
    /// <summary>The code of the indicator.</summary>
    public const string Code = "worker.reprisal-after-complaint";

    private const int MostNamed = 5;

    /// <summary>Judges a worker's record.</summary>
    public static Finding Judge(Evaluation evaluation)
    {
        var complaints = evaluation.History.All<ComplaintFiled>().Where(complaint => complaint.Grade != Grade.X).ToList();
        var days = evaluation.Thresholds.ReprisalDays;
        var answers = complaints.Count == 0 ? [] : Answers(evaluation.History, complaints, days);
        return answers.Count > 0 ? Present(evaluation, answers)
            : evaluation.Draft(Code, null, Verdict.Absent, complaints.Count == 0
                ? "No complaint of the worker is recorded."
                : string.Create(CultureInfo.InvariantCulture, $"Nothing within {days} days of a complaint is known that would answer it."), complaints);
    }

    /// <summary>What came upon the worker so soon after her last complaint, and neither is explained nor was told before it.</summary>
    private static List<(Fact Fact, ComplaintFiled Complaint)> Answers(WorkerHistory history, List<ComplaintFiled> complaints, int days)
    {
        var facts = history.Facts.Where(fact => fact.Grade != Grade.X).ToList();
        List<(Fact, ComplaintFiled)> answers = [];
        foreach (var fact in facts)
        {
            if (IsTurnedOn(fact) && complaints.FindLast(complaint => complaint.EffectiveOn <= fact.EffectiveOn) is { } complaint
                && Days(complaint, fact) <= days && !IsExplained(fact, facts) && !IsOld(fact, complaint, facts))
            {
                answers.Add((fact, complaint));
            }
        }

        return answers;
    }

    private static Finding Present(Evaluation evaluation, List<(Fact Fact, ComplaintFiled Complaint)> answers)
    {
        var (soonest, complaint) = answers.MinBy(one => Days(one.Complaint, one.Fact));
        var least = Days(complaint, soonest);
        var more = answers.Count > MostNamed ? string.Create(CultureInfo.InvariantCulture, $"; and {answers.Count - MostNamed} more") : "";
        return evaluation.Draft(Code, evaluation.History.PlacementOf(soonest), Verdict.Present,
            string.Create(CultureInfo.InvariantCulture, $"{(least == 0 ? "On the day" : $"{least} day{(least == 1 ? "" : "s")} after the day")} of a complaint, {Words.Of(complaint.EffectiveOn)}, began what may answer it: ")
            + $"{string.Join("; ", answers.Take(MostNamed).Select(one => $"{Said(one.Fact)} on {Words.Of(one.Fact.EffectiveOn)}"))}{more}.",
            answers.Select(one => one.Fact), answers.Select(one => one.Complaint)) with
        {
            Severity = least <= evaluation.Thresholds.ReprisalRedDays || answers.Exists(one => one.Fact is PlacementEnded) ? Severity.Red : Severity.Amber,
            Strength = answers.Exists(one => IsDocumented(one.Fact) && (Sides.IsGraded(one.Complaint) || !Sides.IsOwn(one.Complaint))) ? Strength.Documented : Strength.Testified,
            Since = answers.Min(one => one.Fact.EffectiveOn),
            Measures = new(StringComparer.Ordinal) { ["daysAfterComplaint"] = Measure.Of(least, "days") },
        };
    }

    /// <summary>Whether a fact by itself is something that is done to a worker in answer.</summary>
    private static bool IsTurnedOn(Fact fact) => fact switch
    {
        PlacementEnded ended => ended.Initiator is EndInitiator.Employer or EndInitiator.Recruiter or EndInitiator.Authority,
        LoanDisbursed loan => loan.Purpose == LoanPurpose.Recruitment || !Sides.IsOwn(loan),
        LoanCharged charged => charged.Kind is LoanChargeKind.Penalty or LoanChargeKind.Fee,
        FeeCharged fee => fee.BorneBy == Payer.Worker,
        DeductionTaken cut => cut.Reason == DeductionReason.Penalty,
        SecurityTaken => true,
        _ => false,
    };

    /// <summary>Whether another fact of the same day gives an ordinary reason.</summary>
    private static bool IsExplained(Fact fact, List<Fact> facts) => fact switch
    {
        PlacementEnded ended => facts.Exists(other => other.Placement == ended.Placement && IsBacked(other) && other switch
        {
            PlacementEnded another => another.EffectiveOn == ended.EffectiveOn && another.Initiator is (EndInitiator.Worker or EndInitiator.Expiry),
            ContractRecorded contract => contract.To == ended.EffectiveOn,
            _ => false,
        }),
        SecurityTaken taken => facts.OfType<SecurityReturned>().Any(back => back.EffectiveOn == taken.EffectiveOn && back.Kind == taken.Kind && back.Holder == taken.Holder && IsBacked(back)),
        _ => false,
    };

    private static bool IsBacked(Fact fact) => Sides.IsOwn(fact) || Sides.IsGraded(fact);

    /// <summary>Whether the same debt, charge or end was told of a day before the complaint.</summary>
    private static bool IsOld(Fact fact, ComplaintFiled complaint, List<Fact> facts) => (fact is LoanDisbursed || fact.SameAs is not null)
        && facts.Exists(other => other.EffectiveOn < complaint.EffectiveOn && (other.Id == fact.SameAs || (other is LoanDisbursed one && fact is LoanDisbursed two && one.Loan == two.Loan)));

    private static bool IsDocumented(Fact fact) => Sides.IsGraded(fact) || (!Sides.IsOwn(fact) && fact switch
    {
        PlacementEnded or DeductionTaken => Sides.IsGivers(fact),
        LoanDisbursed loan => loan.AssertedBy == loan.Lender,
        FeeCharged fee => fee.AssertedBy == fee.Collector,
        SecurityTaken taken => taken.AssertedBy == taken.Holder,
        _ => false,
    });

    private static string Said(Fact fact) => fact switch
    {
        PlacementEnded ended => $"{Words.Placement(ended.Placement)} was ended by the {ended.Initiator.ToString().ToLowerInvariant()}",
        LoanDisbursed loan => $"a debt of {loan.Principal} to {loan.Lender}",
        LoanCharged charged => $"a charge of {charged.Amount} on loan {charged.Loan}",
        FeeCharged fee => $"a charge of {fee.Amount} by {fee.Collector}",
        DeductionTaken cut => $"a penalty of {cut.Amount}",
        SecurityTaken taken => $"a security ({taken.Kind.ToString().ToLowerInvariant()}) taken by {taken.Holder}",
        _ => fact.Type,
    };

    private static int Days(ComplaintFiled complaint, Fact fact) => Period.DaysBetween(complaint.EffectiveOn, fact.EffectiveOn);
}
