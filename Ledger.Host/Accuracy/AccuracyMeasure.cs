using System.Collections.Concurrent;
using Ledger.Domain.Churn;
using Ledger.Domain.Indicators;
using Ledger.Domain.Parties;
using Ledger.Host.SyntheticCorridor;

namespace Ledger.Host.Accuracy;

/// <summary>What an indicator is held against.</summary>
public enum Yardstick
{
    /// <summary>The story behind the corridor, which knows no rule, no threshold and no record.</summary>
    Story,
    /// <summary>What the same indicator says of the whole record, with the same contradictions: it measures what is lost with what is missing, and nothing else.</summary>
    WholeRecord,
}

/// <summary>How often an indicator was right, in workers or in pairs of recruiter and employer.</summary>
/// <param name="True">On how many it ought to be present.</param>
/// <param name="Found">On how many it is.</param>
/// <param name="Both">On how many it ought to be and is.</param>
/// <param name="SaidInsufficient">Of those it missed, of how many it says that the record does not suffice.</param>
public readonly record struct Tally(int True, int Found, int Both, int SaidInsufficient)
{
    /// <summary>Right ones among those found; null where nothing was found.</summary>
    public decimal? Precision => Found == 0 ? null : (decimal)Both / Found;

    /// <summary>Found ones among those that are true; null where nothing is true.</summary>
    public decimal? Recall => True == 0 ? null : (decimal)Both / True;

    /// <summary>Wrong ones among those found; null where nothing was found.</summary>
    public decimal? FalseDiscovery => 1 - Precision;

    /// <summary>Adds counts to counts.</summary>
    public static Tally operator +(Tally left, Tally right) =>
        new(left.True + right.True, left.Found + right.Found, left.Both + right.Both, left.SaidInsufficient + right.SaidInsufficient);

    /// <summary>Adds counts to counts.</summary>
    public static Tally Add(Tally left, Tally right) => left + right;

    internal static Tally Of(IReadOnlySet<string> truly, Said said) => new(
        truly.Count, said.Present.Count, truly.Count(said.Present.Contains), truly.Count(said.Insufficient.Contains));
}

/// <summary>What was counted of one indicator in the corridor of one seed under one condition.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Condition">The condition.</param>
/// <param name="Indicator">The indicator.</param>
/// <param name="Tally">The counts.</param>
public sealed record Measured(int Seed, Condition Condition, string Indicator, Tally Tally);

/// <summary>Holds what the indicators say of synthetic corridors against what is true of them.</summary>
public static class AccuracyMeasure
{
    /// <summary>What an indicator is held against: the story where it settles the matter, else what the whole record shows.</summary>
    public static Yardstick YardstickOf(string indicator) =>
        TrueIndicators.Judged.Contains(indicator) || IsOfSoldPlaces(indicator) ? Yardstick.Story : Yardstick.WholeRecord;

    /// <summary>Counts for every seed, condition and indicator, in that order.</summary>
    /// <param name="settings">What to measure on.</param>
    /// <param name="done">Told of each seed that is done; from several threads.</param>
    /// <param name="cancellation">Stops between two corridors.</param>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of bounds.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static IReadOnlyList<Measured> Of(AccuracySettings settings, Action<int> done, CancellationToken cancellation)
    {
        if (settings.Objection() is { } objection)
        {
            throw new ArgumentOutOfRangeException(nameof(settings), objection);
        }

        var measured = new ConcurrentBag<IReadOnlyList<Measured>>();
        Parallel.ForEach(settings.AllSeeds, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, seed =>
        {
            measured.Add(OfSeed(settings, seed, cancellation));
            done(seed);
        });
        return [.. measured.OrderBy(some => some[0].Seed).SelectMany(some => some)];
    }

    /// <summary>Counts for every condition and indicator in the corridors of one seed.</summary>
    internal static IReadOnlyList<Measured> OfSeed(AccuracySettings settings, int seed, CancellationToken cancellation)
    {
        var stories = Condition.All.Select(condition => condition.WithNothingMissing()).Distinct().ToDictionary(whole => whole, whole => Told(Corridor.Truth(settings.Corridor(seed, whole))));
        var judged = Condition.All.ToDictionary(condition => condition, condition =>
        {
            cancellation.ThrowIfCancellationRequested();
            return JudgedCorridor.Of(settings.Corridor(seed, condition));
        });
        return
        [
            .. from condition in Condition.All
               from indicator in Evaluation.Indicators
               let said = judged[condition].By(indicator)
               let truly = YardstickOf(indicator) == Yardstick.Story ? Story(stories[condition.WithNothingMissing()], indicator, judged[condition].Groups) : judged[condition.WithNothingMissing()].By(indicator).Present
               select new Measured(seed, condition, indicator, Tally.Of(truly, said)),
        ];
    }

    /// <summary>The workers, or the pairs that placed anyone, on whom the story says the indicator is present.</summary>
    private static IReadOnlySet<string> Story(CorridorTruth truth, string indicator, PartyGroups groups) =>
        IsOfSoldPlaces(indicator)
            ? truth.Workers.SelectMany(worker => worker.Placements).Where(placement => IsSold(truth, placement))
                .Select(placement => PairCounts.Key(groups.Of(placement.Recruiter), groups.Of(placement.Employer))).ToHashSet(StringComparer.Ordinal)
            : truth.Workers.Where(worker => worker.Indicators.Contains(indicator)).Select(worker => worker.Worker).ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether the stories settle it by which recruiter pays which employer for places.</summary>
    private static bool IsOfSoldPlaces(string indicator) => indicator is Kickback.Code or PairTurnover.Code;

    /// <summary>The truth with its workers told once and for all.</summary>
    private static CorridorTruth Told(CorridorTruth truth) => truth with { Workers = [.. truth.Workers] };

    /// <summary>Whether the recruiter pays the employer for places: in the stories those are the pairs that live on replacing workers.</summary>
    private static bool IsSold(CorridorTruth truth, PlacementTruth placement) =>
        truth.Recruiters.First(recruiter => recruiter.Recruiter == placement.Recruiter).KickbacksTo.Contains(placement.Employer);
}
