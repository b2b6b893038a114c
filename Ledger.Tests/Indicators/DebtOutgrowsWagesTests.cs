using System.Globalization;
using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Domain.Replay;
using Ledger.Tests.Stories;
using Xunit;

namespace Ledger.Tests.Indicators;

/// <summary>debt.outgrows-wages: months of wages owed rise while the worker works, or stand above what was promised.</summary>
public class DebtOutgrowsWagesTests
{
    [Fact]
    public void Without_a_recruitment_loan_it_is_absent() =>
        Assert.Equal(Verdict.Absent, Judge(Say.Wage(1_000m, "2018-01"), Say.Lent(500m, "2017-12-01") with { Purpose = LoanPurpose.Other }).Verdict);

    [Fact]
    public void Without_a_wage_nothing_can_be_said_and_the_wage_is_named()
    {
        var finding = Judge(Say.Lent(5_000m, "2017-12-01"));
        Assert.Equal(Verdict.Insufficient, finding.Verdict);
        Assert.Contains("no wage of the worker", finding.Missing);
    }

    [Fact]
    public void Without_a_rate_nothing_can_be_said_and_the_rate_is_named()
    {
        var finding = Judge(Say.Lent(5_000m, "2017-12-01"), Say.Wage(100m, "2018-01", currency: "QAR"));
        Assert.Equal(Verdict.Insufficient, finding.Verdict);
        Assert.Contains(finding.Missing, missing => missing.Contains("NPR", StringComparison.Ordinal) && missing.Contains("QAR", StringComparison.Ordinal));
    }

    [Fact]
    public void A_debt_that_stays_against_a_wage_that_stays_is_absent() =>
        Assert.Equal(Verdict.Absent, Judge([Say.Lent(5_000m, "2017-12-01"), .. Wages(1_000m, 1_000m, 1_000m, 1_000m)]).Verdict);

    [Fact]
    public void A_debt_and_a_wage_that_stay_are_absent_in_pay_periods_of_any_length()
    {
        for (var days = 1; days <= 30; days++)
        {
            for (var count = 3; count <= 5; count++)
            {
                var wages = Enumerable.Range(0, count).Select(month => Say.Day("2018-04-01").PlusMonths(month)).Select(first =>
                    Say.Wage(100m, "2018-04") with { Period = new(first, first.PlusDays(days - 1)), EffectiveOn = first.PlusDays(days - 1) });
                var finding = Judge([Say.Lent(1_000m, "2017-12-01"), .. wages]);
                Assert.Equal((days, count, Verdict.Absent), (days, count, finding.Verdict));
            }
        }
    }

    [Fact]
    public void Two_rises_in_a_row_raise_it_and_one_does_not()
    {
        // Net pay falls month after month while the debt stays.
        Fact[] told = [Say.Lent(5_000m, "2017-12-01"), .. Wages(1_000m, 990m, 980m)];
        Assert.Equal(Verdict.Absent, Judge(told[..^1]).Verdict);
        var finding = Judge(told);
        Assert.Equal((Verdict.Present, Severity.Amber, Say.Day("2018-03-31")), (finding.Verdict, finding.Severity, finding.Since!.Value));
    }

    [Theory]
    [InlineData(1_000, "5000.00", Verdict.Absent, null)]
    [InlineData(1_000, "5000.01", Verdict.Present, Severity.Red)]
    [InlineData(900, "5000.00", Verdict.Absent, null)]
    [InlineData(900, "5000.01", Verdict.Present, Severity.Red)]
    [InlineData(1_700, "5000.00", Verdict.Absent, null)]
    public void Exactly_a_quarter_above_the_baseline_is_not_yet_more_than_a_quarter(int wage, string debt, Verdict verdict, Severity? severity)
    {
        // 4,000 are owed on arrival; the wage is paid as promised, though it may divide the debt into no round number of months.
        var added = decimal.Parse(debt, CultureInfo.InvariantCulture) - 4_000m;
        var finding = Judge(
            Say.Promised(wage, "2017-11-01"), Say.Lent(4_000m, "2017-12-01"), Say.Arrived("2017-12-31"),
            Say.Charged(added, "2018-01-02"), Say.Wage(wage, "2018-01"));
        Assert.Equal((verdict, severity), (finding.Verdict, finding.Severity));
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(900)]
    [InlineData(1_700)]
    public void Exactly_a_tenth_above_the_baseline_is_within_a_tenth(int wage)
    {
        Fact[] told =
        [
            Say.Promised(wage, "2017-11-01"), Say.Lent(4_000m, "2017-12-01"), Say.Arrived("2017-12-31"), Say.Charged(2_000m, "2018-01-02"),
            Say.Wage(wage, "2018-01"), Say.Wage(wage, "2018-02"), Say.Wage(wage, "2018-03"),
        ];
        Assert.Equal(Verdict.Absent, Judge([.. told, Say.Repaid(1_600m, "2018-03-02")]).Verdict);
        Assert.Equal(Verdict.Present, Judge([.. told, Say.Repaid(1_599.99m, "2018-03-02")]).Verdict);
    }

