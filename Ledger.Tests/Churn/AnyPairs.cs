using FsCheck;
using FsCheck.Fluent;
using Ledger.Domain.Churn;
using NodaTime;

namespace Ledger.Tests.Churn;

/// <summary>Placements of a few recruiters and employers in two corridors, close enough together for everything to meet everything.</summary>
public sealed record Placed(IReadOnlyList<PlacementOutcome> Outcomes)
{
    public override string ToString() => string.Join('\n', Outcomes);
}

public static class AnyPairs
{
    public static Arbitrary<Placed> Pairs() => Arb.From(
        from seed in Gen.Choose(0, int.MaxValue - 1)
        from count in Gen.Choose(1, 220)
        select new Placed(Drawn(new Random(seed), count)),
        placed => Enumerable.Range(0, placed.Outcomes.Count).Select(gone => new Placed([.. placed.Outcomes.Where((_, index) => index != gone)])).Where(fewer => fewer.Outcomes.Count > 0));

    private static IReadOnlyList<PlacementOutcome> Drawn(Random random, int count)
    {
        var (recruiters, span) = (random.Next(1, 5), random.Next(30, 900));
        var churning = random.NextDouble();
        return [.. Enumerable.Range(0, count).Select(number =>
        {
            var (recruiter, start) = (random.Next(recruiters), Outcomes.First.PlusDays(random.Next(span)));
            LocalDate? early = random.NextDouble() < (recruiter == 0 ? churning : 0.2) ? start.PlusDays(random.Next(0, 500)) : null;
            var outcome = Outcomes.Of(number, start, early, $"r-{recruiter}", $"e-{random.Next(2)}", random.Next(5) == 0 ? "BD-QA" : "NP-QA");
            var charged = random.Next(4) > 0;
            return outcome with
            {
                Term = early is null && random.Next(3) == 0 ? start.PlusDays(random.Next(100, 900)) : outcome.Term,
                ObservedUntil = early ?? start.PlusDays(random.Next(800)),
                End = early ?? (random.Next(2) == 0 ? null : outcome.End),
                FeeBorne = charged,
                RecoveredOn = charged && random.Next(2) == 0 ? start.PlusDays(random.Next(-10, 500)) : null,
                RefundClosedOn = charged ? start.PlusDays(random.Next(0, 200)) : null,
            };
        })];
    }
}
