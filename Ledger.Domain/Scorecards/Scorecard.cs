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

/// <summary>The middle of what workers were charged in one currency: half of them no more, half no less.</summary>
/// <param name="Median">The sum, by the claimed end of each; of an even number the lower middle one.</param>
/// <param name="Placements">Of how many placements.</param>
public readonly record struct MedianCharge(decimal Median, int Placements);

/// <summary>What receipts and charges come to with the other recruiters of the same corridors.</summary>
/// <param name="Currency">The currency in which the recruiter charged most often.</param>
/// <param name="Charge">The middle of the charges in it; null where fewer than five others charged in it.</param>
/// <param name="Receipts">Their placements with a receipt.</param>
/// <param name="AtCap">Of these, those in which a receipt names exactly a legal cap in force.</param>
public sealed record PeersReceipts(string Currency, MedianCharge? Charge, int Receipts, int AtCap);

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

    /// <summary>Placements that ended before their term; not by promotion, free transfer, closure, the worker's own choice, or because they ran out.</summary>
    public int EndedEarly { get; init; }

    /// <summary>Placements with a receipt, or a collector's own account of what it took.</summary>
    public int Receipts { get; init; }

    /// <summary>Of these, those in which one names exactly a legal cap in force: a cluster there says more of the receipts than of the payments.</summary>
    public int ReceiptsAtCap { get; init; }

    /// <summary>The middle of what workers were charged, by currency.</summary>
    public SortedDictionary<string, MedianCharge> MedianCharged { get; init; } = new(StringComparer.Ordinal);

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
        EndedEarly = placements.Count(placement => placement.EndedEarly),
        Receipts = placements.Count(placement => placement.ReceiptAtCap is not null),
        ReceiptsAtCap = placements.Count(placement => placement.ReceiptAtCap == true),
        MedianCharged = new(placements.Where(placement => placement.Charged.Claimed > 0).GroupBy(placement => placement.Currency!, placement => placement.Charged.Claimed, StringComparer.Ordinal)
            .ToDictionary(currency => currency.Key, currency => Median([.. currency.Order()])), StringComparer.Ordinal),
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
            MedianCharged = new(MedianCharged.Where(median => median.Value.Placements >= SmallestGroup).ToDictionary(), StringComparer.Ordinal),
            Years = [.. Years.Select(year => year.Workers < SmallestGroup ? new YearOfPlacements { Year = year.Year } : year)],
        };

    private static MedianCharge Median(List<decimal> charges) => new(charges[(charges.Count - 1) / 2], charges.Count);

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

    /// <summary>Those whose fees were verifiably paid back in full.</summary>
    public int PaidBackInFull { get; init; }

    /// <summary>Those that ended before their term.</summary>
    public int EndedEarly { get; init; }

    /// <summary>The mean of the ratios of cost to a month's earnings, in months; null where no placement tells both.</summary>
    public Reading? MeanOfRatios { get; init; }

    internal static YearOfPlacements Of(int year, IReadOnlyCollection<PlacementFigures> placements) => new()
    {
        Year = year,
        Workers = placements.Select(placement => placement.Worker).Distinct(StringComparer.Ordinal).Count(),
        Placements = placements.Count,
        Charged = placements.Count(placement => placement.Charged.Claimed > 0),
        PaidBackInFull = placements.Count(placement => placement.Charged.Claimed > 0 && placement.Borne.Claimed == 0),
        EndedEarly = placements.Count(placement => placement.EndedEarly),
        MeanOfRatios = RecruitmentCost.Of(placements.Select(placement => placement.Cost).OfType<CostAndWage>())?.MeanOfRatios,
    };
}
