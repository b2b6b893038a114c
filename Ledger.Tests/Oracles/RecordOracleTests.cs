using FsCheck.Xunit;
using Ledger.Domain.Facts;
using Ledger.Domain.Fees;
using Ledger.Domain.Indicators;
using Ledger.Tests.Stories;
using NodaTime;
using Xunit;

namespace Ledger.Tests.Oracles;

/// <summary>The record and reprisal indicators against a direct reading of their definitions.</summary>
[Properties(Arbitrary = [typeof(AnyOverseenStory)], MaxTest = 150)]
public class RecordOracleTests
{
    [Property]
    public void Wages_are_mismatched_as_defined(Story story)
    {
        var naive = new NaiveRecord(story);
        foreach (var placement in naive.Placements.Where(placement => !naive.HasContractOrMissingRates(placement)))
        {
            var gaps = naive.Gaps(placement).ToList();
            var mismatched = gaps.FindAll(gap => gap.Declared - gap.Received > gap.Declared / 100);
            var finding = story.Finding(WageMismatch.Code, placement);
            Assert.Equal(mismatched.Count > 0 ? Verdict.Present : gaps.Count > 0 ? Verdict.Absent : Verdict.Insufficient, finding.Verdict);
            if (mismatched.Count > 0)
            {
                var claimed = mismatched.Sum(gap => gap.Declared - gap.Received);
                Assert.Equal((mismatched.Sum(gap => Math.Min(gap.Documented, gap.Declared - gap.Received)), claimed), (finding.Measures["wageShortfall"].Documented, finding.Measures["wageShortfall"].Claimed));
                Assert.Equal(claimed * 4 >= mismatched.Sum(gap => gap.Declared) || mismatched.Exists(gap => gap.Received == 0) ? Severity.Red : Severity.Amber, finding.Severity);
                Assert.Equal(mismatched.Min(gap => gap.On), finding.Since);
            }
        }
    }

    [Property]
    public void Contracts_are_substituted_as_defined(Story story)
    {
        var naive = new NaiveRecord(story);
        foreach (var placement in naive.Placements.Where(naive.HasOneContractCurrency))
        {
            var worse = naive.Worse(placement).ToList();
            var finding = story.Finding(ContractSubstitution.Code, placement);
            Assert.Equal(worse.Exists(one => one.Cut > 0 || one.Hours > 0 || one.After), finding.IsPresent);
            Assert.Equal(worse.Select(one => one.Cut).Append(0).Max(), finding.Measures.GetValueOrDefault("wageShortfall")?.Claimed ?? 0);
        }
    }

    [Property]
    public void Receipts_are_mismatched_as_defined(Story story)
    {
        var naive = new NaiveRecord(story);
        foreach (var placement in naive.Placements.Where(naive.HasRupeesAlone))
        {
            var beyond = naive.BeyondReceipts(placement).ToList();
            var finding = story.Finding(ReceiptMismatch.Code, placement);
            Assert.Equal((beyond.Sum() > 0, beyond.Sum()), (finding.IsPresent, finding.Measures.GetValueOrDefault("excess")?.Claimed ?? 0));
            Assert.True(beyond.Count == 0 || finding.Verdict != Verdict.Insufficient);
        }
    }

    [Property]
    public void Facts_are_backdated_before_an_audit_as_defined(Story story)
    {
        var naive = new NaiveRecord(story);
        foreach (var placement in naive.Placements)
        {
            var finding = story.Finding(BackdatedBeforeAudit.Code, placement);
            Assert.Equal(naive.Backdated(placement) ?? 0, finding.Measures.GetValueOrDefault("lateFacts")?.Value ?? 0);
            Assert.True(naive.Backdated(placement) is not null || finding.Verdict == Verdict.Insufficient);
        }
    }

    [Property]
    public void Agents_are_undeclared_as_defined(Story story)
    {
        var naive = new NaiveRecord(story);
        foreach (var placement in naive.Placements)
        {
            var left = naive.LeftOut(placement);
            var finding = story.Finding(UndeclaredAgent.Code, placement);
            Assert.Equal(left is null ? Verdict.Insufficient : left.Count > 0 ? Verdict.Present : Verdict.Absent, finding.Verdict);
            Assert.All(left ?? [], party => Assert.Contains($"{party} (", finding.Explanation, StringComparison.Ordinal));
        }
    }

    [Property]
    public void The_certified_charge_as_defined(Story story)
    {
        var naive = new NaiveRecord(story);
        foreach (var fees in PlacementFees.In(story.History(), story.ExchangeRates).Where(fees => fees.Placement is not null))
        {
            var charges = fees.Parts.SelectMany(part => part.Accounts).Select(account => account.Fact);
            Assert.Equal(fees.Borne.Claimed > 0 && naive.WasCertified(fees.Placement!, charges), story.Finding(CertifiedYetCharging.Code, fees.Placement).IsPresent);
        }
    }

    [Property]
    public void Clean_audits_are_contradicted_as_defined(Story story)
    {
        var naive = new NaiveRecord(story);
        var thresholds = Thresholds.Default;
        foreach (var fees in PlacementFees.In(story.History(), story.ExchangeRates).Where(fees => fees.Placement is not null && !naive.HasContractOrMissingRates(fees.Placement)))
        {
            List<LocalDate> days =
            [
                .. fees.Borne.Claimed == 0 ? [] : fees.Parts.Where(part => part.Class is not null).SelectMany(part => part.Accounts).Select(account => account.On),
                .. FeeRecovery.In(story.History(), fees, thresholds.RecoveryFirstPeriods, thresholds.RecoveryEqualCuts).Where(cut => cut.Sum.Claimed > 0).Select(cut => cut.Facts.Min(fact => fact.EffectiveOn)),
            ];
            Assert.Equal(naive.WasFoundClean(fees.Placement!, days), story.Finding(CleanAuditContradicted.Code, fees.Placement).IsPresent);
        }
    }

    [Property]
    public void A_complaint_is_answered_as_defined(Story story)
    {
        var finding = story.Finding(ReprisalAfterComplaint.Code);
        Assert.Equal(new NaiveRecord(story).DaysAfterComplaint(), (int?)finding.Measures.GetValueOrDefault("daysAfterComplaint")?.Value);
        Assert.Equal(finding.IsPresent, finding.Measures.Count > 0);
    }

    /// <summary>What a story must bring about often enough for the properties above to try anything.</summary>
    [Fact]
    public void Stories_bring_every_indicator_about()
    {
        var present = FsCheck.Fluent.Gen.Sample(AnyOverseenStory.Stories().Generator, 400).SelectMany(story => story.Findings()).Where(finding => finding.IsPresent)
            .GroupBy(finding => finding.Indicator, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        Assert.All(
            [WageMismatch.Code, ContractSubstitution.Code, ReceiptMismatch.Code, BackdatedBeforeAudit.Code, UndeclaredAgent.Code, CertifiedYetCharging.Code, CleanAuditContradicted.Code, ReprisalAfterComplaint.Code],
            code => Assert.True(present.GetValueOrDefault(code) > 0, $"{code} was present {present.GetValueOrDefault(code)} times"));
    }
}
