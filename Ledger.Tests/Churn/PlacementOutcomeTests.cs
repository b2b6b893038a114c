using Ledger.Domain.Churn;
using Ledger.Domain.Facts;
using Ledger.Domain.Parties;
using Ledger.Tests.Stories;
using Xunit;

namespace Ledger.Tests.Churn;

/// <summary>What became of a placement, from the facts that tell of it.</summary>
public sealed class PlacementOutcomeTests
{
    private static readonly ContractRecorded Year = Say.Promised(100m, "2018-01-01") with { To = Say.Day("2018-12-31") };

    [Theory]
    [InlineData("2018-12-30", true)]
    [InlineData("2018-12-31", false)]
    public void An_end_before_the_contracts_last_day_is_early(string on, bool isEarly)
    {
        var outcome = Only(Say.Started("2018-01-01"), Year, Say.Ended(on));
        Assert.Equal((Say.Day("2018-12-31"), Say.Day(on), isEarly), (outcome.Term, outcome.End, outcome.EndedEarly));
    }

    [Theory]
    [InlineData("2019-12-31", true)]
    [InlineData("2020-01-01", false)]
    public void Without_a_contracts_end_two_years_stand_in_for_it(string on, bool isEarly)
    {
        Assert.Equal(isEarly, Only(Say.Started("2018-01-01"), Say.Ended(on)).EndedEarly);
        Assert.Equal(isEarly, Only(Say.Started("2018-01-01"), Say.Promised(100m, "2018-01-01"), Say.Ended(on)).EndedEarly);
    }

    [Theory]
    [InlineData("promoted", EndInitiator.Employer, false, true)]
    [InlineData("free-transfer", EndInitiator.Employer, false, true)]
    [InlineData("closure", EndInitiator.Employer, false, true)]
    [InlineData("better-job", EndInitiator.Worker, false, true)]
    [InlineData("contract-completed", EndInitiator.Expiry, false, true)]
    [InlineData("dismissed", EndInitiator.Recruiter, true, true)]
    [InlineData("deported", EndInitiator.Authority, true, true)]
    public void An_end_that_is_no_termination_is_not_early_by_the_workers_word_or_a_document(string reason, EndInitiator initiator, bool byWorker, bool byEmployer)
    {
        var ended = Say.Ended("2018-06-01", "p1", reason) with { Initiator = initiator };
        Assert.Equal(byWorker, Only(Say.Started("2018-01-01"), Year, ended).EndedEarly);
        Assert.Equal(byEmployer, Only(Say.Started("2018-01-01"), Year, ended.SaidBy(Speaker.Employer)).EndedEarly);
    }

    [Fact]
    public void That_it_ran_out_needs_no_more_than_anyones_word_where_no_contract_runs_on() =>
        Assert.False(Only(Say.Started("2018-01-01"), Say.Ended("2018-06-01", "p1", "season-over").SaidBy(Speaker.Employer) with { Initiator = EndInitiator.Expiry }).EndedEarly);

    [Fact]
    public void A_placement_that_runs_is_observed_as_far_as_its_workers_record_tells()
    {
        var outcome = Only(Say.Started("2018-01-01"), Say.Wage(100m, "2018-05"), Say.Wage(100m, "2018-07").Graded(Grade.X));
        Assert.Equal((null, Say.Day("2018-05-31"), false), (outcome.End, outcome.ObservedUntil, outcome.FeeBorne));
        Assert.Equal("f01", outcome.StartFact);
    }

    [Fact]
    public void A_fee_is_recovered_when_cuts_come_up_to_it()
    {
        Fact[] story = [Say.Started("2018-01-01"), Say.Fee(200m, "2018-01-01") with { Form = FeeForm.Deduction }, Say.Cut(100m, "2018-02"), Say.Cut(90m, "2018-03")];
        Assert.Equal((true, null), (Only(story).FeeBorne, Only(story).RecoveredOn));
        Assert.Equal(Say.Day("2018-04-30"), Only([.. story, Say.Cut(10m, "2018-04"), Say.Cut(50m, "2018-05")]).RecoveredOn);
    }

