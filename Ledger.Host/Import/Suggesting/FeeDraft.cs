using Ledger.Host.Import.Profiles;

namespace Ledger.Host.Import.Suggesting;

/// <summary>Drafts the fact of a fee sheet: a row is a fee.</summary>
internal static class FeeDraft
{
    public static FactTemplate Fact(SheetDraft draft)
    {
        var (amount, day, collector) = (draft.Column(ColumnRole.Amount), draft.Column(ColumnRole.PayDay), draft.Column(ColumnRole.Collector));
        FillIn(draft, amount, "amount.amount.column, the column of what was charged");
        FillIn(draft, day, "effectiveOn.column, the column of the day it was charged");
        FillIn(draft, collector, "collector.value, the id of who collected the fees");
        draft.Remark("Uncertain", "facts 'fee', fees are taken to be collected by recruiters, in cash, and borne by the worker: say collectorRole, form and borneBy as they are.");
        var fields = new Dictionary<string, FieldSource>
        {
            ["effectiveOn"] = new() { Column = day ?? "" },
            ["amount.amount"] = draft.Amount(amount ?? ""),
            ["amount.currency"] = draft.Currency("fees"),
            ["class"] = Class(draft),
            ["collector"] = collector is null ? ProfileDraft.Value("") : new() { Column = collector },
            ["collectorRole"] = ProfileDraft.Value("recruiter"),
            ["borneBy"] = ProfileDraft.Value("worker"),
            ["form"] = ProfileDraft.Value("cash"),
        };
        if (draft.Column(ColumnRole.ReceiptAmount) is { } receipt)
        {
            (fields["receiptAmount.amount"], fields["receiptAmount.currency"]) = (draft.Amount(receipt), draft.Currency(null));
            draft.Remark("Uncertain", $"facts 'fee' receiptAmount, where column '{receipt}' is empty, take receiptAmount.currency out, or name a fact with and one without it by 'when'.");
        }

        if (draft.Column(ColumnRole.ReceiptNumber) is { } number)
        {
            fields["evidence.reference"] = new FieldSource { Column = number };
        }

        return new FactTemplate { Name = "fee", Fact = "fee-charged", Fields = fields };
    }

    private static FieldSource Class(SheetDraft draft)
    {
        if (draft.Column(ColumnRole.FeeClass) is { } column)
        {
            return draft.Words("facts 'fee' class", column, HeaderWords.ClassOf);
        }

        draft.Remark("Uncertain", "facts 'fee' class, no column tells what fees were for, so they are said to be for service.");
        return ProfileDraft.Value("service");
    }

    private static void FillIn(SheetDraft draft, string? column, string what)
    {
        if (column is null)
        {
            draft.Remark("Fill in", $"facts 'fee' {what}.");
        }
    }
}
