using Ledger.Domain.Facts;

namespace Ledger.Host.SyntheticCorridor;

/// <summary>Tells a placement from its start to its end.</summary>
internal static class PlacementCourse
{
    public static void Tell(Tale tale, PlacementPlan plan)
    {
        var tally = new PlacementTally(plan);
        tale.Placements.Add(tally);
        Start(tale, plan);
        Promise(tale, plan);
        FeeCourse.Tell(tale, tally);
        Arrive(tale, plan);
        WageCourse.Tell(tale, tally);
        End(tale, plan);
        VoiceCourse.Tell(tale, tally);
    }

    private static void Start(Tale tale, PlacementPlan plan)
    {
        var told = new PlacementStarted
        {
            Id = tale.Id(plan, "started"),
            EffectiveOn = plan.Started,
            AssertedBy = tale.Worker,
            AssertedAs = Speaker.Worker,
            Worker = tale.Worker,
            Placement = plan.Id,
            Employer = plan.Employer.Id,
            Recruiter = plan.Recruiter.Id,
            Chain = new FactList<string>(plan.Chain.Select(agent => agent.Id)),
            Destination = plan.Employer.Country,
            Occupation = plan.Employer.Occupation,
            Sector = plan.Employer.Sector,
        };
        tale.Tell(told);
        // The recruiter's own filing of the placement leaves its sub-agents out.
        if (plan.IsCharged && plan.Chain.Count > 0 && tale.Draw.Chance(0.4m))
        {
            tale.Tell(told with
            {
                Id = tale.Id(plan, "started/recruiter"),
                AssertedBy = plan.Recruiter.Id,
                AssertedAs = Speaker.Recruiter,
                Evidence = new Evidence(Grade.B, "filing"),
                SameAs = told.Id,
                Chain = new FactList<string>([]),
            });
            tale.Mark(TrueIndicators.UndeclaredAgent);
        }
    }

    private static void Promise(Tale tale, PlacementPlan plan) => tale.Tell(new ContractRecorded
    {
        Id = tale.Id(plan, "contract-1"),
        EffectiveOn = plan.Started,
        AssertedBy = plan.Recruiter.Id,
        AssertedAs = Speaker.Recruiter,
        Evidence = new Evidence(Grade.B, "contract"),
        Worker = tale.Worker,
        Placement = plan.Id,
        Version = 1,
        Kind = ContractKind.Signed,
        SignedOn = plan.Started,
        From = plan.FirstWork,
        To = plan.ContractEnd,
        MonthlyWage = plan.Promised,
        HoursPerWeek = 48,
    });

    private static void Arrive(Tale tale, PlacementPlan plan)
    {
        tale.Tell(new Arrived
        {
            Id = tale.Id(plan, "arrived"),
            EffectiveOn = plan.Arrived,
            AssertedBy = plan.Employer.Id,
            AssertedAs = Speaker.Employer,
            Worker = tale.Worker,
            Placement = plan.Id,
        });
        if (plan.Wage != plan.Promised && tale.Tell(new ContractRecorded
        {
            Id = tale.Id(plan, "contract-2"),
            EffectiveOn = plan.Arrived.PlusDays(1),
            AssertedBy = tale.Worker,
            AssertedAs = Speaker.Worker,
            Evidence = new Evidence(Grade.C, "photo"),
            Worker = tale.Worker,
            Placement = plan.Id,
            Version = 2,
            Kind = ContractKind.Substituted,
            SignedOn = plan.Arrived.PlusDays(1),
            From = plan.FirstWork,
            To = plan.ContractEnd,
            MonthlyWage = plan.Wage,
            HoursPerWeek = 60,
        }))
        {
            tale.Mark(TrueIndicators.ContractSubstitution);
        }
    }

    private static void End(Tale tale, PlacementPlan plan) => tale.Tell(new PlacementEnded
    {
        Id = tale.Id(plan, "ended"),
        EffectiveOn = plan.Ends,
        AssertedBy = plan.Employer.Id,
        AssertedAs = Speaker.Employer,
        Worker = tale.Worker,
        Placement = plan.Id,
        Reason = plan.Reason,
        Initiator = plan.Initiator,
    });
}
