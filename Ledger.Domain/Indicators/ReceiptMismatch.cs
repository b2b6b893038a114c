using System.Globalization;
using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Fees;
using Ledger.Domain.Rates;
using Ledger.Domain.Rules;
using Ledger.Domain.SameMoney;

namespace Ledger.Domain.Indicators;

/// <summary>
/// <c>record.receipt-mismatch</c>: a receipt, or the collector's own account, names less than the worker's side says was paid. Red where
/// twice the receipt or more was paid, or where the receipt is exactly a legal cap in force.
/// </summary>
/// <remarks>
/// Held against each other are accounts of the same money. Of several receipts the greatest counts, so that the excess is the least that
/// the accounts leave. It is documented as far as graded evidence of the payment, such as a bank transfer or a notebook, goes beyond the
/// receipt. A receipt does not outrank consistent testimony of more: both stand.
/// </remarks>
public static class ReceiptMismatch
{
    /// <summary>The code of the indicator.</summary>
    public const string Code = "record.receipt-mismatch";

    /// <summary>Judges the receipts of one placement.</summary>
    public static Finding Judge(Evaluation evaluation, PlacementFees fees)
    {
        var where = Words.Placement(fees.Placement);
        var conversion = new Conversion(evaluation.Rates);
        var all = Receipted.In(fees, conversion);
        var compared = all.FindAll(one => one is { Receipt: not null, Paid: not null });
        var mismatched = compared.FindAll(one => one.Excess.Claimed > 0);
        if (mismatched.Count > 0)
        {
            return Present(evaluation, fees, mismatched, conversion);
        }

        if (conversion.Missing.Count > 0)
        {
            return Insufficient(evaluation, fees, [.. conversion.Missing]);
        }

        if (compared.Count > 0)
        {
            return evaluation.Draft(Code, fees.Placement, Verdict.Absent, $"No receipt for {where} names less than the worker's side says was paid.", compared.SelectMany(one => one.Facts));
        }

        if (fees.Told.Count > 0 && fees.Fees.Count == 0)
        {
            return evaluation.Draft(Code, fees.Placement, Verdict.Absent, $"No fee is said to be borne by the worker for {where}.", fees.Told);
        }

        return Insufficient(evaluation, fees,
        [
            all.Count == 0 ? $"no account of who paid for {where}"
            : all.Exists(one => one.Paid is not null) ? $"neither a receipt nor the collector's own account for {where}"
            : $"no account of the worker's side of what was paid for {where}",
        ]);
    }

    /// <summary>Whether a receipt of a placement, or a collector's own account, names exactly a legal cap in force; null where there is none.</summary>
    public static bool? IsAtCap(Evaluation evaluation, PlacementFees fees)
    {
        var receipts = Receipted.In(fees, new Conversion(evaluation.Rates)).FindAll(one => one.Printed.Count > 0);
        return receipts.Count == 0 ? null : receipts.Exists(one => CapsOf(evaluation, fees, one).Any());
    }

    private static IEnumerable<string> CapsOf(Evaluation evaluation, PlacementFees fees, Receipted one) =>
        one.Printed.SelectMany(money => ReceiptAtCap.Rules(evaluation.Law(fees), money, one.Facts.Min(fact => fact.EffectiveOn)));

    private static Finding Insufficient(Evaluation evaluation, PlacementFees fees, IReadOnlyList<string> missing) =>
        evaluation.Draft(Code, fees.Placement, Verdict.Insufficient, $"Receipts cannot be compared: {string.Join("; ", missing)}.", fees.Told) with { Missing = missing };

