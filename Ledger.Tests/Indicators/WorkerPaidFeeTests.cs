using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Tests.Stories;
using Xunit;

namespace Ledger.Tests.Indicators;

/// <summary>fee.worker-paid: no worker pays for a job.</summary>
public class WorkerPaidFeeTests
{
    [Fact]
    public void Without_any_account_of_who_paid_nothing_can_be_said()
    {
        var finding = Judge();
        Assert.Equal(Verdict.Insufficient, finding.Verdict);
        Assert.Equal(["no account of who paid for placement p1"], finding.Missing);
        Assert.Null(finding.Severity);
    }

    [Fact]
    public void A_fee_that_the_employer_bore_is_no_finding() =>
        Assert.Equal(Verdict.Absent, Judge(Say.Fee(100m, "2019-01-10") with { BorneBy = Payer.Employer }).Verdict);

    [Theory]
    [InlineData("1000.00", Severity.Amber, 1)]
    [InlineData("1000.01", Severity.Red, 1.00001)]
    public void Up_to_one_month_of_the_first_wage_is_amber_and_a_unit_more_is_red(string fee, Severity severity, double months)
    {
        var finding = Judge(Say.Fee(Number(fee), "2019-01-10"), Say.Wage(1_000m, "2019-03"));
        Assert.Equal((Verdict.Present, severity), (finding.Verdict, finding.Severity));
        Assert.Equal((decimal)months, finding.Measures["rciActual"].Claimed);
    }

    [Fact]
    public void Exactly_one_month_is_amber_however_long_the_first_pay_period_is()
    {
        for (var days = 1; days <= 30; days++)
        {
            var period = new PayPeriod(Say.Day("2019-04-01"), Say.Day("2019-04-01").PlusDays(days - 1));
            var wage = Say.Wage(days, "2019-04") with { Period = period, EffectiveOn = period.To };
            var finding = Judge(Say.Fee(30m, "2019-01-10"), wage);
            Assert.Equal((days, 1m, Severity.Amber), (days, finding.Measures["rciActual"].Claimed, finding.Severity));
        }
    }

    [Fact]
    public void Before_any_wage_is_paid_the_promised_one_is_the_measure()
    {
        var finding = Judge(Say.Promised(500m, "2019-01-05"), Say.Fee(1_000m, "2019-01-10"));
        Assert.Equal((2m, Severity.Red), (finding.Measures["rciPromised"].Claimed, finding.Severity));
        Assert.DoesNotContain("rciActual", finding.Measures.Keys);
        Assert.Contains("no wage of placement p1", finding.Missing);
    }

