using Marten;

namespace Ledger.Projections.Exposures;

/// <summary>Gathers what a page of events changes in exposures, so that each is read and written once.</summary>
internal sealed class ExposureChanges
{
    private readonly SortedDictionary<string, List<(Contribution Contribution, bool IsAdded)>> _changes = new(StringComparer.Ordinal);

    /// <summary>Takes one worker's earlier contributions out and puts the later ones in.</summary>
    public void Replace(IEnumerable<Contribution> before, IEnumerable<Contribution> after)
    {
        foreach (var (contribution, isAdded) in before.Select(old => (old, false)).Concat(after.Select(now => (now, true))))
        {
            if (!_changes.TryGetValue(contribution.To, out var changes))
            {
                _changes[contribution.To] = changes = [];
            }

            changes.Add((contribution, isAdded));
        }
    }

    /// <summary>Stores what came of it: one round trip to read, and the writes join the page's transaction.</summary>
    public async Task StoreAsync(IDocumentOperations operations, CancellationToken cancellation)
    {
        if (_changes.Count == 0)
        {
            return;
        }

        var known = (await operations.LoadManyAsync<Exposure>(cancellation, [.. _changes.Keys])).ToDictionary(exposure => exposure.Id, StringComparer.Ordinal);
        foreach (var (id, changes) in _changes)
        {
            var before = known.GetValueOrDefault(id) ?? new Exposure { Id = id };
            var after = changes.Aggregate(before, (exposure, change) => change.IsAdded ? exposure.Plus(change.Contribution) : exposure.Minus(change.Contribution));
            if (after.Workers > 0)
            {
                operations.Store(after);
            }
            else
            {
                operations.Delete<Exposure>(id);
            }
        }
    }
}
