using System.Text.Json.Nodes;
using Ledger.Domain.Facts;

namespace Ledger.Tests.Rules;

/// <summary>What a row of the pack counts, reckoned from its JSON by plain loops and nothing of the ledger's law.</summary>
internal static class NaiveCaps
{
    /// <summary>The documented and the claimed count of a row over a tale, in a currency; null where a rate is missing or something unregistered may count.</summary>
    public static (decimal Documented, decimal Claimed)? Count(JsonObject row, Tale tale, string currency)
    {
        var started = tale.Facts.OfType<PlacementStarted>().Single();
        var origin = tale.Facts.OfType<WorkerRegistered>().Single().Origin;
        var scope = row["scope"]!.AsObject();
        var sums = new Dictionary<string, Dictionary<string, (decimal Documented, decimal Claimed)>>();
        foreach (var fee in tale.Facts.OfType<FeeCharged>())
        {
            if (fee.Evidence?.Grade == Grade.X || !Holds(row, fee) || !Lists(scope, "origins", origin[..2]) || !Lists(scope, "destinations", started.Destination[..2])
                || !Lists(scope, "provinces", started.Destination) || !Work(scope, started.Occupation) || !Class(scope, fee.Class))
            {
                continue;
            }

            if (Binds(row, scope, tale, fee) is not { } bound)
            {
                return null;
            }

            if (!bound)
            {
                continue;
            }

            var rate = fee.Amount.Currency.Code == currency ? 1m
                : tale.Facts.OfType<ExchangeRateRecorded>().Any(one => one.EffectiveOn <= fee.EffectiveOn && one.EffectiveOn.PlusDays(31) >= fee.EffectiveOn) ? (currency == "USD" ? 0.01m : 100m) : 0m;
            if (rate == 0)
            {
                return null;
            }

            var documented = fee.Evidence?.Grade is Grade.A or Grade.B or Grade.C || fee.AssertedBy == fee.Collector;
            var parties = sums.TryGetValue($"{fee.Class}/{fee.Collector}", out var known) ? known : sums[$"{fee.Class}/{fee.Collector}"] = [];
            var sum = parties.GetValueOrDefault(fee.AssertedBy);
            parties[fee.AssertedBy] = (sum.Documented + (documented ? fee.Amount.Amount * rate : 0), sum.Claimed + (fee.Amount.Amount * rate));
        }

        return (sums.Values.Sum(parties => parties.Values.Max(sum => sum.Documented)), sums.Values.Sum(parties => parties.Values.Max(sum => sum.Claimed)));
    }

    public static bool Holds(JsonObject row, FeeCharged fee)
    {
        var day = fee.EffectiveOn.ToString("uuuu-MM-dd", null);
        return string.CompareOrdinal((string?)row["effectiveFrom"] ?? "0000", day) <= 0 && string.CompareOrdinal((string?)row["effectiveTo"] ?? "9999", day) >= 0;
    }

    private static bool Lists(JsonObject scope, string field, string place) => scope[field] is not JsonArray places || places.Any(one => (string?)one == place);

    private static bool Work(JsonObject scope, string occupation)
    {
        var domestic = occupation.Contains("domestic", StringComparison.Ordinal);
        bool Names(string field) => scope[field] is JsonArray words && words.Any(word => (string?)word == "domestic");
        return (scope["occupations"] is null || (domestic && Names("occupations"))) && scope["sectors"] is null && !(domestic && Names("notOccupations"));
    }

    private static bool Class(JsonObject scope, FeeClass what)
    {
        var word = what.ToString().ToLowerInvariant();
        return (scope["classes"] is not JsonArray only || only.Any(one => (string?)one == word)) && (scope["notClasses"] is not JsonArray not || not.All(one => (string?)one != word));
    }

    /// <summary>Whether the collector is bound; null where nobody knows where it is.</summary>
    private static bool? Binds(JsonObject row, JsonObject scope, Tale tale, FeeCharged fee)
    {
        if (scope["binds"] is not JsonArray binds)
        {
            return true;
        }

        var words = binds.Select(word => (string)word!).ToList();
        var isAgent = fee.CollectorRole is PartyRole.Recruiter or PartyRole.SubAgent;
        if ((fee.CollectorRole == PartyRole.Employer && words.Contains("employer")) || (isAgent && words.Contains("agent")))
        {
            return true;
        }

        if (!isAgent || !words.Contains("local-agent"))
        {
            return false;
        }

        // In these tales the runner acts for the agency by a link, the stranger by standing in for the placement's recruiter.
        var acts = fee.Collector is "runner" or "stranger" ? "agency" : fee.Collector;
        var country = tale.Facts.OfType<PartyRegistered>().SingleOrDefault(party => party.Party == acts)?.Country;
        return country is null ? null : country.StartsWith((string)row["jurisdiction"]!, StringComparison.Ordinal);
    }
}
