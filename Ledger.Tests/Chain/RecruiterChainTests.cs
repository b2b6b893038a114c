using FsCheck.Xunit;
using Ledger.Domain.Chain;
using Ledger.Domain.Disclosure;
using Ledger.Domain.Facts;
using Ledger.Domain.Parties;
using Ledger.Domain.Rates;
using Ledger.Domain.Record;
using Ledger.Tests.Stories;
using Xunit;

namespace Ledger.Tests.Chain;

/// <summary>Chains added up over a recruiter's workers.</summary>
public class RecruiterChainTests
{
    [Fact]
    public void Legs_of_one_kind_are_added_up_over_workers()
    {
        var chain = Of(3, index => [Paid(Say.Agent, 100m * index), Say.Lent(1_000m, "2019-05-02")]);
        Assert.Equal((3, 3), (chain.Workers, chain.Placements));
        Assert.Equal(
            [(null, Say.Agent, LegKind.Fee, 600m, 3), (Say.Lender, null, LegKind.Loan, 3_000m, 3)],
            chain.Legs.OrderBy(leg => leg.Kind).Select(leg => (leg.From, leg.To, leg.Kind, leg.Amount.Claimed!.Value, leg.Workers!.Value)));
        Assert.Equal(600m, Assert.Single(chain.Paid).Claimed);
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public void A_payee_of_five_workers_is_shared(int workers, bool isShared)
    {
        var shared = Of(workers, _ => [Paid(Say.Agent, 100m), Paid(Say.Recruiter, 100m)]).Remarks.Where(remark => remark.Code == ChainRemark.PayeeShared).ToList();
        Assert.Equal(isShared ? [Say.Agent] : [], shared.Select(remark => remark.Party));
        Assert.All(shared, remark => Assert.Equal((workers, RecruiterChain.MostWorkersNamed), (remark.Workers, remark.ToLookAt.Count)));
    }

    [Fact]
    public void A_payee_under_two_names_is_shared_once_they_are_linked()
    {
        Fact[] Facts(int index) => [Paid($"agent-{index % 2}", 100m)];
        Assert.DoesNotContain(Of(6, Facts).Remarks, remark => remark.Code == ChainRemark.PayeeShared);
        var linked = Of(6, Facts, links: [Say.Linked("agent-1", "agent-0", "2018-01-01", LinkKind.SameAs)]);
        Assert.Equal(6, Assert.Single(linked.Remarks, remark => remark.Code == ChainRemark.PayeeShared).Workers);
    }

    [Property]
    public void Splitting_a_recruiter_into_two_linked_ones_hides_nothing(byte workers, int seed)
    {
        var count = 1 + (workers % 12);
        var random = new Random(seed);
        var names = Enumerable.Range(0, count + 1).Select(_ => random.Next(2) == 0 ? Say.Recruiter : "recruiter-2").ToList();
        Fact[] Facts(int index) => [Paid(Say.Agent, 100m + index), Say.Lent(50m, "2019-05-02")];
        var whole = Of(count, Facts);
        var split = Of(count, Facts, index => names[index], [Say.Linked(Say.Recruiter, "recruiter-2", "2016-01-01")]);
        Assert.Equal(whole.Legs, split.Legs);
        Assert.Equal((whole.Workers, whole.Placements), (split.Workers, split.Placements));
        Assert.Equal(whole.Remarks.Select(remark => (remark.Code, remark.Party, remark.Workers)), split.Remarks.Select(remark => (remark.Code, remark.Party, remark.Workers)));
        Assert.Equal([Say.Recruiter, "recruiter-2"], split.Ids);
    }

    [Fact]
    public void Workers_of_other_recruiters_are_passed_over_and_payments_without_placements_count_once()
    {
        var kickback = new KickbackPaid { Id = "k", EffectiveOn = Say.Day("2019-06-01"), AssertedBy = "union", AssertedAs = Speaker.CivilSociety, From = Say.Recruiter, To = Say.Employer, Amount = Domain.Amounts.Money.Of(900m, "USD") };
        var chain = Of(4, _ => [Paid(Say.Agent, 100m)], index => index == 1 ? Say.Recruiter : "another", payments: [kickback, kickback with { Id = "elsewhere", From = "another" }]);
        Assert.Equal(1, chain.Workers);
        var leg = Assert.Single(chain.Legs, leg => leg.Kind == LegKind.Kickback);
        Assert.Equal((900m, (int?)null), (leg.Amount.Claimed, leg.Workers));
    }

    [Fact]
    public void Others_than_investigators_are_shown_no_few_workers_and_no_names()
    {
        var chain = Of(6, index => [Paid(Say.Agent, 100m), .. index < 3 ? [Paid("agent-2", 50m)] : Array.Empty<Fact>()]);
        Assert.Same(chain, chain.For(Audience.Investigator));
        var shown = chain.For(Audience.Brand);
        Assert.Equal([Say.Agent], shown.Legs.Select(leg => leg.To));
        Assert.DoesNotContain("agent-2", shown.Parties.Select(party => party.Party));
        Assert.All(shown.Remarks, remark => Assert.Empty(remark.ToLookAt));
        Assert.True(shown.Withheld > 0);
        var few = Of(4, _ => [Paid(Say.Agent, 100m)]).For(Audience.Employer);
        Assert.True(few.IsWithheld);
        Assert.Empty(few.Legs);
        Assert.Empty(few.Paid);
    }

    [Fact]
    public void No_more_legs_are_kept_than_there_may_be()
    {
        var chain = Of(2, index => [.. Enumerable.Range(0, 600).Select(payee => Paid($"payee-{index}-{payee}", 1m))]);
        Assert.Equal((RecruiterChain.MostLegs, 1_200 - RecruiterChain.MostLegs), (chain.Legs.Count, chain.LegsBeyond));
        Assert.Equal(1_200m, Assert.Single(chain.Paid).Claimed);
    }

    private static FeeCharged Paid(string payee, decimal amount) => Say.Fee(amount, "2019-05-05") with { Collector = payee, CollectorRole = PartyRole.SubAgent };

    private static RecruiterChain Of(int workers, Func<int, IEnumerable<Fact>> facts, Func<int, string>? recruiterOf = null, PartiesLinked[]? links = null, PartyFact[]? payments = null)
    {
        var chains = Enumerable.Range(1, workers).SelectMany(index =>
        {
            var story = Story.Of([Say.Registered(), Say.Started("2019-05-01", recruiter: recruiterOf?.Invoke(index) ?? Say.Recruiter), .. facts(index), .. links ?? []]);
            var worker = $"w-{index}";
            var record = story.Record.Select(recorded => recorded with { Fact = recorded.Fact with { Worker = worker, AssertedBy = recorded.Fact.AssertedBy == Say.Worker ? worker : recorded.Fact.AssertedBy, Id = $"{worker}/{recorded.Fact.Id}" } });
            return RecruitmentChain.In(story.Evaluation() with { History = WorkerHistory.Of(worker, record, Story.End, Story.Now) }, payments ?? []);
        });
        return RecruiterChain.Of(Say.Recruiter, Story.End, chains, payments ?? [], new PartyLinks(links ?? []), PartyRegister.None, new ExchangeRates([]));
    }
}
