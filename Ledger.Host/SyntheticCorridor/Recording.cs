using System.Text.Json.Nodes;
using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Host.SyntheticCorridor;

/// <summary>What is recorded of a worker's story: with slips that are mended, with contradictions, and with gaps.</summary>
/// <remarks>
/// Where two accounts differ the worker's is the true one: the collector admits less of a fee, the payroll declares more
/// of a wage, the lender credits less of a repayment. A slip is mended by whoever made it. What others need in order to
/// be understood (registrations, placements, loans) is never lost.
/// </remarks>
internal static class Recording
{
    private const decimal SlipShare = 0.015m;
    private const decimal TwiceShare = 0.004m;

    /// <summary>Gives the facts that are recorded, by day.</summary>
    public static IEnumerable<Fact> Of(IReadOnlyList<Fact> story, CorridorSettings settings, int index)
    {
        var draw = new Draw(settings.Seed, Draw.Stream.Recording, index);
        return WithLosses(Told(story, settings, draw), settings.Missing, draw).OrderBy(fact => fact.EffectiveOn);
    }

    /// <summary>What the parties' contradictions make true: a receipt for less than was paid, a payroll of more than was received. None of it hangs on what is lost.</summary>
    public static IEnumerable<string> Contradictions(IReadOnlyList<Fact> story, CorridorSettings settings, int index)
    {
        var told = Told(story, settings, new Draw(settings.Seed, Draw.Stream.Recording, index));
        var byId = told.DistinctBy(fact => fact.Id).ToDictionary(fact => fact.Id, StringComparer.Ordinal);
        foreach (var fact in told)
        {
            switch (fact.SameAs is { } other ? byId.GetValueOrDefault(other) : null)
            {
                case FeeCharged paid when fact is FeeCharged admitted && admitted.Amount.Amount < paid.Amount.Amount && admitted.Evidence?.Kind == "receipt":
                    yield return TrueIndicators.ReceiptMismatch;
                    break;
                case WagePaid declared when fact is WagePaid received && received.Net.Amount < declared.Net.Amount:
                    yield return TrueIndicators.WageMismatch;
                    break;
            }
        }
    }

    /// <summary>All that is told, before any of it is lost.</summary>
    private static List<Fact> Told(IReadOnlyList<Fact> story, CorridorSettings settings, Draw draw)
    {
        var answered = story.Select(fact => fact.SameAs).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var lenders = story.OfType<LoanDisbursed>().DistinctBy(loan => loan.Loan).ToDictionary(loan => loan.Loan, loan => loan.Lender, StringComparer.Ordinal);
        List<Fact> told = [];
        foreach (var fact in story)
        {
            var alone = fact.SameAs is null && !answered.Contains(fact.Id);
            told.AddRange(alone ? Accounts(fact, settings, lenders, draw) : [fact]);
        }

        return told;
    }

    /// <summary>A fact as it comes to be told: as it is, with a slip and its mending, or with a contradiction.</summary>
    private static IEnumerable<Fact> Accounts(Fact fact, CorridorSettings settings, Dictionary<string, string> lenders, Draw draw) => fact switch
    {
        FeeCharged { BorneBy: Payer.Worker } fee when draw.Chance(SlipShare) => Slip(fee, draw),
        WagePaid wage when draw.Chance(TwiceShare) => Twice(wage, draw),
        FeeCharged { BorneBy: Payer.Worker } fee when draw.Chance(settings.Conflicting) => [fee, Admitted(fee, draw)],
        WagePaid { Gross.Amount: > 0 } wage when draw.Chance(settings.Conflicting) => Declared(wage, draw),
        LoanRepaid repaid when draw.Chance(settings.Conflicting) => [repaid, Credited(repaid, lenders[repaid.Loan], draw)],
        _ => [fact],
    };

    /// <summary>A zero too many, mended some days later.</summary>
    private static IEnumerable<Fact> Slip(FeeCharged fee, Draw draw)
    {
        var right = new JsonObject { ["amount"] = fee.Amount.AmountText, ["currency"] = fee.Amount.Currency.Code };
        yield return fee with { Amount = Money.Of(fee.Amount.Amount * 10, fee.Amount.Currency) };
        yield return new FactCorrected
        {
            Id = fee.Id + "/corrected",
            EffectiveOn = Later(fee, draw),
            AssertedBy = fee.AssertedBy,
            AssertedAs = fee.AssertedAs,
            Worker = fee.Worker,
            Corrects = fee.Id,
            With = new FactFields(new JsonObject { ["amount"] = right }),
        };
    }

