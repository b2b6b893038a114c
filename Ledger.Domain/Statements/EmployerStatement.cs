using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Scorecards;

namespace Ledger.Domain.Statements;

/// <summary>What a statement comes to; never more than the records bear.</summary>
public enum StatementSays
{
    /// <summary>The workers are too few to be shown to whoever asks.</summary>
    Withheld,
    /// <summary>Nobody is recorded to have been placed there in the period: nothing can be said.</summary>
    NobodyCovered,
    /// <summary>Some worker was charged, by some credible account.</summary>
    ChargesFound,
    /// <summary>No charge was found, and records are missing: whether workers were charged is not known.</summary>
    NotEstablished,
    /// <summary>No charge was found, and the record of every covered worker is complete.</summary>
    FeeFree,
}

/// <summary>What workers were charged for one class of cost, in one currency.</summary>
/// <param name="Currency">The currency.</param>
/// <param name="Class">The class; null for cuts from wages that recover a fee nobody named.</param>
/// <param name="Charged">The sum.</param>
/// <param name="Placements">The placements it was charged for.</param>
public sealed record ChargedClass(string Currency, FeeClass? Class, Reading Charged, int Placements);

/// <summary>What the record bears out of all workers that an employer had in a period.</summary>
public sealed record EmployerStatement
{
    /// <summary>What it comes to.</summary>
    public required StatementSays Says { get; init; }

    /// <summary>The workers covered; null where they are too few to be shown.</summary>
    public int? Workers { get; init; }

    /// <summary>Their placements with the employer in the period.</summary>
    public int Placements { get; init; }

    /// <summary>Workers whose record is complete.</summary>
    public int Complete { get; init; }

    /// <summary>Workers who were charged, by some credible account.</summary>
    public int Charged { get; init; }

    /// <summary>Of these, workers to whom all was verifiably paid back.</summary>
    public int PaidBackInFull { get; init; }

    /// <summary>What was charged, repaid and is outstanding, by currency.</summary>
    public SortedDictionary<string, FeeSums> Fees { get; init; } = new(StringComparer.Ordinal);

    /// <summary>What was charged, by currency and class; cuts that no class names come last.</summary>
    public IReadOnlyList<ChargedClass> Classes { get; init; } = [];

    /// <summary>Who recruited for the placements, in order of id.</summary>
    public IReadOnlyList<string> Recruiters { get; init; } = [];

    /// <summary>Workers whose record lacks something, by what; one may lack several.</summary>
    public SortedDictionary<StatementGap, int> Gaps { get; init; } = [];

    /// <summary>Adds up the workers that are covered.</summary>
    public static EmployerStatement Of(IReadOnlyCollection<CoveredWorker> workers)
    {
        var placements = workers.SelectMany(worker => worker.Placements).ToList();
        var charged = placements.Where(placement => placement.Sums.Charged.Claimed > 0).ToList();
        return new EmployerStatement
        {
            Says = workers.Count == 0 ? StatementSays.NobodyCovered
                : charged.Count > 0 ? StatementSays.ChargesFound
                : workers.All(worker => worker.IsComplete) ? StatementSays.FeeFree
                : StatementSays.NotEstablished,
            Workers = workers.Count,
            Placements = placements.Count,
            Complete = workers.Count(worker => worker.IsComplete),
            Charged = workers.Count(worker => worker.IsCharged),
            PaidBackInFull = workers.Count(worker => worker.IsPaidBackInFull),
            Fees = new(charged.GroupBy(placement => placement.Currency!, StringComparer.Ordinal).ToDictionary(
                currency => currency.Key, currency => currency.Aggregate(default(FeeSums), (sum, placement) => sum + placement.Sums)), StringComparer.Ordinal),
            Classes = [.. ByClass(charged)],
            Recruiters = [.. placements.Select(placement => placement.Recruiter).Distinct().Order(StringComparer.Ordinal)],
            Gaps = new(workers.SelectMany(worker => worker.Gaps).CountBy(gap => gap).ToDictionary()),
        };
    }

    /// <summary>The statement as it is shown to whoever might find out who the workers are: nothing of fewer than five.</summary>
    public EmployerStatement WithSmallGroupWithheld() =>
        Workers is > 0 and < Scorecard.SmallestGroup ? new EmployerStatement { Says = StatementSays.Withheld } : this;

    private static IEnumerable<ChargedClass> ByClass(IEnumerable<CoveredPlacement> charged) => charged
        .SelectMany(placement => placement.Charges.Where(charge => charge.Charged.Claimed > 0).Select(charge => (Currency: placement.Currency!, charge.Class, charge.Charged)))
        .GroupBy(charge => (charge.Currency, charge.Class))
        .OrderBy(sum => sum.Key.Currency, StringComparer.Ordinal).ThenBy(sum => sum.Key.Class is null).ThenBy(sum => sum.Key.Class)
        .Select(sum => new ChargedClass(sum.Key.Currency, sum.Key.Class, sum.Aggregate(Reading.Zero, (all, charge) => all + charge.Charged), sum.Count()));
}
