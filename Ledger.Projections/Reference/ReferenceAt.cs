using Ledger.Domain.Indicators;
using Ledger.Domain.Oversight;
using Ledger.Domain.Parties;
using Ledger.Domain.Rates;
using Ledger.Domain.Record;
using Ledger.Domain.Rules;

namespace Ledger.Projections.Reference;

/// <summary>What was known at an instant of everything that workers share.</summary>
/// <param name="Rates">The exchange rates.</param>
/// <param name="Links">The links between parties.</param>
/// <param name="Parties">The parties.</param>
/// <param name="Oversight">The audits and certificates.</param>
/// <param name="Pack">The rule pack that was adopted last by then; the one that comes with the ledger where none was.</param>
public sealed record ReferenceAt(ExchangeRates Rates, PartyLinks Links, PartyRegister Parties, OversightRecord Oversight, RulePack Pack)
{
    /// <summary>Everything an indicator may read of a worker.</summary>
    /// <param name="history">The worker's record.</param>
    /// <param name="pack">Another rule pack than the adopted one.</param>
    public Evaluation Of(WorkerHistory history, RulePack? pack = null) => new(history, Rates, Links, pack ?? Pack, Thresholds.Default) { Parties = Parties, Oversight = Oversight };
}
