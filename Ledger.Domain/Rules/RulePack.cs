using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Ledger.Domain.Rules;

/// <summary>A dated rule of law or of a standard, as its row states it.</summary>
/// <param name="Id">The row's id, such as STD-DHAKA-1.</param>
/// <param name="Jurisdiction">The country, or INT.</param>
/// <param name="Role">Whether it is a standard, or law of the origin or of the destination.</param>
/// <param name="Instrument">The instrument.</param>
/// <param name="Article">The article.</param>
/// <param name="Kind">What it rules on, such as fee-prohibition.</param>
/// <param name="From">The first day in force; null where it is not known.</param>
/// <param name="To">The last day in force; null where it still is.</param>
/// <param name="IsVerified">Whether the row was verified against its source.</param>
/// <param name="IsDateVerified">Whether the first day was verified.</param>
/// <param name="DatePrecision">How exact the first day is: day, month, year, unknown.</param>
public sealed record Rule(
    string Id, string Jurisdiction, string Role, string Instrument, string Article, string Kind,
    LocalDate? From, LocalDate? To, bool IsVerified, bool IsDateVerified, string DatePrecision)
{
    /// <summary>Why a finding may not call a breach of this rule plain; null when it may.</summary>
    public string? Doubt =>
        !IsVerified ? "its text is not verified"
        : From is null ? "the day it took force is not known"
        : !IsDateVerified || DatePrecision != "day" ? $"its first day is known only by {DatePrecision}"
        : null;

    internal static Rule Read(JsonElement row) => new(
        Text(row, "id"), Text(row, "jurisdiction"), Text(row, "role"), Text(row, "instrument"), Text(row, "article"), Text(row, "kind"),
        Date(row, "effectiveFrom"), Date(row, "effectiveTo"),
        row.GetProperty("verified").GetBoolean(), row.GetProperty("effectiveFromVerified").GetBoolean(), Text(row, "effectiveFromPrecision"));

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;

    private static LocalDate? Date(JsonElement row, string name) =>
        row.GetProperty(name).GetString() is { } text ? LocalDatePattern.Iso.Parse(text).Value : null;
}

/// <summary>An immutable set of rules under a version of its own; every finding says which version it was judged by.</summary>
public sealed class RulePack
{
    private readonly Dictionary<string, Rule> _rules;

    private RulePack(string version, IEnumerable<Rule> rules) =>
        (Version, _rules) = (version, rules.ToDictionary(rule => rule.Id, StringComparer.Ordinal));

    /// <summary>The pack that comes with the ledger.</summary>
    public static RulePack Current { get; } = Embedded();

    /// <summary>The label and the first digits of the content's SHA-256, such as 2026-11+0123456789ab.</summary>
    public string Version { get; }

    /// <summary>All rules, in order of their ids.</summary>
    public IEnumerable<Rule> Rules => _rules.Values.OrderBy(rule => rule.Id, StringComparer.Ordinal);

    /// <summary>Reads a pack.</summary>
    /// <param name="label">What people call it.</param>
    /// <param name="json">An array of rule rows.</param>
    /// <exception cref="JsonException">The rows cannot be read.</exception>
    public static RulePack Read(string label, ReadOnlyMemory<byte> json)
    {
        using var rows = JsonDocument.Parse(json);
        var hash = Convert.ToHexStringLower(SHA256.HashData(json.Span))[..12];
        return new RulePack(string.Create(CultureInfo.InvariantCulture, $"{label}+{hash}"), rows.RootElement.EnumerateArray().Select(Rule.Read).ToList());
    }

    /// <summary>The rule of an id.</summary>
    /// <exception cref="KeyNotFoundException">The pack has no such rule.</exception>
    public Rule this[string id] => _rules[id];

    private static RulePack Embedded()
    {
        using var stream = typeof(RulePack).Assembly.GetManifestResourceStream("rules.json")
            ?? throw new InvalidOperationException("The rule pack is not embedded.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Read("2026-11", bytes);
    }
}
