using Ledger.Domain.Facts;
using Ledger.Domain.Record;

namespace Ledger.Domain.Churn;

/// <summary>Ends after which a new placement is no churn: a promotion, a free transfer, a closure, and the worker's own choice.</summary>
/// <remarks>
/// A reason counts where the worker or a document gives it; an employer's or a recruiter's bare word does not. That it was her own choice is
/// for the worker alone to say: a resignation in a file may have been written for her.
/// </remarks>
internal static class EndsWithoutChurn
{
    private static readonly HashSet<string> Reasons = new(StringComparer.Ordinal) { "promoted", "promotion", "free-transfer", "closure" };

    /// <summary>Whether a placement ended so, by any account that counts.</summary>
    public static bool Of(WorkerHistory history, string? placement) =>
        history.All<PlacementEnded>().Any(end => end.Placement == placement && end.Grade != Grade.X && (IsReasoned(end) || IsOwnChoice(end)));

    private static bool IsReasoned(PlacementEnded end) => Reasons.Contains(end.Reason) && (end.AssertedBy == end.Worker || end.Grade <= Grade.C);

    private static bool IsOwnChoice(PlacementEnded end) => end.Initiator == EndInitiator.Worker && end.AssertedBy == end.Worker;
}
