using FsCheck.Xunit;
using Ledger.Domain.Facts;
using Ledger.Domain.Record;
using Ledger.Domain.Workers;
using Ledger.Tests.Stories;
using NodaTime;
using Xunit;

namespace Ledger.Tests.Invariants;

/// <summary>What holds of every record: folds, order of arrival, taking back, and the past as it was known.</summary>
[Properties(Arbitrary = [typeof(AnyStory)])]
public class RecordInvariants
{
    [Property]
    public void An_account_folded_step_by_step_is_the_account_folded_from_nothing(Story story, byte cut)
    {
        var stream = StreamName.OfWorker(Say.Worker);
        var at = cut % (story.Record.Length + 1);
        var stepwise = story.Record[at..].Aggregate(WorkerAccount.Of(stream, story.Record[..at]), (account, recorded) => account.With(recorded));
        var whole = WorkerAccount.Of(stream, story.Record);
        Assert.Equal((whole.Seal, whole.Facts, whole.IsRegistered, whole.Origin), (stepwise.Seal, stepwise.Facts, stepwise.IsRegistered, stepwise.Origin));
        Assert.Equal(whole.Loans, stepwise.Loans);
    }

    [Property]
    public void The_seal_tells_any_two_records_apart(Story story, byte which)
    {
        if (story.Record.Length > 1)
        {
            var stream = StreamName.OfWorker(Say.Worker);
            var at = which % (story.Record.Length - 1);
            var seal = WorkerAccount.Of(stream, story.Record).Seal;
            Assert.NotEqual(seal, WorkerAccount.Of(stream, story.Record.RemoveAt(at)).Seal);
            Assert.NotEqual(seal, WorkerAccount.Of(stream, story.Record.SetItem(at, story.Record[at + 1]).SetItem(at + 1, story.Record[at])).Seal);
        }
    }

    [Property]
    public void The_order_of_arrival_changes_nothing(Story story, int seed, byte asOf)
    {
        var day = Say.Day("2017-01-01").PlusMonths(asOf % 90);
        var order = new Random(seed).GetItems(Enumerable.Range(0, 1_000_000).ToArray(), story.Record.Length);
        // The facts come in another order, and each is recorded at the instant of its new place.
        var shuffled = story.Record.Zip(order).OrderBy(pair => pair.Second).Select((pair, index) => new RecordedFact(pair.First.Fact, story.Record[index].RecordedAt));
        var other = story with { Record = [.. shuffled] };
        Assert.Equal(story.History(day).Facts, other.History(day).Facts);
        Assert.Equal(Written.Findings(story, day), Written.Findings(other, day));
    }

    [Property]
    public void Taking_a_fact_back_leaves_what_would_be_without_it(Story story, byte which)
    {
        var originals = story.Facts.Where(fact => fact is not MendingFact && Withdrawals(story, fact) == 0).ToList();
        if (originals.Count > 0)
        {
            var fact = originals[which % originals.Count];
            var withdrawn = story.With(Say.Withdrawn(fact) with { Id = "taken-back" });
            Assert.Equal(Written.Replay(story.Without([fact.Id])), Written.Replay(withdrawn));
            Assert.Equal(Written.Replay(story), Written.Replay(withdrawn.With(Say.Withdrawn(withdrawn.Record[^1].Fact) with { Id = "taken-back-again" })));
        }
    }

    [Property]
    public void Telling_more_never_changes_what_was_known_before(Story story, byte known, byte asOf)
    {
        var upTo = known % (story.Record.Length + 1);
        var (instant, day) = (Story.FirstRecording + Duration.FromHours(upTo), Say.Day("2017-01-01").PlusMonths(asOf % 90));
        var then = story with { Record = [.. story.Record.Where(recorded => recorded.RecordedAt <= instant)] };
        Assert.Equal(Written.Findings(then, day, instant), Written.Findings(story, day, instant));
        Assert.Equal(Written.Replay(then, day, instant), Written.Replay(story, day, instant));
    }

    [Property]
    public void Corrections_converge_in_whatever_order_they_come(int seed, byte count)
    {
        var fee = Say.Fee(100m, "2019-01-10").Named("fee");
        var corrections = Enumerable.Range(0, (count % 5) + 2).Select(index => Say.Corrected(fee, new()
        {
            [index % 2 == 0 ? "class" : "note"] = index % 2 == 0 ? "visa" : $"note {index}",
            ["amount"] = new System.Text.Json.Nodes.JsonObject { ["amount"] = $"{index}.00", ["currency"] = "NPR" },
        }, $"2020-01-0{1 + (index % 3)}").Named($"c{index}")).ToArray();
        var inOrder = Story.Of([Say.Registered(), fee, .. corrections]).History();
        new Random(seed).Shuffle(corrections);
        var shuffled = Story.Of([Say.Registered(), .. corrections[..1], fee, .. corrections[1..]]).History();
        Assert.Equal(inOrder.Facts.OfType<FeeCharged>(), shuffled.Facts.OfType<FeeCharged>());
        Assert.Equal(inOrder.Standing.Select(standing => string.Join(' ', standing.CorrectedBy)).Max(), shuffled.Standing.Select(standing => string.Join(' ', standing.CorrectedBy)).Max());
    }

    [Property]
    public void After_the_last_fact_a_finding_changes_only_once_it_no_longer_holds_by_its_own_word(Story story, byte later)
    {
        var last = story.History().Facts.Select(fact => fact.EffectiveOn).Append(Say.Day("2017-01-01")).Max();
        var day = last.PlusDays(later);
        var (then, now) = (story.Findings(last), story.Findings(day));
        Assert.Equal(then.Count, now.Count);
        foreach (var (before, after) in then.Zip(now).Where(pair => pair.First.HoldsUntil is not { } until || day <= until))
        {
            Assert.Equal(Written.Undated(before), Written.Undated(after));
        }
    }

    [Property]
    public void A_contradicted_fact_moves_nothing(Story story, byte which, sbyte days)
    {
        var facts = story.Facts.Where(fact => fact is not (MendingFact or WorkerRegistered)).ToList();
        var fact = facts.Count > 0 ? facts[which % facts.Count] : Say.Fee(100m, "2017-03-10");
        var contradicted = (fact with { Id = "contradicted", SameAs = null, EffectiveOn = fact.EffectiveOn.PlusDays(days) }).Graded(Grade.X);
        Assert.Equal(story.Findings().Select(Said), story.With(contradicted).Findings().Select(Said));
    }

    /// <summary>What a finding comes to, without the facts it names.</summary>
    private static string Said(Ledger.Domain.Indicators.Finding finding) => Written.Undated(finding with { Because = [] });

    private static int Withdrawals(Story story, Fact fact) => story.Facts.OfType<FactWithdrawn>().Count(withdrawal => withdrawal.Withdraws == fact.Id);
}
