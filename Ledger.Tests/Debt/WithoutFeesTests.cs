using System.Text.Json;
using FsCheck.Xunit;
using Ledger.Domain.Facts;
using Ledger.Domain.Repayment;
using Ledger.Domain.Replay;
using Ledger.Projections.Store;
using Ledger.Tests.Stories;
using Xunit;

namespace Ledger.Tests.Debt;

/// <summary>The position without worker-borne fees, the sum to be repaid, and the trajectory that a replay carries.</summary>
public sealed class WithoutFeesTests
{
    private static readonly InterestRate Sixty = Say.Simple(0.6m);

    [Fact]
    public void A_loan_that_paid_the_fee_is_not_owed_and_the_fee_and_its_interest_are_to_be_repaid()
    {
        var counterfactual = Of(
            Say.Started("2019-01-01"), Say.Lent(100_000m, "2019-01-01", Sixty), Say.Fee(100_000m, "2019-01-01") with { Loan = "l1" }, Say.Wage(10_000m, "2019-12"));
        // 360 days to the end of the story would be long: the record ends at its date, 53 months on.
        Assert.Equal(0m, counterfactual.Debt!.Claimed);
        Assert.Equal(counterfactual.ActualDebt!.Claimed, counterfactual.ToBeRepaid!.Claimed);
        Assert.Equal(counterfactual.ActualDebt.Claimed, counterfactual.DebtToCancel!.Claimed);
        Assert.Equal([RepaymentOf.FeeFromLoan, RepaymentOf.LoanInterest], counterfactual.Parts.Select(part => part.Of));
        Assert.Empty(counterfactual.Assumptions);
    }

    [Fact]
    public void What_she_repaid_of_such_a_loan_comes_back_with_interest_for_the_time_elapsed()
    {
        var story = Story.Of(
            Say.Registered(), Say.Started("2019-01-01"), Say.Lent(1_000m, "2019-01-01"), Say.Fee(1_000m, "2019-01-01") with { Loan = "l1" }, Say.Repaid(1_000m, "2020-01-01"));
        var counterfactual = WithoutFees.Of(story.Evaluation(Say.Day("2022-01-01")));
        // Two years at five per cent on the thousand she paid out.
        Assert.Equal(1_100m, counterfactual.ToBeRepaid!.Claimed);
        Assert.Equal(0m, counterfactual.DebtToCancel!.Claimed);
        Assert.Equal(100m, counterfactual.Parts.Single(part => part.Of == RepaymentOf.TimeElapsed).Amount.Claimed);
    }

    [Fact]
    public void A_fee_without_a_loan_was_paid_by_the_loans_of_its_placement_in_proportion_and_the_rest_by_her()
    {
        var story = Story.Of(
            Say.Registered(), Say.Started("2019-01-01"), Say.Lent(600m, "2019-01-01") with { Placement = "p1" }, Say.Lent(300m, "2019-01-01", null, "l2") with { Placement = "p1" },
            Say.Fee(450m, "2019-01-01"));
        var counterfactual = WithoutFees.Of(story.Evaluation(Say.Day("2019-01-01")));
        Assert.Equal(450m, counterfactual.Debt!.Claimed);
        Assert.Equal(450m, counterfactual.ToBeRepaid!.Claimed);
        Assert.Contains("l1, l2", Assert.Single(counterfactual.Assumptions), StringComparison.Ordinal);

        var more = WithoutFees.Of(story.With(Say.Fee(1_000m, "2019-01-01") with { Id = "more", Class = FeeClass.Visa }).Evaluation(Say.Day("2019-01-01")));
        Assert.Equal((0m, 1_450m, 900m), (more.Debt!.Claimed, more.ToBeRepaid!.Claimed, more.DebtToCancel!.Claimed));
        Assert.Equal(550m, more.Parts.Single(part => part.Of == RepaymentOf.FeeFromWorker).Amount.Claimed);
    }

