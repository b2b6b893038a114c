using Ledger.Domain.Debt;
using Ledger.Domain.Facts;
using NodaTime;
using Xunit;

namespace Ledger.Tests.Debt;

/// <summary>The rate of cash flows, against closed forms and a search by brute force.</summary>
public sealed class EffectiveRateTests
{
    private static readonly LocalDate Start = new(2019, 1, 15);

    [Fact]
    public void Two_thousand_annuities_give_the_rate_they_were_made_from()
    {
        for (var seed = RandomLoan.FirstSeed; seed < RandomLoan.FirstSeed + 2_000; seed++)
        {
            var random = new Random(seed);
            var (monthly, months) = (random.Next(1, 1_500) / 10_000m, random.Next(1, 120));
            var payment = LevelPayment.Of(10_000m, monthly, months);
            var rate = EffectiveRate.Of(Enumerable.Range(1, months).Select(month => new CashFlow(Start.PlusMonths(month), -payment)).Prepend(new CashFlow(Start, 10_000m))).Only;
            var expected = Enumerable.Repeat(1 + monthly, 12).Aggregate(1m, (power, one) => power * one) - 1;
            Assert.True(rate is { } found && Math.Abs(found - expected) < 0.000_001m * (1 + expected), $"seed {seed}: expected {expected}, was {rate}");
        }
    }

    [Fact]
    public void A_thousand_courses_of_flows_are_worth_nothing_at_the_rate_and_a_search_step_by_step_finds_the_same()
    {
        for (var seed = RandomLoan.FirstSeed; seed < RandomLoan.FirstSeed + 1_000; seed++)
        {
            var random = new Random(seed);
            List<CashFlow> flows = [];
            for (var count = random.Next(1, 20); count > 0; count--)
            {
                flows.Add(new(Start.PlusDays(random.Next(60, 1_500)), -random.Next(100, 20_000)));
            }

            // Lent from half of what is repaid to one and a half times as much: rates between minus and plus several hundred per cent.
            flows.Insert(0, new(Start, decimal.Round(-flows.Sum(flow => flow.Amount) * random.Next(50, 150) / 100m, 2)));

            var found = EffectiveRate.Of(flows).Only;
            var searched = Searched(flows);
            Assert.True(found is { } rate && Math.Abs((double)rate - searched) < 1e-5 * (1 + Math.Abs(searched)), $"seed {seed}: searched {searched}, was {found}");
        }
    }

    [Fact]
    public void Flows_that_no_rate_balances_have_none()
    {
        Assert.Empty(EffectiveRate.Of([]).Rates);
        Assert.Empty(EffectiveRate.Of([new(Start, 100m)]).Rates);
        Assert.Empty(EffectiveRate.Of([new(Start, -100m), new(Start.PlusYears(1), -10m)]).Rates);
        // 100 - 200 x + 150 x^2 is above zero for every x.
        var none = EffectiveRate.Of([new(Start, 100m), new(Start.PlusYears(1), -200m), new(Start.PlusYears(2), 150m)]);
        Assert.Empty(none.Rates);
        Assert.True(none.MayBeMore);
    }

    [Fact]
    public void Flows_that_two_rates_balance_have_both_and_so_no_one_rate()
    {
        // -100 (1 + r)^2 + 230 (1 + r) - 132 = 0 at ten and at twenty per cent.
        var both = EffectiveRate.Of([new(Start, -100m), new(Start.PlusYears(1), 230m), new(Start.PlusYears(2), -132m)]);
        Assert.Equal([0.1m, 0.2m], both.Rates.Select(rate => decimal.Round(rate, 6)));
        Assert.Null(both.Only);
        Assert.False(both.MayBeMore);
    }

    [Theory]
    [InlineData("1000", "400", "-0.6")]
    [InlineData("1000", "1000", "0")]
    [InlineData("1000", "60000000", "59999")]
    public void Rates_far_from_the_usual_are_found(string lent, string repaid, string rate) => Assert.Equal(
        decimal.Parse(rate, System.Globalization.CultureInfo.InvariantCulture),
        decimal.Round(EffectiveRate.Of([new(Start, decimal.Parse(lent, System.Globalization.CultureInfo.InvariantCulture)),
            new(Start.PlusYears(1), -decimal.Parse(repaid, System.Globalization.CultureInfo.InvariantCulture))]).Only!.Value, 3));

    [Fact]
    public void Neither_a_currency_nor_a_tenfold_sum_changes_a_rate()
    {
        CashFlow[] flows = [new(Start, 1_234m), new(Start.PlusDays(90), -700m), new(Start.PlusDays(200), -800m)];
        Assert.Equal(EffectiveRate.Of(flows).Only, EffectiveRate.Of(flows.Select(flow => flow with { Amount = flow.Amount * 1_000m })).Only);
    }

