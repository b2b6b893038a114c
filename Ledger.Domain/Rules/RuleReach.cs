using System.Collections.Immutable;
using System.Globalization;
using Ledger.Domain.Facts;
using NodaTime;

namespace Ledger.Domain.Rules;

/// <summary>Why a rule does not reach a charge, or why that cannot be told.</summary>
public enum ReachReason
{
    /// <summary>It does reach it.</summary>
    Reached,
    /// <summary>The charge came before the rule.</summary>
    BeforeForce,
    /// <summary>The charge came after the rule.</summary>
    AfterForce,
    /// <summary>It is for workers of other countries.</summary>
    OtherOrigin,
    /// <summary>It is for jobs in other countries.</summary>
    OtherDestination,
    /// <summary>It is for jobs in another part of the country.</summary>
    OtherProvince,
    /// <summary>It is for workers of the other sex.</summary>
    OtherSex,
    /// <summary>It is for other work.</summary>
    OtherTrade,
    /// <summary>It is for another scheme of admission.</summary>
    OtherScheme,
    /// <summary>It is for the suppliers of a buyer that the placement's scheme does not name.</summary>
    OtherProgramme,
    /// <summary>It does not count this class of cost.</summary>
    OtherClass,
    /// <summary>It is for cuts from wages, and this was paid otherwise.</summary>
    NotCut,
    /// <summary>It does not bind whoever collected.</summary>
    NotBound,
    /// <summary>It binds agents of its own jurisdiction, and the collector is established elsewhere.</summary>
    BoundElsewhere,
    /// <summary>The worker's country is not recorded.</summary>
    NoOrigin,
    /// <summary>The country of the job is not recorded.</summary>
    NoDestination,
    /// <summary>The part of the country is not recorded.</summary>
    NoProvince,
    /// <summary>The worker's sex is not recorded.</summary>
    NoSex,
    /// <summary>The work is not recorded.</summary>
    NoTrade,
    /// <summary>The scheme of admission is not recorded.</summary>
    NoScheme,
    /// <summary>What the charge was for is not recorded.</summary>
    NoClass,
    /// <summary>What the collector does is not recorded.</summary>
    NoRole,
    /// <summary>Where the collector is established is not recorded.</summary>
    NoPlace,
}

/// <summary>Whether a rule reaches a charge.</summary>
/// <param name="Says"><see cref="RuleSays.Within"/> where it reaches it; not-applicable or insufficient where not.</param>
/// <param name="Why">Why not.</param>
public readonly record struct Reach(RuleSays Says, ReachReason Why)
{
    /// <summary>It reaches it.</summary>
    public static Reach Reached => new(RuleSays.Within, ReachReason.Reached);

    /// <summary>Whether it reaches it.</summary>
    public bool IsReached => Why == ReachReason.Reached;

    /// <summary>It does not reach it, for this reason.</summary>
    internal static Reach Not(ReachReason why) => new(RuleSays.NotApplicable, why);

    /// <summary>Something is missing without which that cannot be told.</summary>
    internal static Reach Unknown(ReachReason why) => new(RuleSays.Insufficient, why);

    /// <summary>Both questions: a reason against outweighs one that is missing.</summary>
    internal Reach And(Reach other) => Says == RuleSays.NotApplicable ? this : other.Says == RuleSays.NotApplicable || IsReached ? other : this;
}

/// <summary>Whom and what rules reach, step by step and without allocating: a million charges are asked this of every rule.</summary>
internal static class RuleReach
{
    /// <summary>Whether a rule reaches a charge.</summary>
    public static Reach Of(Rule rule, Situation where, in Charge charge)
    {
        var placement = OfPlacement(rule, where);
        return placement.Says == RuleSays.NotApplicable ? placement
            : !rule.IsInForce(charge.On) ? Reach.Not(rule.From is { } from && charge.On < from ? ReachReason.BeforeForce : ReachReason.AfterForce)
            : placement.And(OfCharge(rule, charge));
    }

