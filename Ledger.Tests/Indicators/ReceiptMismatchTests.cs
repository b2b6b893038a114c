using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Tests.Stories;
using Xunit;

namespace Ledger.Tests.Indicators;

/// <summary>record.receipt-mismatch: the receipt names less than was paid.</summary>
public class ReceiptMismatchTests
{
    private static readonly FeeCharged Paid = Say.Fee(105_000m, "2019-06-01");
    private static readonly Money Receipt = Money.Of(10_000m, "NPR");

    [Fact]
    public void A_receipt_at_the_cap_below_the_testimony_is_red_and_says_which_cap()
    {
        var finding = Judge(Paid with { ReceiptAmount = Receipt });
        Assert.Equal((Verdict.Present, Severity.Red, Strength.Testified), (finding.Verdict, finding.Severity, finding.Strength));
        Assert.Equal((0m, 95_000m), (finding.Measures["excess"].Documented, finding.Measures["excess"].Claimed));
        Assert.Equal((0m, 10_000m), (finding.Measures["receiptAmount"].Documented, finding.Measures["receiptAmount"].Claimed));
        Assert.Contains("exactly the cap of NP-FVFT-2015", finding.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(9_999, Severity.Amber)]
    [InlineData(10_001, Severity.Amber)]
    [InlineData(10_000, Severity.Red)]
    [InlineData(6_000, Severity.Red)]
    [InlineData(6_001, Severity.Amber)]
    public void Twice_the_receipt_or_the_cap_itself_is_red(int receipt, Severity severity) =>
        Assert.Equal(severity, Judge(Say.Fee(12_000m, "2019-06-01") with { ReceiptAmount = Money.Of(receipt, "NPR") }).Severity);

    [Fact]
    public void The_collectors_own_account_is_held_against_the_workers_as_a_receipt_is()
    {
        var admitted = Say.Fee(10_000m, "2019-06-02").SaidBy(Speaker.Recruiter);
        var finding = Judge(Paid, admitted);
        Assert.Equal((10_000m, 10_000m), (finding.Measures["receiptAmount"].Documented, finding.Measures["receiptAmount"].Claimed));
        Assert.Equal(Strength.Testified, finding.Strength);
        Assert.Equal((Strength.Documented, 95_000m), (Judge(Paid.Graded(Grade.C), admitted).Strength, Judge(Paid.Graded(Grade.C), admitted).Measures["excess"].Documented));
    }

    [Fact]
    public void The_greatest_receipt_counts_and_payments_of_one_sum_add_up()
    {
        var two = new[] { Say.Fee(60_000m, "2019-06-01") with { ReceiptAmount = Receipt }, Say.Fee(45_000m, "2019-06-05") };
        Assert.Equal(50_000m, Judge(two).Measures["excess"].Claimed);
        var admitted = Say.Fee(100_000m, "2019-06-02").SaidBy(Speaker.Recruiter);
        Assert.Equal(5_000m, Judge([.. two, admitted]).Measures["excess"].Claimed);
    }

    [Fact]
    public void A_receipt_of_what_was_paid_or_more_is_none()
    {
        Assert.Equal(Verdict.Absent, Judge(Paid with { ReceiptAmount = Paid.Amount }).Verdict);
        Assert.Equal(Verdict.Absent, Judge(Say.Fee(5_000m, "2019-06-01") with { ReceiptAmount = Receipt }).Verdict);
        Assert.Equal(Verdict.Absent, Judge(Paid with { BorneBy = Payer.Employer }).Verdict);
    }

    [Fact]
    public void Without_a_receipt_or_without_the_workers_word_nothing_can_be_said()
    {
        Assert.Contains("neither a receipt nor the collector's own account for placement p1", Judge(Paid).Missing);
        Assert.Contains("no account of the worker's side of what was paid for placement p1", Judge(Paid.SaidBy(Speaker.Recruiter)).Missing);
        Assert.Contains("no account of who paid for placement p1", Judge().Missing);
        Assert.Equal(Verdict.Insufficient, Judge(Paid.Graded(Grade.X) with { ReceiptAmount = Receipt }).Verdict);
    }

    private static Finding Judge(params Fact[] facts) => Story.Of([Say.Registered(), Say.Started("2019-05-01"), .. facts]).Finding(ReceiptMismatch.Code);
}
