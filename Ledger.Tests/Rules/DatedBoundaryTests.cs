using Ledger.Domain.Facts;
using Ledger.Domain.Rules;
using Xunit;

namespace Ledger.Tests.Rules;

/// <summary>Each dated boundary: a charge the day before and the day of get their different verdicts.</summary>
public sealed class DatedBoundaryTests
{
    [Fact]
    public void Nepal_lowers_its_ceiling_on_2015_07_06()
    {
        var (before, after) = (new Tale("NP", "QA").Fee("2015-07-05", 60_000, "NPR"), new Tale("NP", "QA").Fee("2015-07-06", 60_000, "NPR"));
        Assert.Equal((RuleSays.Within, RuleSays.NotApplicable), (before.Says("NP-PRE2015-GULF"), before.Says("NP-FVFT-2015")));
        Assert.Equal((RuleSays.NotApplicable, RuleSays.Breach), (after.Says("NP-PRE2015-GULF"), after.Says("NP-FVFT-2015")));
        Assert.Equal(RuleSays.Doubtful, new Tale("NP", "QA").Fee("2015-07-05", 70_001, "NPR").Says("NP-PRE2015-GULF"));
        Assert.Equal(RuleSays.Within, new Tale("NP", "MY").Fee("2015-07-05", 80_000, "NPR").Says("NP-PRE2015-MY"));
        Assert.Equal(RuleSays.Within, new Tale("NP", "QA").Fee("2015-07-06", 10_000, "NPR").Says("NP-FVFT-2015"));
    }

    [Fact]
    public void Nepal_and_Malaysia_agree_on_nothing_from_2018_10_29()
    {
        Assert.Equal(RuleSays.NotApplicable, new Tale("NP", "MY").Fee("2018-10-28", 5_000, "NPR").Says("NP-MY-MOU-2018"));
        Assert.Equal(RuleSays.Breach, new Tale("NP", "MY").Fee("2018-10-29", 5_000, "NPR").Says("NP-MY-MOU-2018"));
    }

    [Fact]
    public void India_raises_its_ceiling_on_2017_12_14()
    {
        var (before, after) = (
            new Tale("IN", "AE").Contract("2017-12-01", null, 40_000, "INR").Fee("2017-12-13", 25_000, "INR"),
            new Tale("IN", "AE").Contract("2017-12-01", null, 40_000, "INR").Fee("2017-12-14", 25_000, "INR"));
        Assert.Equal((RuleSays.Doubtful, RuleSays.NotApplicable), (before.Says("IN-PRE2017"), before.Says("IN-R25-2017")));
        Assert.Equal((RuleSays.NotApplicable, RuleSays.Within), (after.Says("IN-PRE2017"), after.Says("IN-R25-2017")));
        Assert.Equal(RuleSays.Breach, new Tale("IN", "AE").Fee("2017-12-14", 30_000.01m, "INR").Says("IN-R25-2017"));
    }

    [Fact]
    public void Bangladesh_to_Malaysia_changes_in_2017_and_on_2022_07_06()
    {
        Tale Of(string on, decimal amount) => new Tale("BD", "MY").Fee(on, amount, "BDT");
        Assert.Equal((RuleSays.Doubtful, RuleSays.NotApplicable), (Of("2017-05-31", 160_000).Says("BD-MY-G2G"), Of("2017-05-31", 160_000).Says("BD-MY-2017")));
        Assert.Equal((RuleSays.NotApplicable, RuleSays.Within), (Of("2017-06-01", 160_000).Says("BD-MY-G2G"), Of("2017-06-01", 160_000).Says("BD-MY-2017")));
        Assert.Equal((RuleSays.Within, RuleSays.NotApplicable), (Of("2022-07-05", 160_000).Says("BD-MY-2017"), Of("2022-07-05", 160_000).Says("BD-MY-2022")));
        Assert.Equal((RuleSays.NotApplicable, RuleSays.Breach), (Of("2022-07-06", 160_000).Says("BD-MY-2017"), Of("2022-07-06", 160_000).Says("BD-MY-2022")));
    }

    [Fact]
    public void Bangladesh_to_Saudi_Arabia_has_a_ceiling_from_2016_08_29()
    {
        Tale Of(string on) => new Tale("BD", "SA", sex: Sex.Male).Fee(on, 165_001, "BDT");
        Assert.Equal(RuleSays.NotApplicable, Of("2016-08-28").Says("BD-SA-2016"));
        Assert.Equal(RuleSays.Breach, Of("2016-08-29").Says("BD-SA-2016"));
    }

    [Fact]
    public void The_Emirates_forbid_what_the_employer_takes_from_2022_02_02()
    {
        Tale Of(string on) => new Tale("NP", "AE").Fee(on, 500, "AED", "employer", PartyRole.Employer, FeeClass.Visa);
        Assert.Equal(RuleSays.NotApplicable, Of("2022-02-01").Says("AE-6-4"));
        Assert.Equal(RuleSays.Breach, Of("2022-02-02").Says("AE-6-4"));
    }

    [Fact]
    public void Apple_allows_one_month_to_2014_and_nothing_from_2015()
    {
        Tale Of(string on) => new Tale("PH", "TW", scheme: "Apple supplier").Wage("2014-11-01", "2014-11-30", 20_000, 20_000, "TWD").Fee(on, 20_000, "TWD");
        Assert.Equal((RuleSays.Within, RuleSays.NotApplicable), (Of("2014-12-31").Says("STD-APPLE-PRE2015"), Of("2014-12-31").Says("STD-APPLE-2015")));
        Assert.Equal((RuleSays.NotApplicable, RuleSays.Doubtful), (Of("2015-01-01").Says("STD-APPLE-PRE2015"), Of("2015-01-01").Says("STD-APPLE-2015")));
    }

