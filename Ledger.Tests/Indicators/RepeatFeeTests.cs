using FsCheck.Xunit;
using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Tests.Stories;
using Xunit;

namespace Ledger.Tests.Indicators;

/// <summary>churn.repeat-fee: the worker pays again for the next placement.</summary>
[Properties(Arbitrary = [typeof(AnyStory)])]
public class RepeatFeeTests
{
    [Theory]
    [InlineData("2017-03-10", "2020-03-10", Severity.Amber)]
    [InlineData("2017-03-10", "2018-03-11", Severity.Amber)]
    [InlineData("2017-03-10", "2018-03-10", Severity.Red)]
    [InlineData("2017-03-10", "2017-06-10", Severity.Red)]
    public void A_second_fee_within_36_months_is_amber_and_within_12_red(string first, string second, Severity severity)
    {
        var finding = Judge(TwoPlacements(first, second));
        Assert.Equal((Verdict.Present, severity, Strength.Testified), (finding.Verdict, finding.Severity, finding.Strength));
        Assert.Equal(Say.Day(second), finding.Since);
        Assert.Equal(2m, finding.Measures["placementsWithFee"].Value);
    }

    [Fact]
    public void A_day_more_than_36_months_is_no_repetition() =>
        Assert.Equal(Verdict.Absent, Judge(TwoPlacements("2017-03-10", "2020-03-11")).Verdict);

