using System.Collections.Immutable;
using Ledger.Domain.Facts;

namespace Ledger.Domain.Rules;

/// <summary>Which collectors, employers or lenders a rule binds; several may be bound at once.</summary>
[Flags]
public enum Bound
{
    /// <summary>Anyone, whatever part they play.</summary>
    Anyone = 0,
    /// <summary>Recruiters and sub-agents established in the rule's jurisdiction, or acting for one that is.</summary>
    LocalAgent = 1,
    /// <summary>Recruiters and sub-agents, wherever they are.</summary>
    Agent = 2,
    /// <summary>The employer.</summary>
    Employer = 4,
    /// <summary>A public authority.</summary>
    Authority = 8,
}

/// <summary>Kinds of work and skill that rules single out.</summary>
[Flags]
public enum Trades
{
    /// <summary>None of those that any rule singles out.</summary>
    None = 0,
    /// <summary>Work in a private household.</summary>
    Domestic = 1,
    /// <summary>Work at sea.</summary>
    Seafarer = 2,
    /// <summary>Performing, entertaining, modelling.</summary>
    PerformingArtist = 4,
    /// <summary>Taiwan's scheme of intermediate skills.</summary>
    IntermediateSkilled = 8,
    /// <summary>Making clothes.</summary>
    Garment = 16,
}

/// <summary>What a rule's count is of.</summary>
public enum FeeBasis
{
    /// <summary>The row does not say.</summary>
    Unsaid,
    /// <summary>The recruiter's service fee; costs that the row names lie outside.</summary>
    Service,
    /// <summary>All that the migration costs the worker.</summary>
    AllIn,
}

/// <summary>A set of fee classes in one number, so that asking costs nothing.</summary>
/// <param name="Bits">One bit for each class.</param>
public readonly record struct FeeClasses(uint Bits)
{
    /// <summary>Every class.</summary>
    public static FeeClasses All { get; } = new((1u << Enum.GetValues<FeeClass>().Length) - 1);

    /// <summary>Whether every class is counted.</summary>
    public bool IsAll => this == All;

    /// <summary>Makes a set.</summary>
    public static FeeClasses Of(IEnumerable<FeeClass> classes) => new(classes.Aggregate(0u, (bits, one) => bits | (1u << (int)one)));

    /// <summary>The set of all other classes.</summary>
    public FeeClasses Others() => new(All.Bits & ~Bits);

    /// <summary>Whether a class is in it.</summary>
    public bool Contains(FeeClass one) => (Bits & (1u << (int)one)) != 0;

    /// <summary>The classes in it, in order.</summary>
    public IEnumerable<FeeClass> Listed()
    {
        var set = this;
        return Enum.GetValues<FeeClass>().Where(one => set.Contains(one));
    }
}

/// <summary>Whom and what a rule reaches. An empty list reaches all.</summary>
public sealed record RuleScope
{
    /// <summary>Countries of origin, ISO 3166.</summary>
    public ImmutableArray<string> Origins { get; init; } = [];

    /// <summary>Countries of the job, ISO 3166.</summary>
    public ImmutableArray<string> Destinations { get; init; } = [];

    /// <summary>Parts of the country of the job, such as CA-ON.</summary>
    public ImmutableArray<string> Provinces { get; init; } = [];

    /// <summary>Who is bound.</summary>
    public Bound Binds { get; init; }

    /// <summary>The sex of the workers; null for all.</summary>
    public Sex? Sex { get; init; }

    /// <summary>Only these trades; none for all.</summary>
    public Trades Trades { get; init; }

    /// <summary>All but these trades.</summary>
    public Trades NotTrades { get; init; }

    /// <summary>Only under these schemes of admission, such as H-2A.</summary>
    public ImmutableArray<string> Schemes { get; init; } = [];

    /// <summary>Only where the placement's scheme names this buyer or contract, such as Apple.</summary>
    public string? Programme { get; init; }

    /// <summary>The fee classes that are counted.</summary>
    public FeeClasses Counts { get; init; } = FeeClasses.All;

    /// <summary>What the count is of.</summary>
    public FeeBasis Basis { get; init; }

    /// <summary>Whether only cuts from wages are meant.</summary>
    public bool OnlyCuts { get; init; }

    /// <summary>A condition that the record cannot settle, in a few words: it makes a breach doubtful.</summary>
    public string? Condition { get; init; }
}
