using Ledger.Domain.Debt;
using Ledger.Domain.Facts;
using NodaTime;
using Xunit;

namespace Ledger.Tests.Debt;

/// <summary>A loan walked once, against one lived day by day; and what holds of every loan.</summary>
public sealed class LoanCourseTests
{
    private const decimal Noise = 0.000_000_000_001m;

    [Fact]
    public void Three_thousand_loans_are_what_living_them_day_by_day_gives()
    {
        foreach (var loan in RandomLoan.Drawn(3_000))
        {
            var course = loan.Course();
            var looked = loan.Days().ToHashSet();
            foreach (var (day, clerk) in DailyClerk.Live(loan, loan.Lent.PlusDays(1_100)).Where(lived => looked.Contains(lived.Day)))
            {
                var balance = course.At(day);
                AssertClose(clerk.Disbursed, balance.Disbursed, loan, "disbursed");
                AssertClose(clerk.Accrued, balance.Accrued, loan, "accrued");
                AssertClose(clerk.Charged, balance.Charged, loan, "charged");
                AssertClose(clerk.Credited, balance.Credited, loan, "credited");
                AssertClose(clerk.Outstanding, balance.Outstanding, loan, "outstanding");
                AssertClose(clerk.Principal, balance.Principal, loan, "principal");
                AssertClose(clerk.Kept, balance.Overpaid, loan, "overpaid");
            }
        }
    }

    [Fact]
    public void What_came_in_is_what_was_repaid_forgiven_or_is_outstanding()
    {
        foreach (var loan in RandomLoan.Drawn(1_000))
        {
            var course = loan.Course();
            foreach (var balance in loan.Days().Select(course.At))
            {
                var (came, went) = (balance.Disbursed + balance.Accrued + balance.Charged, balance.Credited + balance.Outstanding - balance.Overpaid);
                Assert.True(Math.Abs(came - went) <= Noise, Named(loan, "identity"));
            }
        }
    }

    [Fact]
    public void A_loan_at_rest_from_one_day_to_another_owes_nothing_and_stays_as_it_is()
    {
        var rests = 0;
        foreach (var loan in RandomLoan.Drawn(1_000))
        {
            // Half of them are cleared by one last payment, larger than any debt.
            var course = loan.Seed % 2 == 0 ? loan.Course() : loan.With(new Movement(loan.Days().Max(), FlowKind.Repaid, 100_000_000_000m));
            foreach (var (from, to) in Spans(loan).Where(days => course.IsAtRest(days.From, days.To)))
            {
                var (then, now) = (course.At(from), course.At(to));
                Assert.True(then == now && now is { Outstanding: 0, Principal: 0, InterestOwed: 0, ChargesOwed: 0 }, Named(loan, $"rest from {from} to {to}"));
                rests++;
            }
        }

        Assert.True(rests > 100, "no loan ever was at rest");
    }

    /// <summary>The days that matter, each with the next, from before the loan to long after it.</summary>
    private static IEnumerable<(LocalDate From, LocalDate To)> Spans(RandomLoan loan)
    {
        LocalDate[] days = [.. loan.Days().Append(loan.Lent.PlusDays(-9)).Append(loan.Days().Max().PlusDays(400)).Distinct().Order()];
        return days.Zip(days.Skip(1)).Concat(days.Select(day => (day, day)));
    }

    [Fact]
    public void Asking_in_any_order_gives_the_same_and_no_day_sees_what_comes_after_it()
    {
        foreach (var loan in RandomLoan.Drawn(500))
        {
            var course = loan.Course();
            foreach (var day in loan.Days().Reverse())
            {
                var early = new LoanCourse(loan.Movements.Where(movement => movement.On <= day), [.. loan.Terms.Where(term => term.From <= day)], loan.Orders, loan.Lent);
                Assert.True(early.At(day) == course.At(day), Named(loan, $"look-ahead on {day}"));
            }
        }
    }

