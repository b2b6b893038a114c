using FsCheck.Xunit;
using Ledger.Domain.Statements;
using Ledger.Tests.Oracles;
using Ledger.Tests.Stories;
using NodaTime;
using Xunit;

namespace Ledger.Tests.Statements;

/// <summary>Statements of several workers, held against a direct reading of the definition.</summary>
public sealed class StatementOracleTests
{
    [Property(Arbitrary = [typeof(AnyStory)], MaxTest = 60)]
    public void It_says_what_the_definition_says(Story one, Story other, Story third, byte begins, byte lasts)
    {
        Story[] stories = [one, other, third];
        var from = Say.Day("2016-06-01").PlusDays(begins * 12);
        var to = from.PlusDays(lasts * 6);
        foreach (var asOf in (LocalDate[])[Story.End, from.PlusDays(90)])
        {
            var statement = EmployerStatement.Of(
                [.. stories.Select(story => CoveredWorker.Of(story.History(asOf), story.ExchangeRates, new HashSet<string> { Say.Employer }, new StatementPeriod(from, to))).OfType<CoveredWorker>()]);
            var naive = NaiveStatement.Of(stories, from, to, asOf);
            Assert.Equal((naive.Says, naive.Workers, naive.Placements, naive.Complete), (statement.Says, statement.Workers, statement.Placements, statement.Complete));
            Assert.Equal(naive.Gaps, statement.Gaps);
            Assert.Equal(naive.Recruiters, statement.Recruiters);

            // Where accounts of one sum disagree whether it was to be cut from wages, the definition leaves open which cuts pay it.
            if (stories.All(story => NaiveFees.Of(NaiveMending.Standing(story.Record, asOf, Story.Now), story.Rates).TrueForAll(fees => fees.FormsAgree)))
            {
                Assert.Equal(naive.Fees, statement.Fees);
            }

            // Each part is rounded to the currency's unit by itself.
            Assert.All(statement.Fees, currency => Assert.InRange(
                currency.Value.Charged.Claimed - statement.Classes.Where(part => part.Currency == currency.Key).Sum(part => part.Charged.Claimed), -0.1m, 0.1m));
        }
    }
}
