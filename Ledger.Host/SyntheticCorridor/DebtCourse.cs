using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Host.SyntheticCorridor;

/// <summary>Tells how a worker's debt begins, grows and is paid back.</summary>
internal static class DebtCourse
{
    /// <summary>A rest that a lender may let go of, in rupees.</summary>
    private const decimal SmallRest = 3_000;

    /// <summary>Borrows for a fee; a lender that the recruiter is linked to pays out on the day the fee is paid.</summary>
    public static OpenLoan Borrow(Tale tale, PlacementPlan plan, LocalDate feeDay, Money principal)
    {
        var draw = tale.Draw;
        var linked = plan.Recruiter.Lender is not null && draw.Chance(0.6m);
        var lender = linked ? plan.Recruiter.Lender! : draw.Of(tale.World.Lenders);
        var day = linked || plan.Number > 1 ? feeDay : feeDay.PlusDays(-draw.Whole(1, 5));
        var loan = new OpenLoan($"loan-{Text.Number(plan.Number)}", lender.Id, plan.Id, principal, lender.Rate);
        var told = Disbursed(tale, plan, loan, day) with
        {
            Evidence = draw.Chance(0.4m) ? new Evidence(Grade.C, "loan-deed") : null,
            TermMonths = draw.Chance(0.6m) ? draw.Of([12, 24, 36]) : null,
            Security = draw.Chance(0.3m) ? new FactList<string>([draw.Of(["deed", "gold", "guarantor"])]) : null,
        };
        if (Open(tale, loan, told) && draw.Chance(0.2m))
        {
            tale.Tell(told with
            {
                Id = told.Id + "/lender",
                AssertedBy = lender.Id,
                AssertedAs = Speaker.Lender,
                Evidence = new Evidence(Grade.C, "ledger"),
                SameAs = told.Id,
            });
        }

        return loan;
    }

    /// <summary>The collector of a fee becomes the lender of it.</summary>
    public static OpenLoan OnAccount(Tale tale, PlacementPlan plan, LocalDate day, Money amount)
    {
        var months = tale.Draw.Of([6, 8, 10, 12]);
        var loan = new OpenLoan($"account-{Text.Number(plan.Number)}", plan.Recruiter.Id, plan.Id, amount, rate: null)
        {
            Cut = Money.Of(Math.Ceiling(amount.Amount / months / 10) * 10, amount.Currency),
        };
        Open(tale, loan, Disbursed(tale, plan, loan, day) with { TermMonths = months, Instalment = loan.Cut });
        return loan;
    }

    /// <summary>Pays what she can spare on the oldest open loan, a few days after the wage.</summary>
    public static void PayFromWage(Tale tale, PlacementPlan plan, LocalDate payDay, Money net)
    {
        foreach (var open in tale.Loans)
        {
            open.AccrueMonth();
        }

        if (tale.Loans.FirstOrDefault(open => open.Cut is null && open.Balance >= 1) is not { } loan)
        {
            return;
        }

        var spare = tale.World.Rates.Convert(net.Amount * tale.Thrift, net.Currency, loan.Currency, payDay);
        var amount = Math.Min(Math.Floor(spare / 100) * 100, Math.Floor(loan.Balance));
        if (amount > 0)
        {
            Repay(tale, plan, loan, payDay.PlusDays(3), Money.Of(amount, loan.Currency));
        }

        if (loan.Balance is >= 1 and < SmallRest && tale.Draw.Chance(0.3m))
        {
            Forgive(tale, plan, loan, payDay.PlusDays(4));
        }
    }

    /// <summary>What lenders do when the work has ended early or has gone on for a while.</summary>
    public static void Afterwards(Tale tale, PlacementPlan plan)
    {
        if (tale.Loans.FirstOrDefault(open => open.Cut is null && open.Placement == plan.Id && open.Balance > SmallRest) is not { } loan)
        {
            return;
        }

        if (plan.EndsEarly && tale.Draw.Chance(0.25m))
        {
            Penalty(tale, plan, loan, plan.Ends.PlusDays(tale.Draw.Whole(1, 20)));
        }
        else if (tale.Draw.Chance(0.06m))
        {
            ChangeTerms(tale, plan, loan, plan.Ends.PlusDays(5));
        }
    }