    [Fact]
    public void A_first_period_without_pay_has_no_number_of_months_and_is_red()
    {
        var finding = Judge(Say.Fee(0.01m, "2019-01-10"), Say.Wage(0m, "2019-03"), Say.Wage(1_000m, "2019-04"));
        Assert.Equal(Severity.Red, finding.Severity);
        Assert.DoesNotContain("rciActual", finding.Measures.Keys);
        Assert.Contains("no wage at all", finding.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fee_cut_from_the_first_wage_does_not_shrink_the_wage_it_is_measured_by()
    {
        var finding = Judge(Say.Fee(500m, "2019-01-10") with { Form = FeeForm.Deduction }, Say.Wage(500m, "2019-03"), Say.Cut(500m, "2019-03"));
        Assert.Equal((500m, 0.5m), (finding.Measures["workerPaid"].Claimed, finding.Measures["rciActual"].Claimed));
    }

    [Fact]
    public void A_receipt_beside_testimony_of_more_is_a_range()
    {
        var receipt = Say.Fee(10_000m, "2019-01-10").SaidBy(Speaker.Recruiter).Graded(Grade.B);
        var finding = Judge(Say.Fee(105_000m, "2019-01-10"), receipt);
        Assert.Equal(new Reading(10_000m, 105_000m), Range(finding, "workerPaid"));
        Assert.Equal(Strength.Documented, finding.Strength);
    }

    [Fact]
    public void Testimony_alone_is_enough_and_is_said_to_be_testimony()
    {
        var finding = Judge(Say.Fee(105_000m, "2019-01-10"));
        Assert.Equal((Verdict.Present, Strength.Testified), (finding.Verdict, finding.Strength));
        Assert.Equal(new Reading(0m, 105_000m), Range(finding, "workerPaid"));
    }

    [Fact]
    public void A_collector_who_admits_a_charge_documents_it() =>
        Assert.Equal(Strength.Documented, Judge(Say.Fee(100m, "2019-01-10").SaidBy(Speaker.Recruiter)).Strength);

    [Fact]
    public void What_was_contradicted_is_no_account_at_all() =>
        Assert.Equal(Verdict.Insufficient, Judge(Say.Fee(100m, "2019-01-10").Graded(Grade.X)).Verdict);

    [Fact]
    public void A_fee_that_the_worker_says_was_paid_back_in_full_is_absent()
    {
        var finding = Judge(Say.Fee(100m, "2019-01-10"), Say.PaidBack(100m, "2020-01-10"));
        Assert.Equal(Verdict.Absent, finding.Verdict);
        Assert.Equal(new Reading(100m, 100m), Range(finding, "reimbursed"));
        Assert.Equal(Verdict.Present, Judge(Say.Fee(100m, "2019-01-10"), Say.PaidBack(99.99m, "2020-01-10")).Verdict);
    }

    [Fact]
    public void An_employers_bare_word_of_paying_back_takes_nothing_off()
    {
        var finding = Judge(Say.Fee(100m, "2019-01-10"), Say.PaidBack(100m, "2020-01-10").SaidBy(Speaker.Employer));
        Assert.Equal(new Reading(0m, 100m), Range(finding, "workerPaid"));
        Assert.Equal(new Reading(0m, 100m), Range(finding, "reimbursed"));
    }

    [Fact]
    public void A_payment_back_goes_to_the_placement_of_the_fee_it_answers()
    {
        var back = Say.PaidBack(100m, "2021-01-10", "p2") with { For = ReimbursementGround.Of(["first-fee"]) };
        var story = Story.Of(
            Say.Registered(), Say.Started("2019-01-05"), Say.Fee(100m, "2019-01-10").Named("first-fee"),
            Say.Started("2020-06-01", "p2"), Say.Fee(100m, "2020-06-02", "p2"), back);
        Assert.Equal(Verdict.Absent, story.Finding(WorkerPaidFee.Code, "p1").Verdict);
        Assert.Equal(Verdict.Present, story.Finding(WorkerPaidFee.Code, "p2").Verdict);
    }

    [Fact]
    public void Without_a_rate_the_months_are_left_out_and_the_rate_is_named()
    {
        var finding = Judge(Say.Fee(105_000m, "2019-01-10"), Say.Wage(1_000m, "2019-03", currency: "QAR"));
        Assert.Equal(Verdict.Present, finding.Verdict);
        Assert.DoesNotContain("rciActual", finding.Measures.Keys);
        Assert.Contains(finding.Missing, missing => missing.Contains("NPR", StringComparison.Ordinal) && missing.Contains("QAR", StringComparison.Ordinal));
    }

    [Fact]
    public void With_a_rate_the_cost_is_converted_on_the_day_of_the_first_charge()
    {
        var finding = Judge(
            Say.Fee(105_000m, "2019-01-10"), Say.Wage(1_000m, "2019-03", currency: "QAR"),
            Say.Rate("QAR", "NPR", 30m, "2019-01-10"), Say.Rate("QAR", "NPR", 1m, "2019-03-01"));
        Assert.Equal((3.5m, Severity.Red), (finding.Measures["rciActual"].Claimed, finding.Severity));
    }

    [Theory]
    [InlineData("0.03", 30)]
    [InlineData("0.06", 60)]
    [InlineData("0.07", 70)]
    public void Exactly_one_month_is_amber_through_a_rate_that_is_turned_round(string rate, int fee)
    {
        var finding = Judge(
            Say.Fee(fee, "2019-01-10", currency: "QAR"), Say.Wage(1_000m, "2019-03"), Say.Rate("NPR", "QAR", Number(rate), "2019-01-10"));
        Assert.Equal((1m, Severity.Amber), (finding.Measures["rciActual"].Claimed, finding.Severity));
    }

    private static Finding Judge(params Fact[] told) =>
        Story.Of([Say.Registered(), Say.Started("2019-01-05"), .. told]).Finding(WorkerPaidFee.Code);

    private static Reading Range(Finding finding, string measure) => new(finding.Measures[measure].Documented!.Value, finding.Measures[measure].Claimed!.Value);

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
