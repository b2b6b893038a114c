using System.Text.Json;
using Ledger.Domain.Churn;
using Ledger.Domain.Indicators;
using Ledger.Projections.Store;
using Marten;

namespace Ledger.Projections.Pairs;

/// <summary>Gathers which outcomes a page of events changes, so that every pair they touch is counted anew once.</summary>
/// <remarks>What replaced whom is a question about all placements of a pair together, so that a pair is counted from all its outcomes.</remarks>
internal sealed class PairChanges
{
    /// <summary>The most pairs whose outcomes are in memory together.</summary>
    private const int PairsPerReading = 500;

    private readonly HashSet<(string Recruiter, string Employer)> _pairs = [];
    private readonly Dictionary<string, IReadOnlyList<PlacementOutcome>> _changed = new(StringComparer.Ordinal);

    /// <summary>Takes in a worker's outcomes as they were and as they are.</summary>
    public void Replace(string worker, IReadOnlyList<PlacementOutcome> before, IReadOnlyList<PlacementOutcome> after)
    {
        if (Text(before) != Text(after))
        {
            _changed[worker] = after;
            _pairs.UnionWith(before.Concat(after).Select(outcome => (outcome.RecruiterGroup, outcome.EmployerGroup)));
        }
    }

    /// <summary>Stores what came of it; the writes join the page's transaction.</summary>
    public async Task StoreAsync(IDocumentOperations operations, CancellationToken cancellation)
    {
        var now = _changed.Values.SelectMany(outcomes => outcomes).ToLookup(outcome => PairCounts.Key(outcome.RecruiterGroup, outcome.EmployerGroup), StringComparer.Ordinal);
        foreach (var some in _pairs.Chunk(PairsPerReading))
        {
            // The changed workers' own rows are replaced only when the page is committed.
            var stored = await OutcomeTable.OfPairsAsync(operations, some, cancellation);
            foreach (var key in some.Select(pair => PairCounts.Key(pair.Recruiter, pair.Employer)))
            {
                List<PlacementOutcome> pair = [.. stored[key].Where(outcome => !_changed.ContainsKey(outcome.Worker)), .. now[key]];
                if (pair.Count > 0)
                {
                    operations.Store(PairCounts.Of(pair, Thresholds.Default));
                }
                else
                {
                    operations.Delete<PairCounts>(key);
                }
            }
        }
    }

    private static string Text(IReadOnlyList<PlacementOutcome> outcomes) => JsonSerializer.Serialize(outcomes, LedgerJson.Options);
}
