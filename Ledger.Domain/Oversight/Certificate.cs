using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Domain.Oversight;

/// <summary>A certificate as it stood on a day.</summary>
/// <param name="Granted">The fact that grants it.</param>
/// <param name="Withdrawn">The fact that withdraws it, where one was known and effective.</param>
public sealed record Certificate(CertificationGranted Granted, CertificationWithdrawn? Withdrawn)
{
    /// <summary>The certified party.</summary>
    public string Party => Granted.Party;

    /// <summary>The scheme, such as IRIS.</summary>
    public string Scheme => Granted.Scheme;

    /// <summary>The last day it holds: its own, or the day before it was withdrawn; null while it has none.</summary>
    public LocalDate? LastDay => Withdrawn?.EffectiveOn.PlusDays(-1) is { } before && (Granted.To is not { } to || before < to) ? before : Granted.To;

    /// <summary>Whether it holds on a day.</summary>
    public bool Holds(LocalDate on) => Granted.From <= on && (LastDay is not { } last || on <= last);
}
