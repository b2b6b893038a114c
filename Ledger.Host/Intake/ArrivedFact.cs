using Ledger.Domain.Facts;
using Ledger.Domain.Record;

namespace Ledger.Host.Intake;

/// <summary>A fact that was sent in.</summary>
/// <param name="Fact">The fact.</param>
/// <param name="Origin">The line of the file it came in; null where it came alone.</param>
public sealed record ArrivedFact(Fact Fact, Origin? Origin = null);
