using JasperFx.Events.Daemon;

namespace Ledger.Projections.Recording;

/// <summary>A stored event that a decision rests on cannot be read.</summary>
/// <param name="sequence">The event's number.</param>
/// <param name="type">The name of its type, as stored.</param>
/// <param name="cause">What is wrong with it.</param>
public sealed class UnreadableEventException(long sequence, string type, Exception cause)
    : Exception($"Event {sequence} ({type}) cannot be read.", cause), IEventFailureContext
{
    /// <inheritdoc/>
    public ShardFailureCategory Category => ShardFailureCategory.EventSerialization;

    /// <inheritdoc/>
    public long Sequence => sequence;

    /// <inheritdoc/>
    public string? EventTypeName => type;

    /// <inheritdoc/>
    public Guid? EventId => null;

    /// <inheritdoc/>
    public Guid? StreamId => null;

    /// <inheritdoc/>
    public string? StreamKey => null;

    /// <inheritdoc/>
    public string? TenantId => null;

    /// <inheritdoc/>
    public long? Version => null;
}