    /// <summary>The same wage under two ids, one of which is taken back.</summary>
    private static IEnumerable<Fact> Twice(WagePaid wage, Draw draw)
    {
        yield return wage;
        yield return wage with { Id = wage.Id + "/again" };
        yield return new FactWithdrawn
        {
            Id = wage.Id + "/again/withdrawn",
            EffectiveOn = Later(wage, draw),
            AssertedBy = wage.AssertedBy,
            AssertedAs = wage.AssertedAs,
            Worker = wage.Worker,
            Withdraws = wage.Id + "/again",
            Reason = "entered twice",
        };
    }

    private static LocalDate Later(Fact fact, Draw draw) => LocalDate.Min(fact.EffectiveOn.PlusDays(draw.Whole(5, 40)), Corridor.LastDay);

    private static FeeCharged Admitted(FeeCharged fee, Draw draw) => fee with
    {
        Id = fee.Id + "/collector",
        AssertedBy = fee.Collector,
        AssertedAs = fee.CollectorRole == PartyRole.SubAgent ? Speaker.SubAgent : Speaker.Recruiter,
        Evidence = new Evidence(Grade.B, "receipt"),
        SameAs = fee.Id,
        Amount = Share(fee.Amount, draw.Hundredths(30, 90)),
    };

    private static IEnumerable<Fact> Declared(WagePaid wage, Draw draw)
    {
        var more = Share(wage.Gross, draw.Hundredths(5, 40)).Amount;
        yield return wage with { Gross = Money.Of(wage.Gross.Amount + more, wage.Gross.Currency), Net = Money.Of(wage.Net.Amount + more, wage.Net.Currency) };
        yield return wage with
        {
            Id = wage.Id + "/worker",
            AssertedBy = wage.Worker!,
            AssertedAs = Speaker.Worker,
            Evidence = draw.Chance(0.4m) ? new Evidence(Grade.C, "notebook") : null,
            SameAs = wage.Id,
        };
    }

    private static LoanRepaid Credited(LoanRepaid repaid, string lender, Draw draw) => repaid with
    {
        Id = repaid.Id + "/lender",
        AssertedBy = lender,
        AssertedAs = Speaker.Lender,
        Evidence = new Evidence(Grade.C, "ledger"),
        SameAs = repaid.Id,
        Amount = Share(repaid.Amount, draw.Hundredths(50, 90)),
    };

    private static Money Share(Money of, decimal share) => Money.Of(decimal.Round(of.Amount * share), of.Currency);

    private static IEnumerable<Fact> WithLosses(IReadOnlyList<Fact> told, decimal missing, Draw draw)
    {
        var lost = told.Where(fact => CanBeLost(fact) && draw.Chance(missing)).Select(fact => fact.Id).ToHashSet(StringComparer.Ordinal);
        return told.Where(fact => !lost.Contains(fact.Id) && !(fact is MendingFact mending && lost.Contains(mending.Mends))).Select(fact => Rid(fact, lost));
    }

    private static bool CanBeLost(Fact fact) => fact is not (WorkerRegistered or PlacementStarted or LoanDisbursed or MendingFact);

    /// <summary>Nobody names a fact that nobody told.</summary>
    private static Fact Rid(Fact fact, HashSet<string> lost)
    {
        var alone = fact.SameAs is { } other && lost.Contains(other) ? fact with { SameAs = null } : fact;
        return alone is Reimbursed { For.Facts: { } facts } reimbursed && facts.Any(lost.Contains)
            ? reimbursed with { For = Remaining(facts, lost) }
            : alone;
    }

    private static ReimbursementGround Remaining(FactList<string> facts, HashSet<string> lost)
    {
        string[] remaining = [.. facts.Where(fact => !lost.Contains(fact))];
        return remaining.Length > 0 ? ReimbursementGround.Of(remaining) : ReimbursementGround.Under("unrecorded-fees");
    }
}