    [Fact]
    public void A_placement_of_which_nobody_tells_leaves_it_open()
    {
        var finding = Judge(Story.Of(Say.Registered(), Say.Started("2017-03-10"), Say.Fee(100m, "2017-03-10"), Say.Started("2018-03-10", "p2")));
        Assert.Equal(Verdict.Insufficient, finding.Verdict);
        Assert.Contains(finding.Missing, missing => missing.Contains("p2", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("promoted")]
    [InlineData("free-transfer")]
    [InlineData("closure")]
    public void A_placement_that_follows_no_dismissal_is_netted_out_on_the_workers_word_or_a_document(string reason)
    {
        var ended = Say.Ended("2017-12-01", "p1", reason);
        Assert.Equal(Verdict.Absent, Judge(TwoPlacements("2017-03-10", "2018-03-10", ended)).Verdict);
        Assert.Equal(Verdict.Absent, Judge(TwoPlacements("2017-03-10", "2018-03-10", ended.SaidBy(Speaker.Employer).Graded(Grade.B))).Verdict);
        Assert.Equal(Verdict.Present, Judge(TwoPlacements("2017-03-10", "2018-03-10", ended.SaidBy(Speaker.Employer))).Verdict);
        Assert.Equal(Verdict.Present, Judge(TwoPlacements("2017-03-10", "2018-03-10", ended.Graded(Grade.X))).Verdict);
    }

    [Fact]
    public void What_ended_the_placement_just_before_decides_and_no_earlier_end()
    {
        // Transferred freely from p1 to p3, for which nothing was paid; dismissed from p3; charged again for p2.
        var story = TwoPlacements("2017-03-10", "2018-09-10", Say.Ended("2017-12-01", "p1", "free-transfer"), Say.Started("2017-12-02", "p3"), Say.Ended("2018-08-01", "p3"));
        Assert.Equal(Verdict.Present, Judge(story).Verdict);
    }

    [Fact]
    public void A_charge_of_any_label_near_the_next_start_is_a_fee_for_what_begins_there()
    {
        var relabelled = Say.Fee(100m, "2018-02-08", "p1") with { Class = FeeClass.Training };
        var finding = Judge(Story.Of(Say.Registered(), Say.Started("2017-03-10"), Say.Fee(100m, "2017-03-10"), relabelled, Say.Started("2018-03-10", "p2")));
        Assert.Equal((Verdict.Present, "p2"), (finding.Verdict, finding.Placement));
    }

    [Fact]
    public void A_contradicted_charge_of_that_label_does_not_make_it_a_running_cost()
    {
        var relabelled = Say.Fee(100m, "2018-02-08", "p1") with { Class = FeeClass.Training };
        var contradicted = relabelled.Graded(Grade.X) with { EffectiveOn = Say.Day("2017-06-08") };
        Assert.True(Judge(Story.Of(
            Say.Registered(), Say.Started("2017-03-10"), Say.Fee(100m, "2017-03-10"), relabelled, contradicted, Say.Started("2018-03-10", "p2"))).IsPresent);
    }

    [Fact]
    public void A_placement_that_only_a_contradicted_fact_names_is_none()
    {
        // Taken for a placement, p2 would draw to itself the second charge, which names none.
        var contradicted = Say.Fee(100m, "2018-03-10", "p2").Graded(Grade.X);
        var story = Story.Of(Say.Registered(), Say.Started("2017-03-10"), Say.Fee(100m, "2017-03-10"), Say.Fee(100m, "2018-03-20", placement: null), contradicted);
        Assert.Equal("p1", Assert.Single(story.History().Placements).Id);
        Assert.Equal((Verdict.Absent, 1m), (Judge(story).Verdict, Judge(story).Measures["placementsWithFee"].Value));
        Assert.Equal(200m, story.Finding(WorkerPaidFee.Code).Measures["workerPaid"].Claimed);
    }

    [Fact]
    public void A_payment_back_for_a_contradicted_charge_belongs_where_it_says()
    {
        var contradicted = Say.Fee(100m, "2018-03-10", "p2").Named("contradicted").Graded(Grade.X);
        var back = Say.PaidBack(40m, "2018-06-01") with { For = ReimbursementGround.Of(["contradicted"]) };
        var story = Story.Of(Say.Registered(), Say.Started("2017-03-10"), Say.Fee(100m, "2017-03-10"), contradicted, back);
        Assert.Equal(60m, story.Finding(WorkerPaidFee.Code).Measures["workerPaid"].Claimed);
    }

    [Fact]
    public void A_contradicted_fact_does_not_date_the_start_of_a_placement_nobody_recorded()
    {
        // Contradicted, p2 would begin a year early, and the charge before its true beginning would stay with p1.
        var contradicted = Say.Wage(1m, "2017-03", "p2").Graded(Grade.X);
        Assert.True(Judge(Story.Of(
            Say.Registered(), Say.Started("2017-03-10"), Say.Fee(100m, "2017-03-10"), Say.Fee(100m, "2018-02-08") with { Class = FeeClass.Training },
            Say.Arrived("2018-03-01", "p2"), contradicted)).IsPresent);
    }

    [Fact]
    public void A_charge_31_days_before_the_next_start_stays_with_its_placement()
    {
        var early = Say.Fee(100m, "2018-02-07", "p1") with { Class = FeeClass.Training };
        var story = Story.Of(Say.Registered(), Say.Started("2017-03-10"), Say.Fee(100m, "2017-03-10"), early, Say.Started("2018-03-10", "p2"));
        Assert.Equal(Verdict.Insufficient, Judge(story).Verdict);
    }

    [Fact]
    public void The_same_collector_and_linked_ones_are_said()
    {
        Assert.Contains("The same collector, recruiter-1,", Judge(TwoPlacements("2017-03-10", "2018-03-10")).Explanation, StringComparison.Ordinal);
        var other = Say.Fee(100m, "2018-03-10", "p2") with { Collector = "recruiter-2" };
        var apart = Story.Of(Say.Registered(), Say.Started("2017-03-10"), Say.Fee(100m, "2017-03-10"), Say.Started("2018-03-10", "p2"), other);
        Assert.Contains("no link on record", Judge(apart).Explanation, StringComparison.Ordinal);
        var linked = Judge(apart with { Links = [Say.Linked("recruiter-1", "recruiter-2", "2017-01-01")] });
        Assert.Contains("recruiter-1 and recruiter-2 are linked", linked.Explanation, StringComparison.Ordinal);
        Assert.Contains("link-recruiter-1-recruiter-2", linked.Because);
    }

    [Fact]
    public void An_end_by_the_workers_own_choice_is_netted_out_as_she_tells_it_and_as_nobody_else_does()
    {
        var ended = Say.Ended("2017-12-01", "p1", "better-job") with { Initiator = EndInitiator.Worker };
        Assert.Equal(Verdict.Absent, Judge(TwoPlacements("2017-03-10", "2018-03-10", ended)).Verdict);
        Assert.Equal(Verdict.Present, Judge(TwoPlacements("2017-03-10", "2018-03-10", ended.SaidBy(Speaker.Employer).Graded(Grade.B))).Verdict);
        Assert.Equal(Verdict.Present, Judge(TwoPlacements("2017-03-10", "2018-03-10", ended.SaidBy(Speaker.Recruiter))).Verdict);
        Assert.Equal(Verdict.Present, Judge(TwoPlacements("2017-03-10", "2018-03-10", ended.Graded(Grade.X))).Verdict);
    }

    [Fact]
    public void A_second_recruitment_fee_that_names_the_first_placement_counts_for_the_one_that_begins()
    {
        // The same class and collector as at the start of p1: being paid once before makes it no running cost.
        var again = Say.Fee(100m, "2018-02-20", "p1");
        Assert.True(Judge(Story.Of(Say.Registered(), Say.Started("2017-03-10"), Say.Fee(100m, "2017-03-10"), again, Say.Started("2018-03-10", "p2"))).IsPresent);
    }

    [Fact]
    public void A_running_cost_stays_with_its_placement_also_when_a_linked_collector_takes_it()
    {
        var renewal = Say.Fee(100m, "2017-09-10") with { Class = FeeClass.Renewal };
        var again = Say.Fee(100m, "2018-02-20") with { Class = FeeClass.Renewal };
        var story = Story.Of(Say.Registered(), Say.Started("2017-03-10"), renewal, again, Say.Started("2018-03-10", "p2"));
        Assert.False(Judge(story).IsPresent);
        var split = Story.Of(Say.Registered(), Say.Started("2017-03-10"), renewal, again with { Collector = "recruiter-2" }, Say.Started("2018-03-10", "p2"));
        Assert.True(Judge(split).IsPresent);
        Assert.False(Judge(split with { Links = [Say.Linked("recruiter-1", "recruiter-2", "2017-01-01")] }).IsPresent);
    }

    [Property]
    public void Renaming_the_parties_changes_nothing(Story story)
    {
        var (before, after) = (Judge(story), Judge(story.WithParties(party => party == Say.Worker ? party : $"the-{party}")));
        Assert.Equal(Said(before), Said(after));
        Assert.Equal(before.Because, after.Because);
    }

    [Property]
    public void Splitting_a_recruiter_into_two_linked_ones_does_not_hide_churn(Story story, int which)
    {
        // Every other charge goes to the other name, in an order that the drawn number turns.
        var number = which & 1;
        var split = story.Mapped(fact => fact is FeeCharged { Collector: Say.Recruiter } fee && number++ % 2 == 0 ? fee with { Collector = "recruiter-2" } : fact);
        var linked = split with { Links = [.. split.Links, Say.Linked(Say.Recruiter, "recruiter-2", "2016-01-01")] };
        var before = Judge(story);
        if (before.IsPresent)
        {
            var after = Judge(linked);
            Assert.True(after.IsPresent);
            Assert.True(after.Severity >= before.Severity);
        }
    }

    [Fact]
    public void A_fee_wholly_paid_back_is_not_repeated() =>
        Assert.Equal(Verdict.Absent, Judge(TwoPlacements("2017-03-10", "2018-03-10", Say.PaidBack(100m, "2018-06-01", "p1"))).Verdict);

    private static Story TwoPlacements(string first, string second, params Fact[] besides) => Story.Of(
    [
        Say.Registered(), Say.Started(first), Say.Fee(100m, first), Say.Started(second, "p2"), Say.Fee(100m, second, "p2"), .. besides,
    ]);

    private static (Verdict, Severity?, Strength?, NodaTime.LocalDate?, string?, string) Said(Finding finding) =>
        (finding.Verdict, finding.Severity, finding.Strength, finding.Since, finding.Placement, string.Join(' ', finding.Measures.Select(measure => $"{measure.Key} {measure.Value}")));

    private static Finding Judge(Story story) => story.Finding(RepeatFee.Code);
}
