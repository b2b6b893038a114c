using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Domain.Record;

/// <summary>A fact and the instant at which the ledger was told.</summary>
/// <param name="Fact">The fact as its sender gave it.</param>
/// <param name="RecordedAt">When it was recorded, to the microsecond.</param>
public sealed record RecordedFact(Fact Fact, Instant RecordedAt)
{
    /// <summary>The line of the file it came in; null where it came alone. It decides nothing, and no seal covers it.</summary>
    public Origin? Origin { get; init; }
}
