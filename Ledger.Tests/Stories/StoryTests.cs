using FsCheck.Xunit;
using Ledger.Domain.Facts;
using Ledger.Domain.Workers;
using Xunit;

namespace Ledger.Tests.Stories;

/// <summary>The stories that the properties are tried on are ones the ledger would take in.</summary>
public class StoryTests
{
    [Property(Arbitrary = [typeof(AnyStory)])]
    public void Every_fact_of_a_story_reads_back_and_is_accepted_in_turn(Story story)
    {
        var account = WorkerAccount.Empty(StreamName.OfWorker(Say.Worker));
        for (var told = 0; told < story.Record.Length; told++)
        {
            var (fact, recordedAt) = story.Record[told];
            Assert.Equal(fact, FactWire.Read(FactWire.Write(fact)).Fact);
            var acceptance = fact is MendingFact mending
                ? Domain.Record.StandingRecord.Objection(story.Record[..told], mending, recordedAt)
                : Acceptance.Of(account, fact, recordedAt).Refusal;
            Assert.Null(acceptance);
            account = account.With(story.Record[told]);
        }
    }

    [Property(Arbitrary = [typeof(AnyOverseenStory)])]
    public void Every_fact_of_an_overseen_story_reads_back(Story story) =>
        Assert.All(story.Facts.Concat(story.Links).Concat(story.Parties), fact => Assert.Equal(fact, FactWire.Read(FactWire.Write(fact)).Fact));
}
