namespace Ledger.Domain.Rules.Rows;

/// <summary>Why a rule pack cannot be read: one fault, by row and field.</summary>
/// <param name="Row">The row's id, or its place such as row 12 where it has none; empty for the file as a whole.</param>
/// <param name="Field">The field, such as limit.currency; empty for the row as a whole.</param>
/// <param name="Message">What is wrong and how to mend it.</param>
public sealed record PackRefusal(string Row, string Field, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => $"{(Row.Length > 0 ? Row + ": " : "")}{(Field.Length > 0 ? Field + ": " : "")}{Message}";
}

/// <summary>A rule pack cannot be read.</summary>
/// <param name="refusals">At least one fault.</param>
public sealed class PackRefusedException(IReadOnlyList<PackRefusal> refusals)
    : Exception($"The rule pack cannot be read: {refusals[0]}{(refusals.Count > 1 ? $" (and {refusals.Count - 1} more)" : "")}")
{
    /// <summary>The faults, in order of the rows.</summary>
    public IReadOnlyList<PackRefusal> Refusals { get; } = refusals;
}
