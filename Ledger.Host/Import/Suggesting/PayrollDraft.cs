using Ledger.Host.Import.Profiles;

namespace Ledger.Host.Import.Suggesting;

/// <summary>Drafts the facts of a payroll: a wage, and a deduction for each column of deductions.</summary>
internal static class PayrollDraft
{
    public static IReadOnlyList<FactTemplate> Facts(SheetDraft draft)
    {
        var period = Period(draft);
        var reasons = new Dictionary<string, int>(StringComparer.Ordinal);
        return [Wage(draft, period), .. draft.Columns(ColumnRole.Deduction).Select(column => Deduction(draft, column, period, reasons))];
    }

    private static FactTemplate Wage(SheetDraft draft, Dictionary<string, FieldSource> period)
    {
        var (net, gross) = (draft.Column(ColumnRole.Net), draft.Column(ColumnRole.Gross));
        IReadOnlyList<string> earnings = gross is null ? draft.Columns(ColumnRole.Earning) : [];
        if (net is null)
        {
            draft.Remark("Fill in", "facts 'wage' net.amount.column, the column of what reached the worker.");
        }

        if (gross is null && earnings.Count == 0)
        {
            draft.Remark("Uncertain", "facts 'wage' gross.amount, no column tells the gross, so it is said to be the net.");
        }

        var fields = new Dictionary<string, FieldSource>(period)
        {
            ["gross.amount"] = gross is not null ? draft.Amount(gross) : earnings.Count > 0 ? new FieldSource { Sum = earnings } : draft.Amount(net ?? ""),
            ["gross.currency"] = draft.Currency("wages"),
            ["net.amount"] = draft.Amount(net ?? ""),
            ["net.currency"] = draft.Currency(null),
            ["method"] = Method(draft),
        };
        if (draft.Column(ColumnRole.Hours) is { } hours)
        {
            fields["hours"] = new FieldSource { Column = hours };
        }

        return new FactTemplate { Name = "wage", Fact = "wage-paid", Fields = fields };
    }

    private static FactTemplate Deduction(SheetDraft draft, string column, Dictionary<string, FieldSource> period, Dictionary<string, int> reasons)
    {
        var reason = HeaderWords.ReasonOf(column);
        draft.Remark("Uncertain", $"facts, column '{column}' is taken for a deduction for {reason ?? "other"}{(reason is "loan" or "fee-recovery" or "advance" ? "; name its 'loan' where it pays one off" : "")}.");
        var count = reasons[reason ?? "other"] = reasons.GetValueOrDefault(reason ?? "other") + 1;
        return new FactTemplate
        {
            Name = count == 1 ? reason ?? "other" : $"{reason ?? "other"}-{count}",
            Fact = "deduction-taken",
            When = [new RowCondition { Column = column, Has = CellHolds.Amount }],
            Fields = new Dictionary<string, FieldSource>(period)
            {
                ["amount.amount"] = draft.Amount(column),
                ["amount.currency"] = draft.Currency(null),
                ["reason"] = ProfileDraft.Value(reason ?? "other"),
            },
        };
    }

    /// <summary>The pay day and the days that are paid for, by the columns that tell the most of them.</summary>
    private static Dictionary<string, FieldSource> Period(SheetDraft draft)
    {
        var (from, to, month, paid) = (draft.Column(ColumnRole.PeriodFrom), draft.Column(ColumnRole.PeriodTo), draft.Column(ColumnRole.Month), draft.Column(ColumnRole.PayDay));
        if (from is null || to is null)
        {
            draft.Remark(month is null && paid is null ? "Fill in" : "Uncertain", month is not null ? $"facts, the pay period is taken for the calendar month of column '{month}'."
                : paid is not null ? $"facts, the pay period is taken for the calendar month of column '{paid}'; where wages are paid in the month after, say previous-month-start and previous-month-end."
                : "facts, no column tells days: give effectiveOn, period.from and period.to as values.");
        }

        var told = month ?? paid;
        return new Dictionary<string, FieldSource>
        {
            ["effectiveOn"] = paid is not null ? new() { Column = paid } : to is not null ? new() { Column = to } : Of(told, DayTaken.MonthEnd),
            ["period.from"] = from is not null && to is not null ? new() { Column = from } : Of(told, DayTaken.MonthStart),
            ["period.to"] = from is not null && to is not null ? new() { Column = to } : Of(told, DayTaken.MonthEnd),
        };

        static FieldSource Of(string? column, DayTaken taken) => column is null ? ProfileDraft.Value("") : new() { Column = column, Take = taken };
    }

    private static FieldSource Method(SheetDraft draft)
    {
        if (draft.Column(ColumnRole.Method) is { } column)
        {
            return draft.Words("facts 'wage' method", column, HeaderWords.MethodOf);
        }

        draft.Remark("Uncertain", "facts 'wage' method, no column tells how wages were paid, so it is said to be by bank.");
        return ProfileDraft.Value("bank");
    }
}
