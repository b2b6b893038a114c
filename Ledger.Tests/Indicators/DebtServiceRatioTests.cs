using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Domain.Wages;
using Ledger.Tests.Stories;
using Xunit;

namespace Ledger.Tests.Indicators;

/// <summary>What serving the debt takes of wages, pay round by pay round.</summary>
public sealed class DebtServiceRatioTests
{
    private static readonly string[] Months = ["2019-01", "2019-02", "2019-03", "2019-04", "2019-05", "2019-06"];

    /// <summary>Half a year of wages that were cut whole, on each last day of the month, for a loan.</summary>
    internal static readonly Fact[] CutWhole =
    [
        Say.Registered(), Say.Started("2018-12-01"), Say.Lent(20_000m, "2018-12-31"),
        .. Months.Select(month => Say.Wage(0m, month)), .. Months.Select(month => Say.Cut(1_000m, month, loan: "l1")),
    ];

    [Fact]
    public void A_cut_on_each_last_day_of_the_month_falls_into_one_round_only() =>
        Assert.Equal(1m, Judged(DebtServiceRatio.Code).Measures["serviceRatio"].Claimed);

    [Fact]
    public void Rounds_between_pay_days_a_month_apart_share_no_day()
    {
        var rounds = PayRound.Of(WagePeriod.In(Story.Of(CutWhole).History()));
        Assert.Equal(rounds.SkipLast(1).Select(round => round.On), rounds.Skip(1).Select(round => round.After));
    }

    private static Finding Judged(string indicator) => Story.Of(CutWhole).Findings().Single(finding => finding.Indicator == indicator);
}