    [Fact]
    public void Or_when_the_loan_that_paid_it_is_cleared()
    {
        Fact[] story = [Say.Started("2018-01-01"), Say.Fee(200m, "2018-01-01") with { Loan = "l1" }, Say.Lent(200m, "2018-01-01"), Say.Repaid(150m, "2018-06-01"), Say.Charged(20m, "2018-06-02")];
        Assert.Null(Only(story).RecoveredOn);
        Assert.Equal(Say.Day("2018-07-01"), Only([.. story, Say.Repaid(70m, "2018-07-01")]).RecoveredOn);
    }

    [Fact]
    public void The_refund_window_closes_ninety_days_after_the_first_charge_where_no_law_says_otherwise()
    {
        Assert.Equal(Say.Day("2018-01-11").PlusDays(90), Only(Say.Started("2018-01-01"), Say.Fee(200m, "2018-01-11")).RefundClosedOn);
        Assert.Null(Only(Say.Started("2018-01-01"), Say.Fee(200m, "2018-01-11").SaidBy(Speaker.Employer) with { BorneBy = Payer.Employer }).RefundClosedOn);
    }

    [Fact]
    public void Where_a_law_gives_half_of_the_fee_back_for_six_months_it_closes_with_them()
    {
        // Singapore, Employment Agencies Rules 2011: the local agent's fee is half refunded where the placement ends within six months.
        var started = Say.Started("2018-01-01") with { Destination = "SG", Recruiter = "agency-sg" };
        var fee = Say.Fee(200m, "2018-01-01", currency: "SGD") with { Collector = "agency-sg" };
        var story = Story.Of(Say.Registered(), started, fee, Say.Arrived("2018-01-20"));
        var agency = new PartyRegistered { Id = "agency", EffectiveOn = Say.Day("2017-01-01"), AssertedBy = "mom", AssertedAs = Speaker.Authority, Party = "agency-sg", Role = PartyRole.Recruiter, Country = "SG" };
        var evaluation = story.Evaluation() with { Parties = new PartyRegister([agency]) };
        Assert.Equal(Say.Day("2018-07-20"), Assert.Single(PlacementOutcome.In(evaluation, PartyGroups.None)).RefundClosedOn);
    }

    [Fact]
    public void What_the_employers_side_collected_is_kept_unless_it_is_the_recruiters_side_too()
    {
        var fee = Say.Fee(200m, "2018-01-01") with { Collector = "e-holding", CollectorRole = PartyRole.Employer };
        var story = Story.Of(Say.Registered(), Say.Started("2018-01-01"), fee, Say.Fee(50m, "2018-01-01"));
        Assert.Null(Outcome(story, PartyGroups.None).Taken);
        var groups = new PartyGroups([Say.Linked("e-holding", Say.Employer, "2017-01-01")]);
        var outcome = Outcome(story, groups);
        Assert.Equal(("e-holding", Say.Employer, 200m), (outcome.EmployerGroup, outcome.Employer, outcome.Taken!.Amount.Claimed));
        Assert.Equal(["f02"], outcome.Taken.Facts);
        Assert.Null(Outcome(story, new PartyGroups([Say.Linked("e-holding", Say.Employer, "2017-01-01"), Say.Linked("e-holding", Say.Recruiter, "2017-01-01")])).Taken);
    }

    [Fact]
    public void A_placement_whose_start_nobody_recorded_has_no_pair_and_no_outcome() =>
        Assert.Empty(PlacementOutcome.In(Story.Of(Say.Registered(), Say.Arrived("2018-01-01")).Evaluation(), PartyGroups.None));

    private static PlacementOutcome Only(params Fact[] facts) => Outcome(Story.Of([Say.Registered(), .. facts]), PartyGroups.None);

    private static PlacementOutcome Outcome(Story story, PartyGroups groups) => Assert.Single(PlacementOutcome.In(story.Evaluation(), groups));
}
