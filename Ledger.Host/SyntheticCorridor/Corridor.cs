using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Host.SyntheticCorridor;

/// <summary>A synthetic corridor from Nepal to Qatar and Malaysia, with the truth behind it.</summary>
/// <remarks>
/// It is there to try the ledger on: how much of what truly happened do its indicators find when part of the record is
/// missing and parties contradict each other. It imitates no real party, and none of its figures is a statistic.
/// </remarks>
public static class Corridor
{
    /// <summary>The first day on which a worker is recruited.</summary>
    public static LocalDate FirstDay { get; } = new(2022, 1, 1);

    /// <summary>The last day of which anything is told.</summary>
    public static LocalDate LastDay { get; } = new(2026, 6, 30);

    /// <summary>The last day on which a worker is first recruited, so that there is a course to see.</summary>
    internal static LocalDate LastStart { get; } = new(2025, 6, 30);

    /// <summary>The facts in the order in which they arrive, told as they are asked for.</summary>
    /// <remarks>
    /// First the parties, rates and certificates; then one dossier a worker, in the order in which workers were first
    /// recruited, each in order of days with its corrections after what they mend; then audits and withdrawn certificates.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of bounds.</exception>
    public static IEnumerable<Fact> Generate(CorridorSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var world = CorridorWorld.Of(settings.Checked());
        return WorldFacts.Opening(world, settings.Seed)
            .Concat(Stories(settings, world).SelectMany(story => Recording.Of(story.Facts, settings, story.Index)))
            .Concat(WorldFacts.Closing(world, settings.Seed));
    }

    /// <summary>What truly happened in the corridor of the same settings.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of bounds.</exception>
    public static CorridorTruth Truth(CorridorSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var world = CorridorWorld.Of(settings.Checked());
        return new CorridorTruth(
            settings,
            TrueIndicators.Judged,
            [.. world.Recruiters.Select(recruiter => new RecruiterTruth(
                recruiter.Id, recruiter.Kind, recruiter.Sister,
                [.. recruiter.Partners.Where(employer => recruiter.KickbackTo(employer) > 0).Select(employer => employer.Id)],
                recruiter.CertifiedFrom, recruiter.CertifiedTo))],
            [.. world.Employers.Select(employer => new EmployerTruth(employer.Id, employer.Kind, employer.Country))],
            Stories(settings, world).Select(story => story.Truth));
    }

    private static IEnumerable<WorkerStory> Stories(CorridorSettings settings, CorridorWorld world) =>
        Enumerable.Range(0, settings.Workers).Select(index => WorkerStory.Of(settings, world, index));
}
