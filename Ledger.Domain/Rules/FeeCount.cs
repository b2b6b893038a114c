using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Indicators;
using Ledger.Domain.Rates;

namespace Ledger.Domain.Rules;

/// <summary>What some charges come to in one currency: most rules count the same charges in the same currency.</summary>
/// <param name="Sum">The sum.</param>
/// <param name="Lowest">The sum of the lowest credible account of each.</param>
/// <param name="Currency">The currency.</param>
/// <param name="Conversion">The rates it took.</param>
/// <param name="Facts">The facts that tell of the charges.</param>
internal sealed record CountedCharges(Reading Sum, decimal Lowest, Currency Currency, Conversion Conversion, IReadOnlyList<Fact> Facts)
{
    private IReadOnlyList<Fact>? _facts;
    private string? _said;

    /// <summary>The sum in words.</summary>
    public string Said => _said ??= Words.Of(Sum, Currency);

    /// <summary>The charges, the wages that a cap is reckoned from, and the rates of exchange.</summary>
    public IReadOnlyList<Fact> RestsOn(IReadOnlyList<Fact> wages) => wages.Count == 0 ? _facts ??= [.. Facts, .. Conversion.Used] : [.. Facts, .. wages, .. Conversion.Used];
}

/// <summary>A rule's cap against what the rule counts.</summary>
public sealed record FeeCount
{
    private const int MostReasons = 3;

    /// <summary>The rule.</summary>
    public required Rule Rule { get; init; }

    /// <summary>What it says.</summary>
    public required RuleSays Says { get; init; }

    /// <summary>Why, in a few words.</summary>
    public required string Why { get; init; }

    /// <summary>The cap; null where the rule reaches nothing.</summary>
    public Cap? Cap { get; init; }

    /// <summary>What is counted, in <see cref="Currency"/>.</summary>
    public Reading Counted { get; init; }

    /// <summary>What is counted by the lowest credible account of each sum, in <see cref="Currency"/>; between it and the claimed end lie all accounts.</summary>
    public decimal LowestTold { get; init; }

    /// <summary>The currency of the count.</summary>
    public Currency Currency { get; init; }

    /// <summary>By how much the count exceeds the most that the cap can be, at each end.</summary>
    public Reading Excess { get; init; }

    /// <summary>The facts it rests on.</summary>
    public IReadOnlyList<Fact> Facts { get; init; } = [];

    /// <summary>What is missing from the record.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>The rule and what it said.</summary>
    public ConsultedRule Consulted => new(Rule.Id, Says, Why);

    /// <summary>The count over the cap at each end; null where the cap is zero or not known exactly.</summary>
    public (decimal Documented, decimal Claimed)? Multiple =>
        Cap is { IsExact: true, Documented: > 0, Claimed: > 0 } cap ? (Counted.Documented / cap.Documented, Counted.Claimed / cap.Claimed) : null;

    internal static FeeCount NotReached(Rule rule, IReadOnlyList<Reach> asked) => new()
    {
        Rule = rule,
        Says = RuleSays.NotApplicable,
        Why = asked.Count > 0 && asked.All(reach => reach.Why == asked[0].Why)
            ? RuleReach.Text(rule, asked[0].Why) ?? ""
            : string.Join("; ", asked.Select(reach => reach.Why).Distinct().Order().Take(MostReasons).Select(why => RuleReach.Text(rule, why))),
    };

    internal static FeeCount Of(Rule rule, Cap cap, CountedCharges charges, IReadOnlyList<Fact> wages)
    {
        var (counted, lowest, currency, conversion, _) = charges;
        var excess = new Reading(Over(counted.Documented, cap.MostDocumented), Over(counted.Claimed, cap.MostClaimed));
        string[] missing = conversion.Missing.Count == 0 && cap.Missing is null ? [] : [.. conversion.Missing, .. cap.Missing is { } lack ? [lack] : Array.Empty<string>()];
        var says = cap.Says(rule, counted.Claimed);
        says = says == RuleSays.Within && conversion.Missing.Count > 0 ? RuleSays.Insufficient : says;
        var why = says switch
        {
            RuleSays.Insufficient => string.Join("; ", missing),
            RuleSays.Doubtful => $"{Held(charges, cap)}; but {rule.Doubt}",
            _ => counted.Claimed == 0 ? "nothing it counts was charged" : Held(charges, cap),
        };
        return new FeeCount
        {
            Rule = rule,
            Says = says,
            Why = why,
            Cap = cap,
            Counted = counted,
            LowestTold = lowest,
            Currency = currency,
            Excess = excess with { Documented = Math.Min(excess.Documented, excess.Claimed) },
            Facts = charges.RestsOn(wages),
            Missing = says == RuleSays.Insufficient ? missing : [],
        };
    }

    /// <summary>The same where some charges may or may not count: what is within may then not be.</summary>
    internal FeeCount WithUnsure(string why, IEnumerable<Fact> facts) =>
        this with { Says = RuleSays.Insufficient, Why = why, Missing = [.. Missing, why], Facts = [.. Facts, .. facts] };

    private static string Held(CountedCharges charges, Cap cap) => $"{charges.Said} is counted, and {Allowed(cap, charges.Currency)} is allowed";

    private static string Allowed(Cap cap, Currency currency) =>
        cap.MostClaimed == 0 ? "nothing" : Words.Of(new Reading(Math.Min(cap.MostDocumented, cap.MostClaimed), cap.MostClaimed), currency);

    private static decimal Over(decimal counted, decimal cap) => counted > cap ? counted - cap : 0;
}
