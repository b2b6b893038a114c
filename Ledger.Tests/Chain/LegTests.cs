using FsCheck.Xunit;
using Ledger.Domain.Amounts;
using Ledger.Domain.Chain;
using Ledger.Domain.Facts;
using Ledger.Domain.Fees;
using Ledger.Tests.Oracles;
using Ledger.Tests.Stories;
using NodaTime;
using NodaTime.Text;
using Xunit;

namespace Ledger.Tests.Chain;

/// <summary>What went from whom to whom for one placement.</summary>
[Properties(Arbitrary = [typeof(AnyStory)])]
public class LegTests
{
    private static readonly PlacementReference Here = new(Say.Worker, "p1");

    [Fact]
    public void Each_collector_and_class_is_a_leg_from_documented_to_claimed()
    {
        var legs = Legs(
            Fee(20_000m, Say.Agent, FeeClass.Service), Fee(8_000m, Say.Recruiter, FeeClass.Access), Fee(105_000m, Say.Recruiter, FeeClass.Service),
            Fee(10_000m, Say.Recruiter, FeeClass.Service).SaidBy(Speaker.Recruiter));
        Assert.Equal(
            [(Say.Agent, FeeClass.Service, 0m, 20_000m), (Say.Recruiter, FeeClass.Service, 10_000m, 105_000m), (Say.Recruiter, FeeClass.Access, 0m, 8_000m)],
            legs.Select(leg => (leg.To, leg.Class, leg.Sum.Documented, leg.Sum.Claimed)));
        Assert.All(legs, leg => Assert.Equal((Say.Worker, LegKind.Fee), (leg.From, leg.Kind)));
    }

    [Fact]
    public void Loans_repayments_of_fees_and_what_others_bore_are_legs_of_their_own()
    {
        var legs = Legs(
            Say.Lent(100_000m, "2019-05-02"), Say.PaidBack(500m, "2020-01-01"), Fee(40_000m, Say.Recruiter, FeeClass.Service) with { BorneBy = Payer.Employer },
            Fee(3_000m, Say.Agent, FeeClass.Service) with { BorneBy = Payer.Recruiter }, Say.Cut(700m, "2019-08"));
        Assert.Equal(
            [
                (LegKind.Cut, Say.Worker, Say.Worker, 700m), (LegKind.Loan, Say.Lender, Say.Worker, 100_000m), (LegKind.PaidBack, Say.Employer, Say.Worker, 500m),
                (LegKind.BorneByEmployer, Say.Employer, Say.Recruiter, 40_000m), (LegKind.BorneByRecruiter, Say.Recruiter, Say.Agent, 3_000m),
            ],
            legs.Select(leg => (leg.Kind, leg.From, leg.To, leg.Sum.Claimed)));
    }

    [Fact]
    public void What_the_employer_bore_and_what_it_paid_are_one_money_whatever_the_currencies()
    {
        var invoice = (Fee(40_000m, Say.Recruiter, FeeClass.Service) with { BorneBy = Payer.Employer }).SaidBy(Speaker.Recruiter);
        var rate = Say.Rate("QAR", "NPR", 40m, "2019-05-01");
        var leg = Assert.Single(Chain([invoice, rate], Paid(1_000m, "QAR", Here)).Legs);
        Assert.Equal((LegKind.BorneByEmployer, 40_000m, "NPR"), (leg.Kind, leg.Sum.Claimed, leg.Currency.Code));
        Assert.Equal(2, leg.Facts.Count);
    }

    [Fact]
    public void A_payment_for_several_placements_is_shared_among_them_and_one_for_others_is_no_leg()
    {
        var kickback = new KickbackPaid { Id = "k", EffectiveOn = Say.Day("2019-06-01"), AssertedBy = "union", AssertedAs = Speaker.CivilSociety, From = Say.Recruiter, To = Say.Employer, Amount = Money.Of(900m, "USD"), Placements = new([Here, new("w-2", "p1"), new("w-3", "p1")]) };
        var leg = Assert.Single(Chain([], kickback, kickback with { Id = "others", Placements = new([new("w-2", "p1")]) }, kickback with { Id = "none", Placements = null }).Legs);
        Assert.Equal((LegKind.Kickback, Say.Recruiter, Say.Employer, 300m), (leg.Kind, leg.From, leg.To, leg.Sum.Claimed));
    }

    [Fact]
    public void Currencies_are_kept_apart_and_one_money_told_in_two_counts_in_the_workers()
    {
        var paidTwice = Legs(Fee(500m, Say.Agent, FeeClass.Service, "USD"), Fee(10_000m, Say.Agent, FeeClass.Service));
        Assert.Equal([(500m, "USD"), (10_000m, "NPR")], paidTwice.OrderBy(leg => leg.Sum.Claimed).Select(leg => (leg.Sum.Claimed, leg.Currency.Code)));

        var rate = Say.Rate("USD", "NPR", 100m, "2019-05-01");
        var told = Assert.Single(Legs(Fee(500m, Say.Agent, FeeClass.Service, "USD").SaidBy(Speaker.SubAgent), Fee(60_000m, Say.Agent, FeeClass.Service), rate));
        Assert.Equal((50_000m, 60_000m, "NPR"), (told.Sum.Documented, told.Sum.Claimed, told.Currency.Code));

        // Without a rate the other account adds nothing, and the chain says what is missing.
        var chain = Chain([Fee(500m, Say.Agent, FeeClass.Service, "USD").SaidBy(Speaker.SubAgent), Fee(60_000m, Say.Agent, FeeClass.Service)]);
        Assert.Equal(60_000m, Assert.Single(chain.Legs).Sum.Claimed);
        Assert.Contains("USD", Assert.Single(chain.Missing), StringComparison.Ordinal);
    }

