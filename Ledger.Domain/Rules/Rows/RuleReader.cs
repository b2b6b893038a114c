using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Ledger.Domain.Facts;

namespace Ledger.Domain.Rules.Rows;

/// <summary>Reads the rows of a rule pack.</summary>
internal static partial class RuleReader
{
    /// <summary>The most rows of a pack.</summary>
    public const int MostRows = 5_000;

    private const int LongestId = 100;

    /// <summary>Fields of a row that are kept for people and for comparison with the source, and are not read by the ledger.</summary>
    private static readonly string[] ForPeople = ["cap", "destinations", "sourceTier"];

    /// <summary>Reads all rows; where there are refusals, the rules are not to be used.</summary>
    public static IReadOnlyList<Rule> Read(JsonElement rows, List<PackRefusal> refusals)
    {
        if (rows.ValueKind != JsonValueKind.Array || rows.GetArrayLength() is 0 or > MostRows)
        {
            refusals.Add(new PackRefusal("", "", $"a rule pack is a list of 1 to {MostRows} rows"));
            return [];
        }

        List<Rule> rules = [];
        HashSet<string> ids = new(StringComparer.Ordinal);
        foreach (var (row, index) in rows.EnumerateArray().Select((row, index) => (row, index)))
        {
            if (row.ValueKind != JsonValueKind.Object)
            {
                refusals.Add(new PackRefusal($"row {index + 1}", "", "is no object"));
                continue;
            }

            var name = row.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString()! : $"row {index + 1}";
            if (name.Length is 0 or > LongestId || !ids.Add(name))
            {
                refusals.Add(new PackRefusal(name, "id", $"must be 1 to {LongestId} characters and no other row's"));
            }

            rules.Add(Rule(new FieldReader(row, name, "", refusals)));
        }

        return rules;
    }

    private static Rule Rule(FieldReader fields)
    {
        var kind = fields.Word<RuleKind>("kind");
        var limit = fields.Object("limit");
        var informative = fields.OptionalText("informative");
        if (limit is null == (informative is null))
        {
            fields.Refuse("limit", limit is null ? "is missing: give a limit, or say in informative why there is none" : "stands beside informative: a row is judged by, or it is not");
        }

        var scope = fields.Object("scope");
        var rule = new Rule
        {
            Id = fields.Text("id"),
            Jurisdiction = Jurisdiction(fields),
            Role = fields.Word<RuleRole>("role"),
            Instrument = fields.Text("instrument"),
            Article = fields.Text("article"),
            Kind = kind,
            From = fields.Date("effectiveFrom"),
            To = fields.Date("effectiveTo"),
            IsVerified = fields.Flag("verified"),
            IsDateVerified = fields.Flag("effectiveFromVerified"),
            IsEndVerified = fields.Flag("effectiveToVerified", true),
            DatePrecision = fields.Word<DatePrecision>("effectiveFromPrecision"),
            AppliesTo = fields.Text("appliesTo"),
            Exceptions = fields.ListOfTexts("exceptions"),
            SourceTitle = fields.Text("sourceTitle"),
            SourceAddress = fields.OptionalText("sourceAddress"),
            Note = fields.OptionalText("note"),
            Status = fields.Text("status"),
            Scope = informative is not null ? null : scope is null ? new RuleScope() : Scope(scope),
            Limit = limit is null ? null : LimitReader.Read(limit, kind),
            Informative = informative,
            Untyped = fields.ListOfTexts("untyped"),
        };
        if (rule.From > rule.To)
        {
            fields.Refuse("effectiveTo", "lies before effectiveFrom");
        }

        fields.Finish(ForPeople);
        return rule;
    }

    private static RuleScope Scope(FieldReader fields)
    {
        var (only, not) = (fields.ListOfWords<FeeClass>("classes"), fields.ListOfWords<FeeClass>("notClasses"));
        var ways = fields.ListOfTexts("ways");
        if (!only.IsEmpty && !not.IsEmpty)
        {
            fields.Refuse("notClasses", "stands beside classes: give what is counted, or what is not");
        }

        if (ways.Any(way => way != "deduction"))
        {
            fields.Refuse("ways", "may only be deduction: no other form of payment changes what a fee is");
        }

        var scope = new RuleScope
        {
            Origins = Places(fields, "origins", CountryCode()),
            Destinations = Places(fields, "destinations", CountryCode()),
            Provinces = Places(fields, "provinces", ProvinceCode()),
            Binds = fields.ListOfWords<Bound>("binds").Aggregate(Bound.Anyone, (all, one) => all | one),
            Sex = fields.OptionalWord<Sex>("sex"),
            Trades = Trades(fields, "occupations") | Trades(fields, "sectors"),
            NotTrades = Trades(fields, "notOccupations") | Trades(fields, "notSectors"),
            Schemes = fields.ListOfTexts("schemes"),
            Programme = fields.OptionalText("programme"),
            Counts = only.IsEmpty ? FeeClasses.Of(not).Others() : FeeClasses.Of(only),
            Basis = fields.OptionalWord<FeeBasis>("basis") ?? FeeBasis.Unsaid,
            OnlyCuts = ways.Length > 0,
            Condition = fields.OptionalText("condition"),
        };
        fields.Finish();
        return scope;
    }

    private static Trades Trades(FieldReader fields, string field) => fields.ListOfWords<Trades>(field).Aggregate(Rules.Trades.None, (all, one) => all | one);

    private static string Jurisdiction(FieldReader fields)
    {
        var text = fields.Text("jurisdiction");
        if (text.Length > 0 && text != "INT" && !CountryCode().IsMatch(text) && !ProvinceCode().IsMatch(text))
        {
            fields.Refuse("jurisdiction", "is no country of ISO 3166 such as NP, no part of one such as CA-ON, and not INT");
        }

        return text;
    }

    private static ImmutableArray<string> Places(FieldReader fields, string field, Regex pattern)
    {
        var places = fields.ListOfTexts(field);
        if (places.Any(place => !pattern.IsMatch(place)))
        {
            fields.Refuse(field, pattern == CountryCode() ? "holds something that is no country of ISO 3166 such as NP" : "holds something that is no part of a country such as CA-ON");
        }

        return places;
    }

    [GeneratedRegex("^[A-Z]{2}$", RegexOptions.CultureInvariant)]
    private static partial Regex CountryCode();

    [GeneratedRegex("^[A-Z]{2}-[A-Z0-9]{1,3}$", RegexOptions.CultureInvariant)]
    private static partial Regex ProvinceCode();
}
