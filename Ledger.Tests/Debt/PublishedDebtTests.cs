using Ledger.Domain.Debt;
using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Domain.Parties;
using Ledger.Domain.Rates;
using Ledger.Domain.Record;
using Ledger.Domain.Replay;
using Ledger.Domain.Rules;
using Ledger.Tests.Samples;
using Ledger.Tests.Stories;
using NodaTime;
using Xunit;

namespace Ledger.Tests.Debt;

/// <summary>The published cases that carry figures of a debt.</summary>
public sealed class PublishedDebtTests
{
    [Fact]
    public void Interest_of_60_per_cent_on_105000_is_5250_a_month_where_the_law_allows_875()
    {
        var loan = Only("np-qa-2019");
        var (lent, month) = (loan.LentOn(Side.Claimed)!.Value, loan.LentOn(Side.Claimed)!.Value.PlusMonths(1));
        Assert.Equal(5_250m, LoanBalance.At(loan, month, Side.Claimed).Accrued);
        Assert.Equal(875m, new LoanCost(loan, Side.Claimed, month).InterestAt(Say.Simple(0.1m)));
        Assert.Equal(0m, LoanBalance.At(loan, lent, Side.Claimed).Accrued);
    }

    [Fact]
    public void Interest_alone_took_18_79_per_cent_of_the_actual_wage()
    {
        var finding = Finding("np-qa-2019", DebtServiceRatio.Code);
        Assert.Equal((Verdict.Present, Severity.Amber), (finding.Verdict, finding.Severity));
        Assert.Equal(0.1879m, decimal.Round(finding.Measures["serviceRatio"].Claimed!.Value, 4));
    }

    [Fact]
    public void The_rate_of_60_per_cent_is_above_the_10_per_cent_of_the_civil_code_as_far_as_its_lender_is_known()
    {
        var finding = Finding("np-qa-2019", DebtRateOverLaw.Code);
        Assert.Contains(finding.Rules, rule => rule.Rule == "NP-INT-478" && rule.Says is RuleSays.Breach or RuleSays.Doubtful);
        Assert.Equal(0.6m, finding.Measures["statedAnnualRate"].Claimed);
        Assert.Equal(0.1m, finding.Measures["legalAnnualRate"].Value);
    }

    [Fact]
    public void A_loan_of_1600_at_48_per_cent_over_36_months_is_84_62_a_month_and_64_of_the_first_is_interest()
    {
        var schedule = StatedSchedule.Of(Only("np-my-loan"), Side.Claimed)!;
        Assert.Equal(84.62m, decimal.Round(LevelPayment.Of(1_600m, 0.04m, 36), 2));
        Assert.Equal((84.62m, 64.00m), (schedule.Instalments[0].Amount, schedule.Instalments[0].ForInterest));
        Assert.Equal(36, schedule.Instalments.Count);
        Assert.True(schedule.Clears);
    }

    [Fact]
    public void A_price_on_leaving_leaves_the_length_of_service_undefined()
    {
        var finding = Finding("np-my-loan", DebtUndefinedTerms.Code);
        Assert.Equal(Verdict.Present, finding.Verdict);
        Assert.Contains("np-my-loan/exit-penalty", finding.Because);
    }

    [Fact]
    public void Five_months_without_pay_are_the_whole_wage_and_five_times_over_the_limit_of_a_half()
    {
        var finding = Finding("id-hk-2010", DebtServiceRatio.Code);
        Assert.Equal((Verdict.Present, Severity.Red), (finding.Verdict, finding.Severity));
        Assert.Equal(1m, finding.Measures["serviceRatio"].Claimed);
        Assert.Contains(finding.Rules, rule => rule.Rule == "HK-S32" && rule.Says is RuleSays.Breach or RuleSays.Doubtful);
        Assert.Equal(Verdict.Absent, Finding("id-hk-2010", DebtValueNotApplied.Code).Verdict);
        Assert.Equal("id-hk-2010-agency", Assert.Single(Replay("id-hk-2010").Series[^1].ByCreditor).Creditor);
        Assert.Equal(21_000m - (5 * 3_580m), Replay("id-hk-2010").Series[^1].Debt!.Claimed);
    }

    [Fact]
    public void Twelve_hundred_cut_at_four_hundred_a_month_is_cleared_in_three()
    {
        var loan = Only("bd-sg-2022");
        var schedule = StatedSchedule.Of(loan, Side.Claimed)!;
        Assert.Equal([400m, 400m, 400m], schedule.Instalments.Select(row => row.Amount));
        Assert.Equal(0m, LoanBalance.At(loan, Story.End, Side.Claimed).Outstanding);
        Assert.Equal(1_200m, Replay("bd-sg-2022").Counterfactual!.Parts.Single(part => part.Of == Domain.Repayment.RepaymentOf.FeeFromLoan).Amount.Claimed);
    }

    private static Loan Only(string caseId) => Evaluation(caseId).Loans.All.Single();

    private static Finding Finding(string caseId, string indicator) => Evaluation(caseId).Findings().Single(finding => finding.Indicator == indicator);

    private static WorkerReplay Replay(string caseId) => WorkerReplay.Of(Evaluation(caseId));

    private static Evaluation Evaluation(string caseId)
    {
        var facts = SampleFiles.Facts(caseId);
        var record = facts.Where(fact => fact is WorkerFact).Select(fact => new RecordedFact(fact, Story.FirstRecording));
        return new Evaluation(
            WorkerHistory.Of(facts.OfType<WorkerRegistered>().First().Worker!, record, Story.End, Instant.MaxValue), new ExchangeRates(facts.OfType<ExchangeRateRecorded>()),
            new PartyLinks(facts.OfType<PartiesLinked>()), RulePack.Current, Thresholds.Default) { Parties = new PartyRegister(facts.OfType<PartyRegistered>()) };
    }
}
