using FsCheck.Xunit;
using Ledger.Domain.Amounts;
using Ledger.Domain.Chain;
using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Domain.Rules;
using Ledger.Tests.Stories;
using Xunit;

namespace Ledger.Tests.Chain;

/// <summary>What is to be looked at in a chain.</summary>
[Properties(Arbitrary = [typeof(AnyOverseenStory)])]
public class RemarkTests
{
    private static readonly Licence Covering = new("L-1", Say.Day("2018-01-01"), Say.Day("2019-12-31"));

    [Fact]
    public void A_sub_agent_whom_the_register_gives_no_licence_is_a_payee_without_one()
    {
        var remark = Only(ChainRemark.PayeeWithoutLicence, Say.Agent, ToAgent, Registered(Say.Agent, null, Speaker.Authority));
        Assert.Equal((Verdict.Present, Say.Day("2019-05-05")), (remark.Verdict, remark.On));
        Assert.Contains("names no licence", remark.Explanation, StringComparison.Ordinal);
        Assert.Contains("registered-agent-1", remark.Because);
        Assert.Equal(20_000m, Assert.Single(remark.Amounts).Amount.Claimed);
        Assert.Contains(remark.Rules, rule => rule is { Rule: "STD-DHAKA-1", Says: RuleSays.Breach });
        Assert.DoesNotContain(remark.Rules, rule => rule.Says == RuleSays.NotApplicable);
    }

    [Fact]
    public void A_licence_counts_on_the_day_of_the_payment_and_under_any_name_of_the_party()
    {
        Assert.Equal(Verdict.Present, Only(ChainRemark.PayeeWithoutLicence, Say.Agent, ToAgent, Registered(Say.Agent, Covering with { To = Say.Day("2019-05-04") })).Verdict);
        Assert.Equal(Verdict.Present, Only(ChainRemark.PayeeWithoutLicence, Say.Agent, ToAgent, Registered(Say.Agent, Covering with { From = Say.Day("2019-05-06") })).Verdict);
        Assert.Empty(Remarks(ChainRemark.PayeeWithoutLicence, ToAgent, Registered(Say.Agent, Covering with { From = Say.Day("2019-05-05"), To = Say.Day("2019-05-05") })));
        Assert.Empty(Remarks(ChainRemark.PayeeWithoutLicence, ToAgent, Registered("agent-2", Covering), Say.Linked(Say.Agent, "agent-2", "2018-01-01", LinkKind.SameAs)));
    }

    [Fact]
    public void Silence_of_the_register_is_no_answer_and_others_than_recruiters_need_no_licence()
    {
        var untold = Only(ChainRemark.PayeeWithoutLicence, Say.Agent, ToAgent);
        Assert.Equal((Verdict.Insufficient, "a registration of agent-1 that tells of its licence"), (untold.Verdict, Assert.Single(untold.Missing)));
        Assert.Equal(Verdict.Insufficient, Only(ChainRemark.PayeeWithoutLicence, Say.Agent, ToAgent, Registered(Say.Agent, null, Speaker.CivilSociety)).Verdict);
        Assert.Empty(Remarks(ChainRemark.PayeeWithoutLicence, ToAgent with { Collector = "clinic", CollectorRole = PartyRole.Authority }));
    }

    [Fact]
    public void What_was_paid_is_held_against_the_recruiters_own_account_and_receipts()
    {
        var told = Say.Fee(105_000m, "2019-05-10");
        var invoice = Say.Fee(10_000m, "2019-05-10").SaidBy(Speaker.Recruiter);
        var remark = Only(ChainRemark.LegsBeyondInvoice, Say.Recruiter, ToAgent, told, invoice);
        Assert.Equal(Verdict.Present, remark.Verdict);
        Assert.Equal([("workerPaid", 125_000m), ("invoiced", 10_000m), ("excess", 115_000m)], remark.Amounts.Select(amount => (amount.Name, amount.Amount.Claimed!.Value)));
        Assert.Equal(115_000m, Only(ChainRemark.LegsBeyondInvoice, Say.Recruiter, ToAgent, told with { ReceiptAmount = Money.Of(10_000m, "NPR") }).Amounts[2].Amount.Claimed);
        Assert.Equal(Verdict.Insufficient, Only(ChainRemark.LegsBeyondInvoice, Say.Recruiter, told).Verdict);
        Assert.Empty(Remarks(ChainRemark.LegsBeyondInvoice, Say.Fee(10_000m, "2019-05-10"), invoice));
    }

    [Theory]
    [InlineData(LinkKind.Owns, "employer-1", "agent-1", true)]
    [InlineData(LinkKind.Owns, "agent-1", "employer-1", true)]
    [InlineData(LinkKind.Family, "agent-1", "employer-1", true)]
    [InlineData(LinkKind.SubAgentOf, "agent-1", "employer-1", true)]
    [InlineData(LinkKind.SubAgentOf, "agent-1", "recruiter-1", false)]
    public void A_payee_over_under_or_beside_the_employer_is_on_its_side(LinkKind kind, string from, string to, bool isPresent)
    {
        var remarks = Remarks(ChainRemark.PayeeOnEmployersSide, ToAgent, Say.Linked(from, to, "2018-01-01", kind));
        Assert.Equal(isPresent, remarks.Count == 1);
        Assert.All(remarks, remark => Assert.Contains($"link-{from}-{to}", remark.Because));
        Assert.Empty(Remarks(ChainRemark.PayeeOnEmployersSide, ToAgent, Say.Linked(from, to, "2020-01-01", kind)));
    }

