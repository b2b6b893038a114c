using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Host.SyntheticCorridor;

/// <summary>The course of one placement as it will go, before its facts are told.</summary>
/// <param name="Number">Its number for the worker, from 1.</param>
/// <param name="Recruiter">The recruiter.</param>
/// <param name="Employer">The employer.</param>
/// <param name="Chain">The sub-agents between, nearest the worker first.</param>
/// <param name="Started">The day the worker is recruited.</param>
/// <param name="Arrived">The day she arrives.</param>
/// <param name="Ends">The day it ends.</param>
/// <param name="Reason">Why it ends.</param>
/// <param name="Initiator">Who ends it.</param>
/// <param name="Promised">The promised wage a month.</param>
/// <param name="Wage">The wage that is paid a month.</param>
/// <param name="Complains">The day she complains, where she does.</param>
internal sealed record PlacementPlan(
    int Number,
    RecruiterProfile Recruiter,
    EmployerProfile Employer,
    IReadOnlyList<SubAgentProfile> Chain,
    LocalDate Started,
    LocalDate Arrived,
    LocalDate Ends,
    string Reason,
    EndInitiator Initiator,
    Money Promised,
    Money Wage,
    LocalDate? Complains)
{
    private const int MonthsOfContract = 24;

    /// <summary>Its id, scoped to the worker.</summary>
    public string Id => "p" + Text.Number(Number);

    /// <summary>Whether workers pay for it.</summary>
    public bool IsCharged => Recruiter.Kind != PartyKind.Honest;

    /// <summary>Whether recruiter and employer live on replacing workers.</summary>
    public bool IsChurned => Recruiter.Kind == PartyKind.Churning && Employer.Kind == PartyKind.Churning;

    /// <summary>Whether it ends before the contract does.</summary>
    public bool EndsEarly => Initiator != EndInitiator.Expiry;

    /// <summary>The first day of work, on the first of a month so that pay periods are months.</summary>
    public LocalDate FirstWork => FirstOfNextMonth(Arrived);

    /// <summary>The last day of the contract.</summary>
    public LocalDate ContractEnd => FirstWork.PlusMonths(MonthsOfContract).PlusDays(-1);

    public static PlacementPlan Of(Tale tale, int number, RecruiterProfile recruiter, LocalDate started)
    {
        var draw = tale.Draw;
        var employer = draw.Of(recruiter.Partners);
        var charged = recruiter.Kind != PartyKind.Honest;
        // Whoever places a worker again knows her: no sub-agent stands between, and it goes fast.
        SubAgentProfile[] chain = number > 1 ? [] : draw.Shuffled(recruiter.SubAgents)[..draw.Whole(0, charged ? 3 : 1)];
        var arrived = started.PlusDays(number > 1 ? draw.Whole(7, 20) : draw.Whole(30, 60));
        var wage = draw.Chance(recruiter.Kind switch { PartyKind.Churning => 0.3m, PartyKind.FeeCharging => 0.15m, _ => 0 })
            ? decimal.Round(employer.Wage * draw.Hundredths(70, 90)) : employer.Wage;
        var plan = new PlacementPlan(
            number, recruiter, employer, chain, started, arrived, arrived, "contract-completed", EndInitiator.Expiry,
            Money.Of(employer.Wage, employer.Currency), Money.Of(wage, employer.Currency), null);
        return plan.WithEnd(draw);
    }

    private static LocalDate FirstOfNextMonth(LocalDate day) => new LocalDate(day.Year, day.Month, 1).PlusMonths(1);

    private PlacementPlan WithEnd(Draw draw)
    {
        LocalDate? complains = draw.Chance(IsCharged ? 0.08m : 0.02m) ? FirstWork.PlusDays(draw.Whole(60, 500)) : null;
        if (complains is { } day && Employer.Kind != PartyKind.Honest && draw.Chance(0.4m))
        {
            return this with { Ends = day.PlusDays(draw.Whole(3, 40)), Reason = "dismissed", Initiator = EndInitiator.Employer, Complains = complains };
        }

        if (draw.Chance(IsChurned ? 0.65m : 0.08m))
        {
            var ends = FirstWork.PlusMonths(draw.Whole(3, 9)).PlusDays(-1);
            var (reason, initiator) = IsChurned
                ? ("no-work", draw.Chance(0.8m) ? EndInitiator.Employer : EndInitiator.Recruiter)
                : draw.Of([("resigned", EndInitiator.Worker), ("closure", EndInitiator.Employer), ("no-work", EndInitiator.Employer)]);
            return this with { Ends = ends, Reason = reason, Initiator = initiator, Complains = complains < ends ? complains : null };
        }

        return this with { Ends = ContractEnd, Complains = complains };
    }
}
