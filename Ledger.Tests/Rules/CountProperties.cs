using System.Text.Json.Nodes;
using FsCheck.Xunit;
using Ledger.Domain.Amounts;
using Ledger.Domain.Facts;
using Ledger.Domain.Rules;
using Xunit;

namespace Ledger.Tests.Rules;

/// <summary>What must hold of counts and verdicts whatever was charged; a seed is printed with each failure and tells the same tale again.</summary>
public sealed class CountProperties
{
    [Property(MaxTest = 200)]
    public void The_count_of_every_rule_is_the_naive_one(int seed)
    {
        var tale = AnyTale.Of(seed);
        var rows = Packs.Rows().Select(row => row!.AsObject()).ToDictionary(row => (string)row["id"]!, StringComparer.Ordinal);
        foreach (var count in Counts(tale).Where(count => count.Rule.Limit is ZeroFee or FixedFee && count.Cap is not null))
        {
            var naive = NaiveCaps.Count(rows[count.Rule.Id], tale, count.Currency.Code);
            if (naive is { } sums)
            {
                Assert.Equal((count.Rule.Id, sums.Documented, sums.Claimed), (count.Rule.Id, count.Counted.Documented, count.Counted.Claimed));
            }
            else
            {
                Assert.True(count.Says is not RuleSays.Within, $"{count.Rule.Id} cannot be within while something is missing");
            }
        }
    }

    [Property(MaxTest = 100)]
    public void Verdicts_do_not_depend_on_the_order_of_rows_or_facts(int seed)
    {
        var tale = AnyTale.Of(seed);
        var random = new Random(seed);
        var rows = Packs.Rows().Select(row => row!.DeepClone()).ToArray();
        random.Shuffle(rows);
        var facts = tale.Facts.ToArray();
        random.Shuffle(facts);
        var shuffled = AnyTale.With(tale, fee => [fee]);
        shuffled.Replace(facts);
        shuffled.Pack = Packs.Read(new JsonArray(rows));
        Assert.Equal(Said(tale), Said(shuffled));
        Assert.Equal(
            tale.Law().Charges().SelectMany(one => one.Rules.Select(rule => (one.Fee.Id, rule))), shuffled.Law().Charges().SelectMany(one => one.Rules.Select(rule => (one.Fee.Id, rule))));
    }

    [Property(MaxTest = 100)]
    public void Splitting_a_charge_never_lowers_the_count(int seed, byte parts)
    {
        var tale = AnyTale.Of(seed);
        var count = (parts % 5) + 2;
        AssertNotLowered(tale, AnyTale.With(tale, fee =>
        {
            var unit = decimal.Truncate(fee.Amount.Amount / count);
            return Enumerable.Range(0, count).Select(index => (Fact)(fee with
            {
                Id = $"{fee.Id}-{index}",
                Amount = Money.Of(index == 0 ? fee.Amount.Amount - (unit * (count - 1)) : unit, fee.Amount.Currency),
            }));
        }));
    }

    [Property(MaxTest = 100)]
    public void Relabelling_the_form_never_lowers_the_count(int seed, byte form)
    {
        var tale = AnyTale.Of(seed);
        AssertNotLowered(tale, AnyTale.With(tale, fee => [fee with { Form = (FeeForm)(form % Enum.GetValues<FeeForm>().Length) }]));
    }

    [Property(MaxTest = 100)]
    public void Routing_through_a_sub_agent_never_lowers_the_count(int seed, bool linked)
    {
        var tale = AnyTale.Of(seed);
        AssertNotLowered(tale, AnyTale.With(tale, fee => [fee.Collector == "agency" ? fee with { Collector = linked ? "runner" : "stranger", CollectorRole = PartyRole.SubAgent } : fee]));
    }

    [Property(MaxTest = 200)]
    public void No_rule_fires_outside_its_interval_or_scope(int seed)
    {
        var tale = AnyTale.Of(seed);
        var rows = Packs.Rows().Select(row => row!.AsObject()).ToDictionary(row => (string)row["id"]!, StringComparer.Ordinal);
        foreach (var verdict in tale.Law().Charges())
        {
            foreach (var said in verdict.Rules.Where(said => said.Says != RuleSays.NotApplicable))
            {
                Assert.True(NaiveCaps.Holds(rows[said.Rule], verdict.Fee), $"{said.Rule} speaks outside its interval");
                var alone = AnyTale.With(tale, fee => fee.Id == verdict.Fee.Id ? [fee] : []);
                var naive = NaiveCaps.Count(rows[said.Rule], alone, verdict.Fee.Amount.Currency.Code);
                Assert.True(said.Says is not (RuleSays.Breach or RuleSays.Doubtful) || naive is null or { Claimed: > 0 }, $"{said.Rule} speaks of a charge it does not reach");
            }

            Assert.Equal(verdict.IsLegalBreach, verdict.Rules.Any(said => said.Says == RuleSays.Breach && RulePack.Current[said.Rule].Role != RuleRole.Standard));
            Assert.All(verdict.Rules.Where(said => said.Says == RuleSays.Breach), said => Assert.Null(RulePack.Current[said.Rule].Doubt));
        }
    }

    private static IEnumerable<FeeCount> Counts(Tale tale) => tale.Law().Law().Concat(tale.Law().Standards());

    private static List<(string, RuleSays, string, Reading, Reading)> Said(Tale tale) =>
        [.. Counts(tale).Select(count => (count.Rule.Id, count.Says, count.Why, count.Counted, count.Excess))];

    private static void AssertNotLowered(Tale before, Tale after)
    {
        var later = Counts(after).ToDictionary(count => count.Rule.Id, StringComparer.Ordinal);
        foreach (var count in Counts(before))
        {
            Assert.True(later[count.Rule.Id].Counted.Claimed >= count.Counted.Claimed && later[count.Rule.Id].Counted.Documented >= count.Counted.Documented,
                $"{count.Rule.Id} counted {count.Counted} and then {later[count.Rule.Id].Counted}");
        }
    }
}
