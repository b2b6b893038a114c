using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Domain.Record;

/// <summary>A fact as it stands after all corrections and withdrawals known.</summary>
/// <param name="Fact">The fact with its corrected fields; its id is the id it was sent under.</param>
/// <param name="RecordedAt">When the fact was first recorded.</param>
/// <param name="CorrectedBy">The ids of the corrections it carries, in the order they apply.</param>
public sealed record StandingFact(Fact Fact, Instant RecordedAt, IReadOnlyList<string> CorrectedBy)
{
    /// <summary>The line of the file the fact came in; null where it came alone.</summary>
    public Origin? Origin { get; init; }
}

/// <summary>What stands of a record once it is mended: the one place where corrections and withdrawals take effect.</summary>
/// <remarks>
/// What stands depends on the set of facts known and never on the order in which they came: corrections of one fact apply
/// by their own date and then their id, and a withdrawal that is itself withdrawn has no effect.
/// </remarks>
public static class StandingRecord
{
    /// <summary>How many withdrawals may follow one another, each taking back the one before.</summary>
    public const int LongestChainOfWithdrawals = 8;

    /// <summary>Mends a record.</summary>
    /// <param name="known">Every fact known of one subject, mending facts among them, in any order.</param>
    /// <returns>The facts that stand, in order of date and id; facts that mend others are not among them.</returns>
    /// <exception cref="InvalidOperationException">A correction makes a fact unreadable: such a correction is never accepted.</exception>
    public static IReadOnlyList<StandingFact> Of(IEnumerable<RecordedFact> known)
    {
        var all = known.ToList();
        var mending = all.FindAll(recorded => recorded.Fact is MendingFact);
        var withdrawn = WithdrawnIds(mending);
        var corrections = mending
            .Select(recorded => recorded.Fact)
            .OfType<FactCorrected>()
            .Where(correction => !withdrawn.Contains(correction.Id))
            .OrderBy(correction => correction.EffectiveOn).ThenBy(correction => correction.Id, StringComparer.Ordinal)
            .ToLookup(correction => correction.Corrects, StringComparer.Ordinal);
        List<(int Day, StandingFact Entry)> standing = new(all.Count);
        foreach (var recorded in all)
        {
            if (recorded.Fact is not MendingFact && !withdrawn.Contains(recorded.Fact.Id))
            {
                var entry = Corrected(recorded, corrections[recorded.Fact.Id]);
                standing.Add((Dated.Number(entry.Fact.EffectiveOn), entry));
            }
        }

        standing.Sort(static (one, other) => one.Day == other.Day ? string.CompareOrdinal(one.Entry.Fact.Id, other.Entry.Fact.Id) : one.Day.CompareTo(other.Day));
        return standing.ConvertAll(one => one.Entry);
    }

    /// <summary>Says why a mending fact cannot join a record; null when it can.</summary>
    /// <param name="known">Every fact known of the subject.</param>
    /// <param name="mending">The correction or withdrawal that is asked for.</param>
    /// <param name="recordedAt">The instant it would be recorded at.</param>
    public static Refusal? Objection(IReadOnlyList<RecordedFact> known, MendingFact mending, Instant recordedAt)
    {
        var field = mending is FactCorrected ? "corrects" : "withdraws";
        var target = known.FirstOrDefault(recorded => recorded.Fact.Id == mending.Mends)?.Fact;
        if (target is null)
        {
            return new Refusal(field, $"no fact '{mending.Mends}' is known; send it first, or mend the id");
        }

        if (mending is FactCorrected && target is MendingFact)
        {
            return new Refusal(field, $"'{target.Id}' is itself a {target.Type}; withdraw it and send another");
        }

        if (target.AssertedBy != mending.AssertedBy)
        {
            return new Refusal("assertedBy", $"only '{target.AssertedBy}' who asserted '{target.Id}' can mend it; "
                + "record a differing account as a fact of its own with sameAs");
        }

        if (target is FactWithdrawn withdrawal && ChainLength(known, withdrawal) >= LongestChainOfWithdrawals)
        {
            return new Refusal(field, $"'{target.Id}' ends a chain of {LongestChainOfWithdrawals} withdrawals; send the fact anew under another id");
        }

        return Unreadable([.. known, new RecordedFact(mending, recordedAt)]);
    }

    private static Refusal? Unreadable(IReadOnlyList<RecordedFact> record)
    {
        var withdrawn = WithdrawnIds(record);
        foreach (var corrections in record.Select(recorded => recorded.Fact).OfType<FactCorrected>()
                     .Where(correction => !withdrawn.Contains(correction.Id))
                     .GroupBy(correction => correction.Corrects, StringComparer.Ordinal))
        {
            var fact = record.First(recorded => recorded.Fact.Id == corrections.Key).Fact;
            foreach (var correction in corrections.OrderBy(correction => correction.EffectiveOn).ThenBy(correction => correction.Id, StringComparer.Ordinal))
            {
                var reading = FactWire.Amend(fact, correction.With);
                if (reading.Fact is null)
                {
                    return reading.Refusals[0];
                }

                fact = reading.Fact;
            }
        }

        return null;
    }

    private static int ChainLength(IReadOnlyList<RecordedFact> known, FactWithdrawn last)
    {
        var withdrawals = known.Select(recorded => recorded.Fact).OfType<FactWithdrawn>()
            .ToDictionary(withdrawal => withdrawal.Id, StringComparer.Ordinal);
        var length = 1;
        while (length < LongestChainOfWithdrawals && withdrawals.TryGetValue(last.Withdraws, out var before))
        {
            (last, length) = (before, length + 1);
        }

        return length;
    }

    private static StandingFact Corrected(RecordedFact recorded, IEnumerable<FactCorrected> corrections)
    {
        var fact = recorded.Fact;
        List<string>? applied = null;
        foreach (var correction in corrections)
        {
            fact = FactWire.Amend(fact, correction.With).Fact
                ?? throw new InvalidOperationException($"Correction '{correction.Id}' makes fact '{fact.Id}' unreadable.");
            (applied ??= []).Add(correction.Id);
        }

        return new StandingFact(fact, recorded.RecordedAt, applied ?? (IReadOnlyList<string>)[]) { Origin = recorded.Origin };
    }

    private static HashSet<string> WithdrawnIds(IEnumerable<RecordedFact> record)
    {
        var withdrawals = record.Select(recorded => recorded.Fact).OfType<FactWithdrawn>()
            .ToLookup(withdrawal => withdrawal.Withdraws, StringComparer.Ordinal);
        return [.. withdrawals.Select(group => group.Key).Where(IsWithdrawn)];

        // A withdrawal can only name a fact that was known before it, so the chain of withdrawals has an end.
        bool IsWithdrawn(string id) => withdrawals[id].Any(withdrawal => !IsWithdrawn(withdrawal.Id));
    }
}
