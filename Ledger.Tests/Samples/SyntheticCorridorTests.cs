using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Host.SyntheticCorridor;
using NodaTime;
using Xunit;

namespace Ledger.Tests.Samples;

/// <summary>The synthetic corridor: the same for the same seed, complete in itself, and true to its own truth.</summary>
public sealed class SyntheticCorridorTests
{
    private const int DaysOfRate = 31;
    private static readonly CorridorSettings Small = new(Workers: 150, Recruiters: 12, Employers: 8, Seed: 7);
    private static readonly CorridorSettings Plain = Small with { Missing = 0, Conflicting = 0 };

    [Fact]
    public void Every_fact_has_an_id_of_its_own_in_a_large_corridor_too()
    {
        // Among so many workers there is one whose loan is forgiven in two parts.
        var facts = Corridor.Generate(new CorridorSettings(Workers: 3_012)).ToList();
        Assert.Equal(facts.Count, facts.Select(fact => fact.Id).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        Assert.Equal(await Bytes(Small), await Bytes(Small with { }));
        Assert.NotEqual(await Bytes(Small), await Bytes(Small with { Seed = 8 }));
    }

    [Fact]
    public void Every_fact_reads_back_equal() => Assert.All(Corridor.Generate(Small), fact =>
    {
        var reading = FactWire.Read(FactWire.Write(fact));
        Assert.True(reading.TryGet(out var read), $"{string.Join("; ", reading.Refusals)} in {fact.Id}");
        Assert.Equal(fact, read);
    });

    [Theory]
    [InlineData("0", "0")]
    [InlineData("0.1", "0.1")]
    [InlineData("0.9", "1")]
    public void Whatever_a_fact_names_is_there(string missing, string conflicting)
    {
        var facts = Corridor.Generate(Small with { Missing = Number(missing), Conflicting = Number(conflicting) }).ToArray();
        References.AssertAllRegistered(facts);
        Assert.Equal(facts.Length, facts.DistinctBy(fact => fact.Id).Count());
    }

    [Fact]
    public void Every_seed_and_size_gives_a_corridor_that_holds_together()
    {
        int[] seeds = [int.MinValue, -1, 0, int.MaxValue, .. Enumerable.Range(100, 12)];
        Assert.All(seeds, seed => References.AssertAllRegistered([.. Corridor.Generate(new CorridorSettings(60, 3, 3, seed))]));
    }

    [Fact]
    public void A_story_that_runs_past_the_last_day_is_told_up_to_it()
    {
        // With this seed a worker is placed again on the last day but one, by an honest recruiter whose invoice falls after it.
        var settings = new CorridorSettings(Workers: 300, Recruiters: 3, Employers: 3, Seed: 303);
        var last = Corridor.Truth(settings).Workers.Single(worker => worker.Worker == "w-00299").Placements[^1];
        Assert.Equal(new LocalDate(2026, 6, 29), last.Started);
        Assert.Empty(last.Fee);
        References.AssertAllRegistered([.. Corridor.Generate(settings)]);
    }

    [Fact]
    public void Nothing_is_told_after_the_last_day_and_nothing_mends_what_was_not_told_before()
    {
        var facts = Corridor.Generate(Small).ToArray();
        var position = facts.Select((fact, index) => (fact.Id, index)).ToDictionary(pair => pair.Id, pair => pair.index, StringComparer.Ordinal);
        Assert.All(facts, fact => Assert.True(fact.EffectiveOn <= new LocalDate(2026, 6, 30), fact.Id));
        Assert.All(facts.OfType<MendingFact>(), mending => Assert.True(position[mending.Mends] < position[mending.Id], mending.Id));
    }

    [Fact]
    public void Every_type_of_fact_occurs()
    {
        var occurring = Corridor.Generate(new CorridorSettings(Workers: 600)).Select(fact => fact.Type).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(FactCatalogue.All.Select(type => type.Name), occurring.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_day_of_a_sum_has_a_rate_of_the_month_before()
    {
        var facts = Corridor.Generate(Small).ToArray();
        var rates = facts.OfType<ExchangeRateRecorded>().ToLookup(rate => rate.Quote, rate => rate.EffectiveOn);
        foreach (var (day, currency) in facts.SelectMany(Sums).Where(sum => sum.Currency != Currency.Of("USD")).Distinct())
        {
            Assert.Contains(rates[currency], rated => rated <= day && Period.DaysBetween(rated, day) <= DaysOfRate);
        }
    }

    [Fact]
    public void The_default_corridor_is_of_the_size_that_is_promised()
    {
        var count = Corridor.Generate(new CorridorSettings()).Count();
        Assert.InRange(count, 60_000, 80_000);
    }

    [Fact]
    public void With_nothing_missing_the_worker_tells_the_true_fees()
    {
        var told = Mended(Corridor.Generate(Plain)).OfType<FeeCharged>()
            .Where(fee => fee.AssertedAs == Speaker.Worker && fee.BorneBy == Payer.Worker)
            .GroupBy(fee => (fee.Worker!, fee.Placement!))
            .ToDictionary(group => group.Key, group => Totals(group.Select(fee => fee.Amount)));
        foreach (var (worker, placement) in TruePlacements())
        {
            Assert.Equal(told.GetValueOrDefault((worker, placement.Placement), []), placement.Fee);
        }
    }

    [Fact]
    public void With_contradictions_alone_the_worker_still_tells_the_true_wages()
    {
        var told = Mended(Corridor.Generate(Plain with { Conflicting = 0.5m })).OfType<WagePaid>()
            .GroupBy(wage => (wage.Worker, wage.Placement, wage.Period))
            .Select(period => period.FirstOrDefault(wage => wage.AssertedAs == Speaker.Worker) ?? period.First())
            .GroupBy(wage => (wage.Worker!, wage.Placement!))
            .ToDictionary(group => group.Key, group => Totals(group.Select(wage => wage.Net)));
        foreach (var (worker, placement) in TruePlacements())
        {
            Assert.Equal(told.GetValueOrDefault((worker, placement.Placement), []), placement.NetWages);
        }
    }

    [Fact]
    public void With_nothing_missing_the_course_of_each_debt_is_told()
    {
        var facts = Mended(Corridor.Generate(Plain)).Where(fact => fact.SameAs is null).ToArray();
        var told = facts.Select(Step).OfType<(string, DebtStep)>().ToLookup(pair => pair.Item1, pair => pair.Item2);
        foreach (var worker in Corridor.Truth(Plain).Workers)
        {
            Assert.Equal(Sorted(told[worker.Worker]), Sorted(worker.Debt));
        }
    }

    [Fact]
    public void The_true_indicators_follow_from_the_facts()
    {
        var byWorker = Mended(Corridor.Generate(Plain)).Where(fact => fact.Worker is not null).ToLookup(fact => fact.Worker!);
        var truth = Corridor.Truth(Plain);
        foreach (var worker in truth.Workers)
        {
            Assert.All(worker.Indicators, indicator => Assert.Contains(indicator, truth.Judged));
            Assert.Equal(TrueIndicatorsOf([.. byWorker[worker.Worker]]), worker.Indicators.Where(CountedHere.Contains));
        }
    }

    [Fact]
    public void Honest_recruiters_never_charge_a_worker_and_every_kind_occurs()
    {
        var truth = Corridor.Truth(Plain);
        var kinds = truth.Recruiters.ToDictionary(recruiter => recruiter.Recruiter, recruiter => recruiter.Kind, StringComparer.Ordinal);
        Assert.Equal(3, kinds.Values.Distinct().Count());
        Assert.All(truth.Workers.SelectMany(worker => worker.Placements), placement =>
            Assert.True(placement.Fee.Count == 0 || kinds[placement.Recruiter] != PartyKind.Honest, placement.Recruiter));
    }

    [Fact]
    public void What_is_lost_and_contradicted_grows_with_the_settings()
    {
        var whole = Corridor.Generate(Plain).Count();
        Assert.InRange(Corridor.Generate(Plain with { Missing = 0.5m }).Count(), whole * 45 / 100, whole * 65 / 100);
        Assert.InRange(Corridor.Generate(Plain with { Conflicting = 0.5m }).Count(), whole * 115 / 100, whole * 150 / 100);
    }

    private static readonly string[] CountedHere =
    [
        "churn.repeat-fee", "fee.recovered-from-wages", "fee.worker-paid",
        "record.contract-substitution", "record.receipt-mismatch", "worker.reprisal-after-complaint",
    ];

    private static string[] TrueIndicatorsOf(IReadOnlyList<Fact> facts)
    {
        var fees = facts.OfType<FeeCharged>().Where(fee => fee.SameAs is null && fee.BorneBy == Payer.Worker).ToArray();
        var reimbursed = facts.OfType<Reimbursed>().ToLookup(fact => (fact.Placement, fact.Amount.Currency), fact => fact.Amount.Amount);
        var complaints = facts.OfType<ComplaintFiled>().Select(fact => fact.EffectiveOn).ToArray();
        var reprisals = facts.Where(fact =>
            fact is LoanDisbursed or LoanCharged or PlacementEnded { Initiator: not (EndInitiator.Worker or EndInitiator.Expiry) });
        bool[] present =
        [
            fees.Select(fee => fee.Placement).Distinct().Count() > 1,
            facts.OfType<DeductionTaken>().Any(deduction => deduction.Loan is not null),
            fees.GroupBy(fee => (fee.Placement, fee.Amount.Currency)).Any(group => group.Sum(fee => fee.Amount.Amount) > reimbursed[group.Key].Sum()),
            facts.OfType<ContractRecorded>().Any(contract => contract.Kind == ContractKind.Substituted),
            fees.Any(fee => fee.ReceiptAmount is { } receipt && receipt.Amount < fee.Amount.Amount),
            reprisals.Any(fact => complaints.Any(day => day <= fact.EffectiveOn && fact.EffectiveOn <= day.PlusDays(60))),
        ];
        return [.. CountedHere.Where((_, index) => present[index])];
    }

    private static (string Worker, DebtStep Step)? Step(Fact fact) => fact switch
    {
        LoanDisbursed loan => (loan.Worker!, new DebtStep(loan.EffectiveOn, loan.Loan, DebtStepKind.Disbursed, loan.Principal)),
        LoanCharged charged => (charged.Worker!, new DebtStep(charged.EffectiveOn, charged.Loan, DebtStepKind.Charged, charged.Amount)),
        LoanRepaid repaid => (repaid.Worker!, new DebtStep(repaid.EffectiveOn, repaid.Loan, DebtStepKind.Repaid, repaid.Amount)),
        LoanForgiven forgiven => (forgiven.Worker!, new DebtStep(forgiven.EffectiveOn, forgiven.Loan, DebtStepKind.Forgiven, forgiven.Amount)),
        DeductionTaken { Loan: { } loan } cut => (cut.Worker!, new DebtStep(cut.EffectiveOn, loan, DebtStepKind.Repaid, cut.Amount)),
        _ => null,
    };

    private static IEnumerable<DebtStep> Sorted(IEnumerable<DebtStep> steps) =>
        steps.OrderBy(step => step.On).ThenBy(step => step.Loan, StringComparer.Ordinal).ThenBy(step => step.Kind).ThenBy(step => step.Amount.Amount);

    private static Money[] Totals(IEnumerable<Money> sums) =>
    [
        .. sums.GroupBy(sum => sum.Currency)
            .Select(group => Money.Of(group.Sum(sum => sum.Amount), group.Key))
            .OrderBy(sum => sum.Currency.Code, StringComparer.Ordinal),
    ];

    private static IEnumerable<(string Worker, PlacementTruth Placement)> TruePlacements() =>
        Corridor.Truth(Plain).Workers.SelectMany(worker => worker.Placements.Select(placement => (worker.Worker, placement)));

    /// <summary>The facts as they stand when every correction and withdrawal has been heard.</summary>
    private static IEnumerable<Fact> Mended(IEnumerable<Fact> facts)
    {
        var all = facts.ToArray();
        var corrections = all.OfType<FactCorrected>().ToDictionary(correction => correction.Corrects, StringComparer.Ordinal);
        var withdrawn = all.OfType<FactWithdrawn>().Select(fact => fact.Withdraws).ToHashSet(StringComparer.Ordinal);
        return all.Where(fact => !withdrawn.Contains(fact.Id) && fact is not MendingFact)
            .Select(fact => corrections.TryGetValue(fact.Id, out var correction) ? FactWire.Amend(fact, correction.With).Fact! : fact);
    }

    private static IEnumerable<(LocalDate Day, Currency Currency)> Sums(Fact fact) => fact switch
    {
        FeeCharged fee => [(fee.EffectiveOn, fee.Amount.Currency)],
        LoanDisbursed loan => [(loan.EffectiveOn, loan.Principal.Currency)],
        LoanRepaid repaid => [(repaid.EffectiveOn, repaid.Amount.Currency)],
        WagePaid wage => [(wage.EffectiveOn, wage.Net.Currency), (wage.Period.From, wage.Net.Currency), (wage.Period.To, wage.Net.Currency)],
        Reimbursed reimbursed => [(reimbursed.EffectiveOn, reimbursed.Amount.Currency)],
        _ => [],
    };

    private static async Task<byte[]> Bytes(CorridorSettings settings)
    {
        using var stream = new MemoryStream();
        await CorridorFiles.WriteFacts(Corridor.Generate(settings), stream);
        await CorridorFiles.WriteTruth(Corridor.Truth(settings), stream);
        return stream.ToArray();
    }

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
