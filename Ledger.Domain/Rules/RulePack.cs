using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Ledger.Domain.Rules.Rows;

namespace Ledger.Domain.Rules;

/// <summary>An immutable set of rules under a version of its own; every finding says which version it was judged by.</summary>
public sealed partial class RulePack
{
    /// <summary>The largest file a pack may be read from, in bytes.</summary>
    public const int LargestFile = 8 * 1024 * 1024;

    private const int DeepestNesting = 16;
    private const int DigitsOfHash = 12;

    private readonly Dictionary<string, Rule> _rules;

    private RulePack(string version, IEnumerable<Rule> rules)
    {
        (Version, _rules) = (version, rules.ToDictionary(rule => rule.Id, StringComparer.Ordinal));
        Rules = [.. _rules.Values.OrderBy(rule => rule.Id, StringComparer.Ordinal)];
        FeeRules = [.. Rules.Where(rule => rule.Limit is FeeLimit)];
        DeductionRules = [.. Rules.Where(rule => rule.Limit is DeductionLimit)];
        InterestRules = [.. Rules.Where(rule => rule.Limit is InterestLimit)];
    }

    /// <summary>The pack that comes with the ledger.</summary>
    public static RulePack Current { get; } = Embedded();

    /// <summary>The label and the first digits of the content's SHA-256, such as 2026-11+0123456789ab.</summary>
    public string Version { get; }

    /// <summary>All rules, in order of their ids.</summary>
    public ImmutableArray<Rule> Rules { get; }

    /// <summary>The rules that limit what workers are charged, in order of their ids.</summary>
    public ImmutableArray<Rule> FeeRules { get; }

    /// <summary>The rules that limit deductions, in order of their ids.</summary>
    public ImmutableArray<Rule> DeductionRules { get; }

    /// <summary>The rules that limit interest, in order of their ids.</summary>
    public ImmutableArray<Rule> InterestRules { get; }

    /// <summary>Reads a pack.</summary>
    /// <param name="label">What people call it.</param>
    /// <param name="json">An array of rule rows, at most <see cref="LargestFile"/> bytes.</param>
    /// <exception cref="PackRefusedException">The rows cannot be read; the message names row and field.</exception>
    public static RulePack Read(string label, ReadOnlyMemory<byte> json)
    {
        List<PackRefusal> refusals = [];
        var rules = Rows(json, refusals);
        if (refusals.Count > 0)
        {
            throw new PackRefusedException(refusals);
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(json.Span))[..DigitsOfHash];
        return new RulePack(string.Create(CultureInfo.InvariantCulture, $"{label}+{hash}"), rules);
    }

    /// <summary>The currencies that caps of a country are set in; empty for a country not known.</summary>
    public IEnumerable<string> CapCurrencies(string? country) => country is null
        ? []
        : FeeRules.Where(rule => rule.Jurisdiction.StartsWith(country, StringComparison.Ordinal)).SelectMany(rule => Currencies((FeeLimit)rule.Limit!)).Distinct(StringComparer.Ordinal);

    /// <summary>The rule of an id; null where the pack has none.</summary>
    public Rule? Find(string id) => _rules.GetValueOrDefault(id);

    /// <summary>The rule of an id.</summary>
    /// <exception cref="KeyNotFoundException">The pack has no such rule.</exception>
    public Rule this[string id] => _rules[id];

    private static IEnumerable<string> Currencies(FeeLimit limit) => limit switch
    {
        FixedFee fee => [fee.Currency.Code],
        ServiceSchedule schedule => [schedule.Currency.Code],
        LeastOf least => least.Limits.SelectMany(Currencies),
        _ => [],
    };

    private static IReadOnlyList<Rule> Rows(ReadOnlyMemory<byte> json, List<PackRefusal> refusals)
    {
        if (json.Length > LargestFile)
        {
            refusals.Add(new PackRefusal("", "", $"a rule pack has at most {LargestFile} bytes"));
            return [];
        }

        try
        {
            using var rows = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = DeepestNesting });
            return RuleReader.Read(rows.RootElement, refusals);
        }
        catch (JsonException exception)
        {
            refusals.Add(new PackRefusal("", "", $"is not JSON: line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1}"));
            return [];
        }
    }

    private static RulePack Embedded()
    {
        using var stream = typeof(RulePack).Assembly.GetManifestResourceStream("rules.json")
            ?? throw new InvalidOperationException("The rule pack is not embedded.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Read("2026-11", bytes);
    }
}
