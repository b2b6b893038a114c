using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Host.SyntheticCorridor;

/// <summary>Tells what a placement costs and who bears it.</summary>
internal static class FeeCourse
{
    /// <summary>The legal service fee, at which false receipts stop.</summary>
    private const decimal ReceiptCap = 10_000;

    public static void Tell(Tale tale, PlacementTally tally)
    {
        if (!tally.Plan.IsCharged)
        {
            EmployerPays(tale, tally.Plan);
            return;
        }

        WorkerPays(tale, tally);
        Kickback(tale, tally.Plan);
        MarkCarried(tale, tally);
    }

    private static void EmployerPays(Tale tale, PlacementPlan plan)
    {
        var day = plan.Started.PlusDays(tale.Draw.Whole(3, 12));
        var rupees = Money.Of(tale.Draw.Round(40_000, 60_000, 1_000), RateBook.Rupee);
        tale.Tell(Fee(tale, plan, "fee-employer", day, rupees, FeeClass.Service) with
        {
            AssertedBy = plan.Recruiter.Id,
            AssertedAs = Speaker.Recruiter,
            Evidence = new Evidence(Grade.B, "invoice"),
            BorneBy = Payer.Employer,
            Form = FeeForm.Bank,
        });
        tale.Tell(new EmployerPaidRecruiter
        {
            Id = tale.Id(plan, "employer-paid"),
            EffectiveOn = day.PlusDays(1),
            AssertedBy = plan.Employer.Id,
            AssertedAs = Speaker.Employer,
            Evidence = new Evidence(Grade.A, "bank-transfer"),
            Employer = plan.Employer.Id,
            Recruiter = plan.Recruiter.Id,
            Amount = Money.Of(decimal.Round(tale.World.Rates.Convert(rupees.Amount, RateBook.Rupee, plan.Employer.Currency, day), 2), plan.Employer.Currency),
            Placements = new FactList<PlacementReference>([new PlacementReference(tale.Worker, plan.Id)]),
        });
    }

    private static void WorkerPays(Tale tale, PlacementTally tally)
    {
        var (draw, plan) = (tale.Draw, tally.Plan);
        var total = plan.Number > 1 ? draw.Round(40_000, 110_000, 1_000) : draw.Round(80_000, 220_000, 1_000);
        var rest = total;
        foreach (var agent in plan.Chain)
        {
            var leg = decimal.Round(total * draw.Hundredths(6, 20));
            rest -= leg;
            var fee = Fee(tale, plan, $"fee-{agent.Id}", plan.Started.PlusDays(draw.Whole(1, 6)), Money.Of(leg, RateBook.Rupee), FeeClass.Service);
            Pay(tale, tally, fee with { Collector = agent.Id, CollectorRole = PartyRole.SubAgent });
        }

        if (plan.Number == 1)
        {
            var medical = draw.Round(5_500, 9_000, 500);
            rest -= medical;
            Pay(tale, tally, Fee(tale, plan, "fee-medical", plan.Started.PlusDays(draw.Whole(5, 9)), Money.Of(medical, RateBook.Rupee), FeeClass.Access));
        }

        Recruiter(tale, tally, plan.Started.PlusDays(draw.Whole(10, plan.Number > 1 ? 12 : 25)), rest);
    }

    /// <summary>The recruiter's own leg: on account, from a loan, or from savings.</summary>
    private static void Recruiter(Tale tale, PlacementTally tally, LocalDate day, decimal rupees)
    {
        var plan = tally.Plan;
        // A fee for a new placement of the same worker often goes by another name.
        var label = plan.Number == 1 ? FeeClass.Service : tale.Draw.Of([FeeClass.Service, FeeClass.Transfer, FeeClass.Renewal, FeeClass.Documents]);
        if (tale.Draw.Chance(0.15m))
        {
            OnAccount(tale, tally, day, rupees, label);
            return;
        }

        var fee = Fee(tale, plan, "fee-recruiter", day, Money.Of(rupees, RateBook.Rupee), label);
        if (tale.Draw.Chance(0.75m))
        {
            fee = fee with { Loan = DebtCourse.Borrow(tale, plan, day, fee.Amount).Id };
        }

        if (!tale.Draw.Chance(0.6m))
        {
            Pay(tale, tally, fee);
            return;
        }

        var receipt = Money.Of(ReceiptCap, RateBook.Rupee);
        Pay(tale, tally, fee with { ReceiptAmount = receipt });
        tale.Tell(fee with
        {
            Id = fee.Id + "/receipt",
            AssertedBy = plan.Recruiter.Id,
            AssertedAs = Speaker.Recruiter,
            Evidence = new Evidence(Grade.B, "receipt"),
            SameAs = fee.Id,
            Amount = receipt,
            Loan = null,
            ReceiptAmount = receipt,
        });
        tale.Mark(TrueIndicators.ReceiptMismatch);
    }