    [Fact]
    public void A_debt_that_grows_while_wages_are_paid_is_red()
    {
        var finding = Judge([Say.Lent(5_000m, "2017-12-01", Say.Simple(0.12m)), .. Wages(1_000m, 1_000m, 1_000m)]);
        Assert.Equal((Verdict.Present, Severity.Red), (finding.Verdict, finding.Severity));
    }

    [Fact]
    public void One_odd_month_neither_raises_nor_clears()
    {
        Fact[] steady = [Say.Promised(1_000m, "2017-11-01"), Say.Lent(4_000m, "2017-12-01"), Say.Arrived("2017-12-31")];
        Assert.Equal(Verdict.Absent, Judge([.. steady, .. Wages(1_000m, 1_000m, 900m, 1_000m, 1_000m)]).Verdict);
        // Raised by a penalty, it stays through a month in which some is repaid, until what is owed is near the baseline again.
        Fact[] raised = [.. steady, Say.Charged(1_500m, "2018-01-15"), .. Wages(1_000m, 1_000m, 1_000m, 1_000m, 1_000m)];
        Assert.Equal(Verdict.Present, Judge([.. raised, Say.Repaid(1_000m, "2018-04-15")]).Verdict);
        Assert.Equal(Say.Day("2018-01-31"), Judge([.. raised, Say.Repaid(1_000m, "2018-04-15")]).Since);
        Assert.Equal(Verdict.Absent, Judge([.. raised, Say.Repaid(1_100m, "2018-04-15")]).Verdict);
    }

    [Fact]
    public void Within_a_tenth_of_the_baseline_but_no_lower_than_two_periods_ago_it_stays()
    {
        Fact[] told = [Say.Promised(1_000m, "2017-11-01"), Say.Lent(4_000m, "2017-12-01"), Say.Arrived("2017-12-31"), Say.Charged(1_500m, "2018-01-15"), Say.Wage(1_000m, "2018-01")];
        Assert.Equal(Verdict.Present, Judge([.. told, Say.Repaid(1_500m, "2018-02-15"), Say.Wage(1_000m, "2018-02")]).Verdict);
        Assert.Equal(Verdict.Absent, Judge([.. told, Say.Repaid(1_500m, "2018-02-15"), Say.Wage(1_000m, "2018-02"), Say.Wage(1_000m, "2018-03")]).Verdict);
    }

    [Fact]
    public void A_recorded_month_of_no_pay_has_no_bound_and_is_red()
    {
        var finding = Judge([Say.Lent(1m, "2017-12-01"), .. Wages(0m)]);
        Assert.Equal((Verdict.Present, Severity.Red), (finding.Verdict, finding.Severity));
        Assert.Null(finding.Measures["monthsOwed"].Claimed);
    }

    [Fact]
    public void A_debt_on_testimony_alone_is_testified_and_on_a_deed_documented()
    {
        Fact[] wages = [.. Wages(1_000m, 1_000m, 1_000m)];
        var loan = Say.Lent(5_000m, "2017-12-01", Say.Simple(0.6m));
        Assert.Equal(Strength.Testified, Judge([loan, .. wages]).Strength);
        Assert.Equal(Strength.Documented, Judge([loan.Graded(Grade.C), .. wages]).Strength);
    }

    [Fact]
    public void Terms_beyond_all_reckoning_leave_the_rest_of_the_worker_readable()
    {
        var story = Story.Of(
            Say.Registered("1950-01-01"), Say.Started("2017-03-10"), Say.Lent(1_000_000m, "1950-01-01", Say.Compound(10m, RatePeriod.Month)),
            Say.Wage(1_000m, "2018-01"), Say.Fee(100m, "2017-03-10"));
        Assert.Equal(Verdict.Insufficient, story.Finding(DebtOutgrowsWages.Code).Verdict);
        var replay = WorkerReplay.Of(story.Evaluation());
        Assert.Null(replay.Timeline[^1].Debt);
        Assert.Equal(100m, replay.Timeline[^1].FeesBorne[0].Claimed);
        Assert.NotNull(replay.Timeline[0].Debt);
    }

    private static IEnumerable<Fact> Wages(params decimal[] nets) =>
        nets.Select((net, index) => Say.Wage(net, string.Create(CultureInfo.InvariantCulture, $"2018-{index + 1:00}")));

    private static Finding Judge(params Fact[] told) =>
        Story.Of([Say.Registered(), Say.Started("2017-03-10"), .. told]).Finding(DebtOutgrowsWages.Code);
}
