using Ledger.Domain.Rules;
using Ledger.Domain.Rules.Rows;
using Ledger.Host.CommandLine;
using Ledger.Projections.Reference;
using NodaTime;

namespace Ledger.Host.Rules;

/// <summary>Under which rule pack a question is asked: the adopted one, one by version or label, or one of a file that nobody adopted.</summary>
public sealed class RulesChoice
{
    /// <summary>The name of the pack that comes with the ledger, where another was adopted.</summary>
    public const string Embedded = "embedded";

    /// <summary>The name of the pack that was adopted last, where a pack must be named.</summary>
    public const string AdoptedName = "adopted";

    private readonly RulePack? _pack;
    private readonly string? _version;

    private RulesChoice(RulePack? pack, string? version) => (_pack, _version) = (pack, version);

    /// <summary>The pack that was adopted last by the instant of the question, else the one that comes with the ledger.</summary>
    public static RulesChoice Adopted { get; } = new(null, null);

    /// <summary>One pack, whatever was adopted.</summary>
    public static RulesChoice FromRulePack(RulePack pack) => new(pack, null);

    /// <summary>One pack, whatever was adopted.</summary>
    public static implicit operator RulesChoice(RulePack pack) => FromRulePack(pack);

    /// <summary>Reads a choice by version or label; null is the adopted pack.</summary>
    public static RulesChoice OfVersion(string? version) => version is null or AdoptedName ? Adopted : version == Embedded ? RulePack.Current : new RulesChoice(null, version);

    /// <summary>Reads a choice of the command line: a file where there is one of that name, else a version or label.</summary>
    /// <exception cref="BadUsageException">The file is no rule pack.</exception>
    public static RulesChoice OfCommandLine(string? text)
    {
        if (text is null || !File.Exists(text))
        {
            return OfVersion(text);
        }

        try
        {
            return RulePackFile.Read(text).Pack;
        }
        catch (PackRefusedException refused)
        {
            throw new BadUsageException($"{text}: {refused.Refusals[0]}{(refused.Refusals.Count > 1 ? $" (and {refused.Refusals.Count - 1} more; './ledger rules check {text}' lists them)" : "")}");
        }
    }

    /// <summary>Finds the pack.</summary>
    /// <param name="reference">The reference streams.</param>
    /// <param name="knownAt">The instant of the question.</param>
    /// <exception cref="BadUsageException">No such pack was ever adopted.</exception>
    public RulePack Find(ReferenceRecord reference, Instant knownAt)
    {
        if (_pack is not null || _version is null)
        {
            return _pack ?? reference.PackAt(knownAt);
        }

        return reference.Adopted(_version) is { } adopted ? adopted
            : _version == RulePack.Current.Version || _version == RulePack.Current.Version.Split('+')[0] ? RulePack.Current
            : throw new BadUsageException($"There is no rule pack '{_version}': this ledger has "
                + $"{string.Join(", ", reference.Adoptions.Select(adoption => adoption.Version).Prepend(RulePack.Current.Version).Distinct(StringComparer.Ordinal))}.");
    }
}
