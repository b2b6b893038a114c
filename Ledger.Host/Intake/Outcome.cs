using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Host.Intake;

/// <summary>What became of a fact that was sent in.</summary>
public abstract record Outcome
{
    private Outcome()
    {
    }

    /// <summary>It is on record, from now on or since it was first sent.</summary>
    /// <param name="RecordedAt">When it was recorded.</param>
    /// <param name="IsNew">False when the same fact was sent before.</param>
    public sealed record Recorded(Instant RecordedAt, bool IsNew) : Outcome;

    /// <summary>It cannot be accepted.</summary>
    /// <param name="Refusal">The field and how to mend it.</param>
    /// <param name="MayWait">Whether a fact still to come in the same batch could lift the refusal.</param>
    public sealed record Refused(Refusal Refusal, bool MayWait) : Outcome;
}
