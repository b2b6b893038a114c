using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Rules;
using Xunit;

namespace Ledger.Tests.Rules;

/// <summary>One charge put to the whole pack says what the count of a placement with that charge alone says, and costs no memory.</summary>
public sealed class SingleChargeTests
{
    [Theory]
    [InlineData("NP", "QA", "2019-06-01", 105_000, "NPR")]
    [InlineData("NP", "MY", "2018-10-29", 9_000, "NPR")]
    [InlineData("BD", "SA", "2017-06-15", 165_000, "BDT")]
    [InlineData("IN", "AE", "2017-12-13", 25_000, "INR")]
    [InlineData("PH", "SG", "2020-01-01", 600, "SGD")]
    [InlineData("ET", "LB", "2020-01-01", 0, "ETB")]
    public void It_agrees_with_the_count(string origin, string destination, string on, decimal amount, string currency)
    {
        var tale = new Tale(origin, destination).Contract("2017-01-01", null, 600, "SGD").Fee(on, amount, currency);
        var evaluation = tale.Evaluate();
        var where = Situation.Of(evaluation.History, "p");
        var fee = evaluation.History.Facts.OfType<FeeCharged>().Single();
        var charge = new Charge(fee.EffectiveOn, fee.Class, Collector.Of(fee.Collector, fee.CollectorRole, "agency", evaluation.Parties, evaluation.Links, fee.EffectiveOn), false);
        var answers = new RuleAnswer[RulePack.Current.FeeRules.Length];
        RulePack.Current.Judge(where, CapBasis.Of(evaluation.History, "p", evaluation.Rates), charge, amount, Currency.Of(currency), answers);
        foreach (var said in tale.Law().Charges()[0].Rules)
        {
            Assert.Equal((said.Rule, said.Says), (said.Rule, answers[RulePack.Current.FeeRules.IndexOf(RulePack.Current[said.Rule])].Says));
        }
    }

    [Fact]
    public void It_costs_no_memory()
    {
        var where = new Situation("NP", "QA", Sex.Male, Trades.None, null);
        var charge = new Charge(new(2019, 6, 1), FeeClass.Service, new Collector("agency", PartyRole.Recruiter, ["NP"]), false);
        var answers = new RuleAnswer[RulePack.Current.FeeRules.Length];
        var currency = Currency.Of("NPR");
        RulePack.Current.Judge(where, CapBasis.None, charge, 105_000, currency, answers);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var count = 0; count < 1_000; count++)
        {
            RulePack.Current.Judge(where, CapBasis.None, charge, 105_000, currency, answers);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Contains(new RuleAnswer(RuleSays.Breach, ReachReason.Reached), answers);
    }
}
