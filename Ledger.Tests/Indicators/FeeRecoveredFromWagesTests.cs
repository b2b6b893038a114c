using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Tests.Stories;
using Xunit;

namespace Ledger.Tests.Indicators;

/// <summary>Cuts from wages that recover a fee, and whose word backs them.</summary>
public sealed class FeeRecoveredFromWagesTests
{
    [Fact]
    public void The_workers_own_word_that_wages_were_cut_is_testimony_also_where_it_names_the_loan()
    {
        var finding = Story.Of(DebtServiceRatioTests.CutWhole).Finding(FeeRecoveredFromWages.Code);
        Assert.Equal((Verdict.Present, Strength.Testified), (finding.Verdict, finding.Strength!.Value));
    }

    [Fact]
    public void A_cut_for_a_loan_is_judged_where_nothing_else_of_the_placement_is_told()
    {
        var cut = Say.Cut(100m, "2017-04", loan: "l1").Graded(Grade.C);
        Assert.Equal(Verdict.Present, Story.Of([cut]).Finding(FeeRecoveredFromWages.Code).Verdict);
    }

    /// <summary>The worker tells what reached her of her wage, and the employer tells what became of the rest.</summary>
    [Theory]
    [InlineData(false, Verdict.Present)]
    [InlineData(true, Verdict.Absent)]
    public void A_gap_in_one_partys_account_is_explained_by_a_cut_that_another_tells_of(bool isExplained, Verdict verdict)
    {
        string[] months = ["2017-04", "2017-05", "2017-06", "2017-07"];
        List<Fact> facts = [Say.Registered(), Say.Started("2017-03-10"), Say.Fee(50_000m, "2017-03-01")];
        facts.AddRange(months.Select(month => Say.Wage(870m, month, currency: "QAR") with { Gross = Money.Of(1_000m, "QAR") }));
        facts.AddRange(isExplained ? months.Select(month => Say.Cut(130m, month, DeductionReason.Lodging, currency: "QAR").SaidBy(Speaker.Employer)) : []);
        Assert.Equal(verdict, Story.Of([.. facts]).Finding(FeeRecoveredFromWages.Code).Verdict);
    }
}
