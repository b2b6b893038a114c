using System.Text;
using System.Text.Json.Nodes;
using Ledger.Domain.Facts;
using Ledger.Domain.Record;
using NodaTime;

namespace Ledger.Tests.Oracles;

/// <summary>What stands of a record, by asking of each fact who took it back and what was said anew.</summary>
internal static class NaiveMending
{
    public static List<Fact> Standing(IEnumerable<RecordedFact> record, LocalDate asOf, Instant knownAt)
    {
        var known = record.Where(recorded => recorded.RecordedAt <= knownAt).Select(recorded => recorded.Fact).ToList();
        return [.. known.Where(fact => fact is not MendingFact && !IsTakenBack(fact, known))
            .Select(fact => Mended(fact, known))
            .Where(fact => fact.EffectiveOn <= asOf)
            .OrderBy(fact => fact.EffectiveOn).ThenBy(fact => fact.Id, StringComparer.Ordinal)];
    }

    private static bool IsTakenBack(Fact fact, List<Fact> known) =>
        known.OfType<FactWithdrawn>().Any(withdrawal => withdrawal.Withdraws == fact.Id && !IsTakenBack(withdrawal, known));

    private static Fact Mended(Fact fact, List<Fact> known)
    {
        var corrections = known.OfType<FactCorrected>()
            .Where(correction => correction.Corrects == fact.Id && !IsTakenBack(correction, known))
            .OrderBy(correction => correction.EffectiveOn).ThenBy(correction => correction.Id, StringComparer.Ordinal);
        var fields = JsonNode.Parse(FactWire.Write(fact))!.AsObject();
        foreach (var (name, value) in corrections.SelectMany(correction => correction.With.ToJson()))
        {
            if (value is null)
            {
                fields.Remove(name);
            }
            else
            {
                fields[name] = value.DeepClone();
            }
        }

        return FactWire.Read(Encoding.UTF8.GetBytes(fields.ToJsonString())).Fact!;
    }
}