    /// <summary>Whether a rule reaches a worker's placement, whatever the charge and its date.</summary>
    public static Reach OfPlacement(Rule rule, Situation where)
    {
        var scope = rule.Scope!;
        var origin = Place(scope.Origins, where.OriginCountry, ReachReason.OtherOrigin, ReachReason.NoOrigin);
        if (origin.Says == RuleSays.NotApplicable)
        {
            return origin;
        }

        var reach = origin.And(Place(scope.Destinations, where.DestinationCountry, ReachReason.OtherDestination, ReachReason.NoDestination));
        return reach.Says == RuleSays.NotApplicable
            ? reach
            : reach.And(Province(scope, where)).And(Scheme(scope, where)).And(Trade(scope, where)).And(Sex(scope, where));
    }

    private static Reach Place(ImmutableArray<string> places, string? place, ReachReason other, ReachReason missing)
    {
        if (places.IsEmpty)
        {
            return Reach.Reached;
        }

        if (place is null)
        {
            return Reach.Unknown(missing);
        }

        for (var index = 0; index < places.Length; index++)
        {
            if (places[index] == place)
            {
                return Reach.Reached;
            }
        }

        return Reach.Not(other);
    }

    private static Reach Province(RuleScope scope, Situation where) =>
        scope.Provinces.IsEmpty ? Reach.Reached
        : where.Destination is not { Length: > 2 } ? Reach.Unknown(ReachReason.NoProvince)
        : scope.Provinces.Contains(where.Destination) ? Reach.Reached
        : Reach.Not(ReachReason.OtherProvince);

    private static Reach Scheme(RuleScope scope, Situation where)
    {
        if (scope.Programme is { } programme)
        {
            return where.Scheme is { } told && told.Contains(programme, StringComparison.OrdinalIgnoreCase) ? Reach.Reached : Reach.Not(ReachReason.OtherProgramme);
        }

        return scope.Schemes.IsEmpty ? Reach.Reached
            : where.Scheme is not { } scheme ? Reach.Unknown(ReachReason.NoScheme)
            : scope.Schemes.Contains(scheme, StringComparer.OrdinalIgnoreCase) ? Reach.Reached
            : Reach.Not(ReachReason.OtherScheme);
    }

    private static Reach Trade(RuleScope scope, Situation where) =>
        (scope.Trades | scope.NotTrades) == Trades.None ? Reach.Reached
        : where.Trades is not { } trades ? Reach.Unknown(ReachReason.NoTrade)
        : (scope.Trades != Trades.None && (scope.Trades & trades) == Trades.None) || (scope.NotTrades & trades) != Trades.None ? Reach.Not(ReachReason.OtherTrade)
        : Reach.Reached;

    private static Reach Sex(RuleScope scope, Situation where) =>
        scope.Sex is null || scope.Sex == where.Sex ? Reach.Reached
        : where.Sex is null ? Reach.Unknown(ReachReason.NoSex)
        : Reach.Not(ReachReason.OtherSex);

    /// <summary>Whether a rule reaches a charge by class, form and collector, whatever its date and placement.</summary>
    public static Reach OfCharge(Rule rule, in Charge charge)
    {
        var scope = rule.Scope!;
        if (scope.OnlyCuts && !charge.IsCut)
        {
            return Reach.Not(ReachReason.NotCut);
        }

        if (charge.Class is { } one && !scope.Counts.Contains(one))
        {
            return Reach.Not(ReachReason.OtherClass);
        }

        var counted = charge.Class is null && !scope.Counts.IsAll ? Reach.Unknown(ReachReason.NoClass) : Reach.Reached;
        return counted.And(Bound(rule, charge.Collector));
    }

    private static Reach Bound(Rule rule, Collector collector)
    {
        var binds = rule.Scope!.Binds;
        if (binds == Rules.Bound.Anyone)
        {
            return Reach.Reached;
        }

        if (collector.Role is not { } role)
        {
            return Reach.Unknown(ReachReason.NoRole);
        }

        // Bits, not HasFlag: until the code is hot that would box, charge by charge.
        var isAgent = role is PartyRole.Recruiter or PartyRole.SubAgent;
        if ((role == PartyRole.Employer && (binds & Rules.Bound.Employer) != 0)
            || (role == PartyRole.Authority && (binds & Rules.Bound.Authority) != 0)
            || (isAgent && (binds & Rules.Bound.Agent) != 0))
        {
            return Reach.Reached;
        }

        return !isAgent || (binds & Rules.Bound.LocalAgent) == 0 ? Reach.Not(ReachReason.NotBound)
            : collector.IsIn(rule.Jurisdiction) ? Reach.Reached
            : collector.Places.Count == 0 ? Reach.Unknown(ReachReason.NoPlace)
            : Reach.Not(ReachReason.BoundElsewhere);
    }

