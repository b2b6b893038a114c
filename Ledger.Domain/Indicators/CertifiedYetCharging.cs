using System.Globalization;
using Ledger.Domain.Facts;
using Ledger.Domain.Fees;
using Ledger.Domain.Oversight;
using Ledger.Domain.Record;
using Ledger.Domain.SameMoney;
using NodaTime;

namespace Ledger.Domain.Indicators;

/// <summary>
/// <c>record.certified-yet-charging</c>: the placement's recruiter, a party it acts for, its owner or another of its ids held a
/// certificate on the day of a fee that the worker bore. Red where the certified party collected such a fee itself, amber where another did.
/// </summary>
/// <remarks>
/// The certificate is that of the recruiter's, or of a recruiter who collected. A fee that verified reimbursements cover is not borne. A
/// certificate is judged by its own first and last day and by its withdrawal, whenever it was told of.
/// </remarks>
public static class CertifiedYetCharging
{
    /// <summary>The code of the indicator.</summary>
    public const string Code = "record.certified-yet-charging";

    /// <summary>Judges the fees of one placement.</summary>
    public static Finding Judge(Evaluation evaluation, PlacementRecord placement, PlacementFees fees)
    {
        var where = Words.Placement(placement.Id);
        var recruiters = fees.Fees.Where(fee => fee.CollectorRole == PartyRole.Recruiter).Select(fee => fee.Collector)
            .Concat(placement.Started is { } started ? [started.Recruiter] : []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        string[] missing =
        [
            .. fees.Told.Count == 0 ? [$"no account of who paid for {where}"] : fees.Borne.Claimed == 0 ? fees.Conversion.Missing : [],
            .. recruiters.Count == 0 ? [$"no account of who recruited the worker for {where}"] : Array.Empty<string>(),
        ];
        if (missing.Length > 0)
        {
            return evaluation.Draft(Code, placement.Id, Verdict.Insufficient, $"Nothing can be said: there is {string.Join("; ", missing)}.", fees.Told) with { Missing = missing };
        }

        var asOf = evaluation.History.AsOf;
        HashSet<string> asked = new(StringComparer.Ordinal);
        var charges = fees.Borne.Claimed == 0 ? [] : fees.Parts.SelectMany(part => part.Accounts).Select(account => (Charge: account, Held: HeldOn(evaluation, recruiters, account.On, asked))).ToList();
        var charged = charges.FindAll(one => one.Held.Count > 0);
        var next = asked.Min(party => evaluation.Oversight.NextCertificate(party, asOf))?.PlusDays(-1);
        return (charged.Count > 0
            ? Present(evaluation, fees, charged)
            : evaluation.Draft(Code, placement.Id, Verdict.Absent, fees.Borne.Claimed == 0
                ? $"The worker bore nothing for {where} that was not verifiably paid back."
                : $"No certificate of {string.Join(" or ", recruiters)} is known that held when the worker was charged for {where}.", fees.Told)) with { HoldsUntil = next };
    }

    private static Finding Present(Evaluation evaluation, PlacementFees fees, List<(Account Charge, List<Held> Held)> charged)
    {
        var certificates = charged.SelectMany(one => one.Held).DistinctBy(held => held.Certificate.Granted.Id).ToList();
        var (first, last) = (charged.Min(one => one.Charge.On), charged.Max(one => one.Charge.On));
        var days = first == last ? $"on {Words.Of(first)}" : $"from {Words.Of(first)} to {Words.Of(last)}";
        return evaluation.Draft(Code, fees.Placement, Verdict.Present,
            $"The worker bore {Words.Of(fees.Borne, fees.Currency)} for {Words.Placement(fees.Placement)}; when she was charged, {days}, {string.Join(" and ", certificates.Select(Said))}.",
            charged.Select(one => one.Charge.Fact), certificates.SelectMany(held => held.Facts), fees.Reimbursements, fees.Conversion.Used) with
        {
            Severity = charged.Exists(one => one.Held.Exists(held => held.Certificate.Party == Collector(one.Charge.Fact) || held.Recruiter == Collector(one.Charge.Fact))) ? Severity.Red : Severity.Amber,
            Strength = fees.Borne.Documented > 0 && charged.Exists(one => one.Charge.Documented) ? Strength.Documented : Strength.Testified,
            Since = first,
            Measures = new(StringComparer.Ordinal) { ["workerPaid"] = Measure.Of(fees.Borne, fees.Currency) },
            Missing = [.. fees.Conversion.Missing],
        };
    }

    private static string Said(Held held)
    {
        var whose = held.Certificate.Party == held.Recruiter ? held.Recruiter : $"{held.Certificate.Party}, to which {held.Recruiter} is linked,";
        var until = held.Certificate.LastDay is { } last ? $" to {Words.Of(last)}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{whose} was certified by {held.Certificate.Scheme} (from {Words.Of(held.Certificate.Granted.From)}{until})");
    }

    private static string? Collector(Fact fact) => fact is FeeCharged fee ? fee.Collector : ((DeductionTaken)fact).Payee;

    /// <summary>The certificates that held on a day, each with the recruiter it counts for.</summary>
    /// <param name="evaluation">All that is known.</param>
    /// <param name="recruiters">The recruiters.</param>
    /// <param name="day">The day.</param>
    /// <param name="asked">Takes every party whose certificates were asked for.</param>
    private static List<Held> HeldOn(Evaluation evaluation, IReadOnlyList<string> recruiters, LocalDate day, HashSet<string> asked)
    {
        List<Held> held = [];
        foreach (var recruiter in recruiters)
        {
            foreach (var party in evaluation.Links.Principals(recruiter, day).Prepend(recruiter))
            {
                asked.Add(party);
                held.AddRange(evaluation.Oversight.Certificates(party, evaluation.History.AsOf).Where(certificate => certificate.Holds(day))
                    .Select(certificate => new Held(recruiter, certificate, evaluation.Links.Between(recruiter, party, day) ?? [])));
            }
        }

        return held;
    }

    /// <summary>A certificate, the recruiter it counts for, and the links between the two.</summary>
    private sealed record Held(string Recruiter, Certificate Certificate, IReadOnlyList<PartiesLinked> Links)
    {
        public IEnumerable<Fact> Facts => [Certificate.Granted, .. Certificate.Withdrawn is { } withdrawn ? [withdrawn] : Array.Empty<Fact>(), .. Links];
    }
}
