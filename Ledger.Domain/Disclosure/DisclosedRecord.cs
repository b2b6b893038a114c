using Ledger.Domain.Facts;
using Ledger.Domain.Record;

namespace Ledger.Domain.Disclosure;

/// <summary>The part of a record that an audience may read: the one place that says so.</summary>
/// <remarks>
/// A record is filtered before anything is mended, dated or judged, so that no figure, date, count or gap can rest on what is hidden.
/// Hidden from employers, recruiters and brands is what a worker says by speaking up: complaints, statements, and ratings of agencies;
/// and whatever corrects or takes back what is hidden. Accounts of money stay, by whomever they are told: without them nobody could answer
/// or repay them.
/// </remarks>
public static class DisclosedRecord
{
    /// <summary>The facts of a record that an audience may read, in the order given.</summary>
    /// <param name="audience">Who reads.</param>
    /// <param name="record">Every fact of one stream, mending facts among them.</param>
    public static IReadOnlyList<RecordedFact> To(Audience audience, IEnumerable<RecordedFact> record)
    {
        var all = record as IReadOnlyList<RecordedFact> ?? [.. record];
        if (audience.ReadsComplaints())
        {
            return all;
        }

        var hidden = Hidden(all);
        return hidden.Count == 0 ? all : [.. all.Where(recorded => !hidden.Contains(recorded.Fact.Id))];
    }

    /// <summary>A fact as an audience may see it written: without what may lead to facts that it may not read.</summary>
    /// <remarks>
    /// Free texts may say anything, and a reference may name a hidden fact. So neither notes nor the places where evidence is kept are
    /// shown, and only references to facts that are shown themselves. A reference to a fact nobody told goes too: else a missing
    /// reference would say that there is something to hide.
    /// </remarks>
    /// <param name="audience">Who reads.</param>
    /// <param name="fact">A fact that the audience may read.</param>
    /// <param name="shown">The ids of all facts that are shown.</param>
    public static Fact Shown(Audience audience, Fact fact, IReadOnlySet<string> shown)
    {
        if (audience.ReadsComplaints())
        {
            return fact;
        }

        var plain = fact with
        {
            Note = null,
            SameAs = fact.SameAs is { } same && shown.Contains(same) ? same : null,
            Evidence = fact.Evidence is { } evidence ? evidence with { Reference = null } : null,
        };
        return plain is Reimbursed { For.Facts: { } answered } back ? back with { For = ReimbursementGround.Of(answered.Where(shown.Contains)) } : plain;
    }

    /// <summary>Whether a fact by itself tells that a worker spoke up.</summary>
    private static bool SpeaksUp(Fact fact) => fact is ComplaintFiled or StatementRecorded or AgencyRated;

    /// <summary>The ids of the facts that tell of it, and of those that mend them, mended in turn or not.</summary>
    private static HashSet<string> Hidden(IReadOnlyList<RecordedFact> record)
    {
        var hidden = record.Select(recorded => recorded.Fact).Where(SpeaksUp).Select(fact => fact.Id).ToHashSet(StringComparer.Ordinal);
        var mending = record.Select(recorded => recorded.Fact).OfType<MendingFact>().ToList();

        // Each round reaches one mending further; a chain of withdrawals is never longer than the record.
        for (var before = 0; before != hidden.Count;)
        {
            before = hidden.Count;
            hidden.UnionWith(mending.Where(fact => hidden.Contains(fact.Mends)).Select(fact => fact.Id).ToList());
        }

        return hidden;
    }
}
