using Ledger.Domain.Facts;

namespace Ledger.Host.Import.Profiles;

/// <summary>What a row comes to under a profile.</summary>
internal abstract record RowReading
{
    private RowReading()
    {
    }

    /// <summary>Facts.</summary>
    /// <param name="Members">Each with the cells that a formula reckoned.</param>
    internal sealed record Facts(IReadOnlyList<(Fact Fact, string? Formulas)> Members) : RowReading;

    /// <summary>The row is refused: none of its facts is taken.</summary>
    internal sealed record Refused(IReadOnlyList<Refusal> Refusals) : RowReading
    {
        public static Refused Of(string field, string message) => new([new Refusal(field, message)]);
    }

    /// <summary>The row holds no record, as the profile says.</summary>
    internal sealed record PassedOver : RowReading
    {
        public static PassedOver Only { get; } = new();
    }

    /// <summary>The file cannot be read as it is.</summary>
    /// <param name="Column">The column, by its index; null for the row.</param>
    /// <param name="Message">What is wrong and how to mend it.</param>
    internal sealed record Unreadable(int? Column, string Message) : RowReading;
}
