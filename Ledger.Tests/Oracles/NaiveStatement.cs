using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Scorecards;
using Ledger.Domain.Statements;
using Ledger.Tests.Stories;
using NodaTime;

namespace Ledger.Tests.Oracles;

/// <summary>A statement by a direct reading of its definition: placement by placement, month by month, day by day.</summary>
internal sealed class NaiveStatement
{
    public StatementSays Says { get; private init; }

    public int Workers { get; private init; }

    public int Placements { get; private init; }

    public int Complete { get; private init; }

    public SortedDictionary<StatementGap, int> Gaps { get; private init; } = [];

    /// <summary>Who recruited, in order.</summary>
    public IReadOnlyList<string> Recruiters { get; private init; } = [];

    /// <summary>What was charged, repaid and is outstanding, by currency.</summary>
    public SortedDictionary<string, FeeSums> Fees { get; private init; } = new(StringComparer.Ordinal);

    public static NaiveStatement Of(IReadOnlyList<Story> stories, LocalDate from, LocalDate to, LocalDate asOf)
    {
        var workers = stories.Select(story => Covered(story, from, to, asOf)).Where(placements => placements.Count > 0).ToList();
        var placements = workers.SelectMany(worker => worker).ToList();
        var fees = new SortedDictionary<string, FeeSums>(StringComparer.Ordinal);
        foreach (var fee in placements.Select(placement => placement.Fees).OfType<NaiveFees>().Where(fee => fee.Charged.Claimed > 0))
        {
            fees[fee.CurrencyCode] = fees.GetValueOrDefault(fee.CurrencyCode) + new FeeSums(Rounded(fee.Charged), Rounded(fee.PaidBack), Rounded(fee.Borne));
        }

        var complete = workers.Count(worker => worker.TrueForAll(placement => placement.Gaps.Count == 0));
        return new NaiveStatement
        {
            Says = workers.Count == 0 ? StatementSays.NobodyCovered : fees.Count > 0 ? StatementSays.ChargesFound : complete == workers.Count ? StatementSays.FeeFree : StatementSays.NotEstablished,
            Workers = workers.Count,
            Placements = placements.Count,
            Complete = complete,
            Gaps = new(Enum.GetValues<StatementGap>().ToDictionary(gap => gap, gap => workers.Count(worker => worker.Exists(placement => placement.Gaps.Contains(gap))))
                .Where(gap => gap.Value > 0).ToDictionary()),
            Recruiters = [.. new SortedSet<string>(placements.Select(placement => placement.Recruiter), StringComparer.Ordinal)],
            Fees = fees,
        };
    }

    private static List<(List<StatementGap> Gaps, NaiveFees? Fees, string Recruiter)> Covered(Story story, LocalDate from, LocalDate to, LocalDate asOf)
    {
        var standing = NaiveMending.Standing(story.Record, asOf, Story.Now);
        var fees = NaiveFees.Of(standing, story.Rates);
        List<(List<StatementGap>, NaiveFees?, string)> covered = [];
        foreach (var placement in NaivePlacements.All(standing))
        {
            var own = standing.Where(fact => fact.Placement == placement && NaiveMoney.IsCredible(fact)).ToList();
            var started = Best(own.OfType<PlacementStarted>());
            var ended = Best(own.OfType<PlacementEnded>())?.EffectiveOn;
            if (started?.Employer == Say.Employer && started.EffectiveOn <= to && !(ended < from))
            {
                var first = Best(own.OfType<Arrived>())?.EffectiveOn ?? started.EffectiveOn;
                var last = new[] { to, asOf, ended ?? asOf }.Min();
                var told = standing.Where(fact => NaiveMoney.IsCredible(fact) && fact is FeeCharged or Reimbursed or DeductionTaken { Reason: DeductionReason.FeeRecovery, Loan: null })
                    .Where(NaiveMoney.IsCredible).Where(fact => NaiveFees.Home(fact, standing) == placement).ToList();
                covered.Add(([.. GapsOf(own, told, fees.Find(fee => fee.Placement == placement), first, last, story.Rates)], fees.Find(fee => fee.Placement == placement), started.Recruiter));
            }
        }

        return covered;
    }

    private static IEnumerable<StatementGap> GapsOf(List<Fact> own, List<Fact> told, NaiveFees? fees, LocalDate first, LocalDate last, IReadOnlyList<ExchangeRateRecorded> rates)
    {
        var words = told.Where(fact => fact is FeeCharged or DeductionTaken).ToList();
        if (words.Count == 0)
        {
            yield return StatementGap.WhoPaid;
        }
        else if (words.TrueForAll(fact => fact.AssertedAs is Speaker.Employer or Speaker.Recruiter or Speaker.SubAgent or Speaker.Lender or Speaker.Brand or Speaker.Bank))
        {
            yield return StatementGap.IndependentWord;
        }

        if (!own.OfType<ContractRecorded>().Any(contract => contract.Kind != ContractKind.Substituted))
        {
            yield return StatementGap.Contract;
        }

        if (Enumerable.Range(0, 12 * 20).Select(month => new LocalDate(2010, 1, 1).PlusMonths(month))
            .Any(month => Days(month).All(day => day >= first && day <= last) && !own.OfType<WagePaid>().Any(wage => Days(month).Any(day => day >= wage.Period.From && day <= wage.Period.To))))
        {
            yield return StatementGap.Wages;
        }

        if (fees is not null && fees.PaidBack.Claimed > 0 && fees.Charged.Claimed == 0)
        {
            yield return StatementGap.Charge;
        }

        if (told.Exists(fact => Borne(fact) is { Amount: > 0 } money && NaiveRates.Find(rates, money.Currency.Code, fees!.CurrencyCode, fact.EffectiveOn) is null))
        {
            yield return StatementGap.ExchangeRate;
        }
    }

    private static Money? Borne(Fact fact) => fact switch
    {
        FeeCharged { BorneBy: Payer.Worker } fee => fee.Amount,
        DeductionTaken cut => cut.Amount,
        Reimbursed back => back.Amount,
        _ => null,
    };

    private static IEnumerable<LocalDate> Days(LocalDate month) => Enumerable.Range(0, 31).Select(month.PlusDays).Where(day => day.Month == month.Month);

    private static T? Best<T>(IEnumerable<T> told)
        where T : Fact => told.OrderBy(fact => fact.Grade).ThenBy(fact => fact.AssertedAs == Speaker.Worker ? 0 : 1).ThenBy(fact => fact.EffectiveOn).ThenBy(fact => fact.Id, StringComparer.Ordinal).FirstOrDefault();

    private static Reading Rounded(Reading reading) => new(decimal.Round(reading.Documented, 2), decimal.Round(reading.Claimed, 2));
}
