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
}
