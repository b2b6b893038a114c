using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Tests.Stories;
using Xunit;

namespace Ledger.Tests.Indicators;

/// <summary>record.undeclared-agent: a party of the chain whom recruiter and employer left out.</summary>
public class UndeclaredAgentTests
{
    private static readonly PlacementStarted Filed = Say.Started("2019-05-01").SaidBy(Speaker.Recruiter) with { Chain = new([]) };

    [Fact]
    public void An_agent_in_the_workers_account_that_the_filing_leaves_out_is_present()
    {
        var finding = Judge(Filed);
        Assert.Equal((Verdict.Present, Severity.Amber, Strength.Testified), (finding.Verdict, finding.Severity, finding.Strength));
        Assert.Contains("agent-1 (chain)", finding.Explanation, StringComparison.Ordinal);
        Assert.Contains("recruiter-1 leave it out", finding.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void One_who_took_money_is_red_with_what_was_paid()
    {
        var finding = Judge(Filed, Collected("agent-2"));
        Assert.Equal((Severity.Red, 5_000m), (finding.Severity, finding.Measures["workerPaid"].Claimed));
        Assert.Equal(Strength.Documented, Judge(Filed, Collected("agent-2").Graded(Grade.C)).Strength);
        Assert.Equal(Strength.Documented, Judge(Filed, Collected("agent-2"), Collected("agent-2") with { AssertedBy = "agent-2", AssertedAs = Speaker.SubAgent }).Strength);
    }

    [Fact]
    public void One_whom_either_of_them_names_anywhere_is_declared()
    {
        Assert.Equal(Verdict.Absent, Judge(Say.Started("2019-05-01").SaidBy(Speaker.Recruiter)).Verdict);
        Assert.Equal(Verdict.Absent, Judge(Filed, Filed.SaidBy(Speaker.Employer) with { Chain = new([Say.Agent]) }).Verdict);
        Assert.Equal(Verdict.Absent, Judge(Filed, Collected(Say.Agent).SaidBy(Speaker.Recruiter)).Verdict);
    }

    [Theory]
    [InlineData(LinkKind.SameAs, false)]
    [InlineData(LinkKind.Owns, false)]
    [InlineData(LinkKind.Family, false)]
    [InlineData(LinkKind.SubAgentOf, true)]
    [InlineData(LinkKind.Refers, true)]
    public void Ids_of_one_party_are_one_and_a_sub_agent_is_another(LinkKind kind, bool isPresent)
    {
        var link = Say.Linked(Say.Agent, Say.Recruiter, "2018-01-01", kind);
        Assert.Equal(isPresent, Judge(Filed, link).IsPresent);
        Assert.False(Judge(Filed, link.SaidBy(Speaker.Recruiter)).IsPresent);
    }

    [Fact]
    public void A_lender_counts_where_it_belongs_to_the_chain_and_a_village_lender_does_not()
    {
        var alone = Filed with { Chain = new([Say.Agent]) };
        var loan = Say.Lent(50_000m, "2019-05-10");
        Assert.Equal(Verdict.Absent, Judge(alone, loan).Verdict);
        Assert.True(Judge(alone, loan, Say.Linked(Say.Recruiter, Say.Lender, "2018-01-01", LinkKind.Refers)).IsPresent);
        Assert.True(Judge(alone, loan, Say.Fee(50_000m, "2019-05-10") with { Form = FeeForm.Loan, Loan = "l1" }).IsPresent);
        Assert.True(Judge(alone, loan, Registered(Say.Lender, PartyRole.SubAgent)).IsPresent);
        Assert.False(Judge(alone, loan, Registered(Say.Lender, PartyRole.Lender)).IsPresent);
        Assert.False(Judge(alone, loan with { Purpose = LoanPurpose.Other }, Registered(Say.Lender, PartyRole.SubAgent)).IsPresent);
    }

    [Fact]
    public void Without_an_account_of_either_side_nothing_can_be_said()
    {
        Assert.Contains("no account of recruiter or employer of the chain of placement p1", Judge().Missing);
        Assert.Contains("no account of recruiter or employer of the chain of placement p1", Judge(Filed.Graded(Grade.X)).Missing);
        var theirs = Story.Of([Say.Registered(), Filed]).Finding(UndeclaredAgent.Code);
        Assert.Contains("no account of the worker's side of the chain of placement p1", theirs.Missing);
    }

    private static FeeCharged Collected(string agent) => Say.Fee(5_000m, "2019-05-05") with { Collector = agent, CollectorRole = PartyRole.SubAgent };

    private static PartyRegistered Registered(string party, PartyRole role) =>
        new() { Id = "registered-" + party, EffectiveOn = Say.Day("2018-01-01"), AssertedBy = Say.Authority, AssertedAs = Speaker.Authority, Party = party, Role = role, Country = "NP" };

    private static Finding Judge(params Fact[] facts) => Story.Of([Say.Registered(), Say.Started("2019-05-01"), .. facts]).Finding(UndeclaredAgent.Code);
}