    /// <summary>The reason in a few words; null where the rule reaches the charge.</summary>
    public static string? Text(Rule rule, ReachReason why) => why switch
    {
        ReachReason.Reached => null,
        ReachReason.BeforeForce => $"in force from {Day(rule.From)}, after the charge",
        ReachReason.AfterForce => $"in force to {Day(rule.To)}, before the charge",
        ReachReason.OtherOrigin => $"it is for workers from {string.Join(", ", rule.Scope!.Origins)}",
        ReachReason.OtherDestination => $"it is for jobs in {string.Join(", ", rule.Scope!.Destinations)}",
        ReachReason.OtherProvince => $"it is for jobs in {string.Join(", ", rule.Scope!.Provinces)}",
        ReachReason.OtherSex => $"it is for {(rule.Scope!.Sex == Facts.Sex.Female ? "women" : "men")}",
        ReachReason.OtherTrade => $"it is {(rule.Scope!.Trades == Trades.None ? "not for " + Names(rule.Scope.NotTrades) : "for " + Names(rule.Scope.Trades))}",
        ReachReason.OtherScheme => $"it is for {string.Join(", ", rule.Scope!.Schemes)}",
        ReachReason.OtherProgramme => $"it reaches {rule.Scope!.Programme} only, which the placement's scheme does not name",
        ReachReason.OtherClass => "it does not count this class of cost",
        ReachReason.NotCut => "it is for cuts from wages",
        ReachReason.NotBound => $"it binds {Who(rule)}, and the collector is none",
        ReachReason.BoundElsewhere => $"it binds {Who(rule)}, and the collector is established elsewhere",
        ReachReason.NoOrigin => "the worker's country of origin is not recorded",
        ReachReason.NoDestination => "the country of the job is not recorded",
        ReachReason.NoProvince => $"in which part of {rule.Scope!.Provinces[0][..2]} the job is is not recorded",
        ReachReason.NoSex => "the worker's sex is not recorded",
        ReachReason.NoTrade => "the occupation is not recorded",
        ReachReason.NoScheme => "the scheme of admission is not recorded",
        ReachReason.NoClass => "what the charge was for is not recorded",
        ReachReason.NoRole => "what the collector does is not recorded",
        ReachReason.NoPlace => "where the collector is established is not recorded",
        _ => throw new ArgumentOutOfRangeException(nameof(why), why, "There is no such reason."),
    };

    /// <summary>Whom a rule binds, for people.</summary>
    public static string Who(Rule rule) => rule.Scope!.Binds == Rules.Bound.Anyone ? "anyone" : string.Join(" and ", Parts(rule));

    /// <summary>Trades for people.</summary>
    public static string Names(Trades trades) => string.Join(", ",
        Enum.GetValues<Trades>().Where(one => one != Trades.None && trades.HasFlag(one)).Select(one => Facts.Reading.WireNames.OfEnum(typeof(Trades), one.ToString())));

    private static IEnumerable<string> Parts(Rule rule)
    {
        var binds = rule.Scope!.Binds;
        if (binds.HasFlag(Rules.Bound.LocalAgent))
        {
            yield return $"agents of {rule.Jurisdiction}";
        }

        if (binds.HasFlag(Rules.Bound.Agent))
        {
            yield return "agents";
        }

        if (binds.HasFlag(Rules.Bound.Employer))
        {
            yield return "the employer";
        }

        if (binds.HasFlag(Rules.Bound.Authority))
        {
            yield return "the public authority";
        }
    }

    private static string Day(LocalDate? date) => date?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture) ?? "a day not known";
}