    [Fact]
    public void Cuts_in_another_currency_pay_the_fee_that_was_to_be_taken_by_them()
    {
        var fee = Fee(40_000m, Say.Recruiter, FeeClass.Service) with { Form = FeeForm.Deduction };
        var leg = Assert.Single(Legs(fee, Say.Cut(1_000m, "2019-06", currency: "QAR"), Say.Rate("QAR", "NPR", 40m, "2019-06-01")));
        Assert.Equal((LegKind.Fee, 40_000m), (leg.Kind, leg.Sum.Claimed));
    }

    [Property]
    public void The_sum_of_each_pair_is_what_the_facts_come_to(Story any)
    {
        // One currency and no cuts: then the definition alone says what each pair comes to.
        var story = any.Without(any.Facts.Where(fact => fact is DeductionTaken or FeeCharged { Amount.Currency.Code: not "NPR" }).Select(fact => fact.Id));
        var standing = NaiveMending.Standing(story.Record, Story.End, Story.Now);
        var expected = standing.OfType<FeeCharged>().Where(fee => fee.BorneBy == Payer.Worker && NaiveMoney.IsCredible(fee)).ToLookup(fee => NaiveFees.Home(fee, standing));
        foreach (var chain in RecruitmentChain.In(story.Evaluation(), []))
        {
            var words = expected[chain.Placement].Select(fee => new Word(fee, fee.Amount.Amount, NaiveMoney.IsGraded(fee) || fee.AssertedBy == fee.Collector, $"{fee.Collector}/{fee.Class}"));
            var pairs = NaiveMoney.Groups(words).GroupBy(group => First(group).Collector)
                .Select(pair => (pair.Key, pair.Select(NaiveMoney.Reading).Aggregate(Reading.Zero, (sum, reading) => sum + reading))).Where(pair => pair.Item2.Claimed > 0);
            Assert.Equal(
                pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal),
                chain.Legs.Where(leg => leg.IsWorkers).GroupBy(leg => leg.To).Select(pair => (pair.Key, pair.Aggregate(Reading.Zero, (sum, leg) => sum + leg.Sum))).OrderBy(pair => pair.Key, StringComparer.Ordinal));
        }
    }

    [Property]
    public void What_the_worker_paid_is_the_sum_of_the_first_legs(Story any)
    {
        var story = any.Without(any.Facts.Where(fact => fact is FeeCharged { Amount.Currency.Code: not "NPR" } or DeductionTaken { Amount.Currency.Code: not "NPR" }).Select(fact => fact.Id));
        var fees = PlacementFees.In(story.History(), story.ExchangeRates).ToDictionary(own => own.Placement ?? "none", own => own.Charged);
        foreach (var chain in RecruitmentChain.In(story.Evaluation(), []))
        {
            var paid = chain.Legs.Where(leg => leg.IsWorkers).Aggregate(Reading.Zero, (sum, leg) => sum + leg.Sum);
            Assert.Equal(fees.GetValueOrDefault(chain.Placement ?? "none"), paid);
        }
    }

    [Property]
    public void No_money_is_lost_or_doubled_where_currencies_are_kept_apart(Story story)
    {
        // Every rate is one, in every month, so that the sums of all currencies may be added and held against one sum of all.
        var plain = story.Mapped(fact => fact is Reimbursed ? Moneys.Changed(fact, _ => 0m) : fact) with { Rates = [.. Months.SelectMany(month => new[] { Say.Rate("INR", "NPR", 1m, month), Say.Rate("QAR", "NPR", 1m, month) })] };
        var apart = PlacementFees.InEachCurrency(plain.History(), plain.ExchangeRates).GroupBy(own => own.Placement ?? "none").ToDictionary(own => own.Key, own => own.Sum(fees => fees.Charged.Claimed));
        foreach (var together in PlacementFees.In(plain.History(), plain.ExchangeRates))
        {
            // What one party paid in two currencies is two payments; told as one, the greater party's sum counts. So apart is never less.
            Assert.True(apart.GetValueOrDefault(together.Placement ?? "none") >= together.Charged.Claimed - 0.01m);
        }
    }

    private static IEnumerable<string> Months => Enumerable.Range(0, 12 * 15).Select(month => LocalDatePattern.Iso.Format(new LocalDate(2010, 1, 1).PlusMonths(month)));

    private static FeeCharged First(List<Word> group) => group.Select(word => (FeeCharged)word.Fact).OrderBy(fee => fee.EffectiveOn).ThenBy(fee => fee.Id, StringComparer.Ordinal).First();

    private static FeeCharged Fee(decimal amount, string collector, FeeClass ofClass, string currency = "NPR") => Say.Fee(amount, "2019-05-05", currency: currency) with
    {
        Collector = collector, Class = ofClass, CollectorRole = collector == Say.Agent ? PartyRole.SubAgent : PartyRole.Recruiter,
    };

    private static EmployerPaidRecruiter Paid(decimal amount, string currency, params PlacementReference[] placements) => new()
    {
        Id = "paid", EffectiveOn = Say.Day("2019-05-06"), AssertedBy = Say.Employer, AssertedAs = Speaker.Employer,
        Employer = Say.Employer, Recruiter = Say.Recruiter, Amount = Money.Of(amount, currency), Placements = new(placements),
    };

    private static IReadOnlyList<Leg> Legs(params Fact[] facts) => Chain(facts).Legs;

    private static RecruitmentChain Chain(Fact[] facts, params PartyFact[] payments) =>
        Assert.Single(RecruitmentChain.In(Story.Of([Say.Registered(), Say.Started("2019-05-01"), .. facts]).Evaluation(), payments));
}