    /// <summary>The fee becomes a loan by the recruiter in the currency of the wage, cut from each of them.</summary>
    private static void OnAccount(Tale tale, PlacementTally tally, LocalDate day, decimal rupees, FeeClass label)
    {
        var (plan, currency) = (tally.Plan, tally.Plan.Employer.Currency);
        var converted = tale.World.Rates.Convert(rupees, RateBook.Rupee, currency, day);
        var amount = Money.Of(Math.Max(50, decimal.Round(converted / 50) * 50), currency);
        var loan = DebtCourse.OnAccount(tale, plan, day, amount);
        Pay(tale, tally, Fee(tale, plan, "fee-recruiter", day, amount, label) with { Form = FeeForm.Deduction, Loan = loan.Id });
    }

    private static void Pay(Tale tale, PlacementTally tally, FeeCharged fee)
    {
        if (!tale.Tell(fee))
        {
            return;
        }

        tally.AddFee(fee.Amount, fee.EffectiveOn);
        if (fee.Amount.Currency == RateBook.Rupee)
        {
            tally.RupeeFees.Add(fee.Id);
        }
    }

    /// <summary>What the worker says she paid the recruiter in cash, which is the most common case.</summary>
    private static FeeCharged Fee(Tale tale, PlacementPlan plan, string name, LocalDate day, Money amount, FeeClass label) => new()
    {
        Id = tale.Id(plan, name),
        EffectiveOn = day,
        AssertedBy = tale.Worker,
        AssertedAs = Speaker.Worker,
        Evidence = tale.Draw.Whole(1, 10) switch
        {
            1 => new Evidence(Grade.C, "chat"),
            2 => new Evidence(Grade.C, "notebook"),
            <= 5 => new Evidence(Grade.D),
            _ => null,
        },
        Worker = tale.Worker,
        Placement = plan.Id,
        Amount = amount,
        Class = label,
        Collector = plan.Recruiter.Id,
        CollectorRole = PartyRole.Recruiter,
        BorneBy = Payer.Worker,
        Form = FeeForm.Cash,
    };

    /// <summary>A constant sum for each place; of half of them somebody has told.</summary>
    private static void Kickback(Tale tale, PlacementPlan plan)
    {
        var dollars = plan.Recruiter.KickbackTo(plan.Employer);
        if (dollars > 0 && tale.Draw.Chance(0.5m))
        {
            tale.Tell(new KickbackPaid
            {
                Id = tale.Id(plan, "kickback"),
                EffectiveOn = plan.Arrived,
                AssertedBy = CorridorWorld.Union,
                AssertedAs = Speaker.CivilSociety,
                Evidence = new Evidence(Grade.C, "transfer-slip"),
                From = plan.Recruiter.Id,
                To = plan.Employer.Id,
                Amount = Money.Of(dollars, RateBook.Dollar),
                Placements = new FactList<PlacementReference>([new PlacementReference(tale.Worker, plan.Id)]),
            });
        }
    }

    /// <summary>The debt of an earlier placement is open on the day before she is charged for this one.</summary>
    private static void MarkCarried(Tale tale, PlacementTally tally)
    {
        if (tally.FirstCharge?.PlusDays(-1) is { } before && tale.Loans.Any(loan => loan.Placement != tally.Plan.Id && TrueDebt.Owed(loan, tale.DebtOf(loan), before) >= 1))
        {
            tale.Mark(TrueIndicators.DebtCarriedOver);
        }
    }
}
