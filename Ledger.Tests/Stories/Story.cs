using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Domain.Oversight;
using Ledger.Domain.Parties;
using Ledger.Domain.Rates;
using Ledger.Domain.Record;
using Ledger.Domain.Rules;
using NodaTime;

namespace Ledger.Tests.Stories;

/// <summary>All that several parties tell of one worker, with the rates and the links that the ledger knows besides.</summary>
public sealed record Story(ImmutableArray<RecordedFact> Record, ImmutableArray<ExchangeRateRecorded> Rates, ImmutableArray<PartiesLinked> Links)
{
    /// <summary>The first instant at which anything is recorded; every story's facts are dated before it.</summary>
    public static readonly Instant FirstRecording = Instant.FromUtc(2024, 6, 1, 0, 0);

    /// <summary>A day after every fact.</summary>
    public static readonly LocalDate End = new(2024, 5, 31);

    /// <summary>An instant after every recording.</summary>
    public static readonly Instant Now = Instant.FromUtc(2025, 1, 1, 0, 0);

    /// <summary>Tells facts one after another, an hour apart; those without an id are numbered.</summary>
    public static Story Of(params IEnumerable<Fact> facts)
    {
        var told = facts.Select((fact, index) =>
            new RecordedFact(
                fact.Id.Length > 0 ? fact : fact with { Id = string.Create(CultureInfo.InvariantCulture, $"f{index:00}") },
                FirstRecording + Duration.FromHours(index)));
        var all = told.ToImmutableArray();
        return new(
            [.. all.Where(recorded => recorded.Fact is not (ExchangeRateRecorded or PartyFact))],
            [.. all.Select(recorded => recorded.Fact).OfType<ExchangeRateRecorded>()],
            [.. all.Select(recorded => recorded.Fact).OfType<PartiesLinked>()])
        {
            Parties = [.. all.Select(recorded => recorded.Fact).OfType<PartyFact>().Where(fact => fact is not PartiesLinked)],
        };
    }

    /// <summary>Registrations, audits and certificates that the ledger knows besides.</summary>
    public ImmutableArray<PartyFact> Parties { get; init; } = [];

    public IEnumerable<Fact> Facts => Record.Select(recorded => recorded.Fact);

    public ExchangeRates ExchangeRates => new(Rates);

    public WorkerHistory History(LocalDate? asOf = null, Instant? knownAt = null) => WorkerHistory.Of(Say.Worker, Record, asOf ?? End, knownAt ?? Now);

    public Evaluation Evaluation(LocalDate? asOf = null, Instant? knownAt = null) =>
        new(History(asOf, knownAt), ExchangeRates, new PartyLinks(Links), RulePack.Current, Thresholds.Default)
        {
            Parties = new PartyRegister(Parties.OfType<PartyRegistered>()),
            Oversight = new OversightRecord(Parties),
        };

    public IReadOnlyList<Finding> Findings(LocalDate? asOf = null, Instant? knownAt = null) => Evaluation(asOf, knownAt).Findings();

    /// <summary>The only finding of an indicator, or that of one placement.</summary>
    public Finding Finding(string indicator, string? placement = null) =>
        Findings().Single(finding => finding.Indicator == indicator && (placement is null || finding.Placement == placement));

    /// <summary>The story with facts recorded at noon UTC of a day, rather than when they were told.</summary>
    public Story Recorded(string on, Func<Fact, bool> which) => this with
    {
        Record = [.. Record.Select(recorded => which(recorded.Fact) ? recorded with { RecordedAt = Say.Day(on).At(new LocalTime(12, 0)).InUtc().ToInstant() } : recorded)],
    };

    /// <summary>The story with one more fact, told after all others.</summary>
    public Story With(Fact fact) => this with { Record = Record.Add(new(fact, Last + Duration.FromHours(1))) };

    public Instant Last => Record.IsEmpty ? FirstRecording : Record.Max(recorded => recorded.RecordedAt);

    /// <summary>The story without some facts and without what mends them.</summary>
    public Story Without(IEnumerable<string> ids)
    {
        var gone = ids.ToHashSet(StringComparer.Ordinal);
        var before = -1;
        while (before != gone.Count)
        {
            before = gone.Count;
            gone.UnionWith(Facts.OfType<MendingFact>().Where(mending => gone.Contains(mending.Mends)).Select(mending => mending.Id));
        }

        return this with { Record = Record.RemoveAll(recorded => gone.Contains(recorded.Fact.Id)) };
    }

    /// <summary>The lines of the story, for whoever reads a counterexample.</summary>
    public override string ToString()
    {
        var text = new StringBuilder().AppendLine();
        foreach (var fact in Facts.Concat(Links).Concat(Parties))
        {
            text.AppendLine(Encoding.UTF8.GetString(FactWire.Write(fact)));
        }

        return text.AppendLine(CultureInfo.InvariantCulture, $"and {Rates.Length} exchange rates").ToString();
    }
}
