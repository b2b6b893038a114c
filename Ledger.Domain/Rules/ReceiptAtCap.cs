using Ledger.Domain.Amounts;
using NodaTime;

namespace Ledger.Domain.Rules;

/// <summary>Whether a receipt names exactly what a law allows: false receipts stop there.</summary>
public static class ReceiptAtCap
{
    /// <summary>The laws in force on a day whose cap, known exactly and in the receipt's own currency, is the amount of the receipt; in order of id.</summary>
    /// <param name="law">The rules, put to the fees of the placement the receipt is for.</param>
    /// <param name="receipt">The amount that the receipt names.</param>
    /// <param name="on">The day of the payment.</param>
    public static IReadOnlyList<string> Rules(FeeLaw law, Money receipt, LocalDate on) => receipt.Amount == 0 ? [] :
    [
        .. law.Law().Where(count => count.Rule.IsInForce(on) && count.Cap is { IsExact: true } cap && cap.Currency == receipt.Currency
                && (cap.Claimed == receipt.Amount || cap.Documented == receipt.Amount))
            .Select(count => count.Rule.Id).Order(StringComparer.Ordinal),
    ];
}
