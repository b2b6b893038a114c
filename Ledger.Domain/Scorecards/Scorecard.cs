using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;

namespace Ledger.Domain.Scorecards;

/// <summary>Sums of fees in one currency.</summary>
/// <param name="Charged">What workers were charged.</param>
/// <param name="Repaid">What was paid back to them.</param>
/// <param name="Borne">What they bear: charged less verified reimbursements, worker by worker.</param>
public readonly record struct FeeSums(Reading Charged, Reading Repaid, Reading Borne)
{
    /// <summary>Adds sum to sum.</summary>
    public static FeeSums operator +(FeeSums left, FeeSums right) => new(left.Charged + right.Charged, left.Repaid + right.Repaid, left.Borne + right.Borne);

    /// <summary>Adds sum to sum.</summary>
    public static FeeSums Add(FeeSums left, FeeSums right) => left + right;
}

/// <summary>What the record shows of the workers placed in a period by a recruiter, at an employer, on a corridor, or of a pair.</summary>
public sealed record Scorecard
{
    /// <summary>Fewer workers than these are not shown to whoever might find out who they are.</summary>
    public const int SmallestGroup = 5;

    /// <summary>The calendar years that a trend holds at most; earlier ones are left out.</summary>
    public const int MostYears = 20;

    /// <summary>Workers placed; null where they are too few to be shown.</summary>
    public int? Workers { get; init; }

    /// <summary>Their placements.</summary>
    public int Placements { get; init; }

    /// <summary>Placements whose worker was charged, by some credible account.</summary>
    public int Charged { get; init; }

    /// <summary>Placements of which every account says that the worker bore nothing.</summary>
    public int NotCharged { get; init; }

    /// <summary>Placements of which nobody tells who paid: neither charged nor free of charge.</summary>
    public int Untold { get; init; }

    /// <summary>Placements whose fees were verifiably paid back in full.</summary>
    public int PaidBackInFull { get; init; }

    /// <summary>The sums of fees, by currency.</summary>
    public SortedDictionary<string, FeeSums> Fees { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The cost in months of earnings; null where no placement tells both.</summary>
    public RecruitmentCost? Cost { get; init; }

    /// <summary>Placements with an indicator present, by indicator.</summary>
    public SortedDictionary<string, int> Present { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Placements with an indicator present and red, by indicator.</summary>
    public SortedDictionary<string, int> Red { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Facts by their grade of evidence.</summary>
    public SortedDictionary<Grade, int> Grades { get; init; } = [];

    /// <summary>Placements that lack no record needed to judge them.</summary>
    public int Complete { get; init; }

    /// <summary>Placements that lack a record, by which.</summary>
    public SortedDictionary<MissingRecord, int> Missing { get; init; } = [];

    /// <summary>The same by calendar year of the placements' start, the latest last.</summary>
    public IReadOnlyList<YearOfPlacements> Years { get; init; } = [];

    /// <summary>Whether the workers are too few to be shown.</summary>
    public bool IsWithheld => Workers is null;

    /// <summary>Adds up placements.</summary>
    /// <param name="placements">The placements of one subject and period; each worker and placement once.</param>
    public static Scorecard Of(IReadOnlyCollection<PlacementFigures> placements) => new()
    {
        Workers = placements.Select(placement => placement.Worker).Distinct(StringComparer.Ordinal).Count(),
        Placements = placements.Count,
        Charged = placements.Count(placement => placement.Charged.Claimed > 0),
        NotCharged = placements.Count(placement => placement.Charged.Claimed == 0 && !placement.Missing.Contains(MissingRecord.WhoPaid)),
        Untold = placements.Count(placement => placement.Missing.Contains(MissingRecord.WhoPaid)),
        PaidBackInFull = placements.Count(placement => placement.Charged.Claimed > 0 && placement.Borne.Claimed == 0),
        Fees = new(placements.Where(placement => placement.Charged.Claimed > 0).GroupBy(placement => placement.Currency!, StringComparer.Ordinal).ToDictionary(
            currency => currency.Key, currency => currency.Aggregate(default(FeeSums), (sum, placement) => sum + new FeeSums(placement.Charged, placement.Repaid, placement.Borne))), StringComparer.Ordinal),
        Cost = RecruitmentCost.Of(placements.Select(placement => placement.Cost).OfType<CostAndWage>()),
        Present = Counts(placements.SelectMany(placement => placement.Present.Keys)),
        Red = Counts(placements.SelectMany(placement => placement.Present.Where(present => present.Value == Severity.Red).Select(present => present.Key))),
        Grades = new(placements.SelectMany(placement => placement.Grades).GroupBy(grade => grade.Key, grade => grade.Value).ToDictionary(grade => grade.Key, grade => grade.Sum())),
        Complete = placements.Count(placement => placement.Missing.Count == 0),
        Missing = new(placements.SelectMany(placement => placement.Missing).CountBy(missing => missing).ToDictionary()),
        Years = [.. placements.GroupBy(placement => placement.Started.Year).OrderBy(year => year.Key).TakeLast(MostYears).Select(year => YearOfPlacements.Of(year.Key, [.. year]))],
    };

    /// <summary>The scorecard as it is shown to whoever might find out who the workers are: nothing of fewer than five, and no single worker's extreme.</summary>
    public Scorecard WithSmallGroupsWithheld() => Workers < SmallestGroup
        ? new Scorecard()
        : this with
        {
            Cost = Cost is null || Cost.Placements < SmallestGroup ? null : Cost with { Quartiles = Cost.Quartiles.Skip(1).SkipLast(1).ToList(), Bands = [] },
            Years = [.. Years.Select(year => year.Workers < SmallestGroup ? new YearOfPlacements { Year = year.Year } : year)],
        };

    private static SortedDictionary<string, int> Counts(IEnumerable<string> indicators) => new(indicators.CountBy(indicator => indicator, StringComparer.Ordinal).ToDictionary(), StringComparer.Ordinal);
}

/// <summary>The placements that began in one calendar year.</summary>
public sealed record YearOfPlacements
{
    /// <summary>The year.</summary>
    public required int Year { get; init; }

    /// <summary>Workers placed; null where they are too few to be shown.</summary>
    public int? Workers { get; init; }

    /// <summary>Their placements.</summary>
    public int Placements { get; init; }

    /// <summary>Placements whose worker was charged.</summary>
    public int Charged { get; init; }

    /// <summary>The mean of the ratios of cost to a month's earnings, in months; null where no placement tells both.</summary>
    public Reading? MeanOfRatios { get; init; }

    internal static YearOfPlacements Of(int year, IReadOnlyCollection<PlacementFigures> placements) => new()
    {
        Year = year,
        Workers = placements.Select(placement => placement.Worker).Distinct(StringComparer.Ordinal).Count(),
        Placements = placements.Count,
        Charged = placements.Count(placement => placement.Charged.Claimed > 0),
        MeanOfRatios = RecruitmentCost.Of(placements.Select(placement => placement.Cost).OfType<CostAndWage>())?.MeanOfRatios,
    };
}
