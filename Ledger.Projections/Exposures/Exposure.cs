using Ledger.Domain.Amounts;

namespace Ledger.Projections.Exposures;

/// <summary>What the record shows across all workers of one recruiter, employer or corridor, or across all there are.</summary>
public sealed record Exposure
{
    /// <summary>Whose, such as recruiter/r-01, employer/e-01, corridor/NP-QA or all/workers.</summary>
    public required string Id { get; init; }

    /// <summary>Workers with a placement there.</summary>
    public int Workers { get; init; }

    /// <summary>The facts recorded of those workers.</summary>
    public long Facts { get; init; }

    /// <summary>Their placements there.</summary>
    public int Placements { get; init; }

    /// <summary>Fees they bore for them, by currency.</summary>
    public SortedDictionary<string, Reading> FeesBorne { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Present findings, by indicator.</summary>
    public SortedDictionary<string, int> Present { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Red findings, by indicator.</summary>
    public SortedDictionary<string, int> Red { get; init; } = new(StringComparer.Ordinal);

    /// <summary>The id of the exposure of all workers together.</summary>
    public const string OfAll = "all/workers";

    /// <summary>The id of a recruiter's exposure.</summary>
    public static string OfRecruiter(string party) => "recruiter/" + party;

    /// <summary>The id of an employer's exposure.</summary>
    public static string OfEmployer(string party) => "employer/" + party;

    /// <summary>The id of a corridor's exposure.</summary>
    public static string OfCorridor(string corridor) => "corridor/" + corridor;

    /// <summary>The exposure with one worker's contribution added.</summary>
    public Exposure Plus(Contribution worker) => With(worker, 1);

    /// <summary>The exposure with one worker's contribution taken out again; exact, whatever came between.</summary>
    public Exposure Minus(Contribution worker) => With(worker, -1);

    private Exposure With(Contribution worker, int sign) => this with
    {
        Workers = Workers + sign,
        Facts = Facts + (sign * worker.Facts),
        Placements = Placements + (sign * worker.Placements),
        FeesBorne = Added(FeesBorne, worker.FeesBorne, (sum, part) => new(sum.Documented + (sign * part.Documented), sum.Claimed + (sign * part.Claimed))),
        Present = Added(Present, worker.Present, (sum, part) => sum + (sign * part)),
        Red = Added(Red, worker.Red, (sum, part) => sum + (sign * part)),
    };

    /// <summary>Adds entry to entry; one that comes to nothing is left out, so that equal exposures are written alike.</summary>
    private static SortedDictionary<string, T> Added<T>(SortedDictionary<string, T> sums, SortedDictionary<string, T> parts, Func<T, T, T> add)
        where T : struct, IEquatable<T>
    {
        var added = new SortedDictionary<string, T>(sums, StringComparer.Ordinal);
        foreach (var (name, part) in parts)
        {
            added[name] = add(added.GetValueOrDefault(name), part);
            if (added[name].Equals(default))
            {
                added.Remove(name);
            }
        }

        return added;
    }
}