    [Fact]
    public void More_paid_never_owes_more_and_more_lent_or_charged_or_a_dearer_rate_never_owes_less()
    {
        foreach (var loan in RandomLoan.Drawn(1_000))
        {
            var on = loan.Lent.PlusDays(loan.Seed % 300);
            var (plain, paid, charged, dearer) =
                (loan.Course(), loan.With(new Movement(on, FlowKind.Repaid, 1_234.56m)), loan.With(new Movement(on, FlowKind.Charged, 1_234.56m)), loan.Dearer(0.01m));
            var lent = loan.With(new Movement(on, FlowKind.Disbursed, 1_234.56m));
            foreach (var day in loan.Days())
            {
                Assert.True(paid.At(day).Outstanding <= plain.At(day).Outstanding + Noise, Named(loan, $"payment on {day}"));
                Assert.True(lent.At(day).Outstanding >= plain.At(day).Outstanding - Noise, Named(loan, $"loan on {day}"));
                Assert.True(charged.At(day).Outstanding >= plain.At(day).Outstanding - Noise, Named(loan, $"charge on {day}"));
                Assert.True(dearer.At(day).Outstanding >= plain.At(day).Outstanding - Noise, Named(loan, $"rate on {day}"));
            }
        }
    }

    [Fact]
    public void A_hundred_times_the_money_is_a_hundred_times_the_balance()
    {
        foreach (var loan in RandomLoan.Drawn(500))
        {
            var (plain, hundredfold) = (loan.Course(), loan.Course(movement => movement with { Amount = movement.Amount * 100m }));
            foreach (var day in loan.Days())
            {
                AssertClose(plain.At(day).Outstanding * 100m, hundredfold.At(day).Outstanding, loan, "outstanding");
                AssertClose(plain.At(day).Accrued * 100m, hundredfold.At(day).Accrued, loan, "accrued");
            }
        }
    }

    [Fact]
    public void Terms_that_overflow_are_told_every_time_and_spoil_no_earlier_day()
    {
        var lent = new NodaTime.LocalDate(2015, 1, 1);
        var course = new LoanCourse(
            [new Movement(lent, FlowKind.Disbursed, 1_000_000_000m)], [new Terms(lent, new InterestRate(10m, RatePeriod.Month, InterestMethod.Compound))], [], lent);
        Assert.Throws<OverflowException>(() => course.At(lent.PlusYears(10)));
        Assert.Equal(11_000_000_000m, course.At(lent.PlusMonths(1)).Outstanding);
        Assert.Throws<OverflowException>(() => course.At(lent.PlusYears(10)));
    }

    [Fact]
    public void The_same_sum_lent_earlier_can_cost_less_for_what_was_paid_ahead_meets_it_and_not_a_later_charge()
    {
        var start = new NodaTime.LocalDate(2020, 1, 1);
        LoanBalance Of(params Movement[] lent) => new LoanCourse(
            [new Movement(start, FlowKind.Repaid, 100m), new Movement(start.PlusMonths(2), FlowKind.Charged, 100m), .. lent],
            [new Terms(start.PlusMonths(3), new InterestRate(0.1m, RatePeriod.Month, InterestMethod.Simple))], [], start).At(start.PlusMonths(4));
        var (later, earlier) = (Of(new Movement(start.PlusMonths(3), FlowKind.Disbursed, 100m)), Of(new Movement(start.PlusMonths(1), FlowKind.Disbursed, 100m)));
        Assert.Equal((110m, 100m, 0m), (later.Outstanding, later.Principal, later.ChargesOwed));
        Assert.Equal((100m, 0m, 100m), (earlier.Outstanding, earlier.Principal, earlier.ChargesOwed));
    }

    [Fact]
    public void By_its_terms_a_payment_may_meet_the_principal_first()
    {
        var lent = new NodaTime.LocalDate(2020, 1, 1);
        Movement[] movements = [new(lent, FlowKind.Disbursed, 1_000m), new(lent.PlusMonths(1), FlowKind.Repaid, 500m)];
        Terms[] terms = [new(lent, new InterestRate(0.1m, RatePeriod.Month, InterestMethod.Simple))];
        var plain = new LoanCourse(movements, terms, [], lent).At(lent.PlusMonths(1));
        var stated = new LoanCourse(movements, terms, [new PaymentOrder(lent, PaymentOrder.Of([LoanPart.Principal]))], lent).At(lent.PlusMonths(1));
        Assert.Equal((600m, 600m, 0m), (plain.Outstanding, plain.Principal, plain.InterestOwed));
        Assert.Equal((600m, 500m, 100m), (stated.Outstanding, stated.Principal, stated.InterestOwed));
    }

    internal static string Named(RandomLoan loan, string what) => $"{what}: seed {loan.Seed}";

    private static void AssertClose(decimal expected, decimal actual, RandomLoan loan, string what) =>
        Assert.True(Math.Abs(expected - actual) <= Math.Max(1m, Math.Abs(expected)) * Noise, $"{Named(loan, what)}: expected {expected}, was {actual}");
}
