using Ledger.Domain.Amounts;
using Ledger.Domain.Debt;
using Ledger.Domain.Facts;
using Ledger.Domain.Fees;
using Ledger.Domain.Record;
using Ledger.Tests.Stories;
using NodaTime;

namespace Ledger.Tests.Oracles;

/// <summary>churn.debt-carried-over by a direct reading: for each placement charged, the loans of all before it, and what is owed on the day before.</summary>
internal static class NaiveCarried
{
    /// <summary>The placements into which a debt was carried, in order, with what was open.</summary>
    public static List<(string Placement, Reading Open, string Currency)> Judge(Story story)
    {
        var history = story.History();
        var standing = NaiveMending.Standing(story.Record, Story.End, Story.Now);
        var boundaries = new NaiveBoundaries(history, story.Links);
        var fees = PlacementFees.In(history, story.ExchangeRates, boundaries.PlacementOf).Where(one => one.Placement is not null).ToList();
        var order = fees.ConvertAll(one => one.Placement!);
        var loans = new DebtPosition(history, story.ExchangeRates).Loans;
        List<(string, Reading, string)> carried = [];
        foreach (var charged in fees.Where(one => one.Charged.Claimed > 0 && order.IndexOf(one.Placement!) > 0 && !NaiveRepeats.FollowsNoChurn(one.Placement!, standing)))
        {
            var before = loans.Where(loan => order.IndexOf(PlacementOf(loan.Id, fees, history, standing) ?? order[0]) < order.IndexOf(charged.Placement!)).ToList();
            if (before.Count > 0 && Owed(before, charged.First!.Value.PlusDays(-1), story.Rates) is { Claimed: > 0 } open)
            {
                carried.Add((charged.Placement!, open, before[0].Currency.Code));
            }
        }

        return carried;
    }

    private static string? PlacementOf(string loan, IReadOnlyList<PlacementFees> fees, WorkerHistory history, IReadOnlyList<Fact> standing)
    {
        if (fees.FirstOrDefault(one => one.Told.OfType<FeeCharged>().Any(fee => fee.Loan == loan)) is { } naming)
        {
            return naming.Placement;
        }

        var lent = standing.OfType<LoanDisbursed>().Where(one => one.Loan == loan && NaiveMoney.IsCredible(one)).ToList();
        return lent.Select(one => one.Placement).FirstOrDefault(placement => placement is not null)
            ?? history.Placements.Where(one => lent[0].EffectiveOn <= one.Start && one.Start <= lent[0].EffectiveOn.PlusDays(30)).Select(one => one.Id).FirstOrDefault()
            ?? history.PlacementOf(lent[0]);
    }

    /// <summary>Adds up each loan on each side; null where a rate between them is missing.</summary>
    private static Reading? Owed(IReadOnlyList<Loan> loans, LocalDate day, IEnumerable<ExchangeRateRecorded> rates)
    {
        var (documented, claimed) = (0m, 0m);
        foreach (var loan in loans)
        {
            var (low, high) = (LoanBalance.At(loan, day, Side.Documented).Outstanding, LoanBalance.At(loan, day, Side.Claimed).Outstanding);
            if (NaiveRates.Find([.. rates], loan.Currency.Code, loans[0].Currency.Code, day) is not { } rate)
            {
                if (low == 0 && high == 0)
                {
                    continue;
                }

                return null;
            }

            (documented, claimed) = (documented + (low * rate), claimed + (Math.Max(low, high) * rate));
        }

        return new Reading(documented, claimed);
    }
}