    public static void Cut(Tale tale, OpenLoan loan, LocalDate payDay, Money amount)
    {
        loan.Pay(amount.Amount);
        tale.Step(payDay, loan.Id, DebtStepKind.Repaid, amount);
        tale.Mark(TrueIndicators.RecoveredFromWages);
    }

    private static LoanDisbursed Disbursed(Tale tale, PlacementPlan plan, OpenLoan loan, LocalDate day) => new()
    {
        Id = tale.Id(plan, loan.Id),
        EffectiveOn = day,
        AssertedBy = tale.Worker,
        AssertedAs = Speaker.Worker,
        Worker = tale.Worker,
        Placement = plan.Id,
        Loan = loan.Id,
        Lender = loan.Lender,
        Principal = loan.Principal,
        Rate = loan.Rate,
        Purpose = LoanPurpose.Recruitment,
    };

    private static bool Open(Tale tale, OpenLoan loan, LoanDisbursed told)
    {
        if (!tale.Tell(told))
        {
            return false;
        }

        tale.Loans.Add(loan);
        tale.Step(told.EffectiveOn, loan.Id, DebtStepKind.Disbursed, loan.Principal);
        return true;
    }

    private static void Repay(Tale tale, PlacementPlan plan, OpenLoan loan, LocalDate day, Money amount)
    {
        if (tale.Tell(new LoanRepaid
        {
            Id = tale.Id(plan, $"repaid/{Text.Day(day)}"),
            EffectiveOn = day,
            AssertedBy = tale.Worker,
            AssertedAs = Speaker.Worker,
            Worker = tale.Worker,
            Placement = plan.Id,
            Loan = loan.Id,
            Amount = amount,
            By = tale.Worker,
            Via = RepaymentRoute.Bank,
        }))
        {
            loan.Pay(amount.Amount);
            tale.Step(day, loan.Id, DebtStepKind.Repaid, amount);
        }
    }

    private static void Forgive(Tale tale, PlacementPlan plan, OpenLoan loan, LocalDate day)
    {
        var rest = Money.Of(Math.Floor(loan.Balance), loan.Currency);
        if (tale.Tell(new LoanForgiven
        {
            Id = tale.Id(plan, $"{loan.Id}/forgiven/{Text.Day(day)}"),
            EffectiveOn = day,
            AssertedBy = loan.Lender,
            AssertedAs = Speaker.Lender,
            Worker = tale.Worker,
            Placement = plan.Id,
            Loan = loan.Id,
            Amount = rest,
        }))
        {
            loan.Pay(rest.Amount);
            tale.Step(day, loan.Id, DebtStepKind.Forgiven, rest);
        }
    }

    private static void Penalty(Tale tale, PlacementPlan plan, OpenLoan loan, LocalDate day)
    {
        var amount = Money.Of(tale.Draw.Round(2_000, 6_000, 500), loan.Currency);
        if (tale.Tell(new LoanCharged
        {
            Id = tale.Id(plan, $"{loan.Id}/penalty"),
            EffectiveOn = day,
            AssertedBy = tale.Worker,
            AssertedAs = Speaker.Worker,
            Worker = tale.Worker,
            Placement = plan.Id,
            Loan = loan.Id,
            Amount = amount,
            Kind = LoanChargeKind.Penalty,
        }))
        {
            loan.Add(amount.Amount);
            tale.Step(day, loan.Id, DebtStepKind.Charged, amount);
        }
    }

    private static void ChangeTerms(Tale tale, PlacementPlan plan, OpenLoan loan, LocalDate day)
    {
        var rate = loan.Rate! with { Value = loan.Rate.Value + 0.06m };
        if (tale.Tell(new LoanTermsChanged
        {
            Id = tale.Id(plan, $"{loan.Id}/terms"),
            EffectiveOn = day,
            AssertedBy = tale.Worker,
            AssertedAs = Speaker.Worker,
            Worker = tale.Worker,
            Placement = plan.Id,
            Loan = loan.Id,
            Rate = rate,
        }))
        {
            loan.ChangeRate(day, rate);
        }
    }
}
