using NodaTime;

namespace Ledger.Projections.RulePacks;

/// <summary>From now on findings are judged by this rule pack: the ledger's own record of a decision that people made.</summary>
/// <remarks>
/// It holds the pack itself, so that what a past finding was judged by can be read for ever, whatever becomes of the file. It is no fact
/// of the published language: nobody asserts it of the world.
/// </remarks>
/// <param name="Label">What people call the pack.</param>
/// <param name="Version">The pack's version: the label and the first digits of the content's hash.</param>
/// <param name="Rows">The file as it was, its text.</param>
/// <param name="AdoptedBy">Who adopted it, as told on the command line; null where nobody was named.</param>
/// <param name="AdoptedAt">When it was adopted.</param>
public sealed record RulePackAdopted(string Label, string Version, string Rows, string? AdoptedBy, Instant AdoptedAt)
{
    /// <summary>The name under which it is stored; never changed.</summary>
    public const string StoredName = "rule-pack-adopted.v1";
}
