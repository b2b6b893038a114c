using System.Text.RegularExpressions;
using Ledger.Host.Import.Sheets;

namespace Ledger.Host.Import.Profiles;

/// <summary>Says whether conditions hold for a row.</summary>
internal sealed class ConditionReading(IReadOnlyList<RowCondition> conditions, TableColumns columns, NumberReading numbers)
{
    private readonly IReadOnlyList<(RowCondition Condition, Regex? Pattern)> _conditions =
        [.. conditions.Select(condition => (condition, condition.Matches is null ? null : ProfileCheck.Pattern(condition.Matches)))];

    public bool AllHold(SheetRow row) => _conditions.All(each => Holds(each.Condition, each.Pattern, columns.CellOf(row, each.Condition.Column)));

    public bool AnyHolds(SheetRow row) => _conditions.Any(each => Holds(each.Condition, each.Pattern, columns.CellOf(row, each.Condition.Column)));

    private bool Holds(RowCondition condition, Regex? pattern, SheetCell cell) => condition switch
    {
        { Has: CellHolds.Text } => !cell.IsEmpty,
        // What is no number is not zero either: the fact is due, and its field says what is wrong.
        { Has: CellHolds.Amount } => !cell.IsEmpty && numbers.Read(cell).Number is not 0,
        { Is: { } words } => words.Contains(TableColumns.Said(cell.Text), StringComparer.OrdinalIgnoreCase),
        _ => pattern!.IsMatch(cell.Text),
    };
}
