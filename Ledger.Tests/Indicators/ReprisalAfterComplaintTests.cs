using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Tests.Stories;
using Xunit;

namespace Ledger.Tests.Indicators;

/// <summary>worker.reprisal-after-complaint: what came upon the worker after she spoke up.</summary>
public class ReprisalAfterComplaintTests
{
    private static readonly ComplaintFiled Complaint = Say.Complained("2020-01-10");

    [Theory]
    [InlineData("2020-01-09", null)]
    [InlineData("2020-01-10", "0")]
    [InlineData("2020-01-11", "1")]
    [InlineData("2020-03-10", "60")]
    [InlineData("2020-03-11", null)]
    public void A_dismissal_from_its_day_to_sixty_days_after_is_present(string ended, string? days)
    {
        var finding = Judge(Complaint, Say.Ended(ended));
        Assert.Equal(days is null ? (Verdict.Absent, (Severity?)null) : (Verdict.Present, Severity.Red), (finding.Verdict, finding.Severity));
        Assert.Equal(days, finding.Measures.GetValueOrDefault("daysAfterComplaint")?.Value?.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData(EndInitiator.Employer, true)]
    [InlineData(EndInitiator.Recruiter, true)]
    [InlineData(EndInitiator.Authority, true)]
    [InlineData(EndInitiator.Worker, false)]
    [InlineData(EndInitiator.Expiry, false)]
    public void Who_ended_the_placement_decides(EndInitiator initiator, bool counts) =>
        Assert.Equal(counts, Judge(Complaint, Say.Ended("2020-02-01") with { Initiator = initiator }).IsPresent);

    [Fact]
    public void A_debt_a_charge_a_penalty_and_a_security_count_red_within_fourteen_days_and_amber_later()
    {
        Fact[] kinds =
        [
            Say.Lent(500m, "2020-01-25"), Say.Charged(500m, "2020-01-25"), Say.Fee(500m, "2020-01-25"), Taken("2020-01-25"),
            Say.Cut(500m, "2020-01", DeductionReason.Penalty) with { EffectiveOn = Say.Day("2020-01-25") },
        ];
        Assert.All(kinds, fact => Assert.Equal(Severity.Amber, Judge(Complaint, fact).Severity));
        Assert.All(kinds, fact => Assert.Equal(Severity.Red, Judge(Complaint, fact with { EffectiveOn = Say.Day("2020-01-24") }).Severity));
        Assert.All(kinds, fact => Assert.False(Judge(Complaint, fact.Graded(Grade.X)).IsPresent));
    }

    [Fact]
    public void What_is_no_answer_does_not_count()
    {
        Assert.All(
            new Fact[]
            {
                Say.Lent(500m, "2020-01-25") with { Purpose = LoanPurpose.Other }, Say.Charged(500m, "2020-01-25", LoanChargeKind.Interest),
                Say.Fee(500m, "2020-01-25") with { BorneBy = Payer.Employer }, Say.Cut(500m, "2020-01", DeductionReason.Food), Say.Wage(0m, "2020-01"),
            },
            fact => Assert.Equal(Verdict.Absent, Judge(Complaint, fact).Verdict));
    }

    [Fact]
    public void The_term_that_ran_out_or_the_workers_own_choice_explains_an_end_and_the_employers_bare_word_does_not()
    {
        var ended = Say.Ended("2020-02-01").SaidBy(Speaker.Employer);
        var expired = ended with { Initiator = EndInitiator.Expiry };
        Assert.True(Judge(Complaint, ended, expired).IsPresent);
        Assert.False(Judge(Complaint, ended, expired.Graded(Grade.B)).IsPresent);
        Assert.False(Judge(Complaint, ended, (ended with { Initiator = EndInitiator.Worker }).SaidBy(Speaker.Worker)).IsPresent);
        Assert.True(Judge(Complaint, ended, (ended with { Initiator = EndInitiator.Worker, EffectiveOn = Say.Day("2020-02-02") }).SaidBy(Speaker.Worker)).IsPresent);
        var contract = Say.Promised(1_000m, "2018-02-01") with { To = Say.Day("2020-02-01") };
        Assert.False(Judge(Complaint, ended, contract).IsPresent);
        Assert.True(Judge(Complaint, ended, contract with { To = Say.Day("2020-02-02") }).IsPresent);
        Assert.True(Judge(Complaint, ended, contract.SaidBy(Speaker.Employer)).IsPresent);
    }

    [Fact]
    public void What_was_given_back_on_the_day_was_not_kept() => Assert.False(Judge(Complaint, Taken("2020-01-20"), new SecurityReturned
    {
        Id = "", EffectiveOn = Say.Day("2020-01-20"), AssertedBy = Say.Worker, AssertedAs = Speaker.Worker, Worker = Say.Worker, Kind = SecurityKind.Passport, Holder = Say.Employer,
    }).IsPresent);

    [Fact]
    public void A_later_account_of_an_earlier_debt_or_charge_is_not_new()
    {
        Assert.False(Judge(Say.Lent(500m, "2020-01-05"), Complaint, Say.Lent(500m, "2020-01-15").SaidBy(Speaker.Lender)).IsPresent);
        Assert.True(Judge(Say.Lent(500m, "2020-01-05"), Complaint, Say.Lent(500m, "2020-01-15", loan: "l2").SaidBy(Speaker.Lender)).IsPresent);
        Assert.False(Judge(Say.Fee(500m, "2020-01-05").Named("fee"), Complaint, Say.Fee(500m, "2020-01-15").SaidBy(Speaker.Recruiter) with { SameAs = "fee" }).IsPresent);
    }

    [Fact]
    public void The_employers_own_word_documents_the_end_and_another_than_the_worker_the_complaint()
    {
        var ended = Say.Ended("2020-02-01").SaidBy(Speaker.Employer);
        Assert.Equal(Strength.Testified, Judge(Complaint, ended).Strength);
        Assert.Equal(Strength.Documented, Judge(Complaint.Graded(Grade.C), ended).Strength);
        Assert.Equal(Strength.Documented, Judge(Complaint.SaidBy(Speaker.Authority), ended).Strength);
        Assert.Equal(Strength.Testified, Judge(Complaint.SaidBy(Speaker.Authority), Say.Ended("2020-02-01")).Strength);
    }

    [Fact]
    public void Without_a_credible_complaint_it_is_absent_and_says_so()
    {
        Assert.Contains("No complaint", Judge(Say.Ended("2020-02-01")).Explanation, StringComparison.Ordinal);
        Assert.Contains("No complaint", Judge(Complaint.Graded(Grade.X), Say.Ended("2020-02-01")).Explanation, StringComparison.Ordinal);
    }

    private static SecurityTaken Taken(string on) => new()
    {
        Id = "", EffectiveOn = Say.Day(on), AssertedBy = Say.Worker, AssertedAs = Speaker.Worker, Worker = Say.Worker, Kind = SecurityKind.Passport, Holder = Say.Employer,
        Value = Money.Of(1m, "NPR"),
    };

    private static Finding Judge(params Fact[] facts) => Story.Of([Say.Registered(), Say.Started("2018-01-01"), .. facts]).Finding(ReprisalAfterComplaint.Code);
}
