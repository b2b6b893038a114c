using FsCheck.Xunit;
using Ledger.Domain.Debt;
using Ledger.Domain.Fees;
using Ledger.Domain.Indicators;
using Ledger.Domain.Wages;
using Ledger.Tests.Stories;
using Xunit;

namespace Ledger.Tests.Oracles;

/// <summary>The verdicts against a direct reading of each indicator's definition.</summary>
[Properties(Arbitrary = [typeof(AnyStory)])]
public class IndicatorOracleTests
{
    [Property]
    public void Worker_paid_fees_are_found_and_weighed_as_defined(Story story)
    {
        var wages = WagePeriod.In(story.History());
        foreach (var fees in PlacementFees.In(story.History(), story.ExchangeRates).Where(fees => fees.Borne.Claimed > 0))
        {
            var finding = story.Finding(WorkerPaidFee.Code, fees.Placement);
            Assert.Equal(Verdict.Present, finding.Verdict);
            Assert.Equal(fees.Borne.Documented > 0 ? Strength.Documented : Strength.Testified, finding.Strength);
            var first = wages.FirstOrDefault(wage => wage.Placement == fees.Placement);
            if (first is not null && NaiveRates.Find(story.Rates, fees.Currency.Code, first.Currency.Code, fees.First!.Value) is { } rate)
            {
                var earned = first.Net.WorkersAccount + (first.Recovered?.WorkersAccount ?? 0m);
                var owed = fees.Borne.Claimed * rate * Math.Max(1, NaiveLoan.Days(first.Period.From, first.Period.To.PlusDays(1)));
                // A rate that is turned round divides: its last digits decide nothing.
                Assert.Equal(Math.Round(owed, 12) > earned * 30m ? Severity.Red : Severity.Amber, finding.Severity);
                Assert.Equal(earned == 0m, finding.Measures.GetValueOrDefault("rciActual")?.Claimed is null);
            }
        }
    }

    [Property(MaxTest = 200)]
    public void Debt_outgrows_wages_as_defined(Story story)
    {
        var looked = DebtWindows.In(story.History(), story.ExchangeRates, 3);
        var finding = story.Finding(DebtOutgrowsWages.Code);
        if (looked.Debt.Loans.Count == 0 || looked.Windows.Count == 0)
        {
            Assert.Equal(looked.Debt.Loans.Count == 0 ? Verdict.Absent : Verdict.Insufficient, finding.Verdict);
            return;
        }

        var claimed = NaiveTrajectory.Judge(NaiveTrajectory.Looks(looked, Side.Claimed));
        var documented = NaiveTrajectory.Judge(NaiveTrajectory.Looks(looked, Side.Documented));
        Assert.Equal((claimed?.Since, claimed?.Severity), (finding.Since, finding.Severity));
        Assert.Equal(claimed is null ? null : documented is null ? Strength.Testified : Strength.Documented, finding.Strength);
    }

    [Property(MaxTest = 200)]
    public void A_window_holds_the_debt_and_the_net_wage_of_three_pay_periods(Story story)
    {
        var debt = new DebtPosition(story.History(), story.ExchangeRates);
        var wages = WagePeriod.In(story.History()).OrderBy(wage => wage.PaidOn).ThenBy(wage => wage.Period.To).ToList();
        foreach (var window in DebtWindows.In(story.History(), story.ExchangeRates, 3).Windows)
        {
            var upTo = wages.FindIndex(wage => wage.Period == window.Wage.Period && wage.Placement == window.Wage.Placement && wage.Currency == window.Wage.Currency);
            var trailing = wages.Take(upTo + 1).Where(wage => wage.Currency == window.Wage.Currency).Reverse().Take(3).ToList();
            var days = trailing.Sum(wage => Math.Max(1, NaiveLoan.Days(wage.Period.From, wage.Period.To.PlusDays(1))));
            Assert.Equal(trailing.Sum(wage => wage.Net.WorkersAccount) * 30m, window.Monthly.Workers * days, 9);
            Assert.Equal(trailing.Sum(wage => wage.Net.Reading.Claimed) * 30m, window.Monthly.Greatest * days, 9);
            Assert.Equal(debt.OwedOn(window.On), window.Owed);
        }
    }

    [Property]
    public void A_fee_is_repeated_as_defined(Story story)
    {
        var standing = NaiveMending.Standing(story.Record, Story.End, Story.Now);
        var charged = Bearing(story).Select(fees => (fees.Placement!, fees.First!.Value)).ToList();
        var expected = NaiveRepeats.Judge(charged, standing);
        var finding = story.Finding(RepeatFee.Code);
        Assert.Equal((expected is not null, expected), (finding.IsPresent, finding.Severity));
    }

    /// <summary>Placements that bore a fee, each charge given to the placement it counts for.</summary>
    private static IEnumerable<PlacementFees> Bearing(Story story) =>
        PlacementFees.In(story.History(), story.ExchangeRates, new NaiveBoundaries(story.History(), story.Links).PlacementOf)
            .Where(fees => fees.Placement is not null && fees.Borne.Claimed > 0)
            .OrderBy(fees => fees.First).ThenBy(fees => fees.Placement, StringComparer.Ordinal);
}
