using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Domain.Rules;
using Ledger.Tests.Samples;
using Xunit;

namespace Ledger.Tests.Rules;

/// <summary>What caps count, for whom, and what they leave to others.</summary>
public sealed class CountedTests
{
    [Fact]
    public void Two_legs_of_one_charge_are_counted_together()
    {
        var finding = OfCase("bd-sa-2017-b");
        Assert.Equal((Verdict.Present, Severity.Red, Strength.Testified), (finding.Verdict, finding.Severity, finding.Strength));
        Assert.Equal((165_000m, 650_000m, 485_000m), (finding.Measures["cap"].Claimed, finding.Measures["counted"].Claimed, finding.Measures["excess"].Claimed));
        Assert.Equal(3.939394m, finding.Measures["multipleOfCap"].Claimed);
        Assert.Contains(finding.Rules, rule => rule is { Rule: "BD-SA-2016", Says: RuleSays.Breach });
    }

    [Fact]
    public void A_range_of_testimony_gives_a_range_of_multiples_and_a_coached_word_moves_nothing()
    {
        var finding = OfCase("bd-my-2025");
        Assert.Equal(Verdict.Present, finding.Verdict);
        Assert.Equal(600_000m, finding.Measures["counted"].Claimed);
        Assert.Equal(7.595898m, finding.Measures["multipleOfCap"].Claimed);
        Assert.Equal(521_010m, finding.Measures["excess"].Claimed);
        Assert.Contains("7.60 times", finding.Explanation, StringComparison.Ordinal);
        Assert.Contains("6.33 times", finding.Explanation, StringComparison.Ordinal);
        var lower = Tale.Evaluate([.. SampleFiles.Facts("bd-my-2025").Where(fact => fact.Id != "bd-my-2025/fee")], new(2030, 1, 1), RulePack.Current)
            .Findings().Single(other => other.Indicator == FeeOverLegalCap.Code);
        Assert.Equal((6.329915m, 421_010m), (lower.Measures["multipleOfCap"].Claimed, lower.Measures["excess"].Claimed));
        var uncoached = Tale.Evaluate([.. SampleFiles.Facts("bd-my-2025").Where(fact => fact.Grade != Grade.X)], new(2030, 1, 1), RulePack.Current)
            .Findings().Single(other => other.Indicator == FeeOverLegalCap.Code);
        Assert.Equal(finding.Explanation, uncoached.Explanation);
        Assert.DoesNotContain("bd-my-2025/fee-on-camera", finding.Because);
    }

    [Fact]
    public void A_rule_whose_day_is_approximate_shows_its_figures_and_leaves_the_verdict_open()
    {
        var finding = OfCase("bd-my-2017");
        Assert.Equal(Verdict.Insufficient, finding.Verdict);
        Assert.Equal((2.25m, 200_000m), (finding.Measures["multipleOfCap"].Claimed, finding.Measures["excess"].Claimed));
        Assert.Contains(finding.Rules, rule => rule is { Rule: "BD-MY-2017", Says: RuleSays.Doubtful });
        Assert.Contains(finding.Missing, missing => missing.Contains("known only by month", StringComparison.Ordinal));
    }

    [Fact]
    public void A_receipt_at_the_cap_does_not_hide_what_was_paid()
    {
        var finding = OfCase("np-qa-2019");
        Assert.Equal((Verdict.Present, Strength.Testified), (finding.Verdict, finding.Strength));
        Assert.Equal((10_000m, 105_000m), (finding.Measures["counted"].Documented, finding.Measures["counted"].Claimed));
        Assert.Equal((0m, 95_000m), (finding.Measures["excess"].Documented, finding.Measures["excess"].Claimed));
        Assert.Equal((1m, 10.5m), (finding.Measures["multipleOfCap"].Documented, finding.Measures["multipleOfCap"].Claimed));
    }

