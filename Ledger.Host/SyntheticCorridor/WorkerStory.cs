using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Host.SyntheticCorridor;

/// <summary>What happens to one worker: every fact that somebody could tell, and the truth.</summary>
/// <param name="Index">The worker's number from 0.</param>
/// <param name="Facts">The facts by day, before any is lost or contradicted.</param>
/// <param name="Truth">The truth.</param>
internal sealed record WorkerStory(int Index, IReadOnlyList<Fact> Facts, WorkerTruth Truth)
{
    private const int MostPlacements = 3;
    private const int WorkerDigits = 5;
    private const int DaysOfReprisal = 60;
    private const int MonthsOfRepeat = 36;

    /// <summary>Tells the story of one worker; workers follow each other evenly through the years.</summary>
    public static WorkerStory Of(CorridorSettings settings, CorridorWorld world, int index)
    {
        var draw = new Draw(settings.Seed, Draw.Stream.Worker, index);
        var tale = new Tale(world, draw, CorridorWorld.Id("w", index, WorkerDigits)) { Thrift = draw.Hundredths(10, 55) };
        var days = Period.DaysBetween(Corridor.FirstDay, Corridor.LastStart);
        var started = Corridor.FirstDay.PlusDays((int)((long)days * index / settings.Workers));
        Register(tale, started);
        var recruiter = draw.Of(world.Recruiters);
        for (var number = 1; number <= MostPlacements; number++)
        {
            var plan = PlacementPlan.Of(tale, number, recruiter, started);
            PlacementCourse.Tell(tale, plan);
            if (Next(tale, plan) is not { } next)
            {
                break;
            }

            (recruiter, started) = next;
        }

        MarkReprisal(tale);
        MarkCharges(tale);
        foreach (var indicator in Recording.Contradictions(tale.Facts, settings, index))
        {
            tale.Mark(indicator);
        }

        return new WorkerStory(index, tale.Facts, new WorkerTruth(
            tale.Worker, [.. tale.Placements.Select(placement => placement.ToTruth())], tale.Debt, tale.Indicators));
    }

    private static void Register(Tale tale, LocalDate on) => tale.Tell(new WorkerRegistered
    {
        Id = $"{tale.Worker}/registered",
        EffectiveOn = on,
        AssertedBy = tale.Worker,
        AssertedAs = Speaker.Worker,
        Worker = tale.Worker,
        Origin = "NP",
        Sex = tale.Draw.Chance(0.12m) ? Sex.Female : Sex.Male,
    });

    /// <summary>What she bore in the end: a charge that was all paid back is none.</summary>
    private static void MarkCharges(Tale tale)
    {
        var unrepaid = tale.Placements.FindAll(placement => placement.IsUnrepaid);
        if (unrepaid.Count > 0)
        {
            tale.Mark(TrueIndicators.WorkerPaid);
        }

        if (unrepaid.Exists(placement => placement.IsChargedWhileCertified))
        {
            tale.Mark(TrueIndicators.CertifiedYetCharging);
        }

        if (unrepaid.Zip(unrepaid.Skip(1)).Any(pair => pair.First.FirstCharge!.Value.PlusMonths(MonthsOfRepeat) >= pair.Second.FirstCharge))
        {
            tale.Mark(TrueIndicators.RepeatFee);
        }
    }

    /// <summary>A termination, a penalty or a new debt within the days after a complaint.</summary>
    private static void MarkReprisal(Tale tale)
    {
        var facts = tale.Facts;
        if (facts.OfType<ComplaintFiled>().Any(complaint => facts.Any(fact => IsReprisal(fact) && Follows(complaint.EffectiveOn, fact.EffectiveOn))))
        {
            tale.Mark(TrueIndicators.Reprisal);
        }
    }

    private static bool IsReprisal(Fact fact) =>
        fact is PlacementEnded { Initiator: not (EndInitiator.Worker or EndInitiator.Expiry) } or LoanCharged { Kind: LoanChargeKind.Penalty } or LoanDisbursed;

    private static bool Follows(LocalDate complaint, LocalDate day) => day >= complaint && Period.DaysBetween(complaint, day) <= DaysOfReprisal;

    /// <summary>Who places the worker again and when; null where nobody does.</summary>
    private static (RecruiterProfile Recruiter, LocalDate Started)? Next(Tale tale, PlacementPlan plan)
    {
        var draw = tale.Draw;
        if (!plan.EndsEarly || !draw.Chance(plan.IsChurned ? 0.85m : 0.4m))
        {
            return null;
        }

        var started = plan.Ends.PlusDays(draw.Whole(14, 75));
        var recruiter = plan.IsChurned && plan.Recruiter.Sister is { } sister && draw.Chance(0.4m) ? tale.World.Recruiter(sister)
            : plan.IsChurned || draw.Chance(0.5m) ? plan.Recruiter
            : draw.Of(tale.World.Recruiters);
        return started < Corridor.LastDay ? (recruiter, started) : null;
    }
}
