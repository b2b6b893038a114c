using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Domain.Oversight;
using Ledger.Domain.Parties;
using Ledger.Domain.Rates;
using Ledger.Domain.Record;
using Ledger.Domain.Rules;
using Ledger.Host.SyntheticCorridor;
using NodaTime;
using Xunit;

namespace Ledger.Tests.Indicators;

/// <summary>The record and reprisal indicators against the truth of a synthetic corridor in which nothing was lost or contradicted.</summary>
public class CorridorTruthTests
{
    private static readonly CorridorSettings Plain = new(Workers: 150, Recruiters: 12, Employers: 8, Seed: 7) { Missing = 0, Conflicting = 0 };

    [Theory]
    [InlineData(ContractSubstitution.Code)]
    [InlineData(ReceiptMismatch.Code)]
    [InlineData(UndeclaredAgent.Code)]
    [InlineData(ReprisalAfterComplaint.Code)]
    public void What_truly_happened_is_found_and_nothing_else(string indicator)
    {
        var truly = Corridor.Truth(Plain).Workers.Where(worker => worker.Indicators.Contains(indicator)).Select(worker => worker.Worker).Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(truly);
        Assert.Equal(truly, Found(indicator));
    }

    /// <summary>A certified recruiter that charged is found, save where it was all paid back; an owner's certificate finds more.</summary>
    [Fact]
    public void A_certified_recruiter_that_charged_is_found_unless_all_was_paid_back()
    {
        var truly = Corridor.Truth(Plain).Workers.Where(worker => worker.Indicators.Contains(CertifiedYetCharging.Code) && worker.Indicators.Contains(WorkerPaidFee.Code)).Select(worker => worker.Worker).ToList();
        Assert.NotEmpty(truly);
        Assert.Subset(Found(CertifiedYetCharging.Code).ToHashSet(), truly.ToHashSet());
    }

    private static List<string> Found(string indicator) => [.. Present(Plain)[indicator]];

    /// <summary>The workers on whom each indicator is present, in alphabetical order: judged one after the other.</summary>
    internal static ILookup<string, string> Present(CorridorSettings settings)
    {
        var facts = Corridor.Generate(settings).ToList();
        var rates = new ExchangeRates(facts.OfType<ExchangeRateRecorded>());
        var links = new PartyLinks(facts.OfType<PartiesLinked>());
        var (register, oversight) = (new PartyRegister(facts.OfType<PartyRegistered>()), new OversightRecord(facts));
        var home = facts.OfType<WorkerFact>().ToDictionary(fact => fact.Id, fact => fact.Worker!, StringComparer.Ordinal);
        return facts.Where(fact => fact is WorkerFact || (fact is MendingFact mending && home.ContainsKey(mending.Mends)))
            .GroupBy(fact => fact.Worker ?? home[((MendingFact)fact).Mends], StringComparer.Ordinal)
            .OrderBy(worker => worker.Key, StringComparer.Ordinal)
            .SelectMany(worker => new Evaluation(
                WorkerHistory.Of(worker.Key, worker.Select(fact => new RecordedFact(fact, Instant.FromUtc(2026, 7, 1, 0, 0))), new LocalDate(2026, 7, 1), Instant.MaxValue), rates, links, RulePack.Current, Thresholds.Default)
            {
                Parties = register,
                Oversight = oversight,
            }.Findings().Where(finding => finding.IsPresent).Select(finding => (finding.Indicator, Worker: worker.Key)).Distinct())
            .ToLookup(found => found.Indicator, found => found.Worker, StringComparer.Ordinal);
    }
}
