using FsCheck.Xunit;
using Ledger.Domain.Debt;
using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Domain.Record;
using Ledger.Host.SyntheticCorridor;
using Ledger.Tests.Oracles;
using Ledger.Tests.Stories;
using Xunit;

namespace Ledger.Tests.Indicators;

/// <summary>churn.debt-carried-over: the old debt is open when the worker is charged again.</summary>
[Properties(Arbitrary = [typeof(AnyStory)])]
public class DebtCarriedOverTests
{
    [Fact]
    public void What_is_open_on_the_eve_of_the_next_charge_is_carried_over()
    {
        var finding = Judge(Twice(Say.Lent(1_000m, "2017-03-10"), Say.Repaid(400m, "2017-12-01")));
        Assert.Equal((Verdict.Present, Severity.Amber, Strength.Testified, "p2"), (finding.Verdict, finding.Severity, finding.Strength, finding.Placement));
        Assert.Equal(Say.Day("2018-03-10"), finding.Since);
        Assert.Equal((0m, 600m), (finding.Measures["openDebt"].Documented, finding.Measures["openDebt"].Claimed));
    }

    [Fact]
    public void A_debt_that_is_paid_off_before_is_not()
    {
        var finding = Judge(Twice(Say.Lent(1_000m, "2017-03-10"), Say.Repaid(1_000m, "2018-03-09")));
        Assert.Equal(Verdict.Absent, finding.Verdict);
        Assert.Contains("No debt of an earlier placement was open", finding.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_loan_that_pays_off_the_old_one_on_the_day_of_the_charge_hides_nothing_and_is_red()
    {
        var finding = Judge(Twice(
            Say.Lent(1_000m, "2017-03-10").Graded(Grade.C), Say.Repaid(1_000m, "2018-03-10"), Say.Lent(2_000m, "2018-03-10", loan: "l2")));
        Assert.Equal((Verdict.Present, Severity.Red, Strength.Documented), (finding.Verdict, finding.Severity, finding.Strength));
        Assert.Equal(1_000m, finding.Measures["openDebt"].Claimed);
        Assert.Contains("borrowed again", finding.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_loan_for_the_next_placement_taken_shortly_before_it_is_no_debt_of_the_one_before() =>
        Assert.Equal(Verdict.Absent, Judge(Twice(Say.Lent(1_000m, "2018-02-20"))).Verdict);

    [Fact]
    public void A_loan_belongs_to_the_placement_whose_fee_names_it()
    {
        var fee = Say.Fee(100m, "2018-03-10", "p2") with { Loan = "l1" };
        Assert.Equal(Verdict.Absent, Judge(Story.Of(
            Say.Registered(), Say.Started("2017-03-10"), Say.Fee(100m, "2017-03-10"), Say.Lent(1_000m, "2017-11-01"), Say.Started("2018-03-10", "p2"), fee)).Verdict);
    }

    [Theory]
    [InlineData("free-transfer", EndInitiator.Employer)]
    [InlineData("better-job", EndInitiator.Worker)]
    public void An_end_that_makes_no_churn_is_netted_out(string reason, EndInitiator initiator)
    {
        var ended = Say.Ended("2017-12-01", "p1", reason) with { Initiator = initiator };
        Assert.Equal(Verdict.Absent, Judge(Twice(Say.Lent(1_000m, "2017-03-10"), ended)).Verdict);
        Assert.Equal(Verdict.Present, Judge(Twice(Say.Lent(1_000m, "2017-03-10"), ended.SaidBy(Speaker.Employer))).Verdict);
    }

    [Fact]
    public void A_missing_rate_leaves_it_open_and_is_named()
    {
        var finding = Judge(Twice(Say.Lent(1_000m, "2017-03-10"), Say.Lent(10m, "2017-03-11", loan: "l0", currency: "QAR")));
        Assert.Equal(Verdict.Insufficient, finding.Verdict);
        Assert.Contains(finding.Missing, missing => missing.Contains("QAR", StringComparison.Ordinal));
    }

    [Fact]
    public void A_placement_of_which_nobody_tells_who_paid_leaves_it_open_while_a_debt_is()
    {
        Fact[] facts = [Say.Registered(), Say.Started("2017-03-10"), Say.Fee(100m, "2017-03-10"), Say.Lent(1_000m, "2017-03-10"), Say.Started("2018-03-10", "p2")];
        Assert.Equal(Verdict.Insufficient, Judge(Story.Of(facts)).Verdict);
        Assert.Equal(Verdict.Absent, Judge(Story.Of([.. facts, Say.Repaid(1_000m, "2018-01-01")])).Verdict);
        Assert.Equal(Verdict.Absent, Judge(Story.Of([.. facts, Say.Fee(100m, "2018-03-10", "p2").SaidBy(Speaker.Employer) with { BorneBy = Payer.Employer }])).Verdict);
    }

    [Property]
    public void It_is_found_as_defined(Story story)
    {
        var expected = NaiveCarried.Judge(story);
        var finding = Judge(story);
        Assert.Equal(expected.Count > 0, finding.IsPresent);
        if (expected.Count > 0)
        {
            var (placement, open, currency) = expected[^1];
            Assert.Equal((placement, Math.Round(open.Documented, 2), Math.Round(open.Claimed, 2), currency),
                (finding.Placement, finding.Measures["openDebt"].Documented!.Value, finding.Measures["openDebt"].Claimed!.Value, finding.Measures["openDebt"].Currency));
            Assert.Equal(expected.Exists(crossing => crossing.Open.Documented > 0) ? Strength.Documented : Strength.Testified, finding.Strength);
        }
    }

    [Property]
    public void Repaying_earlier_never_carries_more_over(Story story, byte which)
    {
        var loans = new DebtPosition(story.History(), story.ExchangeRates).Loans;
        var before = Judge(story);
        if (loans.Count > 0 && before.IsPresent)
        {
            var repaid = Say.Repaid(100_000m, "2017-01-02", loans[which % loans.Count].Id) with { Id = "repaid" };
            var after = Judge(story.With(repaid.Graded(Grade.A)));
            Assert.True(after.Measures.GetValueOrDefault("openDebt")?.Claimed is not { } now || after.Placement != before.Placement || now <= before.Measures["openDebt"].Claimed);
        }
    }

    [Fact]
    public void It_is_found_wherever_a_made_up_corridor_truly_carries_a_debt_over()
    {
        var settings = new CorridorSettings(Workers: 150, Recruiters: 12, Employers: 8, Seed: 7) { Missing = 0, Conflicting = 0 };
        var facts = Corridor.Generate(settings).ToList();
        var rates = new Ledger.Domain.Rates.ExchangeRates(facts.OfType<ExchangeRateRecorded>());
        var byWorker = facts.Where(fact => fact is WorkerFact).ToLookup(fact => fact.Worker!);
        var truly = Corridor.Truth(settings).Workers.Where(worker => worker.Indicators.Contains(DebtCarriedOver.Code)).Select(worker => worker.Worker).ToList();
        Assert.NotEmpty(truly);
        Assert.All(truly, worker =>
        {
            var history = WorkerHistory.Of(worker, byWorker[worker].Select(fact => new RecordedFact(fact, Story.Now)), Say.Day("2026-06-30"), Story.Now);
            var finding = DebtCarriedOver.Judge(new(history, rates, Domain.Parties.PartyLinks.None, Domain.Rules.RulePack.Current, Thresholds.Default));
            Assert.True(finding.IsPresent || history.Facts.OfType<PlacementEnded>().Any(end => end.Initiator == EndInitiator.Worker || end.Reason is "free-transfer" or "promoted" or "closure"), $"{worker}: {finding.Explanation}");
        });
    }

    private static Story Twice(params Fact[] besides) => Story.Of(
    [
        Say.Registered(), Say.Started("2017-03-10"), Say.Fee(100m, "2017-03-10"), Say.Started("2018-03-10", "p2"), Say.Fee(100m, "2018-03-10", "p2"), .. besides,
    ]);

    private static Finding Judge(Story story) => story.Finding(DebtCarriedOver.Code);
}
