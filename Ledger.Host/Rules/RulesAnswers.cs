using Ledger.Domain.Rules.Rows;

namespace Ledger.Host.Rules;

/// <summary>The rules of a pack.</summary>
/// <param name="Rules">The pack's version.</param>
/// <param name="Listed">The rules, by id.</param>
internal sealed record ListedRules(string Rules, IReadOnlyList<RuleView> Listed);

/// <summary>One rule of a pack.</summary>
/// <param name="Rules">The pack's version.</param>
/// <param name="Rule">The rule.</param>
internal sealed record ShownRule(string Rules, RuleView Rule);

/// <summary>What checking a file came to.</summary>
/// <param name="File">The file.</param>
/// <param name="Version">The pack's version; left out where it cannot be read.</param>
/// <param name="Rules">Its rules.</param>
/// <param name="Informative">Those that are not judged by.</param>
/// <param name="Doubtful">Those whose breach is not plain.</param>
/// <param name="Refusals">What is wrong with the file, by row and field.</param>
internal sealed record CheckedPack(string File, string? Version, int? Rules, int? Informative, int? Doubtful, IReadOnlyList<PackRefusal> Refusals);

/// <summary>What adopting a pack came to.</summary>
/// <param name="Rules">The pack's version.</param>
/// <param name="Adopted">Whether it was recorded; not where it was the adopted one already.</param>
internal sealed record AdoptionResult(string Rules, bool Adopted);
