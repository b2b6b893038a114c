using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Tests.Stories;
using NodaTime;

namespace Ledger.Tests.Oracles;

/// <summary>The record and reprisal indicators by a direct reading of their definitions, over the facts that stand.</summary>
internal sealed class NaiveRecord(Story story)
{
    private readonly List<Fact> _standing = NaiveMending.Standing(story.Record, Story.End, Story.Now);

    public IReadOnlyList<string> Placements => [.. _standing.Where(fact => fact is not ComplaintFiled && NaiveMoney.IsCredible(fact)).Select(fact => fact.Placement).OfType<string>().Distinct()];

    private IEnumerable<T> Of<T>(string? placement)
        where T : Fact => _standing.OfType<T>().Where(fact => NaiveMoney.IsCredible(fact) && NaivePlacements.Of(fact, _standing) == placement);

    private static bool IsOwn(Fact fact) => fact.AssertedAs == Speaker.Worker && fact.AssertedBy == Say.Worker;

    private static bool IsHers(Fact fact) => IsOwn(fact) || fact.AssertedAs == Speaker.CivilSociety;

    private static bool IsTheirs(Fact fact) => fact.AssertedAs is Speaker.Employer or Speaker.Recruiter;

    /// <summary>The account of the start that is best backed.</summary>
    private PlacementStarted? Started(string placement) => Of<PlacementStarted>(placement)
        .OrderBy(start => start.Grade).ThenBy(start => start.AssertedAs == Speaker.Worker ? 0 : 1).ThenBy(start => start.EffectiveOn).ThenBy(start => start.Id, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>Each pay period that both sides tell of: declared, received by the worker's account, and what is documented of the gap.</summary>
    public IEnumerable<(decimal Declared, decimal Received, decimal Documented, LocalDate On)> Gaps(string placement)
    {
        var groups = NaiveMoney.Groups(Of<WagePaid>(placement).Select(wage => new Word(wage, 0m, false, $"{wage.Period.From} {wage.Period.To}")));
        foreach (var group in groups.Select(group => group.Select(word => (WagePaid)word.Fact).OrderBy(wage => wage.EffectiveOn).ThenBy(wage => wage.Id, StringComparer.Ordinal).ToList()))
        {
            var currency = group[0].Net.Currency.Code;
            var cuts = Of<DeductionTaken>(placement).Where(cut => group.Exists(wage => wage.Period == cut.Period)).ToList();
            decimal In(Money money, Fact fact) => money.Amount == 0 ? 0 : money.Amount * NaiveRates.Find(story.Rates, money.Currency.Code, currency, fact.EffectiveOn)!.Value;
            decimal Cuts(Func<Fact, bool> side) => cuts.Where(cut => cut.Reason != DeductionReason.HandedBack && side(cut)).GroupBy(cut => cut.AssertedBy)
                .Select(party => party.Sum(cut => In(cut.Amount, cut)))
                .Concat(group.Where(wage => side(wage)).GroupBy(wage => wage.AssertedBy).Select(party => party.Sum(wage => In(wage.Gross, wage) - In(wage.Net, wage)))).Append(0m).Max();
            var both = Math.Min(Cuts(IsTheirs), Cuts(IsHers));
            decimal Told(IEnumerable<WagePaid> party, decimal taken)
            {
                var (net, gross) = (party.Sum(wage => In(wage.Net, wage)), party.Sum(wage => In(wage.Gross, wage)));
                return Math.Max(0, net - Math.Max(0, taken - Math.Max(0, gross - net)));
            }

            var declared = group.Where(IsTheirs).GroupBy(wage => wage.AssertedBy).Select(party => Told(party, both)).ToList();
            var received = group.Where(wage => IsHers(wage) || wage.AssertedAs == Speaker.Bank).GroupBy(wage => wage.AssertedBy)
                .Select(party => (Party: party.ToList(), Sum: Told(party, cuts.Where(cut => cut.Reason == DeductionReason.HandedBack && cut.AssertedBy == party.Key).Sum(cut => In(cut.Amount, cut))))).ToList();
            var graded = received.Where(party => party.Party.Exists(NaiveMoney.IsGraded)).ToList();
            if (declared.Count == 0 || received.Count == 0)
            {
                continue;
            }

            var hers = received.Exists(party => party.Party.Exists(IsOwn)) ? received.First(party => party.Party.Exists(IsOwn)).Sum
                : (graded.Count > 0 ? graded : received).Max(party => party.Sum);
            yield return (declared.Max(), hers, graded.Count == 0 ? 0 : Math.Max(0, declared.Max() - received.Max(party => party.Sum)), group.Min(wage => wage.EffectiveOn));
        }
    }

    /// <summary>Whether every wage and cut of a placement can be brought into any currency that its wages use.</summary>
    public bool HasContractOrMissingRates(string placement)
    {
        var currencies = Of<WagePaid>(placement).SelectMany(wage => new[] { wage.Net.Currency.Code, wage.Gross.Currency.Code }).Concat(Of<DeductionTaken>(placement).Select(cut => cut.Amount.Currency.Code)).Distinct().ToList();
        return currencies.Count > 1 || Of<ContractRecorded>(placement).Any(contract => contract.Kind != ContractKind.Substituted);
    }

    /// <summary>The laters contracts that are worse than the first, where all wages are in one currency.</summary>
    public IEnumerable<(decimal Cut, decimal Hours, bool After)> Worse(string placement)
    {
        var contracts = Of<ContractRecorded>(placement).GroupBy(contract => ((int)contract.Kind, contract.Version)).OrderBy(contract => contract.Key).Select(contract => contract.ToList()).ToList();
        foreach (var later in contracts.Skip(1))
        {
            ContractRecorded Best(List<ContractRecorded> told) =>
                told.OrderBy(one => one.Grade).ThenBy(one => one.AssertedAs == Speaker.Worker ? 0 : 1).ThenBy(one => one.EffectiveOn).ThenBy(one => one.Id, StringComparer.Ordinal).First();
            IEnumerable<decimal> Wages(List<ContractRecorded> told) => told.GroupBy(one => one.AssertedBy).Select(party => party.Last().MonthlyWage.Amount);
            var arrived = Of<Arrived>(placement).OrderBy(one => one.Grade).ThenBy(one => one.AssertedAs == Speaker.Worker ? 0 : 1).ThenBy(one => one.EffectiveOn).FirstOrDefault();
            var cut = Math.Max(0, Wages(contracts[0]).Max() - Wages(later).Min());
            var hours = Best(contracts[0]).HoursPerWeek is { } before && Best(later).HoursPerWeek is { } now ? Math.Max(0, now - before) : 0;
            yield return (cut, hours, arrived is not null && Best(later).SignedOn > arrived.EffectiveOn);
        }
    }

    public bool HasOneContractCurrency(string placement) => Of<ContractRecorded>(placement).Select(contract => contract.MonthlyWage.Currency).Distinct().Count() <= 1;

    /// <summary>What the worker's side tells was paid beyond the greatest receipt, for each sum of fees told in rupees alone.</summary>
    public IEnumerable<decimal> BeyondReceipts(string? placement)
    {
        var fees = Of<FeeCharged>(placement).Where(fee => fee.BorneBy == Payer.Worker).ToList();
        foreach (var group in NaiveMoney.Groups(fees.Select(fee => new Word(fee, 0m, false, $"{fee.Collector}/{fee.Class}"))))
        {
            var parties = group.Select(word => (FeeCharged)word.Fact).GroupBy(fee => fee.AssertedBy).Select(party => party.ToList()).ToList();
            var paid = parties.Where(party => party.TrueForAll(IsHers)).Select(party => party.Sum(fee => fee.Amount.Amount)).ToList();
            var receipts = parties.Where(party => party.Exists(fee => fee.ReceiptAmount is not null || fee.AssertedBy == fee.Collector))
                .Select(party => party.Sum(fee => (fee.ReceiptAmount ?? fee.Amount).Amount)).ToList();
            if (paid.Count > 0 && receipts.Count > 0)
            {
                yield return Math.Max(0, paid.Max() - receipts.Max());
            }
        }
    }

    public bool HasRupeesAlone(string? placement) => Of<FeeCharged>(placement).All(fee => fee.Amount.Currency.Code == "NPR");

    /// <summary>How many facts were entered late, in bulk and after the announcement of an audit of the employer's site, before the audit.</summary>
    public int? Backdated(string placement)
    {
        if (Started(placement) is not { } started)
        {
            return null;
        }

        var known = story.Record.ToDictionary(recorded => recorded.Fact.Id, recorded => recorded.RecordedAt.InUtc().Date);
        var theirs = _standing.Where(fact => NaiveMoney.IsCredible(fact) && NaivePlacements.Of(fact, _standing) == placement && fact.AssertedAs != Speaker.Worker && fact is not ComplaintFiled
            && (NaiveLinks.Reached(story.Links, fact.AssertedBy, _ => true).Contains(started.Employer) || NaiveLinks.Reached(story.Links, fact.AssertedBy, _ => true).Contains(started.Recruiter))
            && Period.DaysBetween(fact.EffectiveOn, known[fact.Id]) > 30).ToList();
        HashSet<string> counted = [];
        var sites = NaiveLinks.Reached(story.Links, started.Employer, link => link.Kind == LinkKind.SameAs);
        foreach (var announced in story.Parties.OfType<AuditAnnounced>().Where(audit => NaiveMoney.IsCredible(audit) && audit.Announced && sites.Contains(audit.Site)))
        {
            var to = story.Parties.OfType<AuditPerformed>().Where(audit => NaiveMoney.IsCredible(audit) && audit.Site == announced.Site && audit.EffectiveOn >= announced.EffectiveOn)
                .Select(audit => (LocalDate?)audit.EffectiveOn).Min() ?? Story.End;
            var within = theirs.Where(fact => fact.EffectiveOn < announced.EffectiveOn && announced.EffectiveOn <= known[fact.Id] && known[fact.Id] <= to).ToList();
            counted.UnionWith(within.Where(fact => within.Count(other => other.AssertedBy == fact.AssertedBy && known[other.Id] == known[fact.Id]) >= 5).Select(fact => fact.Id));
        }

        return counted.Count;
    }

    /// <summary>The parties of the worker's account of the chain whom recruiter and employer leave out; null where one side gave no account.</summary>
    public IReadOnlyList<string>? LeftOut(string placement)
    {
        var starts = _standing.OfType<PlacementStarted>().Where(start => NaiveMoney.IsCredible(start) && start.Placement == placement).ToList();
        var filed = starts.Where(IsTheirs).ToList();
        var fees = Of<FeeCharged>(placement).Where(IsHers).ToList();
        var onAccount = fees.Where(fee => fee.Form is FeeForm.Loan or FeeForm.Deduction).Select(fee => fee.Loan).ToList();
        var ends = starts.SelectMany(start => new[] { start.Recruiter, start.Employer }).ToHashSet();
        var named = starts.Where(IsHers).SelectMany(start => start.Chain.Append(start.Recruiter))
            .Concat(fees.Where(fee => fee.BorneBy == Payer.Worker && fee.CollectorRole is PartyRole.Recruiter or PartyRole.SubAgent).Select(fee => fee.Collector))
            .Concat(Of<LoanDisbursed>(placement).Where(loan => IsHers(loan) && loan.Purpose == LoanPurpose.Recruitment
                && (onAccount.Contains(loan.Loan) || NaiveLinks.Reached(story.Links, loan.Lender, _ => true).Overlaps(ends))).Select(loan => loan.Lender)).Distinct().ToList();
        if (filed.Count == 0 || named.Count == 0)
        {
            return null;
        }

        var declared = filed.SelectMany(start => start.Chain.Concat([start.Recruiter, start.Employer, start.AssertedBy]))
            .Concat(Of<FeeCharged>(placement).Where(IsTheirs).Select(fee => fee.Collector))
            .Concat(Of<LoanDisbursed>(placement).Where(IsTheirs).Select(loan => loan.Lender))
            .Concat(Of<DeductionTaken>(placement).Where(IsTheirs).Select(cut => cut.Payee).OfType<string>()).ToHashSet();
        return [.. named.Where(party => !NaiveLinks.Reached(story.Links, party, link => link.Kind is LinkKind.SameAs or LinkKind.Owns or LinkKind.Family || IsTheirs(link)).Overlaps(declared))];
    }

    /// <summary>Whether a certificate of the recruiter, or of one it acts for, held on the day of any account of a fee.</summary>
    public bool WasCertified(string placement, IEnumerable<Fact> charges)
    {
        var recruiters = Of<FeeCharged>(placement).Where(fee => fee.BorneBy == Payer.Worker && fee.CollectorRole == PartyRole.Recruiter).Select(fee => fee.Collector)
            .Concat(Started(placement) is { } started ? [started.Recruiter] : []).ToList();
        return charges.Any(charge => recruiters.SelectMany(recruiter => NaiveLinks.ActsFor(story.Links, recruiter)).Any(party =>
            story.Parties.OfType<CertificationGranted>().Any(granted => NaiveMoney.IsCredible(granted) && granted.Party == party
                && granted.From <= charge.EffectiveOn && (granted.To is null || charge.EffectiveOn <= granted.To)
                && !story.Parties.OfType<CertificationWithdrawn>().Any(withdrawn => withdrawn.Party == party && withdrawn.Scheme == granted.Scheme
                    && granted.From <= withdrawn.EffectiveOn && withdrawn.EffectiveOn <= charge.EffectiveOn))));
    }

    /// <summary>Whether a clean audit of the employer's site looked back on one of these days.</summary>
    public bool WasFoundClean(string placement, IReadOnlyList<LocalDate> days)
    {
        var sites = Started(placement) is { } started ? NaiveLinks.Reached(story.Links, started.Employer, link => link.Kind == LinkKind.SameAs) : [];
        var audits = story.Parties.OfType<AuditPerformed>().Where(audit => NaiveMoney.IsCredible(audit) && sites.Contains(audit.Site)).ToList();
        return audits.Where(audit => audit.Outcome == AuditOutcome.Clean).Any(audit =>
        {
            var before = audits.Where(other => other.EffectiveOn < audit.EffectiveOn).Select(other => (LocalDate?)other.EffectiveOn.PlusDays(1)).Max();
            return days.Any(day => (before ?? audit.EffectiveOn.PlusMonths(-12)) <= day && day <= audit.EffectiveOn);
        });
    }

    /// <summary>The fewest days between a complaint and what may answer it; null where nothing does.</summary>
    public int? DaysAfterComplaint()
    {
        var credible = _standing.Where(NaiveMoney.IsCredible).ToList();
        var complaints = credible.OfType<ComplaintFiled>().ToList();
        var after = from fact in credible
                    let complaint = complaints.Where(complaint => complaint.EffectiveOn <= fact.EffectiveOn).Select(complaint => (LocalDate?)complaint.EffectiveOn).Max()
                    where complaint is not null && Answers(fact) && !Explained(fact)
                        && !credible.Any(other => other.EffectiveOn < complaint && (other.Id == fact.SameAs || (other as LoanDisbursed)?.Loan is { } loan && loan == (fact as LoanDisbursed)?.Loan))
                    let days = Period.DaysBetween(complaint.Value, fact.EffectiveOn)
                    where days <= 60
                    select (int?)days;
        return after.Min();

        bool Explained(Fact fact) => fact is PlacementEnded ended && credible.Where(other => other.Placement == ended.Placement && (IsOwn(other) || NaiveMoney.IsGraded(other))).Any(other =>
            (other is PlacementEnded { Initiator: EndInitiator.Worker or EndInitiator.Expiry } && other.EffectiveOn == ended.EffectiveOn) || (other as ContractRecorded)?.To == ended.EffectiveOn);
    }

    private static bool Answers(Fact fact) => fact switch
    {
        PlacementEnded ended => ended.Initiator is not (EndInitiator.Worker or EndInitiator.Expiry),
        LoanDisbursed { Purpose: LoanPurpose.Other } => !IsOwn(fact),
        LoanDisbursed or SecurityTaken => true,
        LoanCharged charged => charged.Kind != LoanChargeKind.Interest,
        FeeCharged fee => fee.BorneBy == Payer.Worker,
        DeductionTaken cut => cut.Reason == DeductionReason.Penalty,
        _ => false,
    };
}

/// <summary>Whom links lead to, by adding neighbours until nothing changes; the links of stories hold for ever.</summary>
internal static class NaiveLinks
{
    public static HashSet<string> Reached(IEnumerable<PartiesLinked> links, string party, Func<PartiesLinked, bool> counts) =>
        Closed(party, [.. links.Where(link => NaiveMoney.IsCredible(link) && counts(link)).SelectMany(link => new[] { (link.From, link.To), (link.To, link.From) })]);

    /// <summary>Owners and owned, other ids, and those whose sub-agent a party is.</summary>
    public static HashSet<string> ActsFor(IEnumerable<PartiesLinked> links, string party) =>
        Closed(party, [.. links.Where(NaiveMoney.IsCredible).SelectMany(link => link.Kind switch
        {
            LinkKind.Owns or LinkKind.SameAs => new[] { (link.From, link.To), (link.To, link.From) },
            LinkKind.SubAgentOf => [(link.From, link.To)],
            _ => [],
        })]);

    private static HashSet<string> Closed(string party, List<(string From, string To)> steps)
    {
        HashSet<string> reached = [party];
        while (steps.Any(step => reached.Contains(step.From) && reached.Add(step.To)))
        {
        }

        return reached;
    }
}
