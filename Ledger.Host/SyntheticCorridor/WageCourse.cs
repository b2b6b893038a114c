using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Host.SyntheticCorridor;

/// <summary>Tells the wages of a placement, what is cut from them, and the debt that is paid from them.</summary>
internal static class WageCourse
{
    public static void Tell(Tale tale, PlacementTally tally)
    {
        var plan = tally.Plan;
        for (var from = plan.FirstWork; ; from = from.PlusMonths(1))
        {
            var to = from.PlusMonths(1).PlusDays(-1);
            var payDay = to.PlusDays(plan.Employer.PayLag);
            if (to > plan.Ends || payDay > Corridor.LastDay)
            {
                break;
            }

            Month(tale, tally, new PayPeriod(from, to), payDay);
        }

        DebtCourse.Afterwards(tale, plan);
    }

    private static void Month(Tale tale, PlacementTally tally, PayPeriod period, LocalDate payDay)
    {
        var (plan, draw) = (tally.Plan, tale.Draw);
        var unpaid = plan.Employer.Kind != PartyKind.Honest && draw.Chance(0.03m);
        var overtime = draw.Chance(0.4m) ? decimal.Round(plan.Wage.Amount * draw.Hundredths(2, 15)) : 0;
        var gross = unpaid ? 0 : plan.Wage.Amount + overtime;
        var net = gross;
        foreach (var loan in tale.Loans.Where(loan => loan.Cut is not null && loan.Placement == plan.Id && loan.Balance >= 1))
        {
            var cut = Math.Min(loan.Cut!.Value.Amount, Math.Min(loan.Balance, net));
            if (cut > 0)
            {
                var amount = Money.Of(cut, loan.Currency);
                net -= cut;
                // A fee goes by other names on the payslip, often that of an advance.
                var reason = draw.Chance(0.5m) ? DeductionReason.FeeRecovery : DeductionReason.Advance;
                tale.Tell(Deduction(tale, plan, period, payDay, "cut", amount) with { Reason = reason, Loan = loan.Id, Payee = loan.Lender });
                DebtCourse.Cut(tale, loan, payDay, amount);
            }
        }

        var lodging = Math.Min(plan.Employer.Lodging, net);
        if (lodging > 0)
        {
            net -= lodging;
            var amount = Money.Of(lodging, plan.Wage.Currency);
            tale.Tell(Deduction(tale, plan, period, payDay, "lodging", amount) with { Payee = plan.Employer.Id });
        }

        Pay(tale, tally, period, payDay, gross, net);
    }

    private static void Pay(Tale tale, PlacementTally tally, PayPeriod period, LocalDate payDay, decimal gross, decimal net)
    {
        var plan = tally.Plan;
        var honest = plan.Employer.Kind == PartyKind.Honest;
        var wage = new WagePaid
        {
            Id = tale.Id(plan, $"wage/{Text.Day(period.To)}"),
            EffectiveOn = payDay,
            AssertedBy = plan.Employer.Id,
            AssertedAs = Speaker.Employer,
            Evidence = honest ? new Evidence(Grade.A, "wage-protection-record") : new Evidence(Grade.B, "payroll"),
            Worker = tale.Worker,
            Placement = plan.Id,
            Period = period,
            Gross = Money.Of(gross, plan.Wage.Currency),
            Net = Money.Of(net, plan.Wage.Currency),
            Method = honest ? WageMethod.Bank : WageMethod.Cash,
            Hours = tale.Draw.Chance(0.2m) ? tale.Draw.Whole(190, 280) : null,
        };
        tale.Tell(wage);
        tally.AddNet(wage.Net);
        // Of the first wage, or of one that failed to come, the worker tells too.
        if ((period.From == plan.FirstWork || gross == 0) && tale.Draw.Chance(0.5m))
        {
            tale.Tell(wage with { Id = wage.Id + "/worker", AssertedBy = tale.Worker, AssertedAs = Speaker.Worker, Evidence = null, SameAs = wage.Id });
        }

        DebtCourse.PayFromWage(tale, plan, payDay, wage.Net);
    }

    private static DeductionTaken Deduction(Tale tale, PlacementPlan plan, PayPeriod period, LocalDate payDay, string name, Money amount) => new()
    {
        Id = tale.Id(plan, $"{name}/{Text.Day(period.To)}"),
        EffectiveOn = payDay,
        AssertedBy = plan.Employer.Id,
        AssertedAs = Speaker.Employer,
        Evidence = new Evidence(Grade.B, "payslip"),
        Worker = tale.Worker,
        Placement = plan.Id,
        Period = period,
        Amount = amount,
        Reason = DeductionReason.Lodging,
    };
}
