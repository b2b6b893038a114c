using Ledger.Domain.Facts.Reading;

namespace Ledger.Domain.Facts;

/// <summary>The speaker of an earlier fact gives some of its fields anew; both stay in the record.</summary>
[FactType("fact-corrected")]
public sealed record FactCorrected : MendingFact
{
    /// <summary>The id of the fact that is corrected.</summary>
    public required string Corrects { get; init; }
    /// <summary>The fields that change, as they should have read; null takes an optional field away.</summary>
    public required FactFields With { get; init; }
    /// <inheritdoc/>
    public override string Mends => Corrects;
}

/// <summary>The speaker of an earlier fact takes it back; it stays visible in a replay known at an earlier instant.</summary>
[FactType("fact-withdrawn")]
public sealed record FactWithdrawn : MendingFact
{
    /// <summary>The id of the fact that is taken back; a correction or a withdrawal may be taken back too.</summary>
    public required string Withdraws { get; init; }
    /// <summary>Why.</summary>
    [FreeText]
    public required string Reason { get; init; }
    /// <inheritdoc/>
    public override string Mends => Withdraws;
}