    [Fact]
    public void The_employer_itself_and_one_with_the_same_owner_are_on_its_side()
    {
        Assert.Contains("is the employer itself", Only(ChainRemark.PayeeOnEmployersSide, Say.Employer, ToAgent with { Collector = Say.Employer }).Explanation, StringComparison.Ordinal);
        var shared = Only(ChainRemark.PayeeOnEmployersSide, Say.Agent, ToAgent, Say.Linked("holding", Say.Agent, "2018-01-01"), Say.Linked("holding", Say.Employer, "2018-01-01"));
        Assert.Contains("has holding over it", shared.Explanation, StringComparison.Ordinal);
        Assert.Contains("link-holding-agent-1", shared.Because);
        Assert.Contains("link-holding-employer-1", shared.Because);
    }

    [Fact]
    public void A_lender_is_linked_where_undefined_terms_says_so()
    {
        var loan = Say.Lent(50_000m, "2019-05-02");
        var link = Say.Linked(Say.Recruiter, Say.Lender, "2018-01-01", LinkKind.Refers);
        var remark = Only(ChainRemark.LenderLinked, Say.Lender, loan, link);
        Assert.Equal(50_000m, Assert.Single(remark.Amounts).Amount.Claimed);
        Assert.Contains(link.Id, remark.Because);
        Assert.Empty(Remarks(ChainRemark.LenderLinked, loan));
    }

    [Property]
    public void Renaming_the_parties_changes_nothing(Story story) =>
        Assert.Equal(Said(story, Name), Said(story.WithParties(Name), party => party));

    [Property]
    public void Remarks_rest_on_what_is_known_and_are_about_what_was_paid(Story story)
    {
        var known = story.Facts.Concat(story.Links).Concat(story.Parties).Concat(story.Rates).Select(fact => fact.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var chain in RecruitmentChain.In(story.Evaluation(), []))
        {
            Assert.All(chain.Legs.SelectMany(leg => leg.Because).Concat(chain.Remarks.SelectMany(remark => remark.Because)), id => Assert.Contains(id, known));
            Assert.All(chain.Remarks, remark => Assert.Contains(remark.Party, chain.Parties.Select(party => party.Party)));
            Assert.All(chain.Remarks, remark => Assert.NotEqual(Verdict.Absent, remark.Verdict));
            var lenders = story.Evaluation() is var evaluation ? DebtUndefinedTerms.Judge(evaluation) : null;
            Assert.True(lenders!.IsPresent || chain.Remarks.All(remark => remark.Code != ChainRemark.LenderLinked), "a linked lender is one of the ways of debt.undefined-terms");
        }
    }

    private static FeeCharged ToAgent => Say.Fee(20_000m, "2019-05-05") with { Collector = Say.Agent, CollectorRole = PartyRole.SubAgent };

    private static PartyRegistered Registered(string party, Licence? licence, Speaker by = Speaker.Recruiter) =>
        new() { Id = "registered-" + party, EffectiveOn = Say.Day("2018-01-01"), AssertedBy = Say.Authority, AssertedAs = by, Party = party, Role = PartyRole.SubAgent, Country = "NP", Licence = licence };

    private static string Name(string party) => party == Say.Worker ? party : $"the-{party}";

    /// <summary>Legs and remarks without their order, which follows the names.</summary>
    private static IEnumerable<string> Said(Story story, Func<string, string> name) => RecruitmentChain.In(story.Evaluation(), []).SelectMany(chain =>
        chain.Legs.Select(leg => $"{chain.Placement} {name(leg.From)} {name(leg.To)} {leg.Kind} {leg.Class} {leg.Sum} {leg.Currency} {string.Join(' ', leg.Because)}")
            .Concat(chain.Remarks.Select(remark => $"{chain.Placement} {remark.Code} {remark.Verdict} {name(remark.Party!)} {remark.On} {string.Join(' ', remark.Because)} {string.Join(' ', remark.Rules.Select(rule => $"{rule.Rule} {rule.Says}"))}"))
            .Concat(chain.Parties.Select(party => $"{chain.Placement} {name(party.Party)} {string.Join(' ', party.Parts)} {party.Licence.Status} {string.Join(' ', party.Controllers.Select(over => name(over.Party)).Order(StringComparer.Ordinal))}"))
            .Order(StringComparer.Ordinal)).ToList();

    private static IReadOnlyList<ChainRemark> Remarks(string code, params Fact[] facts) =>
        [.. Assert.Single(RecruitmentChain.In(Story.Of([Say.Registered(), Say.Started("2019-05-01"), .. facts]).Evaluation(), [])).Remarks.Where(remark => remark.Code == code)];

    private static ChainRemark Only(string code, string party, params Fact[] facts) => Assert.Single(Remarks(code, facts), remark => remark.Party == party);
}