    [Fact]
    public void Only_what_is_verifiably_paid_back_is_taken_off()
    {
        var fee = Say.Fee(1_000m, "2019-01-01");
        var said = Of(Say.Started("2019-01-01"), fee, Say.PaidBack(1_000m, "2019-01-01").SaidBy(Speaker.Employer));
        Assert.True(said.ToBeRepaid!.Claimed > 1_000m);
        var proven = Of(Say.Started("2019-01-01"), fee, Say.PaidBack(1_000m, "2019-01-01").SaidBy(Speaker.Employer).Graded(Grade.A));
        Assert.Equal(0m, proven.ToBeRepaid!.Claimed);
    }

    [Property(Arbitrary = [typeof(AnyStory)], MaxTest = 60)]
    public void Without_any_fee_the_position_is_as_it_is(Story story)
    {
        var counterfactual = WithoutFees.Of(story.Without(story.Facts.Where(fact => fact is FeeCharged or DeductionTaken { Loan: null }).Select(fact => fact.Id)).Evaluation());
        Assert.Equal(counterfactual.ActualDebt, counterfactual.Debt);
        Assert.Null(counterfactual.ToBeRepaid);
        Assert.Empty(counterfactual.Parts);
    }

    [Property(Arbitrary = [typeof(AnyStory)], MaxTest = 60)]
    public void The_sum_is_traced_to_facts_of_the_record_and_its_ends_are_in_order(Story story)
    {
        var counterfactual = WithoutFees.Of(story.Evaluation());
        var ids = story.Facts.Select(fact => fact.Id).ToHashSet(StringComparer.Ordinal);
        Assert.All(counterfactual.Parts, part => Assert.True(part.Because.Count > 0 && part.Because.All(ids.Contains), part.ToString()));
        Assert.All(counterfactual.Parts.Select(part => part.Amount).Append(counterfactual.ToBeRepaid).OfType<Domain.Indicators.Measure>(), amount => Assert.True(amount.Documented <= amount.Claimed));
        Assert.True(counterfactual.Debt is null || counterfactual.Debt.Claimed <= counterfactual.ActualDebt!.Claimed);
    }

    [Property(Arbitrary = [typeof(AnyStory)], MaxTest = 40)]
    public void A_replay_as_of_a_day_is_the_same_whatever_comes_after_it(Story story, byte which)
    {
        var days = story.Facts.Where(fact => fact is not MendingFact).Select(fact => fact.EffectiveOn).Distinct().Order().ToList();
        var day = days[which % days.Count];
        var plain = story with { Record = [.. story.Record.Where(recorded => recorded.Fact is not MendingFact)] };
        var early = plain with { Record = [.. plain.Record.Where(recorded => recorded.Fact.EffectiveOn <= day)] };
        Assert.Equal(Written(WorkerReplay.Of(early.Evaluation(day))), Written(WorkerReplay.Of(plain.Evaluation(day))));
    }

    [Fact]
    public void A_replay_carries_a_series_that_a_chart_can_draw()
    {
        var story = Story.Of(
            Say.Registered(), Say.Started("2019-01-01"), Say.Promised(1_000m, "2019-01-01"), Say.Lent(5_000m, "2019-01-01", Sixty), Say.Fee(5_000m, "2019-01-01"),
            Say.Wage(1_000m, "2019-02"), Say.Wage(1_000m, "2019-03"));
        var json = JsonDocument.Parse(Written(WorkerReplay.Of(story.Evaluation()))).RootElement;
        var last = json.GetProperty("series").EnumerateArray().Last();
        Assert.Equal("2024-05-31", last.GetProperty("date").GetString());
        Assert.Equal(["claimed", "currency", "documented"], last.GetProperty("debt").EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal));
        Assert.Equal("2000", last.GetProperty("wagesReceived")[0].GetProperty("claimed").GetString());
        Assert.Equal(Say.Lender, last.GetProperty("byCreditor")[0].GetProperty("creditor").GetString());
        Assert.Equal("months", last.GetProperty("monthsOwed").GetProperty("unit").GetString());
        Assert.True(json.GetProperty("counterfactual").GetProperty("toBeRepaid").GetProperty("claimed").GetString() is { Length: > 0 });
    }

    private static WithoutFees Of(params Fact[] facts) => WithoutFees.Of(Story.Of(facts.Prepend(Say.Registered())).Evaluation());

    private static string Written(WorkerReplay replay) => JsonSerializer.Serialize(replay, LedgerJson.Options);
}