    [Theory]
    [InlineData("STD-DHAKA-1", "2012-12-17", "2012-12-18", RuleSays.Breach)]
    [InlineData("STD-ILO-DEF-2019", "2019-03-27", "2019-03-28", RuleSays.Breach)]
    [InlineData("STD-IRIS-1.2-P1", "2018-12-31", "2019-01-01", RuleSays.Doubtful)]
    public void A_standard_speaks_from_its_day_on(string rule, string before, string on, RuleSays says)
    {
        Assert.Equal(RuleSays.NotApplicable, new Tale("ET", "LB").Fee(before, 1, "ETB").Says(rule));
        Assert.Equal(says, new Tale("ET", "LB").Fee(on, 1, "ETB").Says(rule));
    }

    [Fact]
    public void The_federal_buyers_definition_holds_from_2019_01_22_for_its_contractors_only()
    {
        Tale Of(string on, string? scheme) => new Tale("NP", "QA", scheme: scheme).Fee(on, 1, "NPR");
        Assert.Equal(RuleSays.NotApplicable, Of("2019-01-21", "US federal contract").Says("US-FAR-2019"));
        Assert.Equal(RuleSays.Breach, Of("2019-01-22", "US federal contract").Says("US-FAR-2019"));
        Assert.Equal(RuleSays.NotApplicable, Of("2019-01-22", null).Says("US-FAR-2019"));
    }

    [Fact]
    public void Ontario_forbids_recruiters_fees_from_2015_11_20_and_only_there()
    {
        Tale Of(string on, string where) => new Tale("MX", where).Fee(on, 1, "CAD");
        Assert.Equal(RuleSays.NotApplicable, Of("2015-11-19", "CA-ON").Says("CA-ON-7"));
        Assert.Equal(RuleSays.Breach, Of("2015-11-20", "CA-ON").Says("CA-ON-7"));
        Assert.Equal(RuleSays.NotApplicable, Of("2015-11-20", "CA-QC").Says("CA-ON-7"));
        Assert.Equal(RuleSays.Insufficient, Of("2015-11-20", "CA").Says("CA-ON-7"));
    }

    [Fact]
    public void Taiwan_lowers_agreed_interest_on_2021_07_20()
    {
        Assert.Equal(0.2m, Assert.Single(Interest("TW", "2021-07-19")).Limit.PerYear);
        Assert.Equal(0.16m, Assert.Single(Interest("TW", "2021-07-20")).Limit.PerYear);
    }

    [Fact]
    public void Hong_Kong_lowers_interest_on_2022_12_30()
    {
        var (before, after) = (Assert.Single(Interest("HK", "2022-12-29")), Assert.Single(Interest("HK", "2022-12-30")));
        Assert.Equal((0.6m, 0.48m), (before.Limit.PerYear, before.Limit.PresumptionPerYear));
        Assert.NotNull(before.Doubt);
        Assert.Equal((0.48m, 0.36m), (after.Limit.PerYear, after.Limit.PresumptionPerYear));
        Assert.Null(after.Doubt);
    }

    [Fact]
    public void Singapores_moneylenders_and_Malaysias_deductions_have_their_days()
    {
        var lender = new Lender("l", "SG", LenderKind.Moneylender);
        var where = new Situation("BD", "SG", null, Trades.None, null);
        Assert.Equal("SG-ML-2012", Assert.Single(RulePack.Current.InterestLimits(where, lender, new(2015, 9, 30))).Rule.Id);
        var now = Assert.Single(RulePack.Current.InterestLimits(where, lender, new(2015, 10, 1)));
        Assert.Equal((0.04m, 1m, true), (now.Limit.PerMonth, now.Limit.TotalOfPrincipal, now.Limit.ChargesCount));
        Assert.Empty(RulePack.Current.InterestLimits(where, lender with { Kind = LenderKind.Private }, new(2015, 10, 1)));
        var malaysia = new Situation("BD", "MY", null, Trades.None, null);
        Assert.DoesNotContain(RulePack.Current.DeductionCeilings(malaysia, new(2022, 12, 31)), ceiling => ceiling.Rule.Id == "MY-EA-24");
        Assert.Contains(RulePack.Current.DeductionCeilings(malaysia, new(2023, 1, 1)), ceiling => ceiling is { Rule.Id: "MY-EA-24", Limit.Overall: 0.5m, Doubt: null });
    }

    [Fact]
    public void Nepals_ceiling_of_interest_reaches_private_lenders_at_home_from_2018_08_17()
    {
        var where = new Situation("NP", "QA", null, Trades.None, null);
        var village = new Lender("l", "NP", LenderKind.Private);
        Assert.Empty(RulePack.Current.InterestLimits(where, village, new(2018, 8, 16)));
        var limits = RulePack.Current.InterestLimits(where, village, new(2018, 8, 17));
        Assert.Equal(["NP-INT-478", "NP-INT-481"], limits.Select(limit => limit.Rule.Id));
        Assert.True(limits[0].Limit is { PerYear: 0.1m, IsSimpleOnly: true });
        Assert.Equal(1m, limits[1].Limit.TotalOfPrincipal);
        Assert.All(RulePack.Current.InterestLimits(where, new Lender("l", null, null), new(2018, 8, 17)), limit => Assert.Contains("is established is not recorded", limit.Doubt, StringComparison.Ordinal));
    }

    private static IReadOnlyList<InterestCeiling> Interest(string country, string on) =>
        RulePack.Current.InterestLimits(new Situation("ID", country, null, Trades.Domestic, null), new Lender("l", country, LenderKind.Private), Tale.Day(on))
            .Where(limit => limit.Rule.Jurisdiction == country).ToList();
}
