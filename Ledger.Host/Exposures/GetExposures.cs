using Ledger.Host.CommandLine;
using Ledger.Projections.Exposures;
using Marten;
using Wolverine.Http;

namespace Ledger.Host.Exposures;

/// <summary>Answers what the record shows across the workers of recruiters, employers or corridors.</summary>
public static class GetExposures
{
    /// <summary>The most exposures one answer holds.</summary>
    public const int Most = 10_000;

    private static readonly string[] Kinds = ["recruiter", "employer", "corridor"];

    /// <summary>The exposures of a kind, in alphabetical order.</summary>
    [WolverineGet("/exposures")]
    public static async Task<IReadOnlyList<Exposure>> Get(string? kind, IDocumentStore store, CancellationToken cancellation)
    {
        if (!Kinds.Contains(kind))
        {
            throw new BadUsageException($"Name the kind: /exposures?kind= {string.Join(", ", Kinds)}");
        }

        await using var session = store.QuerySession();
        var exposures = await session.Query<Exposure>().Where(exposure => exposure.Id.StartsWith(kind + "/")).Take(Most).ToListAsync(cancellation);
        return [.. exposures.OrderBy(exposure => exposure.Id, StringComparer.Ordinal)];
    }
}