    [Fact]
    public void The_monthly_service_fee_of_three_years_is_within_and_one_unit_more_is_not()
    {
        var whole = OfCase("tw-service-3y");
        Assert.NotEqual(Verdict.Present, whole.Verdict);
        Assert.Contains(whole.Rules, rule => rule is { Rule: "TW-SERVICE-2017", Says: RuleSays.Within });
        var facts = SampleFiles.Facts("tw-service-3y");
        var last = facts.OfType<FeeCharged>().MaxBy(fee => fee.EffectiveOn)!;
        var more = Tale.Evaluate([.. facts, last with { Id = "more", Amount = Ledger.Domain.Amounts.Money.Of(0.01m, "TWD") }], new(2030, 1, 1), RulePack.Current)
            .Findings().Single(finding => finding.Indicator == FeeOverLegalCap.Code);
        Assert.Equal((Verdict.Present, 0.01m, 60_000m), (more.Verdict, more.Measures["excess"].Claimed, more.Measures["cap"].Claimed));
        var early = Tale.Evaluate([.. facts.Select(fact => fact == last ? last with { EffectiveOn = last.EffectiveOn.PlusMonths(-1) } : fact)], new(2030, 1, 1), RulePack.Current)
            .Findings().Single(finding => finding.Indicator == FeeOverLegalCap.Code);
        Assert.Equal(Verdict.Present, early.Verdict);
    }

    [Fact]
    public void A_fee_to_an_agent_at_home_breaks_the_standard_and_is_not_the_destinations_affair()
    {
        var law = new Tale("ET", "SG").Contract("2020-01-01", "2021-12-31", 700, "SGD").Fee("2020-01-05", 9_000, "SGD").Law();
        var verdict = Assert.Single(law.Charges());
        Assert.Equal((true, false), (verdict.IsStandardBreach, verdict.IsLegalBreach));
        var cap = verdict.Rules.Single(rule => rule.Rule == "SG-EA-CAP");
        Assert.Equal((RuleSays.NotApplicable, "it binds agents of SG, and the collector is established elsewhere"), (cap.Says, cap.Why));
    }

    [Fact]
    public void A_fee_to_the_destinations_own_agent_is_counted_there()
    {
        Tale Of(decimal fee) => new Tale("ET", "SG").Contract("2020-01-01", "2021-12-31", 700, "SGD").Fee("2020-01-05", fee, "SGD", "foreign-agency");
        Assert.Equal(RuleSays.Within, Of(1_400).Says("SG-EA-CAP"));
        Assert.Equal(RuleSays.Doubtful, Of(1_401).Says("SG-EA-CAP"));
        var longer = new Tale("ET", "SG").Contract("2020-01-01", "2022-12-31", 700, "SGD").Fee("2020-01-05", 1_401, "SGD", "foreign-agency");
        Assert.Equal(RuleSays.Doubtful, longer.Says("SG-EA-CAP"));
        var open = new Tale("ET", "SG").Contract("2020-01-01", null, 700, "SGD").Fee("2020-01-05", 701, "SGD", "foreign-agency");
        Assert.Equal(RuleSays.Insufficient, open.Says("SG-EA-CAP"));
        Assert.Equal(RuleSays.Within, new Tale("ET", "SG").Contract("2020-01-01", null, 700, "SGD").Fee("2020-01-05", 700, "SGD", "foreign-agency").Says("SG-EA-CAP"));
    }

    [Fact]
    public void A_sub_agent_of_the_local_agent_is_the_local_agent()
    {
        Tale Of(Tale tale) => tale.Contract("2020-01-01", "2020-12-31", 700, "SGD").Fee("2020-01-05", 5_000, "SGD", "runner", PartyRole.SubAgent);
        Assert.Equal(RuleSays.NotApplicable, Of(new Tale("ET", "SG").Party("runner", PartyRole.SubAgent, "ET")).Says("SG-EA-CAP"));
        Assert.Equal(RuleSays.Doubtful, Of(new Tale("ET", "SG").Party("runner", PartyRole.SubAgent, "ET").Link("runner", "foreign-agency", LinkKind.SubAgentOf)).Says("SG-EA-CAP"));
        Assert.Equal(RuleSays.NotApplicable, Of(new Tale("ET", "SG")).Says("SG-EA-CAP"));
        Assert.Equal(RuleSays.Insufficient, new Tale("ET", "SG").Fee("2020-01-05", 5_000, "SGD", "stranger").Says("SG-EA-CAP"));
    }

