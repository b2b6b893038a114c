using FsCheck.Xunit;
using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Fees;
using Ledger.Domain.Rates;
using Ledger.Domain.SameMoney;
using Ledger.Tests.Stories;
using NodaTime;
using Xunit;

namespace Ledger.Tests.Oracles;

/// <summary>The domain's sums against naive ones, made from the definitions alone.</summary>
[Properties(Arbitrary = [typeof(AnyStory)])]
public class OracleTests
{
    [Property]
    public void What_stands_is_what_was_not_taken_back_as_last_corrected(Story story, byte asOf, byte knownAt)
    {
        var day = Say.Day("2017-01-01").PlusMonths(asOf % 90);
        var instant = Story.FirstRecording + Duration.FromHours(knownAt % (story.Record.Length + 2));
        Assert.Equal(NaiveMending.Standing(story.Record, day, instant), story.History(day, instant).Facts);
    }

    [Property]
    public void Accounts_of_the_same_money_are_one_range(Story story)
    {
        var fees = story.History().Facts.OfType<FeeCharged>().ToList();
        var groups = MoneyGroup.Sort(fees.Select(fee => Account.Of(fee, fee.Amount.Amount)), account => ((FeeCharged)account.Fact).Collector);
        var expected = NaiveMoney.Groups(fees.Where(NaiveMoney.IsCredible)
            .Select(fee => new Word(fee, fee.Amount.Amount, NaiveMoney.IsGraded(fee) || fee.AssertedBy == fee.Collector, fee.Collector)));
        Assert.Equal(
            expected.Select(group => (NaiveMoney.Reading(group), NaiveMoney.Workers(group, Say.Worker))).OrderBy(Key),
            groups.Select(group => (group.Reading, group.WorkersAccount)).OrderBy(Key));
    }

    [Property]
    public void The_rate_of_a_day_is_the_nearest_recorded_before_it(ushort from, ushort to, ushort on, (ushort Pair, ushort Day, byte Rate)[] recorded)
    {
        string[] codes = ["NPR", "QAR", "USD", "INR", "EUR"];
        var rates = recorded.Select((told, index) =>
                Say.Rate(codes[told.Pair % 5], codes[((told.Pair % 5) + 1 + (told.Pair / 5 % 4)) % 5], 1m + told.Rate, "2020-01-01")
                    with { Id = $"r{index:000}", EffectiveOn = Say.Day("2020-01-01").PlusDays(told.Day % 60) })
            .Select((rate, index) => index % 7 == 0 ? rate.Graded(Grade.X) : index % 5 == 0 ? rate.Graded(Grade.B) : rate).ToList();
        var (one, other, day) = (codes[from % 5], codes[to % 5], Say.Day("2020-01-01").PlusDays(on % 90));
        var expected = NaiveRates.Find(rates, one, other, day);
        var found = new ExchangeRates(rates).Find(Currency.Of(one), Currency.Of(other), day)?.Rate;
        Assert.Equal(expected is null, found is null);
        Assert.True(Math.Abs((expected ?? 0m) - (found ?? 0m)) <= 1e-12m * (expected ?? 0m), $"{expected} expected, {found} found");
    }

    [Property]
    public void Fees_borne_are_what_the_definition_adds_up(Story story)
    {
        var found = PlacementFees.In(story.History(), story.ExchangeRates).ToDictionary(fees => fees.Placement ?? "none");
        foreach (var expected in NaiveFees.Of(NaiveMending.Standing(story.Record, Story.End, Story.Now), story.Rates).Where(fees => fees.FormsAgree))
        {
            var actual = found[expected.Placement ?? "none"];
            Assert.Equal(Rounded(expected.Charged), Rounded(actual.Charged));
            Assert.Equal(Rounded(expected.PaidBack), Rounded(actual.Reimbursed));
            Assert.Equal(Rounded(expected.Borne), Rounded(actual.Borne));
            Assert.Equal(actual.Charged, actual.Parts.Aggregate(Reading.Zero, (sum, part) => sum + part.Reading));
        }
    }

    [Fact]
    public void Documented_cuts_bear_out_a_fee_that_was_to_be_taken_from_wages()
    {
        var cut = Say.Cut(100m, "2019-07").Graded(Grade.B);
        var fee = Say.Fee(100m, "2019-07-01") with { Form = FeeForm.Deduction };
        Assert.Equal(new Reading(100m, 100m), Charged(Say.Registered(), Say.Started("2019-06-01"), cut));
        Assert.Equal(new Reading(100m, 100m), Charged(Say.Registered(), Say.Started("2019-06-01"), cut, fee));
    }

    [Fact]
    public void A_contradicted_cut_does_not_choose_the_currency()
    {
        var contradicted = Say.Cut(100m, "2019-06", currency: "NPR").Graded(Grade.X);
        var story = Story.Of(Say.Registered(), Say.Started("2019-06-01"), contradicted, Say.Cut(100m, "2019-07", currency: "QAR"));
        Assert.Equal("QAR", Assert.Single(PlacementFees.In(story.History(), story.ExchangeRates)).Currency.Code);
    }

    private static Reading Charged(params Fact[] facts)
    {
        var story = Story.Of(facts);
        return Assert.Single(PlacementFees.In(story.History(), story.ExchangeRates)).Charged;
    }

    private static Reading Rounded(Reading reading) => new(Math.Round(reading.Documented, 8), Math.Round(reading.Claimed, 8));

    private static (decimal, decimal, decimal) Key((Reading Reading, decimal Workers) group) =>
        (group.Reading.Claimed, group.Reading.Documented, group.Workers);
}
