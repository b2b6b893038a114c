using Ledger.Domain.Facts;

namespace Ledger.Domain.Workers;

/// <summary>The names of the ledger's streams: the one place that makes them.</summary>
public static class StreamName
{
    private const string WorkerPrefix = "worker/";

    /// <summary>The stream of all exchange rates: every worker's months of wages may turn on them.</summary>
    public const string ExchangeRates = "reference/exchange-rates";

    /// <summary>The stream of all links between parties: who is linked to whom is a question about all of them at once.</summary>
    public const string PartyLinks = "reference/party-links";

    /// <summary>The stream of all registrations of parties: what a rule reaches may turn on where any of them is established.</summary>
    public const string Parties = "reference/parties";

    /// <summary>The stream of all audits and certificates: what they missed is a question about every worker of a site.</summary>
    public const string Oversight = "reference/oversight";

    /// <summary>The stream of the rule packs that were adopted.</summary>
    public const string RulePacks = "reference/rule-packs";

    /// <summary>The stream a fact belongs to; null for a fact that mends another and lives where that one lives.</summary>
    public static string? Of(Fact fact) => fact switch
    {
        WorkerFact { Worker: { } worker } => OfWorker(worker),
        PartiesLinked => PartyLinks,
        PartyRegistered => Parties,
        AuditAnnounced or AuditPerformed or CertificationGranted or CertificationWithdrawn => Oversight,
        PartyFact party => OfParty(party.Subject),
        ExchangeRateRecorded => ExchangeRates,
        MendingFact => null,
        _ => throw new ArgumentException($"A {fact.Type} has no stream.", nameof(fact)),
    };

    /// <summary>The stream of a worker.</summary>
    public static string OfWorker(string worker) => WorkerPrefix + worker;

    /// <summary>The stream of a party.</summary>
    public static string OfParty(string party) => "party/" + party;

    /// <summary>The stream of the imports of one file, by the SHA-256 of its content.</summary>
    public static string OfImport(string sha256) => "import/" + sha256;

    /// <summary>The worker whose stream it is; null for other streams.</summary>
    public static string? WorkerOf(string stream) => stream.StartsWith(WorkerPrefix, StringComparison.Ordinal) ? stream[WorkerPrefix.Length..] : null;
}
