using Ledger.Domain.Amounts;
using Ledger.Domain.Churn;
using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Domain.Parties;
using Ledger.Tests.Stories;
using Xunit;

namespace Ledger.Tests.Churn;

/// <summary>churn.kickback: money that flows from the recruiter's side to the employer's.</summary>
public sealed class KickbackTests
{
    private static readonly PlacementOutcome[] Six = [.. Enumerable.Range(0, 6).Select(number => Outcomes.Of(number, Outcomes.First.PlusDays(number * 10), null))];

    [Fact]
    public void Any_payment_on_record_is_found_on_testimony_and_without_heads_is_amber()
    {
        var finding = Judge([], Paid(900m, "2020-01-15"));
        Assert.Equal((Verdict.Present, Severity.Amber, Strength.Testified), (finding.Verdict, finding.Severity, finding.Strength));
        Assert.Equal(("r-1", "e-1", Say.Day("2020-01-15")), (finding.Recruiter, finding.Employer, finding.Since));
        Assert.Empty(finding.Measures);
        Assert.Contains("How many placements they were for is not told", finding.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_payment_is_divided_by_the_placements_it_names_and_the_payers_own_word_documents_it()
    {
        var paid = Paid(900m, "2020-01-15") with { AssertedBy = "r-1", AssertedAs = Speaker.Recruiter, Placements = new([new("w-1", "p1"), new("w-2", "p1"), new("w-3", "p2")]) };
        var finding = Judge(Six, paid);
        Assert.Equal((Strength.Documented, Severity.Amber), (finding.Strength, finding.Severity));
        Assert.Equal((300m, 300m, "USD"), (finding.Measures["perHead"].Documented, finding.Measures["perHead"].Claimed, finding.Measures["perHead"].Currency));
    }

    [Fact]
    public void Payments_that_name_nothing_but_come_to_one_sum_a_head_are_inferred_to_be_a_price()
    {
        // Two placements began by the 15th, one more by the 25th, the other three by the end of February.
        var finding = Judge(Six, Paid(500m, "2020-01-15"), Paid(250m, "2020-01-25"), Paid(750m, "2020-02-28"));
        Assert.Equal((Severity.Red, 250m), (finding.Severity, finding.Measures["perHead"].Claimed));
        Assert.Contains("inferred from the placements that began between payments", finding.Explanation, StringComparison.Ordinal);
        var uneven = Judge(Six, Paid(500m, "2020-01-15"), Paid(260m, "2020-01-25"));
        Assert.Equal(Severity.Amber, uneven.Severity);
    }

    [Fact]
    public void Two_accounts_of_one_payment_are_one()
    {
        var finding = Judge(Six, Paid(500m, "2020-01-15"), Paid(400m, "2020-01-15") with { Id = "bank", AssertedBy = "bank", Evidence = new(Grade.A) });
        Assert.Equal((200m, 250m), (finding.Measures["perHead"].Documented, finding.Measures["perHead"].Claimed));
        Assert.Equal(["bank", "paid-2020-01-15"], finding.Because);
    }

    [Fact]
    public void A_payment_between_parties_that_are_one_with_the_pair_is_the_pairs_and_one_within_a_party_is_none()
    {
        var groups = new PartyGroups([Say.Linked("e-1", "e-holding", "2019-01-01")]);
        var through = Paid(900m, "2020-01-15") with { To = "e-holding" };
        Assert.Equal("e-1", Outcomes.Findings(Six, Kickback.Code, kickbacks: [through], groups: groups).Single(finding => finding.IsPresent).Employer);
        Assert.DoesNotContain(Outcomes.Findings(Six, Kickback.Code, kickbacks: [through with { From = "e-1" }], groups: groups), finding => finding.IsPresent);
        Assert.DoesNotContain(Outcomes.Findings(Six, Kickback.Code, kickbacks: [Paid(900m, "2020-01-15").Graded(Grade.X)]), finding => finding.IsPresent);
    }

    [Fact]
    public void One_sum_that_the_employer_collected_from_five_workers_is_a_price_a_head_and_from_four_it_is_not()
    {
        var finding = Judge(Took(5, 100m));
        Assert.Equal((Verdict.Present, Severity.Red, Strength.Testified), (finding.Verdict, finding.Severity, finding.Strength));
        Assert.Equal((0m, 100m, "QAR"), (finding.Measures["perHead"].Documented, finding.Measures["perHead"].Claimed, finding.Measures["perHead"].Currency));
        Assert.Equal(5, finding.Because.Count);
        Assert.Contains("inferred", finding.Explanation, StringComparison.Ordinal);
        Assert.Equal(Strength.Documented, Judge(Took(5, 100m, documented: true)).Strength);
        Assert.Equal(Verdict.Absent, Judge(Took(4, 100m)).Verdict);
    }

    private static List<PlacementOutcome> Took(int workers, decimal amount, bool documented = false) =>
    [
        .. Six.Take(workers).Select(outcome => outcome with
        {
            FeeBorne = true, Taken = new(Measure.Of(new Reading(documented ? amount : 0, amount), Currency.Of("QAR")), [$"{outcome.Worker}/fee"]),
        }),
    ];

    private static KickbackPaid Paid(decimal dollars, string on) => new()
    {
        Id = $"paid-{on}", EffectiveOn = Say.Day(on), AssertedBy = "union", AssertedAs = Speaker.CivilSociety, From = "r-1", To = "e-1", Amount = Money.Of(dollars, "USD"),
    };

    private static Finding Judge(IReadOnlyCollection<PlacementOutcome> outcomes, params KickbackPaid[] kickbacks) => Assert.Single(Outcomes.Findings(outcomes, Kickback.Code, kickbacks: kickbacks));
}
