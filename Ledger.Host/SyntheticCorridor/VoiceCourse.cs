using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;

namespace Ledger.Host.SyntheticCorridor;

/// <summary>Tells what is held, said, rated and paid back around a placement.</summary>
internal static class VoiceCourse
{
    private const string Scheme = "repayment-2025";
    private static readonly string[] Aspects = ["fees", "truth-of-contract"];

    public static void Tell(Tale tale, PlacementTally tally)
    {
        var (plan, draw) = (tally.Plan, tale.Draw);
        if (plan.IsCharged && draw.Chance(0.25m))
        {
            Passport(tale, plan);
        }

        Speak(tale, plan);
        if (draw.Chance(0.15m))
        {
            Rate(tale, plan);
        }

        if (tally.Rupees > 0 && draw.Chance(0.12m))
        {
            Reimburse(tale, tally);
        }
    }

    private static void Passport(Tale tale, PlacementPlan plan)
    {
        tale.Tell(new SecurityTaken
        {
            Id = tale.Id(plan, "passport-taken"),
            EffectiveOn = plan.Arrived.PlusDays(1),
            AssertedBy = tale.Worker,
            AssertedAs = Speaker.Worker,
            Worker = tale.Worker,
            Placement = plan.Id,
            Kind = SecurityKind.Passport,
            Holder = plan.Employer.Id,
        });
        if (tale.Draw.Chance(0.7m))
        {
            tale.Tell(new SecurityReturned
            {
                Id = tale.Id(plan, "passport-returned"),
                EffectiveOn = plan.Ends,
                AssertedBy = tale.Worker,
                AssertedAs = Speaker.Worker,
                Worker = tale.Worker,
                Placement = plan.Id,
                Kind = SecurityKind.Passport,
                Holder = plan.Employer.Id,
            });
        }
    }

    private static void Speak(Tale tale, PlacementPlan plan)
    {
        if (plan.Complains is { } day)
        {
            tale.Tell(new ComplaintFiled
            {
                Id = tale.Id(plan, "complaint"),
                EffectiveOn = day,
                AssertedBy = tale.Worker,
                AssertedAs = Speaker.Worker,
                Worker = tale.Worker,
                Placement = plan.Id,
                About = plan.IsCharged ? plan.Recruiter.Id : plan.Employer.Id,
                Channel = tale.Draw.Of(["hotline", "union", "labour-office"]),
            });
        }

        if (tale.Draw.Chance(0.05m))
        {
            var coached = plan.Employer.Kind != PartyKind.Honest;
            tale.Tell(new StatementRecorded
            {
                Id = tale.Id(plan, "statement"),
                EffectiveOn = plan.FirstWork.PlusDays(tale.Draw.Whole(20, 80)),
                AssertedBy = CorridorWorld.Auditor,
                AssertedAs = Speaker.Auditor,
                Evidence = coached ? new Evidence(Grade.X, "interview-in-presence") : new Evidence(Grade.D, "interview"),
                Worker = tale.Worker,
                Placement = plan.Id,
                Setting = coached ? "on-camera" : "dormitory",
                Independent = !coached,
            });
        }
    }

    private static void Rate(Tale tale, PlacementPlan plan)
    {
        var (least, most) = plan.Recruiter.Kind switch { PartyKind.Honest => (4, 5), PartyKind.FeeCharging => (2, 3), _ => (1, 2) };
        tale.Tell(new AgencyRated
        {
            Id = tale.Id(plan, "rating"),
            EffectiveOn = plan.FirstWork.PlusMonths(3),
            AssertedBy = tale.Worker,
            AssertedAs = Speaker.Worker,
            Party = plan.Recruiter.Id,
            Score = tale.Draw.Whole(least, most),
            Aspects = new FactMap<int>(Aspects.Select(aspect => KeyValuePair.Create(aspect, tale.Draw.Whole(least, most)))),
        });
    }

    /// <summary>The employer pays back all that was paid in rupees, or half, for single facts or under a scheme.</summary>
    private static void Reimburse(Tale tale, PlacementTally tally)
    {
        var plan = tally.Plan;
        var amount = Money.Of(tale.Draw.Chance(0.6m) ? tally.Rupees : decimal.Round(tally.Rupees / 2), RateBook.Rupee);
        if (tale.Tell(new Reimbursed
        {
            Id = tale.Id(plan, "reimbursed"),
            EffectiveOn = plan.FirstWork.PlusMonths(tale.Draw.Whole(8, 20)),
            AssertedBy = plan.Employer.Id,
            AssertedAs = Speaker.Employer,
            Evidence = new Evidence(Grade.A, "bank-transfer"),
            Worker = tale.Worker,
            Placement = plan.Id,
            Amount = amount,
            By = plan.Employer.Id,
            For = tale.Draw.Chance(0.5m) ? ReimbursementGround.Of(tally.RupeeFees) : ReimbursementGround.Under(Scheme),
        }))
        {
            tally.AddReimbursed(amount);
        }
    }
}
