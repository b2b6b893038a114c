using NodaTime;

namespace Ledger.Projections.Imports;

/// <summary>A file was read to its end: the ledger's own record of an import, in the stream of that file's content.</summary>
/// <param name="File">The name of the file, without its folder.</param>
/// <param name="Sha256">The SHA-256 of its content.</param>
/// <param name="Read">Lines read.</param>
/// <param name="Accepted">Facts recorded.</param>
/// <param name="AlreadyKnown">Facts that were on record before.</param>
/// <param name="Rejected">Lines that could not be accepted.</param>
/// <param name="StartedAt">When reading began.</param>
/// <param name="FinishedAt">When it ended.</param>
/// <param name="Profile">The SHA-256 of the profile that said what its rows mean; null where its lines are facts.</param>
/// <param name="By">Who sent the file in: a pseudonym or an office; null where nobody said.</param>
public sealed record ImportFinished(
    string File, string Sha256, long Read, long Accepted, long AlreadyKnown, long Rejected, Instant StartedAt, Instant FinishedAt, string? Profile = null, string? By = null)
{
    /// <summary>The name under which it is stored; never changed.</summary>
    public const string StoredName = "import-finished.v1";
}