    private static Finding Present(Evaluation evaluation, PlacementFees fees, List<Receipted> mismatched, Conversion conversion)
    {
        var paid = mismatched.Aggregate(Reading.Zero, (sum, one) => sum + one.Paid!.Value);
        var receipts = mismatched.Aggregate(Reading.Zero, (sum, one) => sum + one.Receipt!.Value);
        var excess = mismatched.Aggregate(Reading.Zero, (sum, one) => sum + one.Excess);
        var caps = mismatched.SelectMany(one => CapsOf(evaluation, fees, one)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var atCap = caps.Count == 0 ? "" : $" The receipt is exactly the cap of {string.Join(" and ", caps)}.";
        var worst = mismatched.MaxBy(one => one.Excess.Claimed)!;
        var times = evaluation.Thresholds.ReceiptRedTimes;
        return evaluation.Draft(Code, fees.Placement, Verdict.Present,
            string.Create(CultureInfo.InvariantCulture, $"For {Words.Placement(fees.Placement)} the worker's side tells of {Words.Of(paid, fees.Currency)} paid where receipts or collectors name {Words.Of(receipts, fees.Currency)}: ")
            + $"{Words.Of(excess, fees.Currency)} more, the most of it to {worst.Collector}.{atCap}",
            mismatched.SelectMany(one => one.Facts), conversion.Used) with
        {
            Severity = caps.Count > 0 || mismatched.Exists(one => one.Paid!.Value.Claimed >= times * one.Receipt!.Value.Claimed) ? Severity.Red : Severity.Amber,
            Strength = excess.Documented > 0 ? Strength.Documented : Strength.Testified,
            Since = mismatched.SelectMany(one => one.Facts).Min(fact => fact.EffectiveOn),
            Measures = new(StringComparer.Ordinal)
            {
                ["excess"] = Measure.Of(excess, fees.Currency),
                ["receiptAmount"] = Measure.Of(receipts, fees.Currency),
                ["workerPaid"] = Measure.Of(paid, fees.Currency),
            },
            Missing = [.. conversion.Missing],
        };
    }

    /// <summary>One sum of fees, as it was paid and as it was receipted.</summary>
    /// <param name="Collector">Who collected.</param>
    /// <param name="Paid">What the worker's side tells was paid; null where it tells nothing.</param>
    /// <param name="Receipt">What receipts and the collector name; null where there are none.</param>
    /// <param name="Printed">The receipts and the collector's accounts as they are told.</param>
    /// <param name="Facts">The accounts.</param>
    private sealed record Receipted(string Collector, Reading? Paid, Reading? Receipt, IReadOnlyList<Money> Printed, IReadOnlyList<FeeCharged> Facts)
    {
        /// <summary>By how much more was paid: graded payments over the greatest receipt, and all of them.</summary>
        public Reading Excess => Paid is { } paid && Receipt is { } receipt
            ? new Reading(Math.Max(0, paid.Documented - receipt.Claimed), Math.Max(0, paid.Claimed - receipt.Claimed))
            : Reading.Zero;

        public static List<Receipted> In(PlacementFees fees, Conversion conversion) =>
        [
            .. fees.Parts.Where(part => part.Class is not null).Select(part => Of(part.Collector, [.. part.Accounts.Select(account => (FeeCharged)account.Fact)], fees.Currency, conversion)),
        ];

        private static Receipted Of(string collector, List<FeeCharged> told, Currency currency, Conversion conversion)
        {
            var parties = told.GroupBy(fee => fee.AssertedBy, StringComparer.Ordinal).ToList();
            var paid = parties.FindAll(party => party.All(Sides.IsWorkers)).ConvertAll(party => Sum(party, fee => fee.Amount));
            var printed = parties.FindAll(party => party.Any(IsPrinted))
                .ConvertAll(party => (IsShown: party.Any(fee => IsPrinted(fee) && (Sides.IsGraded(fee) || fee.AssertedBy == fee.Collector)), Sum: Sum(party, Named).Claimed));
            return new Receipted(
                collector,
                paid.Count == 0 ? null : new Reading(paid.Max(sum => sum.Documented), paid.Max(sum => sum.Claimed)),
                printed.Count == 0 ? null : new Reading(printed.Where(one => one.IsShown).Select(one => one.Sum).DefaultIfEmpty().Max(), printed.Max(one => one.Sum)),
                [.. told.Where(IsPrinted).Select(Named).Distinct()], told);

            Reading Sum(IEnumerable<FeeCharged> party, Func<FeeCharged, Money> money) =>
                party.Select(fee => (Fee: fee, Amount: conversion.To(currency, money(fee), fee.EffectiveOn) ?? 0))
                    .Aggregate(Reading.Zero, (sum, one) => sum + new Reading(Sides.IsGraded(one.Fee) ? one.Amount : 0, one.Amount));
        }

        private static bool IsPrinted(FeeCharged fee) => fee.ReceiptAmount is not null || fee.AssertedBy == fee.Collector;

        /// <summary>What the receipt names; of a payment without one, its own sum, of which no receipt says otherwise.</summary>
        private static Money Named(FeeCharged fee) => fee.ReceiptAmount ?? fee.Amount;
    }
}