    [Fact]
    public void The_Philippines_defer_to_a_destination_that_forbids_fees()
    {
        Tale Of(string to, decimal fee, string currency) => new Tale("PH", to).Contract("2020-01-01", "2021-12-31", 1_000, currency).Fee("2020-01-05", fee, currency);
        Assert.Equal(RuleSays.Doubtful, Of("QA", 1, "QAR").Says("PH-S51-2016"));
        Assert.Equal(RuleSays.Within, Of("QA", 1_000, "QAR").Says("PH-MC14-1999"));
        Assert.Equal(RuleSays.Within, Of("MO", 1_000, "MOP").Says("PH-S51-2016"));
        Assert.Equal(RuleSays.Breach, Of("MO", 1_001, "MOP").Says("PH-MC14-1999"));
    }

    [Fact]
    public void Where_a_cap_turns_on_sex_an_unknown_sex_leaves_it_open_only_between_both_limits()
    {
        Assert.Equal(RuleSays.Breach, new Tale("BD", "SA", sex: Sex.Female).Fee("2020-01-01", 1, "BDT").Says("BD-SA-2016"));
        Assert.Equal(RuleSays.Within, new Tale("BD", "SA", sex: Sex.Male).Fee("2020-01-01", 165_000, "BDT").Says("BD-SA-2016"));
        Assert.Equal(RuleSays.Insufficient, new Tale("BD", "SA").Fee("2020-01-01", 165_000, "BDT").Says("BD-SA-2016"));
        Assert.Equal(RuleSays.Breach, new Tale("BD", "SA").Fee("2020-01-01", 165_001, "BDT").Says("BD-SA-2016"));
    }

    [Fact]
    public void Hong_Kong_allows_a_tenth_of_the_first_wage_and_that_after_it_is_paid()
    {
        Tale Of(string on, decimal fee) => new Tale("ID", "HK", "domestic worker").Wage("2020-01-01", "2020-01-31", 4_000, 4_000, "HKD").Fee(on, fee, "HKD", "foreign-agency");
        Assert.Equal(RuleSays.Within, Of("2020-02-01", 400).Says("HK-10PCT"));
        Assert.Equal(RuleSays.Doubtful, Of("2020-02-01", 401).Says("HK-10PCT"));
        Assert.Equal(RuleSays.Doubtful, Of("2020-01-15", 1).Says("HK-10PCT"));
    }

    [Fact]
    public void What_a_service_ceiling_leaves_out_is_not_counted()
    {
        var tale = new Tale("IN", "AE").Fee("2020-01-01", 30_000, "INR").Fee("2020-01-02", 50_000, "INR", what: FeeClass.Transport);
        Assert.Equal((RuleSays.Within, 30_000m), (tale.Count("IN-R25-2017").Says, tale.Count("IN-R25-2017").Counted.Claimed));
        Assert.Equal(RuleSays.Breach, tale.Fee("2020-01-03", 1, "INR", what: FeeClass.Advertising).Count("IN-R25-2017").Says);
    }

    [Fact]
    public void Amounts_in_another_currency_count_at_the_rate_of_their_day_and_a_missing_rate_is_said()
    {
        var tale = new Tale("NP", "QA").Fee("2020-01-02", 100, "USD");
        Assert.Equal(RuleSays.Insufficient, tale.Says("NP-FVFT-2015"));
        Assert.Contains("no exchange rate USD to NPR", tale.Finding(FeeOverLegalCap.Code).Missing[0], StringComparison.Ordinal);
        Assert.Equal((RuleSays.Breach, 11_300m), (tale.Rate("2020-01-01", "USD", "NPR", 113).Count("NP-FVFT-2015").Says, tale.Count("NP-FVFT-2015").Counted.Claimed));
    }

    [Fact]
    public void A_corridor_without_law_in_the_pack_is_not_called_lawful()
    {
        var finding = new Tale("ET", "LB").Fee("2020-01-01", 1, "ETB").Finding(FeeOverLegalCap.Code);
        Assert.Equal((Verdict.Insufficient, "no rule on fees of ET or LB is in the rule pack"), (finding.Verdict, Assert.Single(finding.Missing)));
    }

    private static Finding OfCase(string id) =>
        Tale.Evaluate(SampleFiles.Facts(id), new(2030, 1, 1), RulePack.Current).Findings().Single(finding => finding.Indicator == FeeOverLegalCap.Code);
}
