using FsCheck;
using FsCheck.Fluent;
using Ledger.Domain.Facts;

namespace Ledger.Tests.Stories;

/// <summary>Draws coherent stories; a failing one is cut down to the facts that matter.</summary>
/// <remarks>The story follows from one drawn number, so that FsCheck's own seed replays it; shrinking works on the told facts.</remarks>
public static class AnyStory
{
    private const int MostBeats = 30;

    public static Arbitrary<Story> Stories() => Arb.From(Drawn, Shrunk);

    private static Gen<Story> Drawn { get; } =
        from seed in Gen.Choose(0, int.MaxValue - 1)
        from beats in Gen.Choose(0, MostBeats)
        select new Storyteller(seed).Tell(beats);

    /// <summary>Leaves out halves, quarters and single facts, then makes single facts plainer.</summary>
    internal static IEnumerable<Story> Shrunk(Story story)
    {
        for (var size = (story.Record.Length + 1) / 2; size > 0; size = size == 1 ? 0 : (size + 1) / 2)
        {
            for (var start = 0; start < story.Record.Length; start += size)
            {
                yield return story.Without(story.Facts.Skip(start).Take(size).Select(fact => fact.Id));
            }
        }

        foreach (var plainer in story.Record.SelectMany((recorded, index) =>
            Plainer(recorded.Fact).Select(fact => story with { Record = story.Record.SetItem(index, recorded with { Fact = fact }) })))
        {
            yield return plainer;
        }

        foreach (var rate in story.Rates)
        {
            yield return story with { Rates = story.Rates.Remove(rate) };
        }
    }

    private static IEnumerable<Fact> Plainer(Fact fact)
    {
        if (fact.Evidence is not null)
        {
            yield return fact with { Evidence = null };
        }

        if (fact.SameAs is not null)
        {
            yield return fact with { SameAs = null };
        }

        if (fact is LoanDisbursed { Rate: not null } lent)
        {
            yield return lent with { Rate = null };
        }

        // 100 is plain enough to be read, and stays 100: shrinking must come to an end.
        if (Moneys.Of(fact) is { } money && money.Amount != 100m)
        {
            yield return Moneys.Changed(fact, _ => 100m);
        }
    }
}