    [Fact]
    public void A_schedule_of_level_payments_clears_to_the_last_unit()
    {
        for (var seed = RandomLoan.FirstSeed; seed < RandomLoan.FirstSeed + 500; seed++)
        {
            var random = new Random(seed);
            var (principal, months, rate) = (random.Next(1, 100_000_000) / 100m, random.Next(1, 61), random.Next(0, 700) / 1_000m);
            var loan = Stories.Loans.Only(Stories.Say.Lent(principal, "2019-01-31", Stories.Say.Simple(rate)) with { TermMonths = months });
            var schedule = StatedSchedule.Of(loan, Side.Claimed)!;
            Assert.True(schedule.Clears && schedule.Instalments.Count <= months, $"seed {seed}");
            Assert.True(principal == schedule.Instalments.Sum(row => row.Amount - row.ForInterest), $"seed {seed}: principal");
            Assert.True(schedule.Instalments.SkipLast(1).Select(row => row.Amount).Distinct().Count() <= 1, $"seed {seed}: level");
        }
    }

    [Fact]
    public void Months_to_clear_at_a_level_payment_are_the_months_it_was_made_for()
    {
        for (var months = 1; months < 120; months++)
        {
            var rate = Stories.Say.Simple(0.03m, RatePeriod.Month);
            var loan = Stories.Loans.Only(Stories.Say.Lent(10_000m, "2019-01-01", rate));
            var takes = Projection.MonthsToClear([new(LoanBalance.At(loan, Stories.Say.Day("2019-01-01"), Side.Claimed), rate, PaymentOrder.Default, LevelPayment.Of(10_000m, 0.03m, months))]);
            Assert.Equal(months, decimal.Round(takes!.Value, 6));
        }

        var owed = LoanBalance.At(Stories.Loans.Only(Stories.Say.Lent(10_000m, "2019-01-01")), Stories.Say.Day("2019-01-01"), Side.Claimed);
        Assert.Null(Projection.MonthsToClear([new(owed, Stories.Say.Simple(0.03m, RatePeriod.Month), PaymentOrder.Default, 300m)]));
        Assert.Null(Projection.MonthsToClear([new(owed, null, PaymentOrder.Default, 0m)]));
        Assert.Equal(33.333333m, decimal.Round(Projection.MonthsToClear([new(owed, null, PaymentOrder.Default, 300m)])!.Value, 6));
    }

    [Fact]
    public void A_debt_outlasts_a_contract_when_clearing_it_takes_longer_or_never_ends()
    {
        var (outlast, clear) = (0, 0);
        foreach (var loan in RandomLoan.Drawn(1_000))
        {
            var course = loan.Course();
            var on = loan.Days().Max();
            var random = new Random(loan.Seed);
            PacedDebt[] debts =
            [
                new(course.At(on), course.RateOn(on), course.OrderOn(on), random.Next(0, 9_000)),
                new(course.At(loan.Lent), course.RateOn(loan.Lent), PaymentOrder.Default, random.Next(0, 9_000) / 7m),
            ];
            foreach (var months in new[] { 0m, 0.5m, 3, 17.25m, 24, 60, 1_199.5m, 5_000 })
            {
                var expected = debts.Sum(debt => debt.Owed) > 0 && (Projection.MonthsToClear(debts) is not { } takes || takes > months);
                Assert.True(expected == Projection.Outlasts(debts, months), $"seed {loan.Seed}: {months} months");
                (outlast, clear) = expected ? (outlast + 1, clear) : (outlast, clear + 1);
            }
        }

        Assert.True(outlast > 1_000 && clear > 1_000, $"{outlast} outlast, {clear} do not");
    }

    /// <summary>Halving over a fine walk through rates: slow, and without any thought.</summary>
    private static double Searched(List<CashFlow> flows)
    {
        double Worth(double rate) => flows.Sum(flow => (double)flow.Amount * Math.Pow(1 + rate, -Oracles.NaiveLoan.Days(Start, flow.On) / 360d));
        var low = -0.998;
        for (var step = 0; step < 5_000 && Worth(low) > 0 == Worth(low + Step(low)) > 0; step++)
        {
            low += Step(low);
        }

        var high = low + Step(low);
        for (var halving = 0; halving < 80; halving++)
        {
            var middle = (low + high) / 2;
            (low, high) = Worth(middle) > 0 == Worth(low) > 0 ? (middle, high) : (low, middle);
        }

        return low;

        static double Step(double rate) => 0.01 * (1.001 + rate);
    }
}
